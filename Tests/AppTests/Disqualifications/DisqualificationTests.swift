import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Disqualification after the draw", .timeLimit(.minutes(3)))
struct DisqualificationTests {
    @Test("two officers and a sealed list take a place away, and the next rank gets it", arguments: Engine.tested)
    func nextRank(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let page = Paths.disqualifications(1)
            let found = try await wave.ratna.browser.get(page).text
            #expect(found.contains("Daftar hitam program") && found.contains("Usulkan pembatalan"))
            #expect(try await wave.propose(wave.ticket).location == page)
            let own = try await wave.answer(.approve, by: wave.ratna)
            #expect(own.status == .forbidden && own.text.contains("Petugas lain yang harus menjawab"))
            #expect(try await wave.answer(.approve, by: wave.hendra).location == page)

            let mine = try await wave.siti.browser.get(Paths.myEntry(1)).text
            #expect(mine.contains("Tempat Anda akan dibatalkan") && mine.contains("tercatat di daftar hitam program,"))
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
            #expect(try await wave.siti.browser.get(Paths.card).text.contains("sedang dipersoalkan"))
            try await wave.carryOut()
            #expect(try await wave.selected() == [wave.siti.id])
            #expect(!(try await world.visitor().get(Paths.draw(1)).text.contains("Setelah undian")))

            try await wave.wait(days: 14)
            try await wave.carryOut()
            let next = try #require(try await wave.selected().first)
            #expect(next == wave.budi.id || next == wave.dewi.id)
            try await wave.carryOut()
            #expect(try await wave.selected() == [next])
            #expect(try await wave.card(of: wave.siti)?.status == .revoked)
            let winner = next == wave.budi.id ? wave.budi : wave.dewi
            #expect(try await wave.card(of: winner)?.status == .active)
            #expect(try await winner.browser.get(Paths.inbox).text.contains("Anda mendapat tempat di gelombang 1"))
            #expect(try await wave.siti.browser.get(Paths.myEntry(1)).text.contains("Tidak ada sanggahan"))
            #expect(try await wave.siti.browser.get(Paths.account).text.contains("Lihat alasannya"))
            try await wave.expectCleanBooks()
            try await wave.expectVerifiedByAStranger(out: 1, up: 1)
            let trail = try await wave.trail()
            #expect(
                trail.filter { $0.hasPrefix("disqualification") } == [
                    "disqualification.carried-out", "disqualification.approved", "disqualification.denied",
                    "disqualification.proposed",
                ])
        }
    }

    @Test("the public page gives numbers per reason only, and does not show counts below ten", arguments: Engine.tested)
    func publicPage(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.wait(days: 14)
            try await wave.carryOut()
            let page = try await world.visitor().get(Paths.draw(1)).text
            #expect(page.contains("1 tempat dibatalkan") && page.contains("Kurang dari sepuluh"))
            let reasons = try #require(page.split(separator: "Alasan, hanya sebagai jumlah", maxSplits: 1).last).prefix(
                200)
            #expect(reasons.contains("Berbagai alasan") && !reasons.contains("hitam"), "\(reasons)")
            #expect(!page.contains("blacklist"))
        }
    }

    @Test("a contested disqualification keeps the place until a third officer has decided", arguments: Engine.tested)
    func contested(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let before = try #require(try await wave.card(of: wave.siti)).firstUseBy
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            let path = Paths.contest(1)
            let empty = try await wave.siti.browser.post(path, [(ContestPage.field, " ")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Tulis mengapa ini keliru"))
            let sent = try await wave.siti.browser.post(path, [(ContestPage.field, "Itu bukan NIK saya.")])
            #expect(sent.location == Paths.myEntry(1))
            #expect(try await wave.siti.browser.get(path).status == .conflict)
            #expect(try await wave.siti.browser.get(Paths.myEntry(1)).text.contains("sedang diperiksa"))

            try await wave.wait(days: 20)
            try await wave.carryOut()
            #expect(try await wave.selected() == [wave.siti.id])
            for involved in [wave.ratna, wave.hendra] {
                let refused = try await wave.answer(.uphold, by: involved)
                #expect(refused.status == .forbidden && refused.text.contains("petugas ketiga"))
            }
            let third = try await world.officer("Hasti", .approver)
            #expect(try await third.browser.get(Paths.disqualifications(1)).text.contains("Itu bukan NIK saya."))
            #expect(try await third.browser.get(Paths.office).text.contains("sanggahan yang menunggu Anda"))
            #expect(try await wave.answer(.uphold, by: third).location == Paths.disqualifications(1))
            let card = try #require(try await wave.card(of: wave.siti))
            #expect(card.status == .active && card.firstUseBy == before + .days(20))
            try await wave.carryOut()
            #expect(try await wave.selected() == [wave.siti.id])
            let again = try await wave.propose(wave.ticket)
            #expect(again.status == .conflict && again.text.contains("hanya sekali per gelombang"))
            try await wave.expectVerifiedByAStranger(out: 0, up: 0)
        }
    }

    @Test(
        "a dismissed contest carries the disqualification out; ranks no longer eligible are passed over",
        arguments: Engine.tested)
    func dismissed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.siti.browser.post(Paths.contest(1), [(ContestPage.field, "Keliru.")])
            let third = try await world.officer("Hasti", .approver)
            try await wave.answer(.dismiss, by: third)
            try await wave.makeIneligible([wave.budi, wave.dewi])
            let before = try await world.available()
            try await wave.carryOut()
            #expect(try await wave.selected() == [])
            #expect(try await world.available() == before + world.dependencies.edition.benefits.perPerson)
            #expect(try await wave.siti.browser.get(Paths.myEntry(1)).text.contains("ditolak oleh petugas ketiga"))
            try await wave.expectCleanBooks()
            try await wave.expectVerifiedByAStranger(out: 1, up: 0, passed: 2)
        }
    }

    @Test(
        "a moved-up person leaves the open wave; while another wave is being drawn, no rank moves up",
        arguments: Engine.tested
    )
    func otherWaves(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.makeIneligible([wave.dewi])
            let acts = WaveActions(dependencies: world.dependencies)
            let second = try await world.wave(2)
            world.clock.set(second.opensAt)
            try await wave.signIn()
            try await acts.open(2, by: .system)
            try await wave.budi.browser.join(2)
            try await wave.wait(days: 14)
            try await acts.close(2, by: .system)
            try await wave.carryOut()
            #expect(try await wave.selected() == [wave.siti.id])
            try await wave.reopen(2)
            try await wave.carryOut()
            #expect(try await wave.selected() == [wave.budi.id])
            #expect(try await world.joined(2) == 0)
        }
    }

    @Test(
        "several disqualifications in one run follow each other until the ranks are used up", arguments: Engine.tested)
    func several(engine: Engine) async throws {
        try await World.with(engine, edition: { $0.replacing("quota: 1 }", with: "quota: 2 }") }) { world in
            let wave = try await world.drawnWave()
            let places = try await wave.selected()
            let second = try #require([wave.budi, wave.dewi].first { places.contains($0.id) })
            try await wave.standOnList(second)
            for ticket in [wave.ticket, try await wave.ticket(of: second)] {
                try await wave.propose(ticket)
                try await wave.answer(.approve, by: wave.hendra)
            }
            try await wave.wait(days: 14)
            let before = try await world.available()
            try await wave.carryOut()
            #expect(try await wave.selected().count == 1)
            #expect(try await world.available() == before + world.dependencies.edition.benefits.perPerson)
            try await wave.expectCleanBooks()
            try await wave.expectVerifiedByAStranger(out: 2, up: 1)
        }
    }

    @Test("concurrent workers carry a disqualification out once", arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.wait(days: 14)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await wave.carryOut() } }
                try await group.waitForAll()
            }
            #expect(try await wave.selected().count == 1)
            try await wave.expectCleanBooks()
            try await wave.expectVerifiedByAStranger(out: 1, up: 1)
        }
    }

    @Test("a disqualification that is not allowed is refused with the reason", arguments: Engine.tested)
    func refusals(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            func refused(_ ticket: Int, list: String = "blacklist", _ why: String) async throws {
                let answer = try await wave.propose(ticket, list: list)
                #expect(answer.status.code >= 400 && answer.text.contains(why), "\(why)")
            }
            let other = try await wave.ticket(of: wave.budi)
            try await refused(99, "Tidak ada nomor undian 99")
            try await refused(other, "tidak sedang terpilih")
            try await refused(wave.ticket, list: "deaths", "tidak ikut disegel")
            try await wave.forgetOnList()
            try await refused(wave.ticket, "tidak ada di daftar")
            try await wave.standOnList()
            let empty = try await wave.ratna.browser.post(
                Paths.disqualifications(1), [("nomor", "x"), ("daftar", "")], seeing: Paths.disqualifications(1))
            #expect(empty.status == .unprocessableContent && empty.text.contains("Pilih daftarnya."))
            try await wave.propose(wave.ticket)
            try await wave.useCard()
            let used = try await wave.answer(.approve, by: wave.hendra)
            #expect(used.status == .conflict && used.text.contains("Kartunya sudah dipakai"))
            #expect(try await wave.answer(.refuse, by: wave.hendra).location == Paths.disqualifications(1))
            try await refused(wave.ticket, "Kartunya sudah dipakai")
            let lestari = try await world.officer("Lestari", .auditor)
            #expect(try await lestari.browser.get(Paths.disqualifications(1)).status == .ok)
            #expect(try await wave.answer(.approve, by: lestari).status == .forbidden)
        }
    }

    @Test(
        "ten are passed over for one place; the eleventh has it, and where they cannot, it stays empty",
        .bug(
            id: "5.360",
            """
            Any number of people could be passed over for one place: the office could choose who moved up, and only a \
            verifier outside said so.
            """),
        arguments: Engine.tested, [10, 11])
    func limit(engine: Engine, ineligible: Int) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave(more: 10)
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            let next = try await wave.next(12)
            #expect(next.count == 12)
            try await wave.makeIneligible(Array(next.prefix(ineligible)))
            try await wave.wait(days: 14)
            let before = try await world.available()
            try await wave.carryOut()
            let hasMovedUp = ineligible == 10
            #expect(try await wave.selected() == (hasMovedUp ? [next[10].id] : []))
            let perPerson = world.dependencies.edition.benefits.perPerson
            #expect(try await world.available() == (hasMovedUp ? before : before + perPerson))
            try await wave.expectCleanBooks()
            try await wave.expectVerifiedByAStranger(out: 1, up: hasMovedUp ? 1 : 0, passed: 10)
            let page = try await world.visitor().get(Paths.draw(1)).text
            #expect(page.contains("10 nomor urutan berikutnya dilewati"))
            #expect(page.contains("Tidak memenuhi syarat lagi") && page.contains("tetap kosong") == !hasMovedUp)
            let events = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT detail FROM audit_event WHERE action = 'disqualification.carried-out'")
                    .map { try $0["detail"] as String }
            }
            #expect(events.count == 1 && events[0].contains(#""passed":"10""#))
            let changed = "changed places of wave"
            #expect(try await !world.verifyRecords().contains { $0.contains(changed) })
            try await world.vandalise("UPDATE draw_change SET reason = 'absent' WHERE reason = 'ineligible'")
            #expect(try await world.verifyRecords().contains { $0.contains(changed) })
        }
    }

    @Test("a reason with few entries is merged with the next smallest")
    func merging() {
        let after = PlaceChangesSummary(out: 61, movedUp: 61, counts: [.deaths: 3, .aidRecipients: 46, .education: 12])
        #expect(
            after.reasons == [
                .init(kind: .aidRecipients, entries: 46), .init(kind: nil, entries: 15),
            ])
        #expect(
            PlaceChangesSummary(out: 9, movedUp: 9, counts: [.deaths: 9]).reasons == [.init(kind: nil, entries: nil)])
        #expect(
            PlaceChangesSummary(out: 10, movedUp: 9, counts: [.deaths: 10]).reasons == [
                .init(kind: .deaths, entries: 10)
            ])
    }
}
