import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a refused role reads", .timeLimit(.minutes(2)))
struct RefusedRoleTests {
    @Test(
        "a page that several roles may open names each of them to an officer who may not",
        .bug(id: "5.534", "Pages of lists, payouts and exports named one role, although several may open them."))
    func named() async throws {
        try await World.with(.sqlite) { world in
            let browser = try await world.officer("Kurnia", [.curator]).browser
            let exporting = Set(ExportKind.allCases.flatMap(\.asking))
            let payouts: Set<Permission> = [.draftPayouts, .approvePayouts]
            let pages: [(String, Set<Permission>)] = [
                (Paths.payouts, PayoutOffice.readers), (Paths.payoutBatch(ID(1)), PayoutOffice.readers),
                (Paths.payeeNames, payouts), (Paths.statements, PayoutOffice.readers),
                (Paths.payoutStatement(ID(1), ID(1)), payouts), (Paths.payoutTakingOut(ID(1), ID(1)), payouts),
                (Paths.payoutExport(ID(1)), Set(ExportKind.batch.asking)), (Paths.export(ID(1)), exporting),
                (Paths.listRemovals, ListRemovalOffice.readers), (Paths.listRemoval(ID(1)), ListRemovalOffice.readers),
            ]
            for (path, permissions) in pages {
                let answer = try await browser.get(path)
                #expect(answer.status == .forbidden, "\(path)")
                let holders = RoleNames.holders(ofAny: permissions).map(\.id)
                #expect(holders.count > 1, "\(path)")
                #expect(answer.text.contains("Yang berwenang: \(holders.joined(separator: ", "))."), "\(path)")
            }
        }
    }
}
