import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// One dishonest officer with the database's password writes the first officer's part, or changes it, and then decides
/// as the second.
@Suite("Proposals written by SQL are not decided", .timeLimit(.minutes(3)))
struct BoundProposalTests {
    private static let sentence = "diubah di luar aplikasi"

    @Test(
        "a proposal about an officer that SQL put in or changed cannot be approved, but refused",
        .bug(
            id: "3.330",
            "An administrator inserted a proposal in a colleague's name, approved it and made an officer a manager."),
        arguments: Engine.tested)
    func officers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", [.identityReviewer]).id
            try await world.bindEarlier()
            let forged: ID<OfficerRequest> = world.dependencies.ids.next()
            try await world.vandalise(
                """
                INSERT INTO officer_request (id, kind, officer_id, roles, reason, state, proposed_by, proposed_at)
                VALUES (\(forged), 'roles', \(dian), 'programme-manager', 'Surat tugas nomor 12', 'proposed',
                    \(fitri.id), \(world.clock.now()))
                """)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("proposal about an officer \(forged) ") })
            let answer = try await agus.decide(forged)
            #expect(answer.status == .conflict && answer.text.contains(Self.sentence))
            #expect(try await world.roles(of: dian) == [.identityReviewer])
            let denied = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "officer:\(dian)", before: nil, limit: 1).first
            }
            #expect(
                denied?.action == "officer.change-denied" && denied?.detail.contains("office.record.changed") == true)
            #expect(
                try await agus.decide(forged, agrees: false).location
                    == Paths.officerRequest(forged))

            let real = try await agus.propose(.roles, of: dian, [("peran-curator", "ya")])
            try await world.vandalise("UPDATE officer_request SET roles = 'programme-manager' WHERE id = \(real)")
            #expect(try await fitri.decide(real).status == .conflict)
            try await world.vandalise("UPDATE officer_request SET roles = 'curator' WHERE id = \(real)")
            #expect(try await fitri.decide(real).location == Paths.officerRequest(real))
            #expect(try await world.roles(of: dian) == [.curator])
            try await world.vandalise(
                """
                UPDATE officer_request
                SET state = 'proposed', decided_by = NULL, decided_at = NULL
                WHERE id = \(real)
                """)
            #expect(try await fitri.decide(real).status == .conflict, "an approved proposal is not approved twice")
        }
    }

    @Test("a proposal about a partner, and its author, changed by SQL is not carried out", arguments: Engine.tested)
    func partners(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let ratna = try await world.officer("Ratna", [.partnerManager])
            let hendra = try await world.officer("Hendra", [.programmeManager])
            let partner = try await world.invite(.platform, "Toko Kursus", code: "toko", by: ratna).id
            try await world.bindEarlier()
            let proposal = try await world.proposal(about: partner)
            try await world.vandalise(
                "UPDATE partner_proposal SET proposed_by = \(hendra.id) WHERE id = \(proposal)")
            let answer = try await world.decide(.approve, on: partner, by: ratna)
            #expect(answer.status == .conflict || answer.status == .forbidden)
            try await world.vandalise(
                "UPDATE partner_proposal SET proposed_by = \(ratna.id), reason = 'Lain' WHERE id = \(proposal)")
            let changed = try await world.decide(.approve, on: partner, by: hendra)
            #expect(changed.status == .conflict && changed.text.contains(Self.sentence))
            #expect(try await world.auditedActions().first == "partner.change-denied")
            #expect(try await world.state(of: partner) != .active)
            #expect(try await world.decide(.refuse, on: partner, by: hendra).status == .seeOther)
        }
    }

    @Test("a drafted payout batch whose author or amounts SQL changed is not approved", arguments: Engine.tested)
    func payouts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let changes: [(change: SQL, back: SQL)] = [
                ("UPDATE disbursement SET amount = amount + 1", "UPDATE disbursement SET amount = amount - 1"),
                (
                    "UPDATE payout_batch SET drafted_at = drafted_at + 1",
                    "UPDATE payout_batch SET drafted_at = drafted_at - 1"
                ),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                let answer = try await budi.browser.post(
                    path + "/persetujuan", try await world.sum(of: path), seeing: path)
                #expect(answer.status == .conflict && answer.text.contains(Self.sentence))
                #expect(try await world.auditedActions().first == "payout.approval-denied")
                try await world.vandalise(back)
            }
            #expect(
                try await budi.browser.post(path + "/persetujuan", try await world.sum(of: path), seeing: path).location
                    == path)
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test("an export that SQL asked for, gave another author or approved is not made", arguments: Engine.tested)
    func exports(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let rini = try await world.officer(.operations, "rini")
            let heru = try await world.officer(.approver, "heru")
            let asked = try await rini.browser.post(
                Paths.exports,
                [
                    ("jenis", "selected"), ("gelombang", "\(wave.id)"),
                    ("alasan", "Lampiran laporan bulanan untuk pemeriksa"),
                ])
            let path = try #require(asked.location)
            try await world.vandalise("UPDATE export_request SET purpose = 'Lain'")
            let answer = try await heru.browser.post(path + "/setuju", [], seeing: path)
            #expect(answer.status == .conflict && answer.text.contains(Self.sentence))
            #expect(try await world.auditedActions().first == "export.denied")
            let id = try #require(ID<ExportRequest>(path.split(separator: "/").last.map(String.init) ?? ""))
            try await world.vandalise(
                """
                UPDATE export_request
                SET state = 'approved', decided_by = \(heru.id), decided_duty = 'programme-manager', decided_at = 1
                """)
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.jobs.enqueue(MakeExport(export: id), on: dependencies)
            }
            try await world.settle()
            let pieces = try await world.dependencies.database.read { try $0.rows("SELECT id FROM export_piece").count }
            #expect(pieces == 0)
            #expect(try await rini.browser.get(path + "/berkas.csv").status != .ok)
        }
    }

    @Test(
        "the case of a lost contact whose new contact or author SQL changed is not approved", arguments: Engine.tested)
    func contacts(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary()
            let ani = try await world.officer(.verifier, "ani")
            let budi = try await world.officer(.approver, "budi")
            let proposed = try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(proposed.location == Paths.contactOffice)
            let path = try #require(try await budi.browser.get(Paths.contactOffice).path(to: "setuju"))
            try await world.vandalise("UPDATE contact_case SET proposed_by = \(budi.id), proposed_duty = 'curator'")
            let forged = try await budi.browser.post(
                path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
            #expect(forged.status == .forbidden || forged.status == .conflict)
            try await world.vandalise(
                "UPDATE contact_case SET proposed_by = \(ani.id), evidence = 'id-card family-card'")
            let answer = try await budi.browser.post(
                path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
            #expect(answer.status == .conflict && answer.text.contains(Self.sentence))
            #expect(try await world.auditedActions().first == "contact-case.denied")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("case of a lost contact ") })
        }
    }
}
