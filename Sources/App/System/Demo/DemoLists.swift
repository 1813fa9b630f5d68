import Foundation
import Programme
import Storage

/// A small list of every kind the edition uses, so that the demo's rules have lists to check: invented NIKs, each list
/// dated the day before and approved by the second officer.
struct DemoLists: Sendable {
    let dependencies: Dependencies

    func bringIn() async throws {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        for rule in dependencies.edition.eligibility.lists {
            let order = ListOrder(
                kind: rule.kind, source: rule.source, asOf: today.adding(days: -1), expiresOn: nil, by: nil)
            let text = rule.kind.effect == .prefers ? Self.preferred : Self.excluded
            let stored = try await ImportList(dependencies: dependencies, order: order).run(.upload(Data(text.utf8)))
            guard let officer = try await approver() else { continue }
            let reason = try OfficeReason("Daftar contoh untuk demo, semua NIK di dalamnya rekaan")
            try await ListActions(dependencies: dependencies).approve(stored.value.id, because: reason, by: officer)
        }
    }

    private func approver() async throws -> ID<Officer>? {
        let now = dependencies.realNow()
        return try await dependencies.database.read { try $0.officers.first(.programmeManager, at: now) }
    }

    /// Contains Siti of the demo, and three people who have not registered.
    private static let preferred = """
        nik,hp,email
        8271015203950001,081234560001,siti@example.id
        1271014501980003,081200007001,
        3374022207900004,,rahmat@example.id
        7371036112930002,081200007003,
        """

    /// Contains none of the demo's people.
    private static let excluded = """
        nik
        6171050903010002
        5171044407020005
        """
}
