import Programme
import Testing

@Suite("Requests of the sign-in with Prakerja")
struct SignInRequestTests {
    private static func request(
        scope: String = "name", state: String = "s", challenge: String = "", method: String = ""
    ) throws -> SignInRequest {
        try SignInRequest(
            client: "toko", redirect: "https://toko.example/kembali", failure: "https://toko.example/masuk",
            scope: scope, state: state, challenge: challenge, method: method)
    }

    @Test("scopes: each counts once, in a fixed order; a word that is none refuses the list")
    func scopes() throws {
        #expect(try SignInScope.read(" notelp  name notelp ") == [.name, .phone])
        #expect(try SignInScope.read("name email prakerjaid notelp") == SignInScope.allCases)
        #expect(SignInScope.written([.phone, .card, .name]) == "name prakerjaid notelp")
        let wrong = ["", " ", "Name", "name,email", "name\nemail", "name nik", String(repeating: "name ", count: 50)]
        for text in wrong {
            #expect(throws: SignInRefusal.scope, "\(text)") { try SignInScope.read(text) }
        }
    }

    @Test("a challenge is met by its verifier, as in the example of RFC 7636, and by no other")
    func challenge() throws {
        let challenge = try CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", method: "S256")
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(challenge.matches(verifier))
        for other in ["", String(verifier.dropLast()), verifier + "A", verifier.uppercased(), challenge.text] {
            #expect(!challenge.matches(other), "\(other)")
        }
        for (text, method) in [
            (challenge.text, "plain"), (challenge.text, ""), ("", "S256"), (String(challenge.text.dropLast()), "S256"),
            ("\(challenge.text.dropLast())=", "S256"),
        ] {
            #expect(throws: SignInRefusal.challenge) { try Self.request(challenge: text, method: method) }
        }
    }

    @Test("the state comes back as it was sent, encoded for the query")
    func state() throws {
        let request = try Self.request(state: "a b&c=d#é/?")
        #expect(
            request.answered(with: "K-1")
                == "https://toko.example/kembali?code=K-1&state=a%20b%26c%3Dd%23%C3%A9%2F%3F")
        #expect(
            request.declined
                == "https://toko.example/masuk?error=access_denied&state=a%20b%26c%3Dd%23%C3%A9%2F%3F")
        for state in ["", "a\nb", String(repeating: "s", count: SignInRequest.longestState + 1)] {
            #expect(throws: SignInRefusal.state) { try Self.request(state: state) }
        }
    }

    @Test("an address is compared letter by letter with the registered ones")
    func registered() throws {
        let request = try Self.request()
        #expect(throws: Never.self) { try request.check(registered: [request.failure, request.redirect]) }
        #expect(throws: SignInRefusal.failureNotRegistered) { try request.check(registered: [request.redirect]) }
        for other in ["https://toko.example/kembali/", "https://toko.example/Kembali", "http://toko.example/kembali"] {
            #expect(throws: SignInRefusal.redirectNotRegistered) {
                try request.check(registered: [request.failure, other])
            }
        }
    }

    @Test("a consent holds while it and the partner are in force, and not from before the partner's return")
    func holds() {
        let start = Instant(milliseconds: 1_587_000_000_000)
        func partner(_ state: PartnerRecord.State, since: Instant = start, id: Int64 = 2) -> PartnerRecord {
            PartnerRecord(
                id: ID(id), kind: .platform, name: "Toko", website: nil, state: state, stateReason: nil,
                stateAt: since, recordedAt: start)
        }
        func consent(_ end: SiteConsent.End? = nil) -> SiteConsent {
            SiteConsent(id: ID(1), person: ID(7), partner: ID(2), scopes: [.name], givenAt: start, ended: end)
        }
        #expect(consent().holds(at: partner(.active)))
        #expect(!consent(SiteConsent.End(at: start, why: .person)).holds(at: partner(.active)))
        #expect(!consent().holds(at: partner(.active, since: start + .seconds(1))))
        #expect(!consent().holds(at: partner(.active, id: 3)))
        for state in [PartnerRecord.State.invited, .suspended, .ended] {
            #expect(!consent().holds(at: partner(state)))
        }
    }
}
