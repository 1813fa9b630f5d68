import NIOConcurrencyHelpers
import Programme

/// What everybody may see and many ask for at once: made once in a while and given to all who ask meanwhile, however
/// many they are. It never holds anything about one person.
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

    /// Names that are kept at once. The waves that there are need some dozens; strangers may ask for any number, and what
    /// comes on top is made for each who asks.
    static let most = 1_000

    /// How often something was made rather than handed out; for tests and measures.
    var made: Int { state.withLockedValue { $0.made } }

    /// How many names are kept; for tests.
    var kept: Int { state.withLockedValue { $0.shelves.count } }

    /// The value of this name, at most `span` old. Whoever comes while it is made waits for the same one; when making
    /// it fails, those who waited are told, and the next one tries again.
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

    /// After something changed that people wait for.
    func forget() {
        state.withLockedValue { $0.shelves = [:] }
    }
}
