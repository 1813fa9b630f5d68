import NIOConcurrencyHelpers
import Programme

/// Caches public values that many visitors request at once; concurrent requests share one computation. It never holds
/// data about one person.
final class PublicCache: Sendable {
    private struct Shelf {
        let freshUntil: Instant
        let making: Task<any Sendable, any Error>
    }

    private struct State {
        var shelves: [String: Shelf] = [:]
        var made = 0
    }

    private let state = NIOLockedValueBox(State())

    /// Most names cached at once. The existing waves need some dozens; visitors can request any number of others, which
    /// are then computed for each request.
    static let most = 1_000

    /// How often a value was computed rather than served from the cache; for tests and measurements.
    var made: Int { state.withLockedValue { $0.made } }

    /// How many names are cached; for tests.
    var kept: Int { state.withLockedValue { $0.shelves.count } }

    /// The value of this name, at most `span` old. A caller that arrives while it is computed waits for the same
    /// computation; if that fails, all waiting callers get the error and the next call tries again.
    func value<Value: Sendable>(
        _ name: String, for span: Span, now: Instant, make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let shelf = state.withLockedValue { state -> Shelf? in
            if let shelf = state.shelves[name], now < shelf.freshUntil { return shelf }
            if state.shelves.count >= Self.most { state.shelves = state.shelves.filter { now < $0.value.freshUntil } }
            state.made += 1
            guard state.shelves.count < Self.most else { return nil }
            let shelf = Shelf(freshUntil: now + span, making: Task { try await make() })
            state.shelves[name] = shelf
            return shelf
        }
        guard let shelf else { return try await make() }
        do {
            guard let value = try await shelf.making.value as? Value else {
                throw Inconsistency("what is kept under one name is of one type")
            }
            return value
        } catch {
            state.withLockedValue { state in
                if state.shelves[name]?.making == shelf.making { state.shelves[name] = nil }
            }
            throw error
        }
    }

    /// Empties the cache; for tests.
    func forget() {
        state.withLockedValue { $0.shelves = [:] }
    }
}
