import Foundation
import NIOConcurrencyHelpers
import Programme

/// Counts calls in the memory of this node, by token, partner or network address.
final class CallCounts: Sendable {
    private struct State {
        var began: [CallQuota: Instant] = [:]
        var used: [CallQuota: [String: Int]] = [:]
    }

    /// Tokens, partners and addresses with a counter of their own; further ones share one until the window ends.
    private static let mostCounted = 100_000
    private static let shared = ""

    private let state = NIOLockedValueBox(State())

    /// Counts one call and returns where its caller then stands.
    ///
    /// - Parameter now: the real clock.
    func take(_ quota: CallQuota, by caller: String, at now: Instant) -> CallQuota.Standing {
        let used = state.withLockedValue { state in
            if state.began[quota] != quota.begin(at: now) {
                state.began[quota] = quota.begin(at: now)
                state.used[quota] = [:]
            }
            let isCounted = state.used[quota]?[caller] != nil || (state.used[quota]?.count ?? 0) < Self.mostCounted
            let key = isCounted ? caller : Self.shared
            let used = (state.used[quota]?[key] ?? 0) + 1
            state.used[quota]?[key] = used
            return used
        }
        return quota.standing(used: used, at: now)
    }

    /// Throws `APIRefusal.tooManyCalls` when the quota is used up; counts nothing.
    func checkRoom(_ quota: CallQuota, for caller: String, at now: Instant) throws {
        let used = state.withLockedValue { state in
            state.began[quota] == quota.begin(at: now) ? state.used[quota]?[caller] ?? 0 : 0
        }
        let next = quota.standing(used: used + 1, at: now)
        guard !next.isOver else { throw APIRefusal.tooManyCalls(seconds: next.seconds) }
    }

    /// Throws `APIRefusal.tooManyCalls` for a call beyond the quota.
    func check(_ quota: CallQuota, by caller: String, at now: Instant) throws {
        let standing = take(quota, by: caller, at: now)
        guard !standing.isOver else { throw APIRefusal.tooManyCalls(seconds: standing.seconds) }
    }
}

/// The idempotency keys whose acts this node is carrying out. On another node the database decides: the second act
/// finds the answer of the first, or waits for its lock.
final class KeysInFlight: Sendable {
    private let keys = NIOLockedValueBox<Set<String>>([])

    /// Throws `APIRefusal.keyInFlight` while an act with the same key of the same partner is carried out.
    func once<Value: Sendable>(
        _ key: String, of partner: ID<Partner>, _ act: () async throws -> Value
    ) async throws -> Value {
        let name = "\(partner) \(key)"
        guard keys.withLockedValue({ $0.insert(name).inserted }) else { throw APIRefusal.keyInFlight }
        defer { keys.withLockedValue { _ = $0.remove(name) } }
        return try await act()
    }
}
