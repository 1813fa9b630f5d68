import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Look of the public pages", .timeLimit(.minutes(2)))
struct LookTests {
    private func packed(_ bytes: Data) throws -> Int { try #require(Gzip.compressed(bytes)).count }

    @Test("home and its style sheet are at most 14 kB compressed, with pictures and script at most 50 kB")
    func weight() async throws {
        try await World.shop(.sqlite) { world in
            try await world.advanceWaves()
            let page = try await world.visitor().get(Paths.home)
            let files = Set(page.body.matches(of: /(?:src|href)="(\/berkas\/[^"]*)"/).map { String($0.1) })
            let sheets = files.filter { $0.hasSuffix(".css") }
            #expect(sheets.count == 1)
            let text = try packed(page.bytes)
            var (first, whole) = (text, text)
            for file in files {
                let weight = try packed(try await world.visitor().get(file).bytes)
                if sheets.contains(file) { first += weight }
                whole += weight
            }
            #expect(first <= 14_000, "\(first)")
            #expect(whole <= 50_000, "\(whole)")
        }
    }

    @Test("no page of the look has a style attribute or a handler, and every drawing is hidden from readers aloud")
    func clean() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            for path in [Paths.home, Paths.english, Paths.help, Paths.checkMessage, Paths.account, Paths.incentives] {
                let page = try await siti.browser.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(!page.body.contains(/\sstyle=|\son[a-z]+="/), "\(path)")
                #expect(page.bytes.count < 50_000, "\(path) \(page.bytes.count)")
                for drawing in page.body.matches(of: /<svg[^>]*>/) {
                    #expect(drawing.output.contains("aria-hidden=\"true\""), "\(path) \(drawing.output)")
                }
            }
        }
    }

    @Test("the first line of every public page has the one address and leads to the page that checks messages")
    func site() async throws {
        try await World.with(.sqlite) { world in
            for path in [Paths.home, Paths.help, Paths.signUp, Paths.waves, Paths.catalogue] {
                let page = try await world.visitor().get(path)
                #expect(page.text.contains("Alamat resmi: www.prakerja.go.id"), "\(path)")
                #expect(page.body.contains("href=\"\(Paths.checkMessage)\">Cek pesan"), "\(path)")
                for place in [Paths.catalogue, Paths.waves, Paths.editions, Paths.help] {
                    #expect(page.body.contains("<li><a href=\"\(place)\""), "\(path) \(place)")
                }
            }
            #expect(
                try await world.visitor().get(Paths.waves).body.contains(
                    "href=\"\(Paths.waves)\" aria-current=\"page\""))
            let office = try await world.visitor().get(Paths.officeSignIn)
            #expect(!office.text.contains("Alamat resmi: www"))
        }
    }

    @Test("the five places of a signed-in person have their own page marked, and steps and courses show no bar")
    func places() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let account = try await siti.browser.get(Paths.account)
            #expect(account.body.contains("class=\"tabbed\""))
            #expect(account.body.contains("<a href=\"\(Paths.account)\" aria-current=\"page\">"))
            #expect(!account.body.contains("<a href=\"\(Paths.inbox)\" aria-current"))
            #expect(try await !siti.browser.get(Paths.application).body.contains("class=\"tabbed\""))
        }
    }

    @Test(
        "the cloth of a drawn wave is an unchanging picture of its seed, and under the header of all other pages",
        arguments: Engine.tested)
    func cloth(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let bare = try await world.visitor().get(Paths.cloth(1))
            #expect(bare.headers[.contentType] == "image/svg+xml" && bare.headers[.cacheControl] == "no-cache")
            #expect(try await world.visitor().get(Paths.cloth(99)).status == .notFound)
            _ = try await world.drawnWave()
            world.dependencies.publicCache.forget()
            let wave = try await world.wave().id
            let seed = try #require(try await world.dependencies.database.read { try $0.draws.of(wave)?.seed })
            let cloth = try #require(Cloth(seed: seed))
            let woven = try await world.visitor().get(Paths.cloth(1))
            #expect(woven.body == ClothDrawing(cloth: cloth).file)
            #expect(woven.headers[.cacheControl]?.contains("immutable") == true)
            #expect(try packed(woven.bytes) < 600)

            let waves = try await world.visitor().get(Paths.waves)
            #expect(waves.body.contains("src=\"\(Paths.cloth(1))\"") && waves.body.contains("class=\"pita\""))
            #expect(try await world.visitor().get(Paths.signIn).body.contains("class=\"pita\""))
            #expect(try await !world.visitor().get(Paths.home).body.contains("class=\"pita\""))
            #expect(try await !world.visitor().get(Paths.officeSignIn).body.contains("class=\"pita\""))
        }
    }

    @Test("the page that checks messages is the same for every reader, and has no field to type a number into")
    func checking() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(Paths.checkMessage)
            #expect(page.status == .ok && page.headers[.cacheControl]?.contains("public") == true)
            #expect(page.text.contains("Sertifikatnya harus untuk www.prakerja.go.id"))
            #expect(!page.body.contains("<input") && !page.body.contains("<textarea"))
            #expect(try await world.visitor().get(Paths.checkMessage).bytes == page.bytes)
            let english = try await world.visitor().get(Paths.englishCheckMessage)
            #expect(english.text.contains("The certificate must be for www.prakerja.go.id"))
        }
    }

    @Test("help answers forty questions, and a signed-in person's own state stands above them")
    func help() async throws {
        try await World.with(.sqlite) { world in
            let visitor = try await world.visitor().get(Paths.help)
            #expect(visitor.body.matches(of: /<details><summary>/).count >= 40)
            #expect(!visitor.text.contains("Berikutnya: Nomor HP."))
            let siti = try await world.signedUp()
            let mine = try await siti.browser.get(Paths.help)
            let state = try #require(mine.body.firstRange(of: "Berikutnya: Nomor HP."))
            let first = try #require(mine.body.firstRange(of: "<details>"))
            #expect(state.lowerBound < first.lowerBound)
            for link in Set(mine.body.matches(of: /<div><p>[^<]*<\/p><p><a href="([^"#]*)/).map { String($0.1) }) {
                let answer = try await siti.browser.get(link)
                #expect(answer.status.code < 500 && answer.status != .notFound, "\(link)")
            }
        }
    }

    @Test("the next action is the only button of the account page")
    func oneAction() async throws {
        try await World.with(.sqlite) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            let page = try await siti.browser.get(Paths.account)
            #expect(page.body.matches(of: /<a class="button/).count == 1)
            #expect(page.body.matches(of: /aria-current="step"/).count == 1)
        }
    }
}
