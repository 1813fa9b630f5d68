import NIOConcurrencyHelpers
import Programme
import Storage

/// How many items wait in each section, for the side navigation of one officer: kept in this process for some seconds,
/// because every page shows them. An officer's own acts are counted at once, those of others within `fresh`.
final class DutyCounts: Sendable {
    static let fresh = Span.seconds(10)

    private struct Entry {
        let counts: [String: Int]
        let readAt: Instant
    }

    private let known = NIOLockedValueBox<[ID<Officer>: Entry]>([:])

    /// By the path of each section. Empty when the database cannot be read, because a page must not fail for want of
    /// them.
    func counts(of officer: Officer, on dependencies: Dependencies) async -> [String: Int] {
        let now = dependencies.realNow()
        if let entry = known.withLockedValue({ $0[officer.id] }), now < entry.readAt + Self.fresh {
            return entry.counts
        }
        let duties = try? await dependencies.database.read { tx in
            try tx.officers.duties(of: officer, on: dependencies)
        }
        guard let duties else { return [:] }
        return note(duties, of: officer, at: now)
    }

    /// Stores the counts of duties that were read for another purpose.
    @discardableResult
    func note(_ duties: [Duty], of officer: Officer, at now: Instant) -> [String: Int] {
        let sections = OfficeSection.all
        let counts = duties.reduce(into: [String: Int]()) { counts, duty in
            guard duty.count > 0, let section = sections.first(where: { $0.holds(duty.address) }) else { return }
            counts[section.path, default: 0] += duty.count
        }
        known.withLockedValue { $0[officer.id] = Entry(counts: counts, readAt: now) }
        return counts
    }

    /// After an officer's act: what waits has changed, for this officer and perhaps for others.
    func forgetAll() {
        known.withLockedValue { $0 = [:] }
    }
}
