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

    /// Names are ours and waves are few; more than this is a mistake of ours.
    private static let longest = 1_000

    /// How often something was made rather than handed out; for tests and measures.
    var made: Int { state.withLockedValue { $0.made } }

    /// The value of this name, at most `span` old. Whoever comes while it is made waits for the same one; when making
    /// it fails, those who waited are told, and the next one tries again.
    func value<Value: Sendable>(
        _ name: String, for span: Span, now: Instant, make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let shelf = state.withLockedValue { state in
            if let shelf = state.shelves[name], now < shelf.freshUntil { return shelf }
            precondition(state.shelves.count < Self.longest, "public things have few names")
            state.made += 1
            let shelf = Shelf(freshUntil: now + span, making: Task { try await make() })
            state.shelves[name] = shelf
            return shelf
        }
        do {
            guard let value = try await shelf.making.value as? Value else {
                preconditionFailure("\(name) is of one type")
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
