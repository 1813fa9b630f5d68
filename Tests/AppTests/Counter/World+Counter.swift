import Foundation
import Programme
import Storage
import Testing

@testable import App

extension World {
    /// Binds an officer to an office of Maluku Utara, as the act of two administrators does.
    func give(_ officer: ID<Officer>, office: String, region: String = "82") async throws {
        try await vandalise("UPDATE officer SET region = \(region), place = \(office) WHERE id = \(officer)")
        try await bindOfficer(officer)
    }

    /// A signed-in officer of a counter.
    func counterOfficer(_ name: String = "loket", office: String = "Disnaker Ternate") async throws -> TestOfficer {
        let officer = try await officer([.localOfficer], name)
        try await give(officer.id, office: office)
        return officer
    }
}
