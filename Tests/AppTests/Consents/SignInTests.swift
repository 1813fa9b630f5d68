import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sign-in with Prakerja at a partner's site", .timeLimit(.minutes(3)))
struct SignInTests {
    @Test(
        "a person agrees, and the partner reads exactly that until they end it; each reading names the partner",
        .bug(
            id: "5.680",
            "Partners' programs that sign people in with Prakerja were answered that the address does not exist."),
        arguments: Engine.tested)
    func whole(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.cardholder()
            // Without a session the page leads to sign-in and back, with the whole request.
            let stranger = try await site.world.visitor().get(site.page())
            #expect(stranger.location?.hasPrefix("\(Paths.signIn)?ke=") == true)
            #expect(stranger.location?.contains("scope") == true)

            let browser = try await site.world.browser(of: siti.person)
            let page = try await browser.get(site.page())
            for text in [site.partner.name, "Nama lengkap", "Nomor HP", "dp.example"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(!page.text.contains("Nama lain") && !page.text.contains("Alamat email"))
            let policy = page.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("form-action 'self' https://dp.example;"), "\(policy)")

            let answer = try await site.answer(ConsentPage.agreed, browser)
            let location = try #require(answer.location)
            #expect(location.hasPrefix("\(SignInSite.redirect)?code=") && location.hasSuffix("&state=s%261"))
            let code = try #require(location.firstMatch(of: /code=([^&]+)&/)).1
            let tokens = try await site.token(["code": String(code)])
            #expect(tokens.status == 200 && tokens["errorCode"] == "0" && tokens.message == "no error")
            #expect(tokens["token_type"] == "Bearer" && tokens["scope"] == "name notelp")
            let end = site.world.clock.now() + SignInPeriod.access
            #expect(tokens["expires_in"] == String(end.milliseconds / 1_000))

            let profile = try await site.profile(tokens["access_token"])
            #expect(profile.status == 200 && profile["name"] == "Siti Nurhaliza", "\(profile.text)")
            #expect(profile["phone_number"] == "+62" + siti.phone.dropFirst())
            #expect(profile["email"] == "" && profile["no_prakerja"] == "")
            #expect(profile["user_id"].count == 24 && profile["dp_user_id"] == profile["user_id"])
            #expect(!profile["user_id"].contains(siti.person.description))
            #expect(try await site.profile("Bearer \(tokens["access_token"])") == profile)

            let looked = try await browser.get(Paths.whoLooked).text
            #expect(looked.contains(site.partner.name) && looked.contains("Masuk dengan Prakerja"))
            let sites = try await browser.get(Paths.connectedSites).text
            #expect(sites.contains(site.partner.name) && sites.contains("Nama lengkap, Nomor HP"))

            let consent = try #require(try await site.consents(of: siti.person).first)
            let budi = try await site.world.cardholder("Budi", phone: "081234567891", wave: 2)
            let other = try await site.world.browser(of: budi.person)
            let foreign = try await other.post(Paths.endConsent(consent.id), [], seeing: Paths.connectedSites)
            #expect(foreign.status == .notFound)
            #expect(try await site.profile(tokens["access_token"]).status == 200)
            let ended = try await browser.post(Paths.endConsent(consent.id), [], seeing: Paths.connectedSites)
            #expect(ended.location == Paths.connectedSites)
            #expect(try await browser.get(Paths.connectedSites).text.contains("Anda akhiri"))
            let after = try await site.profile(tokens["access_token"])
            #expect(after.status == 400 && after.code == "ERROAUTH4030" && after.message == "Unauthorized")
            #expect(!after.hasData)
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
            #expect(try await site.world.unbound([.consents]) == [])
        }
    }

    @Test("a request without registered addresses, scopes or state redirects nowhere", arguments: Engine.tested)
    func wrongRequests(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.cardholder()
            let browser = try await site.world.browser(of: siti.person)
            let wrong: [[String: String]] = [
                ["redirect_uri": "https://dp.example/masuk/kembali/"],
                ["redirect_uri": "https://dp.example/Masuk/kembali"],
                ["redirect_uri": "https://dp.example/masuk/kembali?x=1"], ["redirect_uri": "https://jahat.example/"],
                ["redirect_uri": Market.redirect], ["redirect_uri": ""], ["login_uri": ""],
                ["login_uri": "https://jahat.example/"], ["scope": ""], ["scope": "name nik"], ["state": ""],
                ["state": String(repeating: "s", count: 501)], ["client_id": "tidak-ada"], ["client_id": ""],
                ["client_id": site.market.rival.clientCode], ["code_challenge": "pendek"],
                ["code_challenge": CodeChallenge.text(of: "x"), "code_challenge_method": "plain"],
            ]
            for fields in wrong {
                let shown = try await browser.get(site.page(fields))
                #expect(shown.location == nil && shown.status == .unprocessableContent, "\(fields)")
                let token = try await browser.open(Paths.connectedSites)
                let posted = try await browser.post(
                    site.page(fields), [(ConsentPage.answerField, ConsentPage.agreed)], token: token)
                #expect(posted.location == nil && posted.status == .unprocessableContent, "\(fields)")
            }
            #expect(try await site.consents(of: siti.person) == [])

            let declined = try await site.answer(ConsentPage.refused, browser)
            #expect(declined.location == "\(SignInSite.login)?error=access_denied&state=s%261")
            #expect(try await site.consents(of: siti.person) == [])
        }
    }

    @Test(
        "the address of the consent page is given to a signed request, with the query signed or not",
        arguments: Engine.tested)
    func authorize(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let browser = try await site.world.browser(of: try await site.world.cardholder().person)
            for signsQuery in [true, false] {
                let answer = try await site.authorize(signsQuery: signsQuery)
                #expect(answer.status == 200 && answer["errorCode"] == "0", "\(answer.text)")
                let url = answer["redirect_url"]
                #expect(url.hasPrefix("http://127.0.0.1:8080\(Paths.consent)?client_id=pijarmahir&"))
                #expect(url.contains("client_name=\(site.partner.name)"))
                #expect(url.contains("redirect_uri=https%3A%2F%2Fdp.example%2Fmasuk%2Fkembali"))
                #expect(try await browser.get(String(url.dropFirst(21))).status == .ok)
            }
            #expect(try await site.authorize(key: "lain").code == "ERRAUT40101")
            #expect(try await site.authorize(after: .minutes(6)).code == "ERRAUT40102")
            let wrong: [([String: String], String)] = [
                (["redirect_uri": "https://jahat.example/"], "ERRSSO40001"),
                (["login_uri": "https://jahat.example/"], "ERRSSO40002"), (["scope": "nik"], "ERRSSO40003"),
                (["state": ""], "ERRSSO40004"), (["code_challenge": "x"], "ERRSSO40005"),
                (["client_id": "balai"], "ERROAUTH4029"),
            ]
            for (fields, code) in wrong {
                let refused = try await site.authorize(fields)
                #expect(refused.status == 400 && refused.code == code, "\(fields) \(refused.text)")
            }
            let nameless = try await site.send(.get, Paths.signInAuthorize, [:], nil)
            #expect(nameless.status == 400 && nameless.code == "ERROAUTH4024")
            let unknown = try await site.token(["code": "x"], as: "tidak-ada")
            #expect(unknown.status == 400 && unknown.code == "ERROAUTH4029" && unknown.message == "Unauthorized")
            #expect(try await site.token([:]).code == "ERRGEN40002")
        }
    }

    @Test("a session with an officer at a counter agrees to nothing", arguments: Engine.tested)
    func assisted(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let person = try await site.world.assisted(try await site.world.counterOfficer())
            for path in [site.page(), Paths.connectedSites] {
                #expect(try await person.browser.get(path).status == .forbidden, "\(path)")
            }
            let page = try await person.browser.open(Paths.application)
            let posted = try await person.browser.post(
                site.page(), [(ConsentPage.answerField, ConsentPage.agreed)], token: page)
            #expect(posted.status == .forbidden && posted.location == nil)
            #expect(try await site.consents(of: try await site.world.id(of: person)) == [])
        }
    }

    @Test("two people differ at a partner, and one person differs between two partners", arguments: Engine.tested)
    func ids(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            let budi = try await site.world.browser(
                of: try await site.world.cardholder("Budi", phone: "081234567891", wave: 2).person)
            let school = SignInSite(market: site.market, partner: site.market.institution)
            try await school.register([SignInSite.redirect, SignInSite.login])
            func id(_ browser: Visitor, at site: SignInSite) async throws -> String {
                let tokens = try await site.signedIn(browser)
                return try await site.profile(tokens["access_token"])["user_id"]
            }
            let first = try await id(siti, at: site)
            #expect(try await id(siti, at: site) == first)
            let others = [try await id(budi, at: site), try await id(siti, at: school)]
            #expect(Set(others + [first]).count == 3)
            let tokens = try await site.signedIn(siti)
            let stolen = try await site.profile(tokens["access_token"], as: school.partner.clientCode)
            #expect(stolen.code == "ERROAUTH4030")
        }
    }
}
