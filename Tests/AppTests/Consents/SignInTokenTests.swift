import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Codes and tokens of the sign-in with Prakerja", .timeLimit(.minutes(3)))
struct SignInTokenTests {
    @Test("a code is of one partner and address, of one minute, and of one exchange", arguments: Engine.tested)
    func codes(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            func refused(_ fields: [String: String], as client: String? = nil) async throws -> Bool {
                let answer = try await site.token(fields, as: client)
                return answer.status == 400 && answer.code == "ERROAUTH4031" && answer.message == "Unauthorized"
                    && !answer.hasData
            }
            let code = try await site.code(siti)
            #expect(try await refused(["code": "tebakan"]))
            #expect(try await refused(["code": code], as: site.market.rival.clientCode))
            #expect(try await refused(["code": code, "redirect_uri": SignInSite.login]))
            let tokens = try await site.token(["code": code, "redirect_uri": SignInSite.redirect])
            #expect(tokens.status == 200, "\(tokens.text)")
            // A program that repeats its request at once is refused, and keeps what it has.
            #expect(try await refused(["code": code]))
            #expect(try await site.profile(tokens["access_token"]).status == 200)
            // Later it is a copy.
            site.world.clock.advance(.seconds(6))
            #expect(try await refused(["code": code]))
            #expect(try await site.profile(tokens["access_token"]).code == "ERROAUTH4030")
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
            #expect(try await site.world.unbound([.consents]) == [])

            let late = try await site.code(siti)
            site.world.clock.advance(SignInPeriod.code)
            #expect(try await refused(["code": late]))
        }
    }

    @Test("twenty exchanges of one code at one moment give one token, which reads", arguments: Engine.tested)
    func atOnce(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            let code = try await site.code(siti)
            let answers = try await withThrowingTaskGroup(of: PartnerReply.self) { tasks in
                for _ in 0..<20 { tasks.addTask { try await site.token(["code": code]) } }
                return try await tasks.reduce(into: [PartnerReply]()) { $0.append($1) }
            }
            let given = answers.filter { $0.status == 200 }
            #expect(given.count == 1)
            #expect(answers.count { $0.code == "ERROAUTH4031" } == 19, "\(answers.map(\.text))")
            let access = try #require(given.first)["access_token"]
            #expect(try await site.profile(access).status == 200)
        }
    }

    @Test("two consents at one moment are one consent with two codes", arguments: Engine.tested)
    func doubleTap(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let person = try await site.world.cardholder().person
            let siti = try await site.world.browser(of: person)
            let page = try await siti.open(site.page())
            let answers = try await withThrowingTaskGroup(of: Answer.self) { tasks in
                for _ in 0..<2 {
                    tasks.addTask {
                        try await siti.post(site.page(), [(ConsentPage.answerField, ConsentPage.agreed)], token: page)
                    }
                }
                return try await tasks.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(Set(answers.compactMap(\.location)).count == 2)
            #expect(try await site.consents(of: person).count == 1)
        }
    }

    @Test(
        "a card that SQL gives to a person for a moment shows its number to no partner",
        .bug(
            id: "5.832",
            """
            A partner read the number of the card that stood in the person's name: moved there by SQL and back again, \
            it was another's, whose readings had no trace of it.
            """),
        arguments: Engine.tested)
    func otherCard(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let world = site.world
            let siti = try await world.cardholder()
            let rian = try await world.accomplice()
            let fields = ["scope": "name prakerjaid"]
            let own = try await site.signedIn(try await world.browser(of: siti.person), fields)
            #expect(try await site.profile(own["access_token"])["no_prakerja"] == siti.number.digits)
            let tokens = try await site.signedIn(try await world.browser(of: rian), fields)
            #expect(try await site.profile(tokens["access_token"])["no_prakerja"] == "")
            try await world.vandalise("UPDATE card SET person_id = \(rian) WHERE id = \(siti.card)")
            let refused = try await site.profile(tokens["access_token"])
            #expect(refused.status == 409 && !refused.text.contains(siti.number.digits), "\(refused.text)")
            try await world.vandalise("UPDATE card SET person_id = \(siti.person) WHERE id = \(siti.card)")
            #expect(try await site.profile(own["access_token"])["no_prakerja"] == siti.number.digits)
        }
    }

    @Test("a code with a challenge is exchanged with its verifier only", arguments: Engine.tested)
    func challenge(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            let verifier = String(repeating: "rahasia-", count: 8)
            let asked = [
                "code_challenge": CodeChallenge.text(of: verifier), "code_challenge_method": CodeChallenge.method,
            ]
            let code = try await site.code(siti, asked)
            for wrong in [nil, "", verifier.uppercased(), "pendek"] as [String?] {
                let fields = ["code": code].merging(wrong.map { ["code_verifier": $0] } ?? [:]) { $1 }
                let refused = try await site.token(fields)
                #expect(refused.status == 400 && refused.code == "ERRSSO40006", "\(wrong ?? "–")")
            }
            #expect(try await site.token(["code": code, "code_verifier": verifier]).status == 200)
            let plain = try await site.code(siti)
            #expect(try await site.token(["code": plain, "code_verifier": verifier]).code == "ERRSSO40006")
        }
    }

    @Test(
        "a refresh token is exchanged once, at either address; a used one that comes again ends the sign-in",
        arguments: Engine.tested)
    func rotation(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            let other = try await site.signedIn(siti)
            let first = try await site.signedIn(siti)
            site.world.clock.advance(.hours(1))
            #expect(try await site.profile(first["access_token"]).code == "ERROAUTH4030")
            let second = try await site.refresh(first["refresh_token"])
            #expect(second.status == 200 && second["scope"] == "name notelp", "\(second.text)")
            #expect(Set([first, second].flatMap { [$0["access_token"], $0["refresh_token"]] }).count == 4)
            #expect(try await site.profile(second["access_token"]).status == 200)
            let third = try await site.token(["token": second["refresh_token"]])
            #expect(third.status == 200, "\(third.text)")
            #expect(try await site.token(["token": third["refresh_token"]], as: "balai").code == "ERROAUTH4031")

            site.world.clock.advance(.seconds(6))
            #expect(try await site.refresh(first["refresh_token"]).code == "ERROAUTH4031")
            #expect(try await site.profile(third["access_token"]).code == "ERROAUTH4030")
            #expect(try await site.refresh(third["refresh_token"]).code == "ERROAUTH4031")
            // Another sign-in of the same person goes on.
            #expect(try await site.refresh(other["refresh_token"]).status == 200)

            let last = try await site.signedIn(siti)
            site.world.clock.advance(SignInPeriod.refresh)
            #expect(try await site.refresh(last["refresh_token"]).code == "ERROAUTH4031")
            site.world.clock.advance(.seconds(1))
            _ = try await PruneAccounts().run(on: site.world.dependencies)
            let left: Int = try await site.world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS tokens FROM consent_token")?["tokens"] ?? -1
            }
            #expect(left == 0)
            #expect(try await site.world.unbound([.consents]) == [])
        }
    }

    @Test("another choice of data replaces the consent, and what followed from it ends", arguments: Engine.tested)
    func renewed(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.cardholder()
            let browser = try await site.world.browser(of: siti.person)
            let old = try await site.signedIn(browser)
            let new = try await site.signedIn(browser, ["scope": "prakerjaid  prakerjaid"])
            #expect(new["scope"] == "prakerjaid")
            #expect(try await site.profile(old["access_token"]).code == "ERROAUTH4030")
            let profile = try await site.profile(new["access_token"])
            #expect(profile["no_prakerja"] == siti.number.digits && profile["name"] == "")
            let consents = try await site.consents(of: siti.person)
            #expect(consents.map(\.ended?.why) == [nil, .renewed])
        }
    }

    @Test("a partner that reads one profile too often is refused, with the seconds to wait", arguments: Engine.tested)
    func limit(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.browser(of: try await site.world.cardholder().person)
            let access = try await site.signedIn(siti)["access_token"]
            for _ in 0..<Allowance.profilesPerConsent.limit {
                #expect(try await site.profile(access).status == 200)
            }
            let refused = try await site.profile(access)
            #expect(refused.status == 429 && refused.code == "ERRGEN42901", "\(refused.text)")
            let pause = try #require(Int(refused.retryAfter ?? "", in: 1...3_600))
            #expect(pause >= 1)
        }
    }
}
