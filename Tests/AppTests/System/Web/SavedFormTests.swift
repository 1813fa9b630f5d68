import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Submitted forms are kept")
struct SavedFormTests {
    @Test(
        "a form submitted after the session ended is shown again after sign-in, with its values",
        .bug(
            id: "4.53",
            """
            A form that was submitted after the session had ended led to the sign-in and then to the account page; all \
            that was typed was lost.
            """),
        arguments: Engine.tested)
    func signedOut(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            try await siti.browser.open(Paths.personal)
            try await signOutEverywhere(world)
            let sent = try await siti.browser.postAsSeen(Paths.personal, typed(siti))
            #expect(sent.location == "\(Paths.signIn)?ke=\(Paths.personal.percentEncoded)")
            #expect(try await siti.browser.follow(sent).text.contains("Isiannya masih ada"))

            try await signIn(siti, world, to: Paths.personal)
            let page = try await siti.browser.get(Paths.personal)
            #expect(page.text.contains("Formulir belum terkirim"))
            #expect(page.body.contains("value=\"Jalan Kenanga 7\""))
            #expect(page.text.contains("Isian Anda tadi masih ada."))

            // Accepted the second time, the stored form is deleted.
            #expect(try await siti.browser.post(Paths.personal, typed(siti)).location != nil)
            let later = try await siti.browser.get(Paths.personal)
            #expect(!later.text.contains("Formulir belum terkirim"))
        }
    }

    @Test(
        "another person on the same device does not see the kept form, and codes and passwords are never kept",
        .bug(
            id: "4.54",
            """
            The token of a form did not name the person who had opened it: submitted later, the form went into the \
            account that was then signed in.
            """),
        arguments: Engine.tested)
    func onlyTheirs(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            try await siti.browser.open(Paths.personal)
            try await signOutEverywhere(world)
            try await siti.browser.postAsSeen(Paths.personal, typed(siti) + [("kode", "274910"), ("sandi", "rahasia")])
            let budi = try await world.signedUp(2)
            try await world.provePhone(budi)
            try await budi.browser.post(Paths.identity, budi.identityFields)

            let other = TestPerson(browser: siti.browser, email: budi.email, phone: budi.phone)
            try await signIn(other, world, to: Paths.personal)
            let page = try await siti.browser.get(Paths.personal)
            #expect(page.status == .ok && !page.body.contains("Jalan Kenanga 7"))
            #expect(!page.text.contains("Formulir belum terkirim"))
        }
        let kept = SavedForm(
            path: "/", owner: "", fields: ["kode": "1", "sandi": "2", "_token": "3", "nama": "Siti"],
            until: Instant(milliseconds: 0))
        #expect(kept.fields == ["nama": "Siti"])
    }

    @Test(
        "a form older than the browser's cookie is shown again at once; one from another site is refused",
        .bug(
            id: "4.55",
            """
            A form that had been open for too long was answered with \"go back and reload\", and what was typed was \
            gone.
            """
        ),
        arguments: Engine.tested)
    func stale(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            try await siti.browser.open(Paths.personal)
            siti.browser.keep(cookie: VisitCookie.name(secure: false), "")
            let sent = try await siti.browser.postAsSeen(Paths.personal, typed(siti))
            #expect(sent.location == Paths.personal)
            #expect(try await siti.browser.get(Paths.personal).body.contains("value=\"Jalan Kenanga 7\""))

            let forged = try await siti.browser.postAsSeen(
                Paths.payee, [("nomor", "081299998888")], token: "palsu.palsu")
            #expect(forged.status == .unprocessableContent)
            #expect(!(try await siti.browser.get(Paths.payee).body.contains("081299998888")))
        }
    }

    @Test(
        "a form with errors is shown by a GET with values and errors, so that going back does not ask to send it again",
        .bug(
            id: "6.513",
            """
            A form with an error was answered by a page without an address of its own: the back button asked whether to \
            send the form once more, and without a network what had been typed was gone.
            """),
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            siti.browser.stating(Visitor.navigation)
            let wrong = typed(siti).map { $0.0 == "nama" ? ($0.0, "") : $0 }
            let sent = try await siti.browser.post(Paths.personal, wrong)
            #expect(sent.location == Paths.personal)
            for _ in 0..<2 {
                let page = try await siti.browser.get(Paths.personal)
                #expect(page.status == .ok && page.body.contains("<title>Salah: "))
                #expect(page.body.contains("value=\"Jalan Kenanga 7\"") && page.body.contains("id=\"nama-error\""))
                #expect(!page.text.contains("Formulir belum terkirim") && !page.text.contains("Isian Anda tadi"))
            }
            #expect(try await siti.browser.post(Paths.personal, typed(siti)).location != Paths.personal)
            #expect(!(try await siti.browser.get(Paths.personal).body.contains("<title>Salah: ")))

            // A program, and a form too long for the cookie, get the answer to their POST.
            let long =
                typed(siti).filter { $0.0 != "pelatihan" } + [("pelatihan", String(repeating: "jahit ", count: 900))]
            let whole = try await siti.browser.post(Paths.personal, long)
            #expect(whole.status == .unprocessableContent && whole.body.contains("jahit jahit"))
            siti.browser.stating(Visitor.modern)
            #expect(try await siti.browser.post(Paths.personal, wrong).status == .unprocessableContent)
        }
    }

    @Test("a stranger's form with errors is shown again for ten minutes", arguments: Engine.tested)
    func strangers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            try await browser.open(Paths.signUp)
            browser.stating(Visitor.navigation)
            let sent = try await browser.postAsSeen(Paths.signUp, [("kontak", "siti@@example"), ("cara", "kode")])
            let path = try #require(sent.location)
            #expect(path == "\(Paths.signUp)?lagi=ya")
            let page = try await browser.get(path)
            #expect(page.body.contains("<title>Salah: ") && page.body.contains("siti@@example"))
            // In the other language the sentences would be in the wrong one.
            let english = try await browser.get("\(Paths.englishSignUp)?lagi=ya")
            #expect(english.body.contains("siti@@example") && !english.body.contains("<title>Error: "))
            world.clock.advance(.minutes(11))
            #expect(!(try await browser.get(path).body.contains("siti@@example")))
        }
    }

    @Test("every field for a code or a password is on the list of fields that are never kept")
    func secrets() throws {
        let root = World.repository.appending(path: "Sources/App")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        var names: Set<String> = []
        for file in files {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            names.formUnion(text.matches(of: /Field\.code\(\s*form,\s*"([\w-]+)"/).map { String($0.1) })
            names.formUnion(
                text.matches(of: /"([\w-]+)",[^"]*"[^"]*", "[^"]*"\), type: "password"/).map { String($0.1) })
        }
        #expect(names.isSuperset(of: ["kode", "sandi"]))
        #expect(names.subtracting(SavedForm.never) == [])
    }

    /// A person whose next page is the form about themselves.
    private func filling(_ world: World) async throws -> TestPerson {
        let siti = try await world.signedUp()
        try await world.provePhone(siti)
        try await siti.browser.post(Paths.identity, siti.identityFields)
        return siti
    }

    private func typed(_ siti: TestPerson) -> [(String, String)] {
        siti.personalFields.map { $0.0 == "alamat" ? ($0.0, "Jalan Kenanga 7") : $0 }
    }

    private func signOutEverywhere(_ world: World) async throws {
        try await world.dependencies.database.transaction { tx in _ = try tx.run("DELETE FROM session") }
    }

    private func signIn(_ person: TestPerson, _ world: World, to path: String) async throws {
        world.clock.advance(.minutes(2))
        let signInPage = "\(Paths.signIn)?ke=\(path)"
        let asked = try await person.browser.post(
            Paths.signIn, [("kontak", person.email), ("ke", path)], seeing: signInPage)
        let page = try #require(asked.location)
        let code = try await world.code(to: person.email)
        let entered = try await person.browser.post(
            Paths.signInCode, [("kode", code), ("ke", path)], seeing: page)
        #expect(entered.location == path)
    }
}

@Suite("Reloading addresses")
struct ReloadTests {
    @Test(
        "a GET of an address that only takes a form redirects to the page above it",
        .bug(
            id: "4.56",
            """
            A page that answered a form had an address that was not found when it was reloaded: a new code, a refused \
            act of the office, the shown number of a card.
            """),
        arguments: Engine.tested)
    func forms(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.demo = true }) { world in
            let routes = makeRouter(world.dependencies).routes.filter { $0.method == .post }.map { "\($0.path)" }
            #expect(routes.count > 50)
            try await world.advanceWaves()
            let siti = try await world.signedUp().browser
            let ratna = try await world.officer("Ratna", .operations).browser
            // Addresses with a secret token have no page without it, for any method.
            for route in routes where !route.hasPrefix("/api/") && !route.hasSuffix("/{token}") {
                // Personal pages redirect a visitor to the sign-in; only an address without any page is not found.
                let answer = try await world.visitor().get(route.replacing(/\{[^}]*\}/, with: "1"))
                #expect(answer.status != .notFound && answer.status != .methodNotAllowed, "GET \(route)")
            }
            #expect(try await siti.follow(siti.get(Paths.cardNumber)).status == .ok)
            #expect(try await siti.get(Paths.signUpResend).location == Paths.signUpCode)
            #expect(try await siti.get(Paths.leaveWave(1)).location == Paths.wave(1))
            #expect(try await ratna.get(Paths.officeWaveAct(1, .close)).location == Paths.officeWave(1))
        }
    }
}
