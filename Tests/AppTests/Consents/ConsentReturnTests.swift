import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Consents answered late, and consents without tokens", .timeLimit(.minutes(3)))
struct ConsentReturnTests {
    @Test(
        "an answer after the session ended leads through sign-in back to the same request, and gives nothing by itself",
        .bug(
            id: "5.828",
            """
            A consent that was answered after the session had ended led, after signing in, to the consent page without \
            the partner's request, which said that the address is wrong.
            """), arguments: Engine.tested)
    func signedOut(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let (world, path) = (site.world, site.page())
            let siti = try await world.signedUp()
            let person = try await world.id(of: siti)
            try await siti.browser.open(path)
            try await world.dependencies.database.transaction { tx in _ = try tx.run("DELETE FROM session") }
            let late = try await siti.browser.postAsSeen(path, [(ConsentPage.answerField, ConsentPage.agreed)])
            let signIn = "\(Paths.signIn)?ke=\(path.percentEncoded)"
            #expect(late.location == signIn)

            world.clock.advance(.minutes(2))
            let asked = try await siti.browser.post(
                Paths.signIn, [("kontak", siti.email), ("ke", path)], seeing: signIn)
            let entered = try await siti.browser.post(
                Paths.signInCode, [("kode", try await world.code(to: siti.email)), ("ke", path)],
                seeing: asked.location)
            #expect(entered.location == path)
            let again = try await siti.browser.get(path)
            #expect(again.status == .ok && again.text.contains("Formulir belum terkirim"), "\(again.text)")
            #expect(try await site.consents(of: person).isEmpty)
            let answered = try await site.answer(ConsentPage.agreed, siti.browser)
            #expect(answered.location?.hasPrefix(SignInSite.redirect) == true)
            #expect(try await site.consents(of: person).count == 1)
        }
    }

    @Test(
        "a consent whose code and tokens have ended is shown as ended, and is open again after the next sign-in",
        .bug(
            id: "5.829",
            "A site stood among the connected ones for ever, although its tokens had ended and it could read nothing."),
        arguments: Engine.tested)
    func unused(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let world = site.world
            let siti = try await world.cardholder()
            _ = try await site.code(try await world.browser(of: siti.person))
            let consent = try #require(try await site.consents(of: siti.person).first)
            /// Whether the page offers to end it; otherwise it says that it has ended.
            func isOpen() async throws -> Bool {
                let page = try await world.browser(of: siti.person).get(Paths.connectedSites)
                let isOpen = page.body.contains("action=\"\(Paths.endConsent(consent.id))\"")
                #expect(page.text.contains("baru dapat membaca lagi sesudah Anda masuk") != isOpen, "\(page.text)")
                return isOpen
            }
            #expect(try await isOpen(), "its code can be exchanged")
            world.clock.advance(SignInPeriod.code + .seconds(1))
            #expect(try await !isOpen())

            let tokens = try await site.signedIn(try await world.browser(of: siti.person))
            #expect(try await isOpen())
            world.clock.advance(SignInPeriod.access + .minutes(1))
            #expect(try await isOpen(), "its refresh token opens")
            world.clock.advance(SignInPeriod.refresh)
            #expect(try await !isOpen())
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
            _ = try await site.signedIn(try await world.browser(of: siti.person))
            #expect(try await isOpen())
            #expect(try await site.consents(of: siti.person).count == 1)
        }
    }
}
