import NIOConcurrencyHelpers
import Programme

/// The rail's own books: the holder of each account, and the payment of each reference.
final class RailBooks: Sendable {
    /// How often a slow payment answers "pending" before it is paid.
    private static let pendingAnswers = 2

    private let state = NIOLockedValueBox(State())

    private struct State {
        var holders: [String: String] = [:]
        var payments: [String: RailPayment] = [:]
        /// How often a reference was submitted, accepted or not.
        var submissions: [String: Int] = [:]
    }

    func open(_ number: String, name: String) {
        state.withLockedValue { $0.holders[number] = name }
    }

    func holder(of number: String) -> String? {
        state.withLockedValue { $0.holders[number] }
    }

    /// Nil when the reference is known already.
    func enter(_ payment: RailPayment, pending: Bool) -> RailPayment? {
        state.withLockedValue { state in
            state.submissions[payment.reference, default: 0] += 1
            guard state.payments[payment.reference] == nil else { return nil }
            var payment = payment
            payment.railReference = "RAIL\(realNow().milliseconds)\(state.payments.count)"
            payment.state = pending ? .pending : .paid
            state.payments[payment.reference] = payment
            return payment
        }
    }

    /// The payment's current state; counts the query.
    func ask(_ reference: String) -> RailPayment? {
        state.withLockedValue { state in
            guard var payment = state.payments[reference] else { return nil }
            payment.statusChecks += 1
            if payment.state == .pending, payment.statusChecks > Self.pendingAnswers { payment.state = .paid }
            state.payments[reference] = payment
            return payment
        }
    }

    var statement: RailStatement {
        state.withLockedValue { state in
            let payments = state.payments.values.sorted { $0.reference < $1.reference }
            let paid = payments.filter { $0.state == .paid }
            return RailStatement(
                payments: payments, submissions: state.submissions,
                paidTo: paid.reduce(into: [:]) { $0[$1.number, default: 0] += $1.amount },
                paidTotal: paid.reduce(0) { $0 + $1.amount })
        }
    }
}

/// The content of `GET /_books`.
package struct RailStatement: Codable, Sendable {
    package let payments: [RailPayment]
    /// How often each reference was submitted.
    package let submissions: [String: Int]
    package let paidTo: [String: Int64]
    package let paidTotal: Int64
}

package struct RailPayment: Codable, Sendable {
    package let reference: String
    package let service: String
    package let number: String
    package let name: String
    package let amount: Int64
    package let date: String
    package var railReference = ""
    package var state = State.pending
    /// How often its status was queried.
    package var statusChecks = 0

    package enum State: String, Codable, Sendable {
        case pending
        case paid
    }

    init(reference: String, service: String, number: String, name: String, amount: Int64, date: String) {
        self.reference = reference
        self.service = service
        self.number = number
        self.name = name
        self.amount = amount
        self.date = date
    }
}
