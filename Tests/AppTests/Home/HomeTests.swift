import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Start page and help", .timeLimit(.minutes(2)))
struct HomeTests {
    @Test(
        "before the opening instant the start page explains and counts down, and offers no sign-up",
        arguments: Engine.tested)
    func beforeTheOpening(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-11T18:59:59+07:00") { world in
            let early = try await world.visitor().get(Paths.home)
            #expect(early.text.contains("Pendaftaran dibuka Sabtu, 11 April 2020, 19.00 WIB"))
            #expect(early.body.contains(/<time class="countdown" datetime="2020-04-11T12:00:00[^"]*"/))
            #expect(early.text.contains("Apa yang Anda dapat") && early.text.contains("Siapa boleh ikut"))
            #expect(!early.text.contains("Daftar sekarang"))
            let form = try await world.visitor().get(Paths.signUp)
            #expect(form.status == .forbidden && form.text.contains("Pendaftaran belum dibuka"))
            #expect(form.body.contains(/<time class="countdown" datetime="2020-04-11T12:00:00[^"]*"/))
            #expect(!form.body.contains("name=\"kontak\""))

            world.clock.set(world.dependencies.edition.validity.registrationOpens)
            let open = try await world.visitor().get(Paths.home)
            #expect(open.body.contains("href=\"\(Paths.signUp)\">Daftar sekarang"))
            #expect(!open.text.contains("Pendaftaran dibuka"))
        }
    }

    @Test("the one official address is in the footer of every public page, in both languages")
    func footer() async throws {
        try await World.with(.sqlite) { world in
            let site = world.dependencies.edition.site
            for path in [Paths.home, Paths.help, Paths.signUp, Paths.waves, Paths.catalogue, Paths.editions] {
                let page = try await world.visitor().get(path)
                #expect(page.text.contains("Satu-satunya alamat resmi: \(site)"), "\(path)")
            }
            #expect(try await world.visitor().get(Paths.english).text.contains("The only official address: \(site)"))
        }
    }

    @Test("an application begins with an account: every step leads a visitor to sign in")
    func needsAnAccount() async throws {
        try await World.with(.sqlite) { world in
            for path in [Paths.application, Paths.phone, Paths.identity, Paths.personal, Paths.photos, Paths.test] {
                let answer = try await world.visitor().get(path)
                #expect(answer.location?.hasPrefix(Paths.signIn) == true, "\(path)")
            }
        }
    }

    @Test("an account is not an application: the page that confirms it says so, with the button that begins one")
    func secondAct() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let done = try await siti.browser.get(Paths.signUpDone)
            #expect(done.text.contains("Punya akun belum berarti sudah terdaftar"))
            #expect(done.body.contains("href=\"\(Paths.application)\">Daftar Kartu Prakerja"))
            #expect(try await siti.browser.get(Paths.application).text.contains("0 dari 7 langkah selesai"))
        }
    }

    @Test("the start page names the three stages in order, and says that the money is no wage")
    func threeStages() async throws {
        try await World.with(.sqlite) { world in
            let text = try await world.visitor().get(Paths.home).text
            #expect(text.contains(/Buat akun.*Isi data dan tes sekitar 40 menit.*Gabung gelombang/))
        }
    }

    @Test("the start page says that the benefit is help with learning and no wage, never paid in cash")
    func notAWage() async throws {
        try await World.with(.sqlite) { world in
            let text = try await world.visitor().get(Paths.home).text
            #expect(text.contains("Ini bantuan belajar, bukan gaji.") && text.contains("tidak pernah tunai"))
        }
    }

    @Test("the eight platforms stand on the start page by name, none preferred")
    func partners() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(Paths.home).body
            let names = page.firstMatch(of: /<ul class="names">(.*?)<\/ul>/.dotMatchesNewlines())?.1
                .matches(of: /<li>([^<]+)<\/li>/).map { String($0.1) }
            #expect(
                names == [
                    "Bukalapak", "Maubelajarapa", "Pijarmahir", "Pintaria", "Sekolahmu", "Sisnaker",
                    "Skill Academy by Ruangguru", "Tokopedia",
                ])
        }
    }

    @Test("the help page says how to make an e-mail address, and the sign-up form leads there")
    func makingAnAddress() async throws {
        let emailOnly: @Sendable (String) -> String = {
            $0.replacing("identifiers: [email, phone]", with: "identifiers: [email]")
        }
        try await World.with(.sqlite, edition: emailOnly) { world in
            let form = try await world.visitor().get(Paths.signUp)
            #expect(form.body.contains("href=\"\(Paths.help)#email\""))
            #expect(try await !world.visitor().get(Paths.signIn).body.contains("#email"))
            let help = try await world.visitor().get(Paths.help)
            #expect(help.body.contains("id=\"email\""))
            #expect(help.text.contains("dibuat dengan alamat email. Membuatnya sekitar 10 menit."))
            #expect(help.text.contains("tidak boleh menyimpan kata sandi Anda"))
        }
        try await World.with(.sqlite) { world in
            let help = try await world.visitor().get(Paths.help).text
            #expect(help.contains("dengan email atau nomor HP. Salah satu cukup."))
        }
    }

    @Test(
        "the call centre is open on weekdays from 08.00 to 19.00 WIB, and its hours are given in all three zones",
        arguments: [
            ("2020-04-15T07:59:59+07:00", false), ("2020-04-15T08:00:00+07:00", true),
            ("2020-04-15T18:59:59+07:00", true), ("2020-04-15T19:00:00+07:00", false),
            ("2020-04-17T12:00:00+07:00", true), ("2020-04-18T12:00:00+07:00", false),
            ("2020-04-19T12:00:00+07:00", false),
        ])
    func callCentre(instant: String, isOpen: Bool) async throws {
        try await World.with(.sqlite) { world in
            let contact = world.dependencies.edition.contact
            let page = HelpPage(
                t: .indonesian, contact: contact, identifiers: [.email], now: try #require(Instant(instant)))
            let text = page.body.text
            #expect(text.contains("Buka sekarang") == isOpen && text.contains("Tutup sekarang") == !isOpen)
            #expect(text.contains("021-25541246") && text.contains("@prakerja.go.id"))
            #expect(text.contains("08.00–19.00 WIB, 09.00–20.00 WITA, 10.00–21.00 WIT"))
        }
    }
}
