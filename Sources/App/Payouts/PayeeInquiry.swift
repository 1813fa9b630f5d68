import Connectors
import Logging
import Programme
import Storage

/// Asks a bank or wallet for an account's holder and compares the name with the registry's.
struct PayeeInquiry: Sendable {
    let dependencies: Dependencies
    let person: ID<Account>

    /// Called outside any transaction, so that no row is locked while the bank answers. Throws `PayeeRefusal`.
    func ask(_ payee: Payee) async throws -> PayeeName {
        let answer: PayeeAnswer
        do {
            answer = try await dependencies.connectors.rail.inquire(payee)
        } catch .never(let reason) {
            // Our request was rejected: the person cannot correct that, and their bank has said nothing about the
            // account.
            dependencies.logger.error("the payment rail rejected a payee inquiry", metadata: ["reason": "\(reason)"])
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.audit.record(
                    AuditEvent(
                        "rail.request-refused", subject: "rail:\(payee.partner.slug)", detail: ["reason": reason]),
                    by: .system, at: dependencies.moment(), ids: dependencies.ids)
            }
            throw PayeeRefusal.inquiryBroken
        } catch {
            dependencies.logger.warning("payee inquiry failed", metadata: ["reason": "\(error.reason)"])
            throw PayeeRefusal.railAway
        }
        do {
            return try PayeeAccount.check(answer, belongsTo: payee.name)
        } catch PayeeRefusal.nameUncertain(let difference, let registry, let holder) {
            let question = PayeeQuestion(
                person: person, partner: payee.partner.slug, lastFour: String(payee.number.digits.suffix(4)),
                lookup: dependencies.vault.lookup(
                    PayeeAccount.canonical(payee.number, at: payee.partner.slug), purpose: "payee"),
                registryName: registry, holder: holder, difference: difference)
            return try await decision(on: question)
        }
    }

    /// The officers' decision on the same account and the same two names. Until there is one, the question is listed
    /// for the office and the person is told that officers will decide.
    private func decision(on question: PayeeQuestion) async throws -> PayeeName {
        try await dependencies.database.transaction { [dependencies] tx in
            switch try tx.payeeQuestions.state(of: question, vault: dependencies.vault) {
            case .allowed: return PayeeName(question.holder)
            case .refused: throw PayeeRefusal.nameDiffers
            case .asked, .proposed: break
            case nil:
                try tx.payeeQuestions.ask(
                    question, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
                try tx.audit.record(
                    AuditEvent("payee.name-asked", subject: "account:\(question.person)"), by: .person(question.person),
                    at: dependencies.moment(), ids: dependencies.ids)
            }
            throw CommittedRefusal(
                PayeeRefusal.nameUncertain(
                    question.difference, registry: question.registryName, holder: question.holder))
        }
    }
}
