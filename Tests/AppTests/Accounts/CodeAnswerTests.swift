import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("One-time codes and links as people type and tap them")
struct CodeAnswerTests {
    @Test(
        "a code pasted with surrounding text, spaces or invisible characters is accepted",
        .bug(
            id: "6.40",
            """
            `Kode: 123456`, a whole pasted message and digits with an invisible direction mark counted as wrong codes, \
            and each used up an attempt.
            """),
        arguments: Engine.tested)
    func pasted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let writings: [@Sendable (String) -> String] = [
                { "Kode: \($0)" }, { "\u{2066}\($0)\u{2069}" }, { "\($0.prefix(3))\u{200B} \u{A0}\($0.suffix(3)) " },
                { "\($0) adalah kode Prakerja Anda, berlaku 10 menit." },
            ]
            for (number, write) in writings.enumerated() {
                let browser = world.visitor()
                try await browser.post(Paths.signUp, [("kontak", "warga\(number)@contoh.id")])
                let code = try await world.code(to: "warga\(number)@contoh.id")
                let answer = try await browser.post(Paths.signUpCode, [("kode", write(code))])
                #expect(answer.location == Paths.signUpDone, "\(write(code))")
            }
        }
    }

    @Test(
        "the code of an earlier message uses up no attempt, and the page says when the newer one was sent",
        .bug(
            id: "6.41",
            """
            A person who typed the code of the first of two messages lost an attempt and read only that the code does \
            not match.
            """),
        arguments: Engine.tested)
    func outdated(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let browser = world.visitor()
            try await world.askToSignIn(siti.email, in: browser)
            let old = try await world.code(to: siti.email)
            world.clock.advance(.minutes(1))
            try await browser.post(Paths.signInResend, [], seeing: Paths.signInCode)
            let new = try await world.code(to: siti.email)
            for _ in 1...6 {
                let answer = try await browser.post(Paths.signInCode, [("kode", old)])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("Pakai kode terbaru, yang dikirim pukul 09.01 WIB"))
                #expect(answer.text.contains("Sisa percobaan: 5."))
            }
            #expect(try await browser.post(Paths.signInCode, [("kode", new)]).location == Paths.account)
        }
    }

    @Test(
        "a code submitted by a double tap gives the same redirect and the same session both times",
        .bug(
            id: "6.42",
            """
            The second tap on Continue was answered with "code already used", while the browser dropped the answer to \
            the first, which carried the session.
            """),
        arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            let code = try await world.code(to: "siti@contoh.id")
            let page = try await browser.get(Paths.signUpCode)
            let first = try await browser.post(Paths.signUpCode, [("kode", code)], token: page)
            // The second request leaves before the first answer, with its session cookie, has arrived.
            browser.carry(cookie: SessionCookie.name(secure: false), "")
            let second = try await browser.post(Paths.signUpCode, [("kode", code)], token: page)
            #expect(first.location == Paths.signUpDone && second.location == Paths.signUpDone)
            #expect(first.session != nil && first.session == second.session)
            let person = try await world.id(of: TestPerson(browser: browser, email: "siti@contoh.id", phone: ""))
            #expect(try await world.sessions(of: person) == 1)

            // After signing out, the same page submitted again does not start a session.
            try await browser.post(Paths.signOut, [], seeing: Paths.account)
            let third = try await browser.post(Paths.signUpCode, [("kode", code)], token: page)
            #expect(third.location == nil)
            #expect(try await world.sessions(of: person) == 0)
        }
    }

    @Test(
        "a used link works again in the browser that used it; the browser that waits is told it was used elsewhere",
        .bug(
            id: "6.43",
            """
            The browser that waited for a link opened on another device was sent back to the start without an \
            explanation, and a link tapped twice said that the code was used up.
            """),
        arguments: Engine.tested)
    func links(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (computer, phone) = (world.visitor(), world.visitor())
            try await computer.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "tautan")])
            let link = try await world.link(to: "siti@contoh.id")
            let opened = try await phone.get(link)
            #expect(opened.text.contains("Yang di sana tidak ikut masuk"))
            #expect(try await phone.post(link, [], token: opened).location == Paths.signUpDone)
            phone.carry(cookie: SessionCookie.name(secure: false), "")
            #expect(try await phone.post(link, [], token: opened).location == Paths.signUpDone)
            #expect(try await phone.get(link).location == Paths.signUpDone)

            let waiting = try await computer.get(Paths.signUpCode)
            #expect(waiting.status == .ok)
            #expect(waiting.text.contains("Tautan sudah dipakai di perangkat lain"))
            #expect(try await computer.get(link).status == .unprocessableContent)
            #expect(try await computer.isSignedIn() == false)
        }
    }

    @Test(
        "the code page names the telephone for a text message and the spam folder for an e-mail",
        .bug(id: "4.5", "A person who waited for a text message was told to look in the spam folder."),
        arguments: Engine.tested)
    func whereToLook(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            try await world.askToSignIn("0812-0000-7777", in: browser)
            let text = try await browser.get(Paths.signInCode).text
            #expect(text.contains("Pastikan HP dengan nomor ini menyala") && !text.contains("spam"))
            #expect(text.contains("Masuk dengan email"))
            try await world.askToSignIn("siti@contoh.id", in: browser)
            let mail = try await browser.get(Paths.signInCode).text
            #expect(mail.contains("folder spam") && !mail.contains("menyala"))
            #expect(mail.contains("Masuk dengan nomor HP"))
        }
    }
}

extension Answer {
    /// The session cookie this answer sets, without the attributes, which come in any order.
    fileprivate var session: Substring? {
        headers[values: .setCookie].first { $0.hasPrefix("sesi=") }?.split(separator: ";").first
    }
}
