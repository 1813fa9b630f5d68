import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Times in the reader's time zone")
struct TimesTests {
    private static let closing = Instant("2020-04-16T16:00:00+07:00") ?? Instant(milliseconds: 0)
    private static let late = Instant("2020-04-16T23:30:00+07:00") ?? Instant(milliseconds: 0)

    @Test(
        "a time is shown in the programme's zone and in the reader's, or in both others for an unknown zone",
        arguments: [
            (Zone?.some(.wib), "Kamis, 16 April 2020, 16.00 WIB", "16 Apr 2020, 23.30 WIB"),
            (.wita, "Kamis, 16 April 2020, 16.00 WIB (17.00 WITA)", "16 Apr 2020, 23.30 WIB (esoknya 00.30 WITA)"),
            (.wit, "Kamis, 16 April 2020, 16.00 WIB (18.00 WIT)", "16 Apr 2020, 23.30 WIB (esoknya 01.30 WIT)"),
            (
                nil, "Kamis, 16 April 2020, 16.00 WIB (17.00 WITA, 18.00 WIT)",
                "16 Apr 2020, 23.30 WIB (esoknya 00.30 WITA, esoknya 01.30 WIT)"
            ),
        ])
    func told(zone: Zone?, long: String, short: String) {
        let t = Words(language: .indonesian, zone: zone)
        #expect(t.moment(Self.closing) == long)
        #expect(t.shortMoment(Self.late) == short)
        #expect(t.hour(Self.closing) == String(long.dropFirst("Kamis, 16 April 2020, ".count)))
        // A table says once, above, what each of its cells would repeat.
        #expect((t.zoneNote == nil) == (zone != nil))
        #expect(t.cellMoment(Self.late) == (zone == nil ? "16 Apr 2020, 23.30 WIB" : short))
    }

    @Test(
        "an officer reads the office's times in their own zone, and the programme's beside dates in words and ends",
        arguments: [
            (
                Zone.wib, "Kamis, 16 April 2020, 23.30 WIB", "16 Apr 2020, 23.30 WIB", "23.30 WIB",
                "16 Apr 2020, 23.29 WIB"
            ),
            (
                .wit, "Jumat, 17 April 2020, 01.30 WIT (sehari sebelumnya 23.30 WIB)", "17 Apr 2020, 01.30 WIT",
                "01.30 WIT", "17 Apr 2020, 01.29 WIT (sehari sebelumnya 23.29 WIB)"
            ),
        ])
    func office(zone: Zone, long: String, short: String, hour: String, end: String) {
        let t = Words(language: .indonesian, zone: zone, isOffice: true)
        #expect(t.moment(Self.late) == long)
        #expect(t.shortMoment(Self.late) == short && t.cellMoment(Self.late) == short)
        #expect(t.hour(Self.late) == hour && t.ownHour(Self.late) == hour)
        #expect(t.shortLastMoment(before: Self.late) == end && t.cellLastMoment(before: Self.late) == end)
        #expect(t.zoneNote == nil)
    }

    @Test(
        "a local officer of Ternate reads the office's clock in WIT, and an officer of the whole country in WIB",
        .bug(id: "5.665", "An officer in Ternate read every time of the office in WIB, two hours early."),
        arguments: Engine.tested)
    func localOffice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            #expect(try await lia.browser.get(Paths.office).text.contains("11.00 WIT (09.00 WIB)"))
            let devices = try await lia.browser.get(Paths.ownAccount).text
            #expect(devices.contains("11.00 WIT") && !devices.contains("11.00 WIT (09.00 WIB) 11.00"))
            let ratna = try await world.officer("Ratna", .operations)
            let page = try await ratna.browser.get(Paths.office).text
            #expect(page.contains("09.00 WIB") && !page.contains("WIT"))
        }
    }

    @Test(
        "the end of a code and of a wait are minutes in the reader's own zone",
        .bug(id: "5.666", "The page of a code gave the end of a wait with seconds in three time zones."))
    func codes() {
        let now = Self.closing + .seconds(25)
        func page(_ zone: Zone?) -> String {
            let page = CodePage(
                t: Words(language: .indonesian, zone: zone), paths: .signIn, pending: .sample(now), byLink: false,
                minutes: 10, now: now, form: .sample)
            return page.body.text.replacing(/<[^>]*>/, with: "")
        }
        #expect(page(.wit).contains("Berlaku sampai pukul 18.09 WIT, 9 menit lagi."))
        #expect(page(.wit).contains("mulai pukul 18.01 WIT.") && !page(.wit).contains("WIB"))
        #expect(page(nil).contains("Berlaku sampai pukul 16.09 WIB, 9 menit lagi.") && !page(nil).contains("WITA"))
    }

    @Test(
        "the end of a schedule is the time that was written, or the last minute of a whole last day",
        .bug(id: "5.413", "A schedule that the file ended at 17:00 was shown as ending at 16.59."),
        arguments: [
            ("2020-07-20T17:00:00+07:00", "20 Jul 2020, 17.00 WIB"),
            ("2020-07-20T23:59:00+07:00", "20 Jul 2020, 23.59 WIB"),
            ("2020-07-21T00:00:00+07:00", "20 Jul 2020, 23.59 WIB"),
        ])
    func scheduleEnd(end: String, shown: String) throws {
        let t = Words(language: .indonesian, zone: .wib)
        let end = try #require(Instant(end))
        #expect(t.shortEnd(end) == shown)
        #expect(t.cellEnd(end) == shown)
        #expect(Words(language: .indonesian, zone: nil).cellEnd(end) == shown)
    }

    @Test("every province has a time zone, also those made after 2020")
    func provinces() {
        for province in Province.all { #expect(Zone(provinceCode: province.code) != nil, "\(province.name)") }
        for code in ["93", "94", "95", "96"] { #expect(Zone(provinceCode: code) == .wit) }
        #expect(Zone(provinceCode: "61") == .wib && Zone(provinceCode: "63") == .wita)
        #expect(Zone(provinceCode: "00") == nil)
    }

    @Test(
        "pages and messages give a person of Ternate their own time, and a visitor all three",
        .bug(id: "4.49", "All times were in WIB only, also for people who live one or two hours further east."),
        arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.eligible()
            let account = try await siti.browser.get(Paths.account).text
            #expect(account.contains("09.00 WIB (11.00 WIT)"))
            let inbox = try await siti.browser.get(Paths.inbox).text
            #expect(inbox.contains("WIT)") && !inbox.contains("WITA"))
            for path in [Paths.home, Paths.waves] {
                #expect(try await world.visitor().get(path).text.contains("WITA lebih 1 jam, WIT lebih 2 jam"))
            }
            let waves = try await siti.browser.get(Paths.waves).text
            #expect(waves.contains("16.00 WIB (18.00 WIT)") && !waves.contains("WITA lebih"))
        }
    }

    @Test("only the file of words converts a time to a zone for people")
    func onePlace() throws {
        let root = World.repository.appending(path: "Sources/App")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        for file in files where !file.hasSuffix("Words+Times.swift") && !file.hasSuffix("CallCentre.swift") {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            // Most files hold none of these, and the pattern takes seconds over all lines.
            guard ["WIB", "clock(Zone", ".local("].contains(where: { text.range(of: $0) != nil }) else { continue }
            for line in text.split(separator: "\n") where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                #expect(!line.contains(/\bWIB\b|clock\(Zone|\.local\([a-z]+\)\.1\)/), "\(file): \(line)")
            }
        }
    }

    @Test(
        "the demo has one clock: the end of a code is shown by the clock at the top of the page",
        .bug(
            id: "4.50",
            """
            The demo's bar showed a day of April 2020, and codes, tests and the audit log showed the time of the real \
            clock.
            """),
        arguments: Engine.tested)
    func oneClock(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.demo = true }) { world in
            let later = Self.closing + .days(3)
            try await world.dependencies.clock.move(to: later, in: world.dependencies.database)
            let browser = world.visitor()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            _ = try await world.code(to: "siti@contoh.id")
            let page = try await browser.get(Paths.signUpCode).text
            #expect(page.contains("Demo: Minggu, 19 April 2020, 16.00 WIB"))
            #expect(page.contains("Berlaku sampai pukul 16.10 WIB"))
            #expect(!page.contains("09.10"))
        }
    }
}
