import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Dates on the pages of waves", .timeLimit(.minutes(2)))
struct WaveDatesTests {
    @Test(
        "the list of waves shows a postponed announcement with its first date and the reason, and counts down to it",
        arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let before = try await world.visitor().get(Paths.waves)
            #expect(!before.body.contains("<del>") && !before.text.contains("Hasil gelombang 1 diumumkan"))
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await ratna.browser.post(
                Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil"))
            try await hendra.browser.post(Paths.answerPostponement(1, .approve), [], seeing: Paths.officeWave(1))
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            world.dependencies.publicCache.forget()

            let list = try await world.visitor().get(Paths.waves)
            #expect(list.body.contains(/<del>17 Apr 2020, 16\.00 WIB[^<]*<\/del> 18 Apr 2020, 10\.00 WIB/))
            #expect(list.text.contains("Menunggu data Dukcapil"))
            let counted = /<time class="countdown" datetime="2020-04-18T03:00:00[^"]*"[^>]*>Sabtu, 18 April 2020/
            #expect(list.text.contains("Hasil gelombang 1 diumumkan") && list.body.contains(counted))
            #expect(try await world.visitor().get(Paths.wave(1)).body.contains(counted))

            world.clock.set(try await world.wave().announcesAt)
            world.dependencies.publicCache.forget()
            let late = try await world.visitor().get(Paths.waves)
            #expect(!late.text.contains("Hasil gelombang 1 diumumkan"))
        }
    }

    @Test(
        "an announcement that the edition's calendar moved shows its first date on every page, in the reader's language",
        arguments: Engine.tested)
    func planned(engine: Engine) async throws {
        let later: @Sendable (String) -> String = {
            $0.replacing(
                "announced: \"2020-04-17T16:00:00+07:00\", quota: 1 }",
                with: """
                    announced: "2020-04-17T16:00:00+07:00", quota: 1, postponed: \
                    { announced: "2020-04-18T10:00:00+07:00", why: { id: "Verifikasi data", en: "Data is checked" } } }
                    """)
        }
        try await World.with(engine, edition: later) { world in
            try await world.advanceWaves()
            #expect(try await world.wave().announcesAt == Instant("2020-04-18T10:00:00+07:00"))
            for path in [Paths.home, Paths.waves, Paths.wave(1)] {
                let page = try await world.visitor().get(path)
                #expect(page.body.contains(/<(del|s)>[^<]*17 Apr/), "\(path)")
                #expect(page.text.contains("18 Apr") && page.text.contains("Verifikasi data"), "\(path)")
            }
            let reader = world.visitor()
            reader.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            #expect(try await reader.get(Paths.wave(1)).text.contains("Reason: Data is checked"))
        }
    }

    @Test("a pause stands in the list before the wave that follows it, with its days and the reason")
    func pauses() async throws {
        let paused: @Sendable (String) -> String = {
            $0.replacing(
                "  pauses:\n",
                with: """
                      pauses:
                        - { from: "2020-04-24", to: "2020-05-01", why: { id: "Awal Ramadan", en: "Ramadan begins" } }

                    """)
        }
        try await World.with(.sqlite, edition: paused) { world in
            try await world.advanceWaves()
            #expect(try await world.wave(3).opensAt == Instant("2020-05-04T08:00:00+07:00"))
            let text = try await world.visitor().get(Paths.waves).text
            let row = /Gelombang 2 .*Jeda tidak ada gelombang 24 April 2020 – 1 Mei 2020 – Awal Ramadan.*Gelombang 3\b/
            #expect(text.contains(row))
            #expect(text.ranges(of: "Awal Ramadan").count == 1)
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id)).text
            #expect(rules.contains("Awal Ramadan"))
        }
    }
}
