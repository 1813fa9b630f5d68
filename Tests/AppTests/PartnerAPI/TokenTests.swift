import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Tokens of the partner API")
struct TokenTests {
    @Test(
        "a partner gets a token by its client code and key, for an hour, and only a hash of it is stored",
        arguments: Engine.tested)
    func hour(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let given = try await market.askToken(market.platform.clientCode, Market.key(market.platform))
            #expect(given.status == 200 && given.headers[.cacheControl] == "no-store")
            #expect(given["token_type"] == "Bearer" && given.json["expires_in"] == .number(3_600))
            #expect(
                given["scope"] == "purchases:read purchases:cancel courses:read webhooks:read webhooks:write")
            let token = given["access_token"]
            let stored = try await market.world.dependencies.database.read { tx in
                try tx.rows("SELECT token, scopes FROM partner_token").map { try $0["token"] as Data }
            }
            #expect(stored.count == 1 && stored[0].count == 32 && stored[0] != Data(token.utf8))
            market.world.clock.advance(.minutes(59))
            #expect(try await market.read(Paths.apiPurchases, token).status == 200)
            market.world.clock.advance(.minutes(1))
            let over = try await market.read(Paths.apiPurchases, token)
            #expect(over.status == 401 && over["code"] == "api.token-invalid")
            #expect(over.headers[.wwwAuthenticate]?.contains("error=\"invalid_token\"") == true)
            _ = try await PruneAccounts().run(on: market.world.dependencies)
            let left = try await market.world.dependencies.database.read { tx in
                try tx.rows("SELECT scopes FROM partner_token").count
            }
            #expect(left == 0)
        }
    }

    @Test("a refused request for a token has the error of RFC 6749, or a problem", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (code, key) = (market.institution.clientCode, Market.key(market.institution))
            let wrong = try await market.askToken(code, "kunci-salah")
            #expect(wrong.status == 401 && wrong["error"] == "invalid_client")
            #expect(wrong.headers[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
            #expect(wrong.headers[.contentType] == "application/json")
            #expect(try await market.askToken("tidak-ada", key)["error"] == "invalid_client")
            #expect(try await market.askToken(code, "")["error"] == "invalid_client")
            #expect(try await market.askToken("%00", key)["error"] == "invalid_client")
            for (form, error) in [
                ("", "invalid_request"), ("grant_type=", "invalid_request"),
                ("grant_type=client_credentials&grant_type=client_credentials", "invalid_request"),
                ("grant_type=password", "unsupported_grant_type"),
                ("grant_type=client_credentials&scope=purchases%3Acancel", "invalid_scope"),
                ("grant_type=client_credentials&scope=semua", "invalid_scope"),
                ("grant_type=client_credentials&scope=courses%3Aread++", "invalid_scope"),
            ] {
                let refused = try await market.askToken(code, key, form: form)
                #expect(refused.status == 400 && refused["error"] == error, "\(form) \(refused.text)")
            }
            let type = try await market.askToken(code, key, form: "{}", type: "application/json")
            #expect(type.status == 415 && type["code"] == "api.media-type")
            let long = try await market.askToken(code, key, form: String(repeating: "a", count: 70_000))
            #expect(long.status == 413 && long["code"] == "partners.too-large")
            let narrow = try await market.askToken(
                code, key, form: "scope=courses%3Aread&grant_type=client_credentials")
            #expect(narrow["scope"] == "courses:read", "\(narrow.text)")
        }
    }

    @Test("a token ends with the key it was made with, whichever of the two keys that is", arguments: Engine.tested)
    func keys(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (world, partner) = (market.world, market.institution)
            let dependencies = world.dependencies
            let before = try await market.token(of: partner)
            try await dependencies.database.transaction { tx in
                try tx.partners.endKeys(of: partner.id, at: dependencies.realNow() + .minutes(30))
                try tx.partners.addKey(
                    dependencies.ids.next(), SigningKey.Secret(text: "kunci-baru", shownAt: dependencies.realNow()),
                    of: partner.id, by: nil, at: dependencies.realNow(), vault: dependencies.vault)
                try tx.records.bind(.partners, partner.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            let old = try await market.askToken(partner.clientCode, Market.key(partner))
            let new = try await market.askToken(partner.clientCode, "kunci-baru")
            #expect(old.json["expires_in"] == .number(1_800) && new.json["expires_in"] == .number(3_600))
            let tokens = [before, old["access_token"], new["access_token"]]
            world.clock.advance(.minutes(29))
            for token in tokens { #expect(try await market.read(Paths.apiCourses, token).status == 200) }
            world.clock.advance(.minutes(1))
            for token in tokens.prefix(2) { #expect(try await market.read(Paths.apiCourses, token).status == 401) }
            #expect(try await market.read(Paths.apiCourses, tokens[2]).status == 200)
            #expect(try await market.askToken(partner.clientCode, Market.key(partner)).status == 401)
        }
    }

    @Test(
        "a suspended partner's token goes on, and one that SQL gave to another partner or prolonged is refused",
        arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let ratna = try await market.world.officer("Ratna", .operations)
            let token = try await market.token(of: market.platform)
            try await market.world.act(.suspend, on: market.platform.id, by: ratna)
            #expect(try await market.world.state(of: market.platform.id) == .suspended)
            #expect(try await market.read(Paths.apiPurchases, token).status == 200)
            let moved = try await market.token(of: market.platform)
            let rival = market.rival.id
            try await market.world.dependencies.database.transaction { tx in
                _ = try tx.run("UPDATE partner_token SET partner_id = \(rival)")
            }
            #expect(try await market.read(Paths.apiPurchases, moved).status == 401)
            let longer = try await market.token(of: market.platform)
            try await market.world.dependencies.database.transaction { tx in
                _ = try tx.run("UPDATE partner_token SET expires_at = expires_at + 86400000")
            }
            #expect(try await market.read(Paths.apiPurchases, longer).status == 401)
        }
    }

    @Test(
        """
        guesses of a key are limited by client code and network address, many codes by address, and a partner's tokens \
        by partner
        """,
        .bug(
            id: "5.897",
            "Wrong keys of one partner kept another with right keys on the same network address out of new tokens."),
        arguments: Engine.tested)
    func limits(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (code, key) = (market.platform.clientCode, Market.key(market.platform))
            for _ in 0..<CallQuota.tokens.limit { #expect(try await market.askToken(code, key).status == 200) }
            let much = try await market.askToken(code, key)
            #expect(much.status == 429 && much["code"] == "api.too-many-calls")
            #expect(much.headers[.retryAfter] == "60")
            #expect(try await market.askToken(market.rival.clientCode, Market.key(market.rival)).status == 200)
            for _ in 0..<CallQuota.refusals.limit { #expect(try await market.askToken(code, "tebak").status == 401) }
            #expect(try await market.askToken(code, "tebak").status == 429)
            let rival = (code: market.rival.clientCode, key: Market.key(market.rival))
            #expect(try await market.askToken(rival.code, rival.key).status == 200, "another partner on the address")
            let more = CallQuota.addressRefusals.limit - CallQuota.refusals.limit
            for number in 0..<more { #expect(try await market.askToken("tebak-\(number)", "x").status == 401) }
            #expect(try await market.askToken(rival.code, rival.key).status == 429)
            market.world.clock.advance(.minutes(1))
            #expect(try await market.askToken(code, key).status == 200)
        }
    }
}
