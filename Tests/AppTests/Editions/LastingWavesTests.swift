import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Waves of earlier editions", .timeLimit(.minutes(3)))
struct LastingWavesTests {
    @Test(
        "a wave's pages keep their addresses, and the same number in a later edition is another wave",
        .bug(
            id: "3.40",
            """
            With a new edition in force /gelombang/1 and all pages below it showed the new edition's wave: the \
            published file of the earlier draw and the pages of its winners answered 404.
            """),
        .bug(
            id: "3.41",
            """
            Two editions booked their first waves in one ledger account, wave:1:committed, and in one audit subject, \
            wave:1, so that they could not be told apart.
            """), arguments: Engine.tested)
    func twoEditions(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("demo"))
            let first = try await world.drawnWave()
            let (siti, dewi) = (first.siti, first.dewi)
            let before = try await world.visitor().get(Paths.drawBundle(1)).bytes
            try await world.startedAgain(with: try later()) { later in
                // The old links.
                let stranger = later.visitor()
                #expect(try await stranger.get(Paths.drawBundle(1)).bytes == before)
                #expect(try await stranger.get("/gelombang/2020-3d-demo.1/undian.prakerja").bytes == before)
                for path in [
                    Paths.wave(1), Paths.draw(1), Paths.drawStatement(1), Paths.drawChanges(1), Paths.witnesses(1),
                    "/gelombang/2020-3d-demo.1", "/gelombang/2020-3d-demo.1/undian",
                ] { #expect(try await stranger.get(path).status == .ok, "\(path)") }
                #expect(try await stranger.get(Paths.wave(1)).text.contains("dari edisi sebelumnya"))
                let mine = try await later.carryOn(siti)
                #expect(try await mine.get(Paths.myEntry(1)).text.contains("Selamat, Anda terpilih"))
                #expect(try await mine.get(Paths.drawProof(1)).status == .ok)
                #expect(try await mine.get("/gelombang/2020-3d-demo.1/saya").text.contains("Selamat, Anda terpilih"))
                let office = try await later.carryOn(officer: first.ratna.id)
                #expect(try await office.get(Paths.officeWave(1)).text.contains("Gelombang 1"))
                #expect(try await office.get(Paths.officeWaves).body.contains("\"\(Paths.officeWave(1))\""))
                // The new ones.
                let address = WaveAddress(edition: "2020-9", number: 1)
                later.clock.set(try await later.wave().opensAt)
                try await later.advanceWaves()
                let list = try await stranger.get(Paths.waves)
                #expect(list.body.contains("\"\(Paths.wave(address))\"") && list.body.contains("\"\(Paths.wave(1))\""))
                #expect(list.text.contains("Edisi sebelumnya"))
                let again = try await later.carryOn(dewi)
                #expect(try await again.join(address).location == Paths.myEntry(address))
                #expect(try await again.get(Paths.myEntry(1)).text.contains("Nomor Anda belum terpilih"))
                try await later.decreeAndIssue(1, first.ratna.id, first.hendra.id)
                try await Self.expectApart(later)
            }
        }
    }

    private static func expectApart(_ later: World) async throws {
        let perPerson = later.dependencies.edition.benefits.perPerson
        let (trails, postings, findings) = try await later.dependencies.database.read { tx in
            (
                try ["wave:1", "wave:2020-9.1"].map { subject in
                    try tx.audit.latest(subject: subject, before: nil, limit: 50).map(\.action)
                },
                try ["wave:1:committed", "wave:2020-9.1:committed"].map { code in
                    try tx.rows(
                        """
                        SELECT posting.amount
                        FROM posting
                        JOIN ledger_account ON ledger_account.id = posting.to_id
                        WHERE ledger_account.code = \(code)
                        """
                    ).map { try $0["amount"] as Rupiah }
                }, try LedgerVerification(of: tx, perPerson: perPerson).findings
            )
        }
        #expect(trails.map { $0.count { $0 == "wave.opened" } } == [1, 1])
        #expect(trails.map { $0.count { $0 == "wave.decreed" } } == [1, 1])
        #expect(trails[1].contains("cards.issued"))
        #expect(postings == [[perPerson], [perPerson]])
        #expect(findings.isEmpty)
    }

    @Test(
        "a disqualification in an earlier edition's draw follows the rules of that edition",
        .bug(
            id: "3.42",
            """
            Disqualifications of an earlier edition's wave could not be seen, answered, contested or carried out: the \
            code looked for a wave of that number in the edition in force.
            """), arguments: Engine.tested)
    func disqualification(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("demo"))
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await world.startedAgain(with: try later()) { later in
                let hendra = try await later.carryOn(officer: wave.hendra.id)
                #expect(try await hendra.get(Paths.office).body.contains("\"\(Paths.disqualifications(1))\""))
                let id = try #require(
                    try await later.dependencies.database.read { tx in
                        let wave = try tx.waves.require(1, of: "2020-3d-demo").wave
                        return try tx.disqualifications.latest(of: wave.id, limit: 1).first?.value.id
                    })
                let path = Paths.disqualification(1, id, .approve)
                let answer = try await hendra.post(path, [], seeing: Paths.disqualifications(1))
                #expect(answer.location == Paths.disqualifications(1))
                let mine = try await later.carryOn(wave.siti)
                #expect(try await mine.get(Paths.contest(1)).text.contains("Sanggah pembatalan"))
                later.clock.advance(.days(14))
                _ = try await CarryOutDisqualifications().run(on: later.dependencies)
                #expect(try await wave.card(of: wave.siti)?.status == .revoked)
                let next = try #require(try await wave.selected().first)
                #expect(next == wave.budi.id || next == wave.dewi.id)
                try await wave.expectCleanBooks()
            }
        }
    }

    @Test("a wave of an edition that is over takes no office action and no participant", arguments: Engine.tested)
    func over(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("demo"))
            let first = try await world.drawnWave()
            try await world.startedAgain(with: try later()) { later in
                later.clock.set(try #require(Instant("2020-04-20T09:00:00+07:00")))
                let office = try await later.carryOn(officer: first.ratna.id)
                let opened = try await office.post(Paths.officeWaveAct(2, .open), [], seeing: Paths.officeWave(2))
                #expect(opened.status == .conflict && opened.text.contains("edisi 2020-3d-demo yang sudah selesai"))
                let dewi = try await later.carryOn(first.dewi)
                #expect(try await dewi.join(2).status == .conflict)
            }
        }
    }

    /// The demo's rules under another id, with its waves a month later.
    private func later() throws -> String {
        try World.editionText("demo").replacing("id: \"2020-3d-demo\"", with: "id: \"2020-9\"")
            .replacing("2020-04-11T19:00:00+07:00\", closes", with: "2020-05-11T19:00:00+07:00\", closes")
            .replacing("2020-04-16T16", with: "2020-05-16T16").replacing("2020-04-17T16", with: "2020-05-17T16")
            .replacing("2020-04-20T08", with: "2020-05-20T08").replacing("2020-04-23T16", with: "2020-05-23T16")
            .replacing("2020-04-24T16", with: "2020-05-24T16")
    }
}
