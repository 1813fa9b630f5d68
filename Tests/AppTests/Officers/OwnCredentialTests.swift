import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What officers change of their own sign-in", .timeLimit(.minutes(2)))
struct OwnCredentialTests {
    private static let address = "ratna@kantor.example"
    private static let longPassword = "enam gajah menari"

    /// An officer with a password and an authenticator.
    private struct Ratna {
        let world: World
        var totp: TOTP
        let id: ID<Officer>

        init(_ world: World) async throws {
            self.world = world
            totp = try await OfficeSignInTests.add(world)
            let credential = try await world.dependencies.database.read {
                try $0.officers.credential(signIn: OwnCredentialTests.address)
            }
            id = try #require(credential).id
        }

        /// The authenticator's next code: each is good once.
        func code() -> String {
            world.clock.advance(.seconds(30))
            return totp.code(step: TOTP.step(at: world.clock.now()))
        }

        @discardableResult
        func signIn(
            _ browser: Visitor? = nil, password: String = OfficeSignInTests.password
        ) async throws -> (answer: Answer, browser: Visitor) {
            let browser = browser ?? world.visitor()
            let answer = try await OfficeSignInTests.attempt(browser, password: password, code: code())
            return (answer, browser)
        }

        func change(
            _ browser: Visitor, _ present: String = OfficeSignInTests.password, code: String? = nil,
            to password: String = OwnCredentialTests.longPassword, again: String? = nil
        ) async throws -> Answer {
            try await browser.post(
                Paths.ownPassword,
                [
                    (OwnProofFields.password, present), (OwnProofFields.code, code ?? self.code()),
                    (ChangePasswordPage.new, password), ("ulang", again ?? password),
                ])
        }
    }

    private func isIn(_ browser: Visitor) async throws -> Bool { try await browser.get(Paths.office).status == .ok }

    @Test(
        "the password is changed with the present one and the authenticator; other sessions end, and a message is sent",
        .bug(
            id: "5.457",
            "An officer could change neither password nor authenticator, and saw none of their own sessions."),
        arguments: Engine.tested)
    func password(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await Ratna(world)
            let (first, second) = (try await ratna.signIn().browser, try await ratna.signIn().browser)
            #expect(try await first.get(Paths.ownAccount).body.contains("href=\"\(Paths.ownPassword)\""))

            for (answer, words, field) in [
                (try await ratna.change(first, "salah sekali ini"), "tidak cocok", OwnProofFields.password),
                (try await ratna.change(first, code: "000000"), "tidak cocok", OwnProofFields.password),
                (try await ratna.change(first, to: "pendek"), "paling sedikit 12", ChangePasswordPage.new),
                (try await ratna.change(first, again: "lain lagi ini"), "berbeda", "ulang"),
                (
                    try await ratna.change(first, to: OfficeSignInTests.password), "sama dengan yang lama",
                    ChangePasswordPage.new
                ),
            ] {
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
                #expect(answer.body.contains("href=\"#\(field)\""), "\(field)")
                #expect(!answer.body.contains(OfficeSignInTests.password), "a password is not sent back")
            }
            #expect(try await isIn(second))

            let code = ratna.code()
            let changed = try await ratna.change(first, code: code)
            #expect(changed.location == Paths.ownAccount && changed.notice == "sandi-diganti")
            let (firstIsIn, secondIsIn) = (try await isIn(first), try await isIn(second))
            #expect(firstIsIn && !secondIsIn)
            #expect(try await ratna.signIn().answer.status == .unprocessableContent, "the old password")
            #expect(try await ratna.signIn(password: Self.longPassword).answer.location == Paths.office)
            let letters = try await world.letters(to: Self.address)
            #expect(letters.contains { $0.subject.contains("Kata sandi akun petugas Anda diganti") })
            #expect(try await world.trail(of: "officer:\(ratna.id)").contains("officer.password-changed"))
            first.carry(cookie: "bahasa", "en")
            let english = try await first.get(Paths.ownPassword).text
            #expect(english.contains("Present password") && english.contains("All your other sessions end"))
        }
    }

    @Test("a password that SQL put in place is not passed on by a change", arguments: Engine.tested)
    func vandalised(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await Ratna(world)
            let browser = try await ratna.signIn().browser
            let hash = try await Password.hash(Self.longPassword)
            try await world.vandalise("UPDATE officer SET password_hash = \(hash) WHERE id = \(ratna.id)")
            let refused = try await ratna.change(browser, Self.longPassword, to: "tujuh ikan terbang")
            #expect(refused.location != Paths.ownAccount)
            #expect(try await ratna.signIn(password: "tujuh ikan terbang").answer.status == .unprocessableContent)
        }
    }

    @Test(
        "the authenticator is replaced with password and present code, once the new one has given a code",
        arguments: Engine.tested)
    func authenticator(engine: Engine) async throws {
        try await World.with(engine) { world in
            var ratna = try await Ratna(world)
            let (first, second) = (try await ratna.signIn().browser, try await ratna.signIn().browser)
            func key(_ page: Answer) throws -> (written: String, totp: TOTP) {
                let typed = try #require(page.body.firstMatch(of: /<p class="code">([A-Z2-7 ]+)</)).1
                let written = try #require(page.body.firstMatch(of: /name="kunci-baru" value="([^"]+)"/)).1
                return (String(written), TOTP(secret: try #require(Base32.decode(String(typed)))))
            }
            func post(_ browser: Visitor, _ written: String, _ new: String, _ code: String) async throws -> Answer {
                try await browser.postAsSeen(
                    Paths.ownAuthenticator,
                    [
                        (ReplaceAuthenticatorPage.key, written), (ReplaceAuthenticatorPage.code, new),
                        (OwnProofFields.password, OfficeSignInTests.password), (OwnProofFields.code, code),
                    ])
            }
            let page = try await first.open(Paths.ownAuthenticator)
            #expect(page.text.contains("Pindai kode ini") && page.body.contains("aria-label=\"Kode QR untuk"))
            let (written, new) = try key(page)
            func newCode() -> String { new.code(step: TOTP.step(at: world.clock.now())) }

            let wrong = try await post(first, written, "000000", ratna.code())
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Kode dari kunci baru tidak cocok"))
            #expect(try key(wrong).written == written, "the key that was added to the app stays")
            let stolen = try await post(first, written, newCode(), "000000")
            #expect(stolen.status == .unprocessableContent && stolen.text.contains("tidak cocok"))
            try await second.open(Paths.ownAuthenticator)
            let moved = try await post(second, written, newCode(), ratna.code())
            #expect(moved.status == .unprocessableContent && moved.text.contains("sudah kedaluwarsa"))

            let code = ratna.code()
            let replaced = try await post(first, written, newCode(), code)
            #expect(replaced.location == Paths.ownAccount && replaced.notice == "autentikator-diganti")
            #expect(try await !isIn(second))
            #expect(try await ratna.signIn().answer.status == .unprocessableContent, "the old authenticator")
            ratna.totp = new
            #expect(try await ratna.signIn().answer.location == Paths.office)
            let letters = try await world.letters(to: Self.address)
            #expect(letters.contains { $0.subject.contains("Autentikator akun petugas Anda diganti") })

            let later = try await first.open(Paths.ownAuthenticator)
            world.clock.advance(PendingAuthenticator.lifetime)
            let over = try key(later)
            let late = try await post(
                first, over.written, over.totp.code(step: TOTP.step(at: world.clock.now())), ratna.code())
            #expect(late.status == .unprocessableContent && late.text.contains("sudah kedaluwarsa"))
            #expect(try key(late).written != over.written)
        }
    }

    @Test("an officer sees their own sessions, and ends one or all others", arguments: Engine.tested)
    func sessions(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeIdle = .minutes(30) }) { world in
            let ratna = try await Ratna(world)
            var agent = Visitor.modern
            agent[.userAgent] = "Mozilla (Windows) Firefox/1"
            let present = try await ratna.signIn(world.visitor().stating(agent)).browser
            let (other, third) = (try await ratna.signIn().browser, try await ratna.signIn().browser)
            let page = try await present.get(Paths.ownAccount)
            #expect(page.text.contains("Firefox di Windows") && page.text.contains("Sesi ini"))
            #expect(page.text.contains("Perangkat yang tidak dikenal"))
            let times = page.body.matches(of: /<td[^>]*>\d+ \w+ \d{4}, \d{2}\.\d{2}\.\d{2} WIB<\/td>/)
            #expect(times.count == 6, "each time once, with its second")
            let hashes = page.body.matches(of: /name="sesi" value="([^"]+)"/).map { String($0.1) }
            #expect(hashes.count == 2)

            // Another officer's form does not end it.
            let hendra = try await world.officer("Hendra", .approver)
            let foreign = try await hendra.browser.post(
                Paths.ownSessionEnd, [(OwnAccountPage.session, hashes[0])], seeing: Paths.ownAccount)
            #expect(foreign.notice == "sesi-sudah-berakhir")
            let (otherIsIn, thirdIsIn) = (try await isIn(other), try await isIn(third))
            #expect(otherIsIn && thirdIsIn)

            let ended = try await present.post(
                Paths.ownSessionEnd, [(OwnAccountPage.session, hashes[0])], seeing: Paths.ownAccount)
            #expect(ended.location == Paths.ownAccount && ended.notice == "sesi-berakhir")
            let left = [try await isIn(other), try await isIn(third)]
            #expect(left.count { $0 } == 1)
            let all = try await present.post(Paths.ownSessionsEnd, [], seeing: Paths.ownAccount)
            #expect(all.notice == "sesi-lain-berakhir")
            let none = [try await isIn(other), try await isIn(third)]
            #expect(none == [false, false])
            #expect(try await isIn(present))
            let acts = try await world.trail(of: "officer:\(ratna.id)")
            #expect(acts.contains("officer.session-ended") && acts.contains("officer.sessions-ended"))

            // A session that ended by itself is not listed.
            _ = try await ratna.signIn()
            world.clock.advance(.minutes(20))
            #expect(try await isIn(present))
            world.clock.advance(.minutes(20))
            let later = try await present.get(Paths.ownAccount)
            #expect(!later.body.contains("name=\"sesi\""))
        }
    }

    @Test("recovery codes made again are told to the officer's address", arguments: [Engine.sqlite])
    func recoveryCodes(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await Ratna(world)
            let browser = try await ratna.signIn().browser
            _ = try await browser.post(Paths.recoveryCodes, [], seeing: Paths.ownAccount)
            #expect(try await browser.get(Paths.ownAccount).text.contains("Buat kode pemulihan baru"))
            let letters = try await world.letters(to: Self.address)
            #expect(letters.contains { $0.subject.contains("Kode pemulihan akun petugas Anda dibuat baru") })
        }
    }
}
