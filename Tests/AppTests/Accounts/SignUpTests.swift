import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sign-up and sign-in")
struct SignUpTests {
    @Test("a code by e-mail makes the account and signs in", arguments: Engine.tested)
    func byCode(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let page = try await siti.browser.get(Paths.signUpDone)
            #expect(page.status == .ok)
            #expect(page.text.contains("Akun Anda sudah jadi"))
            #expect(try await siti.browser.get(Paths.account).text.contains(siti.email))
        }
    }

    @Test("a code by text message makes an account whose phone number is already proved", arguments: Engine.tested)
    func byText(engine: Engine) async throws {
        try await World.with(engine) { world in
            let budi = world.visitor()
            try await budi.post(Paths.signUp, [("kontak", "0812 0000 7777")])
            try await budi.post(Paths.signUpCode, [("kode", try await world.code(to: "+6281200007777"))])
            let tasks = try await budi.get(Paths.application)
            #expect(tasks.text.contains("Nomor HP Selesai"))
        }
    }

    @Test(
        "a link is used up by its button only, and signs in the device on which the button is pressed",
        arguments: Engine.tested)
    func byLink(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (computer, phone) = (world.visitor(), world.visitor())
            try await computer.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "tautan")])
            let link = try await world.link(to: "siti@contoh.id")
            for _ in 1...2 { #expect(try await phone.get(link).status == .ok) }
            #expect(try await phone.post(link, []).location == Paths.signUpDone)
            #expect(try await phone.get(Paths.account).status == .ok)
            #expect(try await computer.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
            #expect(try await phone.get(link).location == Paths.signUpDone)
            #expect(try await world.visitor().get(link).status == .unprocessableContent)
        }
    }

    @Test(
        "five wrong answers use a code up: the sixth is refused although right, and counted", arguments: Engine.tested)
    func sixth(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = try await asked(world)
            let code = try await world.code(to: "siti@contoh.id")
            for left in [4, 3, 2, 1] {
                let answer = try await browser.post(Paths.signUpCode, [("kode", wrong(code))])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("Sisa percobaan: \(left)."))
            }
            #expect(try await browser.post(Paths.signUpCode, [("kode", wrong(code))]).text.contains("sudah habis"))
            let sixth = try await browser.post(Paths.signUpCode, [("kode", code)], seeing: Paths.signUpForm)
            #expect(sixth.status == .unprocessableContent)
            #expect(sixth.text.contains("sudah habis"))
            let tries = try await world.dependencies.database.read { tx in
                try tx.row("SELECT tries FROM one_time_code")?["tries"] as Int?
            }
            #expect(tries == 6)
        }
    }

    @Test("a code expires ten minutes after the gateway accepted it", arguments: Engine.tested)
    func expired(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = try await asked(world)
            // Time in our own queue does not count towards the ten minutes.
            world.clock.advance(.minutes(8))
            let code = try await world.code(to: "siti@contoh.id")
            world.clock.advance(.minutes(9))
            #expect(try await browser.post(Paths.signUpCode, [("kode", wrong(code))]).text.contains("Sisa percobaan"))
            world.clock.advance(.minutes(1))
            let late = try await browser.post(Paths.signUpCode, [("kode", code)])
            #expect(late.status == .unprocessableContent)
            #expect(late.text.contains("sudah lewat"))
        }
    }

    @Test("a code is not valid in another browser", arguments: Engine.tested)
    func otherBrowser(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await asked(world)
            let code = try await world.code(to: "siti@contoh.id")
            let thief = world.visitor()
            let answer = try await thief.post(Paths.signUpCode, [("kode", code)], seeing: Paths.signUpForm)
            #expect(answer.status == .unprocessableContent)
            #expect(try await thief.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
        }
    }

    @Test("the wait before a resend grows each time, and the fourth resend is refused", arguments: Engine.tested)
    func resend(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = try await asked(world)
            #expect(try await browser.post(Paths.signUpResend, [], seeing: Paths.signUpCode).status == .tooManyRequests)
            for wait in [Span.seconds(30), .minutes(1), .minutes(3)] {
                world.clock.advance(wait)
                let answer = try await browser.post(Paths.signUpResend, [], seeing: Paths.signUpCode)
                #expect(answer.location == Paths.signUpCode)
                try await world.settle()
            }
            world.clock.advance(.minutes(5))
            #expect(try await browser.post(Paths.signUpResend, [], seeing: Paths.signUpForm).status == .tooManyRequests)
            let code = try await world.code(to: "siti@contoh.id")
            #expect(try await browser.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test(
        "sign-in looks the same for an unknown address; only its owner learns that there is no account",
        arguments: Engine.tested)
    func silence(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            func page(_ address: String) async throws -> String {
                let browser = world.visitor()
                let answer = try await browser.post(Paths.signIn, [("kontak", address)])
                #expect(answer.location == Paths.signInCode)
                let page = try await browser.get(Paths.signInCode)
                return page.text.replacing(address, with: "…")
            }
            let (known, unknown) = (try await page(siti.email), try await page("bukan@contoh.id"))
            #expect(known == unknown)
            #expect(
                try await world.letters(to: "bukan@contoh.id").last?.subject
                    == "Belum ada akun Prakerja dengan alamat ini")
        }
    }

    @Test("signing up twice with one address makes one account, and its owner is notified", arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let first = try await world.signedUp()
            let other = world.visitor()
            try await other.post(Paths.signUp, [("kontak", first.email.uppercased())])
            #expect(try await world.letters(to: first.email).last?.subject == "Anda sudah punya akun Prakerja")
            let accounts = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS accounts FROM account")?["accounts"] as Int?
            }
            #expect(accounts == 1)
        }
    }

    @Test("the form offers the ways of verification for e-mail only, and a code where none was chosen")
    func way() async throws {
        try await World.with(.sqlite) { world in
            let browser = world.visitor()
            let form = try await browser.get(Paths.signUp)
            #expect(form.body.contains("value=\"kode\" checked") && form.body.contains("value=\"tautan\">"))
            #expect(try await !browser.get(Paths.signIn).body.contains("name=\"cara\""))
            // The address of the page on which the way was chosen before.
            #expect(try await browser.get(Paths.signUpMethod).location == Paths.signUp)
            // A number is verified by its code, also when the link was chosen.
            try await browser.post(Paths.signUp, [("kontak", "0812 0000 7777"), ("cara", "tautan")])
            let code = try await world.code(to: "+6281200007777")
            #expect(try await browser.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test("a mistyped e-mail domain is queried, and kept when the person confirms it", arguments: Engine.tested)
    func hint(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            let asked = try await browser.post(Paths.signUp, [("kontak", "siti@gmial.com"), ("cara", "tautan")])
            #expect(asked.text.contains("Maksud Anda siti@gmail.com?"))
            // Neither way on loses the chosen way of verification.
            #expect(asked.body.contains("value=\"tautan\" checked"))
            #expect(asked.body.contains("type=\"hidden\" name=\"cara\" value=\"tautan\""))
            let kept = try await browser.post(
                Paths.signUp, [("kontak", "siti@gmial.com"), ("sudah-benar", "siti@gmial.com")])
            #expect(kept.location == Paths.signUpCode)
        }
    }

    @Test("a destination gets at most ten codes a day, from any number of browsers", arguments: Engine.tested)
    func dailyCap(engine: Engine) async throws {
        try await World.with(engine) { world in
            for _ in 1...CodeBudget.strangers.perDay { _ = try await asked(world) }
            let browser = world.visitor()
            let refused = try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "tautan")])
            #expect(refused.status == .tooManyRequests && refused.body.contains("value=\"siti@contoh.id\""))
            #expect(refused.body.contains("value=\"tautan\" checked"))
        }
    }

    private func asked(_ world: World) async throws -> Visitor {
        let browser = world.visitor()
        let sent = try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "kode")])
        #expect(sent.location == Paths.signUpCode)
        return browser
    }

    private func wrong(_ code: String) -> String {
        code == "000000" ? "000001" : "000000"
    }
}
