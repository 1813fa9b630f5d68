import NIOConcurrencyHelpers
import Programme

/// The editions that the tests of this process have read, by their text: most use the same one, and reading it takes
/// longer than a short test.
final class ReadEditions: Sendable {
    static let shared = ReadEditions()

    private let editions = NIOLockedValueBox<[String: PublishedEdition]>([:])

    func edition(_ yaml: String) throws -> PublishedEdition {
        if let known = editions.withLockedValue({ $0[yaml] }) { return known }
        let read = try PublishedEdition(yaml: yaml)
        editions.withLockedValue { $0[yaml] = read }
        return read
    }
}
