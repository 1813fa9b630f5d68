import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// As in `BoundProposalTests`: one officer with the database's password writes the first officer's part, or changes it,
/// and then acts as the second. Here: decrees, dates and lists.
@Suite("First parts written by SQL are not completed", .timeLimit(.minutes(3)))
struct FirstPartTests {
    private static let sentence = "diubah di luar aplikasi"

    @Test(
        "a signature that SQL put under a decree is not followed by another one",
        .bug(
            id: "2.323",
            """
            With the database's password one officer put a colleague's signature under a decree and signed second: the \
            wave's money was committed, and the second signature bound the first, so that nothing found it.
            """), arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnOnly()
            let before = try await world.money()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            #expect(try await ratna.browser.act(.draft).location == Paths.officeWave(1))
            try await world.vandalise(
                """
                INSERT INTO decree_signature (decree_id, place, officer_id, duty, signed_at)
                SELECT id, 1, \(ratna.id), 'wave-manager', 1
                FROM decree
                """)
            let refused = try await hendra.browser.act(.sign)
            #expect(refused.status == .conflict && refused.text.contains(Self.sentence))
            #expect(try await world.money() == before)
            #expect(try await world.wave().state == .drawn)
            let trail = try await world.dependencies.database.read {
                try $0.audit.latest(subject: "wave:1", before: nil, limit: 1).first
            }
            #expect(trail?.action == "decree.refused" && trail?.detail.contains("office.record.changed") == true)
            try await world.vandalise("DELETE FROM decree_signature", "UPDATE decree SET amount = amount + 1")
            #expect(try await ratna.browser.act(.sign).status == .conflict)
            try await world.vandalise("UPDATE decree SET amount = amount - 1")
            for officer in [ratna, hendra] {
                #expect(
                    try await officer.browser.act(.sign).location == Paths.officeWave(1))
            }
            #expect(try await world.wave().state == .decreed)
        }
    }

    @Test("a proposal to postpone an announcement that SQL put in or changed is not approved", arguments: Engine.tested)
    func postponement(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnOnly()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await world.bindEarlier()
            let promised = try await world.wave().announcesAt
            let id: ID<PostponementProposal> = world.dependencies.ids.next()
            try await world.vandalise(
                """
                INSERT INTO postponement_proposal (id, wave_id, was, becomes, reason, state, proposed_by, proposed_duty,
                    proposed_at)
                SELECT \(id), id, announces_at, announces_at + 86400000, 'Menunggu data', 'proposed', \(ratna.id),
                    'wave-manager', 1
                FROM wave
                WHERE number = 1
                """)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("proposal to postpone \(id) ") })
            let path = Paths.answerPostponement(1, .approve)
            let forged = try await hendra.browser.post(path, [], seeing: Paths.officeWave(1))
            #expect(forged.status == .conflict && forged.text.contains(Self.sentence))
            #expect(try await world.wave().announcesAt == promised)
            try await hendra.browser.post(Paths.answerPostponement(1, .refuse), [], seeing: Paths.officeWave(1))
            let date = "2020-04-18T10:00"
            _ = try await ratna.browser.post(
                Paths.postpone(1), PostponePage.typed(date, because: "Menunggu data Dukcapil"),
                seeing: Paths.officeWave(1)
            )
            try await world.vandalise(
                "UPDATE postponement_proposal SET becomes = becomes + 60000 WHERE state = 'proposed'")
            #expect(try await hendra.browser.post(path, [], seeing: Paths.officeWave(1)).status == .conflict)
            try await world.vandalise(
                "UPDATE postponement_proposal SET becomes = becomes - 60000 WHERE state = 'proposed'")
            #expect(try await hendra.browser.post(path, [], seeing: Paths.officeWave(1)).location != nil)
            #expect(try await world.wave().announcesAt > promised)
        }
    }

    @Test(
        "a withdrawal of a list and a removal from it that SQL put in or changed are not approved",
        arguments: Engine.tested)
    func lists(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(siti.nik)\n8271052703950098\n"))
            try await hendra.browser.approve(list)
            try await world.settle()
            try await world.bindEarlier()
            let id = try world.list(at: list)
            let why = [(ReasonField.name, "Kemdikbud menarik daftar ini dengan surat B-91")]

            try await world.vandalise(
                """
                INSERT INTO list_withdrawal (id, import_id, reason, state, proposed_by, proposed_duty, proposed_at)
                VALUES (\(world.dependencies.ids.next() as ID<ListWithdrawal>), \(id), 'Lain', 'proposed', \(ratna.id),
                    'data-officer', 1)
                """)
            let forged = try await hendra.browser.post("\(list)/cabut/setuju", why, seeing: "\(list)/cabut")
            #expect(forged.status == .conflict && forged.text.contains(Self.sentence))
            #expect(try await world.dependencies.database.read { try $0.lists.find(id)?.value.state } == .inForce)
            #expect(try await world.trail(of: "list:\(id)").first == "list.withdrawal-denied")
            try await hendra.browser.post("\(list)/cabut/tolak", why, seeing: "\(list)/cabut")

            let form = "\(list)/keluarkan"
            let grounds = [
                (ListRemovalForm.proof, "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020"),
                (ReasonField.name, "Aslinya dilihat di loket dan cocok dengan KTP"),
            ]
            let removal = try #require(
                try await ratna.browser.post(form, grounds + [("nik", siti.nik)], seeing: form).location)
            try await world.vandalise("UPDATE list_removal SET proposed_at = proposed_at + 1")
            let changed = try await hendra.browser.post("\(removal)/setuju", grounds, seeing: removal)
            #expect(changed.status == .conflict && changed.text.contains(Self.sentence))
            #expect(try await world.decision(of: siti) != .eligible)
            try await world.vandalise("UPDATE list_removal SET proposed_at = proposed_at - 1")
            #expect(try await hendra.browser.post("\(removal)/setuju", grounds, seeing: removal).location == removal)
            #expect(try await world.decision(of: siti) == .eligible)

            try await world.vandalise("UPDATE list_import SET state = 'replaced' WHERE id = \(id)")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("list \(id) is replaced, but no act") })
        }
    }
}
