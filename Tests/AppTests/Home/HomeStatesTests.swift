import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Home page in each state of a wave", .timeLimit(.minutes(2)))
struct HomeStatesTests {
    /// What a visitor without cookies reads.
    private func home(_ world: World) async throws -> Answer {
        world.dependencies.publicCache.forget()
        return try await world.visitor().get(Paths.home)
    }

    @Test("a wave that is to come is named with its instant in the west and in the east", arguments: Engine.tested)
    func coming(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-18T09:00:00+07:00") { world in
            let page = try await home(world)
            #expect(page.text.contains("Gelombang 2 dibuka Senin, 08.00 WIB / 10.00 WIT"))
            #expect(page.text.contains("Belum ada gelombang yang dibuka"))
            #expect(page.body.contains(/<time class="countdown" datetime="2020-04-20T01:00:00/))
            #expect(!page.text.contains("sedang dibuka"))
        }
    }

    @Test("an open wave is named with its end, a button, and the second of four dates as the present one")
    func open() async throws {
        try await World.with(.sqlite) { world in
            try await world.advanceWaves()
            let page = try await home(world)
            #expect(page.text.contains("Gelombang 1 sedang dibuka, sampai Kamis, 16.00 WIB / 18.00 WIT"))
            #expect(page.body.contains("href=\"\(Paths.wave(1))\">Lihat gelombang 1"))
            #expect(page.dates == ["done Dibuka", "now Ditutup", "coming Diundi", "coming Diumumkan"])
        }
    }

    @Test(
        "a closed wave is told by when its outcome comes, and not by whether it is drawn already",
        arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let before = try await home(world)
            #expect(before.text.contains("Hasil gelombang 1 diumumkan Jumat, 17 April 2020, 16.00 WIB"))
            #expect(before.text.contains("Gelombang 2 dibuka Senin, 08.00 WIB / 10.00 WIT"))
            #expect(before.dates == ["done Dibuka", "done Ditutup", "now Diundi", "coming Diumumkan"])
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            world.clock.advance(.minutes(1))
            let after = try await home(world)
            #expect(after.dates == before.dates)
            #expect(!after.body.contains(Paths.cloth(1)))
            #expect(try await world.visitor().get(Paths.cloth(1)).headers[.cacheControl] == "no-cache")
        }
    }

    @Test("a drawn wave without a decree is said to be drawn, and its cloth is shown")
    func drawn() async throws {
        try await World.with(.sqlite) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            world.clock.set(try await world.wave().announcesAt)
            let page = try await home(world)
            #expect(page.text.contains("Gelombang 1 sudah diundi. Keputusannya belum ditandatangani."))
            #expect(page.dates == ["done Dibuka", "done Ditutup", "done Diundi", "now Diumumkan"])
            #expect(page.body.contains("src=\"\(Paths.cloth(1))\""))
        }
    }

    @Test("an announced wave is done in all four dates, and leads to its draw", arguments: Engine.tested)
    func announced(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let page = try await home(world)
            #expect(page.body.contains("href=\"\(Paths.draw(1))\">Lihat undian gelombang 1"))
            #expect(page.text.contains("Gelombang 2 dibuka Senin, 08.00 WIB / 10.00 WIT"))
            #expect(!page.text.contains("Hasil gelombang 1 diumumkan"))
        }
    }

    @Test("after the last wave the page says that none is planned, and after registration that it is over")
    func none() async throws {
        try await World.with(.sqlite) { world in
            let edition = world.dependencies.edition
            let last = try #require(edition.waves.dates().last)
            guard last.closes < edition.registrationEnds else { return }
            world.clock.set(last.closes)
            #expect(try await home(world).text.contains("Belum ada gelombang berikutnya"))
        }
        try await World.with(.sqlite) { world in
            world.clock.set(world.dependencies.edition.registrationEnds)
            let page = try await home(world).text
            #expect(page.contains("Pendaftaran sudah berakhir") && !page.contains("Daftar sekarang"))
        }
    }

    @Test("the whole sum stands on the first screen, and its parts add up to it in widths and in words")
    func money() async throws {
        try await World.with(.sqlite) { world in
            let page = try await home(world)
            #expect(page.body.contains("<strong>Rp3.550.000</strong></h1>"))
            #expect(page.text.contains("per orang, dalam 8 bagian"))
            for part in ["1 × Rp1.000.000", "4 × Rp600.000", "3 × Rp50.000"] { #expect(page.text.contains(part)) }
            let widths = page.body.matches(of: /<rect class="(?:laut|daun|kunyit)"[^>]*? width="([\d.]+)%"/)
                .compactMap { Double($0.1) }
            #expect(widths.count == 8 && abs(widths.reduce(0, +) - 100) < 0.2, "\(widths)")
            #expect(page.text.contains("Siapkan: KTP, HP, dan sekitar 40 menit."))
        }
    }

    @Test("fields of training have the number of courses on sale, and lead to them")
    func fields() async throws {
        try await World.shop(.sqlite) { world in
            let page = try await home(world)
            let links = page.body.matches(
                of: /<li><a href="(\/pelatihan\?bidang=[^"]*)">.*?<small>(\d+) pelatihan<\/small>/)
            #expect(!links.isEmpty && links.count <= 10)
            let first = try #require(links.first)
            let shelf = try await world.visitor().get(String(first.1).replacing("&amp;", with: "&"))
            #expect(shelf.text.contains("\(first.2) pelatihan"))
        }
    }
}

extension Answer {
    /// The four dates of the wave that the home page is about: class and label of each.
    fileprivate var dates: [String] {
        body.matches(of: /<li class="(done|now|coming)"[^>]*><strong>([^<]*)<\/strong>/).map { "\($0.1) \($0.2)" }
    }
}
