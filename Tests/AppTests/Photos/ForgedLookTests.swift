import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Second looks at photos that SQL answered or moved.
@Suite("Second looks that SQL forged", .timeLimit(.minutes(2)))
struct ForgedLookTests {
    @Test(
        "a finding that SQL put into a second look leads to no request for another photo",
        .bug(
            id: "5.522",
            """
            A reviewer with the database's password wrote a colleague's finding into a second look: a third reviewer \
            alone then had accepted photos sent again.
            """),
        arguments: Engine.tested)
    func answered(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let look = try await world.secondLook(at: siti).look
            let hadi = try await world.officer(.operations, "hadi")
            let vera = try await world.officer([.identityReviewer], "vera").browser
            #expect(try await world.startBinding() == [])
            try await world.vandalise(
                """
                UPDATE photo_second_look
                SET officer_id = \(hadi.id), verdict = 'rejected', reason = 'other-person', looked_at = asked_at
                WHERE id = \(look)
                """,
                """
                INSERT INTO photo_third_look (look_id, person_id, asked_at)
                SELECT id, person_id, asked_at FROM photo_second_look WHERE id = \(look)
                """)
            let path = Paths.thirdLook(look)
            let better = [("alasan", "other-person")]
            let refused = try await vera.post(Paths.thirdLookRejection(look, .selfie), better, seeing: path)
            #expect(refused.status == .conflict && refused.text.contains("diubah di luar aplikasi"), "\(refused.text)")
            #expect(try await vera.post(path, [], seeing: path).status == .conflict)
            let person = try await world.id(of: siti)
            let states = try await world.dependencies.database.read { tx in
                try tx.photos.current(of: person).mapValues(\.state)
            }
            #expect(states == [.card: .accepted, .selfie: .accepted])
            let findings = try await world.verifyRecords()
            #expect(findings.contains { $0.hasPrefix("second look at photos \(look) ") }, "\(findings)")
        }
    }

    @Test(
        "a reviewer does not give the second verdict on their own where SQL names another first officer",
        .bug(
            id: "5.522",
            """
            A reviewer with the database's password wrote a colleague's finding into a second look: a third reviewer \
            alone then had accepted photos sent again.
            """),
        arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let (look, wulan) = try await world.secondLook(at: siti)
            let hadi = try await world.officer(.operations, "hadi")
            #expect(try await world.startBinding() == [])
            try await world.vandalise("UPDATE photo_second_look SET first_officer_id = \(hadi.id) WHERE id = \(look)")
            let path = Paths.secondLook(look)
            #expect(try await wulan.post(path, [], seeing: path).status == .conflict)
            let after = try await world.dependencies.database.read { try $0.photos.secondLook(look) }
            #expect(after?.isAnswered == false)
        }
    }

    @Test("looks that officers gave and decided are bound, also where the verdict falls", arguments: Engine.tested)
    func bound(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let (look, wulan) = try await world.secondLook(at: siti)
            #expect(try await world.startBinding() == [])
            let hadi = try await world.officer(.operations, "hadi").browser
            let path = Paths.secondLook(look)
            #expect(try await hadi.post(path, [("alasan", "other-person")], seeing: path).location != nil)
            #expect(try await world.unbound([.photoLooks]) == [])
            // The first officer takes the verdict back: the third reviewer's request goes with it.
            #expect(try await wulan.post(Paths.photoUndo, [], seeing: Paths.office).status == .seeOther)
            let third = try await world.dependencies.database.read { try $0.photos.thirdLook(look) }
            #expect(third == nil)
            let findings = try await world.verifyRecords()
            #expect(!findings.contains { $0.hasPrefix("second look at photos") }, "\(findings)")
        }
    }
}
