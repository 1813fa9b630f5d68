import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// SQL changes a record, and an act that has another purpose binds it again: what SQL wrote must not pass with it.
@Suite("Acts that bind a changed record again", .timeLimit(.minutes(4)))
struct BoundAgainTests {
    @Test(
        "roles that SQL gave an officer are not bound by an act on another officer, nor with the officer's own NIK",
        .bug(
            id: "5.357",
            """
            A role that SQL gave an officer was bound when a colleague for whom they were a deputy was suspended, when \
            one administrator ended a deputyship, or when the officer stated their NIK: from then on it was in force.
            """),
        arguments: Engine.tested)
    func officers(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let (agus, _) = try await world.administrators()
            let tono = try await world.officer("Tono", .verifier).id
            let bela = try await world.officer("Bela", .verifier, confirmed: false)
            let end = world.dependencies.realNow() + .hours(48)
            func give(insteadOf absent: ID<Officer>) async throws {
                try await world.vandalise(
                    """
                    INSERT INTO officer_role (officer_id, held_for, role, from_at, until_at)
                    VALUES (\(bela.id), \(absent), 'identity-reviewer', 1, \(end))
                    """)
            }
            func expectOut(_ act: Comment) async throws {
                let page = try await bela.browser.get(Paths.office)
                #expect(page.location?.hasPrefix(Paths.officeSignIn) == true, act)
                let found = try await world.verifyRecords()
                #expect(found.contains { $0.hasPrefix("officer \(bela.id) is not as ") }, act)
            }
            #expect(try await bela.browser.get(Paths.ownAccount).status == .ok)
            try await world.vandalise(
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at)
                VALUES (\(bela.id), \(bela.id), 'administrator', 0)
                """)
            try await give(insteadOf: tono)
            #expect(try await agus.browser.change(.suspend, of: tono, []).location == Paths.officer(tono))
            try await expectOut("a colleague is suspended")
            try await give(insteadOf: agus.id)
            #expect(try await agus.browser.change(.endDeputy, of: bela.id, []).location == Paths.officer(bela.id))
            try await expectOut("a deputyship ends")
            let account = OwnAccount(dependencies: world.dependencies)
            await #expect(throws: RecordRefusal.officerChanged) {
                try await account.state(try NIK("8271015203950001"), of: bela.id)
            }
            try await expectOut("the officer states a NIK")
            #expect(try await agus.browser.change(.suspend, of: bela.id, []).location == Paths.officer(bela.id))
            try await expectOut("the officer is suspended")
        }
    }

    @Test(
        "a name that SQL gives an officer while the registry is asked does not confirm them under another person's NIK",
        .bug(
            id: "5.358", "An officer was confirmed under a NIK whose name SQL had written for the moment of the check."),
        arguments: Engine.tested)
    func name(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let bela = try await world.officer("Bela", .verifier, confirmed: false)
            try await OwnAccount(dependencies: world.dependencies).state(try NIK("8271015203950001"), of: bela.id)
            try await world.vandalise("UPDATE officer SET name = 'Orang Lain' WHERE id = \(bela.id)")
            try await world.settle()
            let state = try await world.dependencies.database.read { try $0.officerIdentities.find(bela.id)?.state }
            #expect(state == .asked)
        }
    }

    /// The row of the log that bound the person's claim last; nil for none.
    private func newestClaim(of person: ID<Account>, _ world: World) async throws -> Int64? {
        try await world.dependencies.database.read { tx in
            guard let claim = try tx.identity.claim(of: person) else { return nil }
            return try tx.records.newest(.identities, of: [claim.id.rawValue])[claim.id.rawValue]?.row
        }
    }

    @Test(
        "a household that SQL gives a claim is not bound by the registry's answer, nor another NIK to look it up by",
        .bug(
            id: "5.359",
            "The registry's answer bound a claim as SQL had left it: its household, or the NIK by which it is looked up."
        ),
        arguments: Engine.tested, ["household", "nik_lookup"])
    func claim(engine: Engine, column: String) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let siti = try await world.id(of: try await world.submitted(1))
            let asEntered = try await newestClaim(of: siti, world)
            let forged = Data(repeating: 7, count: 32)
            try await world.vandalise(
                "UPDATE identity_claim SET \(SQL(stringLiteral: column)) = \(forged) WHERE person_id = \(siti)")
            try await world.settle()
            let claim = try await world.dependencies.database.read { try $0.identity.claim(of: siti) }
            #expect(try #require(claim).state == .waiting)
            #expect(try await newestClaim(of: siti, world) == asEntered)
        }
    }

    @Test(
        "a removal from a list that SQL put in is not bound when one officer proposes its end, or refuses that",
        arguments: Engine.tested)
    func removal(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(siti.nik)\n8271052703950098\n"))
            try await hendra.browser.approve(list)
            try await world.settle()
            let grounds = [
                ("bukti", "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020"),
                (ReasonField.name, "Aslinya dilihat di loket dan cocok dengan KTP"), ("nik", siti.nik),
            ]
            let form = "\(list)/keluarkan"
            let removal = try #require(try await ratna.browser.post(form, grounds, seeing: form).location)
            try await world.bindEarlier()
            let row = try #require(removal.split(separator: "/").last.flatMap { Int64($0, in: 1...Int64.max) })
            func sealed(_ column: String) throws -> Data {
                try world.dependencies.vault.seal("Sudah dicek", table: "list_removal", column: column, row: row)
            }
            for (state, officer, act) in [("in-force", ratna, "akhiri"), ("ending", hendra, "tolak")] {
                let ends = state == "ending"
                let reason: Data? = ends ? try sealed("end_reason") : nil
                let proposer: ID<Officer>? = ends ? ratna.id : nil
                let duty: String? = ends ? "wave-manager" : nil
                try await world.vandalise(
                    """
                    UPDATE list_removal
                    SET state = \(state), decided_by = \(hendra.id), decided_at = 1, answer = \(try sealed("answer")),
                        end_reason = \(reason), end_proposed_by = \(proposer), end_proposed_duty = \(duty)
                    """)
                let answer = try await officer.browser.post("\(removal)/\(act)", grounds, seeing: removal)
                #expect(answer.status == .conflict, "\(act): \(answer.text)")
                #expect(try await world.verifyRecords().contains { $0.hasPrefix("removal from a list ") }, "\(act)")
            }
        }
    }

    @Test(
        "a price that SQL gave a course is not bound when the course is withdrawn, nor a partner's fee with its suspension",
        arguments: Engine.tested)
    func sales(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let reason = try OfficeReason("Diperiksa di kantor")
            let officer = try await world.officer("Ratna", .operations).id
            try await world.bindEarlier()
            let course = try await world.dependencies.database.read { tx -> ID<Course> in
                try #require(
                    try tx.row("SELECT MIN(id) AS id FROM course WHERE state = 'approved'")?["id"] as ID<Course>?)
            }
            try await world.vandalise(
                "UPDATE course_offer SET price = price + 1000",
                "UPDATE partner SET fee_basis_points = 1500 WHERE id = \(market.rival.id)")
            try await CurateCourse(dependencies: world.dependencies).withdraw(course, because: reason, by: officer)
            try await PartnerActions(dependencies: world.dependencies)
                .suspend(market.rival.id, because: reason, by: officer)
            let found = try await world.verifyRecords()
            for title in ["course \(course)", "partner \(market.rival.id)"] {
                #expect(found.contains { $0.hasPrefix("\(title) is not as ") }, "\(title): \(found)")
                #expect(found.contains { $0.hasPrefix("\(title) had been changed") }, "\(title): \(found)")
            }
        }
    }
}
