import Foundation
import Programme
import Storage

/// Finds participants whom the draw passed over because their family card already had as many beneficiaries as the
/// edition allows, so that they are given this reason instead of bad luck.
struct FamilyLimit: Sendable {
    let dependencies: Dependencies

    /// Where the draw of a wave ended: how far each pool was drawn, and whether places were left over.
    struct Ends: Sendable {
        let hasPlacesLeft: Bool
        /// The last selected position, by the pool's number.
        let last: [Int: Int]

        /// Whether this line was reached, so that only its family card can have kept it from a place.
        func reached(_ line: Draw.Line) -> Bool {
            hasPlacesLeft || line.position < last[line.stratum.number, default: 0]
        }
    }

    /// How long the ends of a draw are cached; they change only when an entry is disqualified.
    private static let fresh = Span.minutes(1)

    /// The limit, where it is why this entry has no place; nil for any other reason, and before the announcement.
    func passedOver(_ entry: PersonEntry, in wave: Wave) async throws -> Int? {
        guard let limit = dependencies.edition(wave.edition).eligibility.beneficiariesPerFamilyCard,
            wave.state == .announced,
            entry.state == .notSelected, let line = entry.line
        else { return nil }
        let dependencies = dependencies
        let ends = try await dependencies.publicCache.value(
            "ends-\(wave.id)", for: Self.fresh, now: dependencies.realNow()
        ) { try await dependencies.database.read { try $0.draws.ends(of: wave) } }
        guard ends.reached(line) else { return nil }
        let taken = try await dependencies.database.read { try $0.draws.placesOfFamily(of: entry.id) }
        return taken >= limit ? limit : nil
    }
}
