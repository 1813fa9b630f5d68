import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The four panels of a draw's page", .timeLimit(.minutes(2)))
struct DrawPanelTests {
    @Test(
        "the page says what is drawn, how, with which witnesses and how to compute it, and shows the seed only with the outcome",
        .bug(
            id: "5.660",
            """
            A draw's page was one column of long text: the seed stood in a table of figures, and no reader saw which \
            ingredients it was mixed from.
            """),
        arguments: Engine.tested)
    func panels(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            try await world.closeAndSeal()
            let seed = try #require(try await world.board().draw?.seed)
            let (first, last) = (seed.hex.prefix(4), seed.hex.suffix(4))
            let shown = "\(first) \(seed.hex.dropFirst(4).prefix(4)) … \(last)"
            world.clock.advance(.seconds(3))
            let early = try await world.visitor().get(Paths.draw(1)).text
            for heading in ["Apa yang diundi", "Bagaimana diundi", "Siapa yang mengawasi", "Periksa sendiri"] {
                #expect(early.contains(heading), "\(heading)")
            }
            #expect(!early.contains(shown) && !early.contains(seed.hex) && !early.contains("Cara kainnya ditenun"))
            #expect(early.contains("Hasilnya terbuka bagi semua orang pada"))

            world.clock.set(try await world.wave().announcesAt)
            try await world.advanceWaves()
            world.clock.advance(.seconds(3))
            let page = try await world.visitor().get(Paths.draw(1))
            #expect(page.text.contains(shown) && page.text.contains("Hasil menurut kelompok"))
            // Each row of threads is its byte in binary.
            for byte in seed.prefix(Cloth.usedBytes - 1) {
                let threads = String(String(Int(byte) + 256, radix: 2).dropFirst())
                #expect(page.body.contains("<code>\(threads)</code>"), "\(byte)")
            }
            for path in [Paths.drawBundle(1), Paths.drawList(1), Paths.drawStatement(1), Paths.drawChecker] {
                #expect(page.body.contains("href=\"\(path)\""), "\(path)")
            }
        }
    }

    @Test(
        "the lists that were sealed with a wave have the names that they have elsewhere, in the reader's language",
        .bug(id: "5.866", "The page of a draw called the sealed lists “Daftar blacklist” and “Daftar laid-off”."),
        arguments: Engine.tested)
    func lists(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            try await world.closeAndSeal()
            let wave = try await world.wave().id
            let digest = Data(repeating: 7, count: 32)
            try await world.dependencies.database.transaction { tx in
                for name in ["blacklist", "laid-off", "laid-off-2", "lama"] {
                    try tx.run("DELETE FROM draw_list WHERE wave_id = \(wave) AND name = \(name)")
                    try tx.run(
                        "INSERT INTO draw_list (wave_id, name, digest, size) VALUES (\(wave), \(name), \(digest), 3)")
                }
            }
            world.dependencies.publicCache.forget()
            let page = try await world.visitor().get(Paths.draw(1)).text
            for name in [
                "Daftar hitam program", "Daftar pekerja yang terkena PHK", "Daftar pekerja yang terkena PHK (ke-2)",
                "Daftar lama",
            ] {
                #expect(page.contains(name), "\(name)")
            }
            #expect(!page.contains("blacklist") && !page.contains("laid-off"))
        }
    }

    @Test("a watched draw names each witness with what it handed in last, and the signatures that are needed")
    func witnesses() {
        let html = DrawPage.sample(.indonesian).body.text
        for name in ["Manajemen Pelaksana", "Auditor negara", "Universitas"] {
            #expect(html.contains("<span>\(name)</span>"), "\(name)")
        }
        #expect(
            html.contains("Rahasia dibuka") && html.contains("Ada 0, perlu 2") && html.contains("3 dari 3 sudah dibuka")
        )
    }
}
