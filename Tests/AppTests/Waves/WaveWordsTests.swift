import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What the public pages say of waves")
struct WaveWordsTests {
    @Test(
        "a wave that waits says what the office does, and names no command and no document",
        .bug(
            id: "5.631",
            "Two refusals sent officers to a command and to a document of the source, which they do not have."))
    func waiting() {
        let refusals: [WaveRefusal] = [.entriesChanged(2), .placesChanged(WaveAddress(1)), .listChanged]
        for refusal in refusals {
            let (own, foreign) = (refusal.sentence(.indonesian), refusal.sentence(.english))
            for text in [own, foreign] { #expect(!text.contains("`") && !text.contains(".md"), "\(text)") }
            #expect(own.contains("dari cadangan") && foreign.contains("from a backup"))
        }
    }

    @Test(
        "a wave's page gives one opening and one closing, and never denies people who are in it",
        .bug(
            id: "4.200",
            "The wave's page gave two opening times and two closing times: the dates, and when the worker acted."),
        .bug(
            id: "4.201",
            "Below “2 people in it” the same page said for a minute that the wave had no participants."),
        .bug(
            id: "4.202",
            "Two different things were called receipt: a short number, and the signed line that can be checked."),
        arguments: Engine.tested)
    func page(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            let open = try await world.visitor().get(Paths.wave(1)).text
            #expect(open.contains("Rahasia undian dikunci Rabu, 15 April 2020") && !open.contains("Dibuka dan"))
            try await siti.browser.join()
            let mine = try await siti.browser.get(Paths.myEntry(1)).text
            #expect(mine.contains("Nomor bukti ikut:") && !mine.contains("Tanda terima:"))
            world.clock.advance(PublicWave.fresh)
            let joined = try await world.visitor().get(Paths.wave(1)).text
            #expect(joined.contains(/Orang yang ikut\s+1/) && !joined.contains("Belum ada yang ikut"))
            #expect(joined.contains("muncul dalam satu menit"))
            world.clock.set(try await world.wave().closesAt + .minutes(70))
            try await world.advanceWaves()
            let closed = try await world.visitor().get(Paths.wave(1)).text
            #expect(closed.contains(/Ditutup Kamis, 16 April 2020, 16.00 WIB \(17.00 WITA, 18.00 WIT\) Selesai/))
        }
    }

    @Test(
        "a wave that is due stays the next one until the worker has opened it",
        .bug(
            id: "4.203",
            "For some seconds at an opening the home page and the account page named the wave after the one that opened."
        ),
        .bug(id: "4.204", "“All waves” stood twice above the dates, and once above those of later waves."),
        .bug(
            id: "4.205",
            "For a wave that does not exist a visitor read “This cannot go on yet”, with a button to an account."),
        arguments: Engine.tested)
    func due(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            world.clock.set("2020-04-20T08:00:00+07:00")
            // The session of five days ago has ended by the real clock, which this test moves, too.
            try await world.signInAgain(siti)
            let home = try await siti.browser.get(Paths.home).text
            #expect(home.contains("Gelombang 2 sedang disiapkan") && !home.contains("Gelombang 3 dibuka"))
            #expect(try await siti.browser.get(Paths.account).text.contains("Gelombang 2 dibuka"))
            #expect(try await siti.browser.get(Paths.wave(2)).text.contains("Sedang disiapkan"))

            siti.browser.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            let waves = try await siti.browser.get(Paths.waves)
            #expect(waves.text.ranges(of: "All waves").count == 1)

            let missing = try await world.visitor().get(Paths.wave(99))
            #expect(missing.status == .notFound && missing.text.contains("Tidak ditemukan"))
            #expect(missing.body.contains("href=\"\(Paths.waves)\""))
            #expect(!missing.text.contains("akun saya"))
        }
    }

    @Test(
        "after an hour without visitors the home page tells of the wave that opened meanwhile",
        .bug(
            id: "4.206",
            "The first visitor after a quiet time was shown the waves as they had been at the visit before."))
    func pause() async throws {
        try await World.with(.sqlite) { world in
            try await world.advanceWaves()
            #expect(try await world.visitor().get(Paths.home).text.contains("Gelombang 1 sedang dibuka"))
            world.clock.set("2020-04-20T09:00:00+07:00")
            try await world.advanceWaves()
            #expect(try await world.visitor().get(Paths.home).text.contains("Gelombang 2 sedang dibuka"))
        }
    }

    @Test(
        "the list of waves speaks of a next wave only while one is to come",
        .bug(
            id: "4.282",
            """
            After the last wave of an edition the page of waves said that all were over, and below it that one tap \
            joins the next. At an opening it announced for some seconds an instant that had passed.
            """))
    func list() {
        let planned = Wave(
            id: ID(2), edition: "2020-3", number: 2, quota: 1, opensAt: Wave.sample.opensAt + .days(9),
            closesAt: Wave.sample.closesAt + .days(9), announcesAt: Wave.sample.announcesAt + .days(9), state: .planned)
        func page(_ waves: [Wave], at now: Instant) -> String {
            WaveListPage(
                t: Words(language: .indonesian), now: now, waves: waves, joined: nil, table: .empty, mine: nil
            ).body.text
        }
        let over = page([.sampleAnnounced], at: Wave.sample.announcesAt + .days(1))
        #expect(over.contains("sudah selesai") && !over.contains("gelombang berikutnya dengan sekali ketuk"))
        let before = page([.sampleAnnounced, planned], at: planned.opensAt - .days(1))
        #expect(before.contains("Gelombang 2 dibuka") && before.contains("gelombang berikutnya dengan sekali ketuk"))
        #expect(page([.sampleAnnounced, planned], at: planned.opensAt).contains("Gelombang 2 sedang disiapkan"))
    }
}
