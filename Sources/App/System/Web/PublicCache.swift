import NIOConcurrencyHelpers
import Programme

/// Caches public values that many visitors request at once; concurrent requests share one computation. It never holds
/// data about one person.
final class PublicCache: Sendable {
    private struct Entry {
        let freshUntil: Instant
        let making: Task<any Sendable, any Error>
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var made = 0
    }

    private let state = NIOLockedValueBox(State())

    /// Most names cached at once. The existing waves need some dozens; visitors can request any number of others, which
    /// are then computed for each request.
    static let most = 1_000

    /// How often a value was computed rather than served from the cache; for tests and measurements.
    var made: Int { state.withLockedValue { $0.made } }

    /// How many names are cached; for tests.
    var count: Int { state.withLockedValue { $0.entries.count } }

    /// The value of this name, at most `span` old. A caller that arrives while it is computed waits for the same
    /// computation; if that fails, all waiting callers get the error and the next call tries again.
    func value<Value: Sendable>(
        _ name: String, for span: Span, now: Instant, make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let entry = state.withLockedValue { state -> Entry? in
            if let entry = state.entries[name], now < entry.freshUntil { return entry }
            if state.entries.count >= Self.most { state.entries = state.entries.filter { now < $0.value.freshUntil } }
            state.made += 1
            guard state.entries.count < Self.most else { return nil }
            let entry = Entry(freshUntil: now + span, making: Task { try await make() })
            state.entries[name] = entry
            return entry
        }
        guard let entry else { return try await make() }
        do {
            guard let value = try await entry.making.value as? Value else {
                throw Inconsistency("what is kept under one name is of one type")
            }
            return value
        } catch {
            state.withLockedValue { state in
                if state.entries[name]?.making == entry.making { state.entries[name] = nil }
            }
            throw error
        }
    }

    /// Empties the cache; for tests.
    func forget() {
        state.withLockedValue { $0.entries = [:] }
    }
}
