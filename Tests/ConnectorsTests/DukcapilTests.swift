import Connectors
import Foundation
import Programme
import Simulators
import Testing

@Suite("Civil registry client")
struct DukcapilTests {
    static func claim(_ serial: String, born: String = "1995-04-12") throws -> IdentityClaim {
        IdentityClaim(
            nik: try NIK("827101520495" + serial), birthDate: try #require(CivilDate(born)),
            familyCard: try FamilyCard("8271011203150004"), name: "Siti Rahma")
    }

    @Test(
        "registry: each field is compared by itself",
        arguments: [
            ("0001", IdentityVerdict.verified), ("0002", .mismatch([.name])), ("0003", .notFound),
            ("0004", .mismatch([.birthDate])), ("0007", .deceased), ("0008", .mismatch([.familyCard])),
        ])
    func verdicts(serial: String, verdict: IdentityVerdict) async throws {
        try await ExternalServices.run { outside in
            let claim = try Self.claim(serial)
            let answer = try await outside.registry().check(claim)
            #expect(IdentityVerdict(on: claim, given: answer) == verdict)
        }
    }

    @Test("registry: a birth date other than the one in the NIK is a mismatch")
    func birthDate() async throws {
        try await ExternalServices.run { outside in
            let claim = try Self.claim("0001", born: "1995-04-13")
            let answer = try await outside.registry().check(claim)
            #expect(IdentityVerdict(on: claim, given: answer) == .mismatch([.birthDate]))
        }
    }

    @Test("registry: an answer after the deadline is retried")
    func slow() async throws {
        try await ExternalServices.run { outside in
            await Self.expectRetry { try await outside.registry().check(Self.claim("0005")) }
            try await outside.set(.slow, at: outside.addresses[.registry])
            await Self.expectRetry { try await outside.registry().check(Self.claim("0001")) }
        }
    }

    @Test("registry: two failures are retried, then the answer is returned")
    func down() async throws {
        try await ExternalServices.run { outside in
            let claim = try Self.claim("0006")
            for _ in 1...2 { await Self.expectRetry { try await outside.registry().check(claim) } }
            let answer = try await outside.registry().check(claim)
            #expect(IdentityVerdict(on: claim, given: answer) == .verified)
        }
    }

    @Test("registry: an answer that cannot be parsed is retried")
    func wrong() async throws {
        try await ExternalServices.run { outside in
            try await outside.set(.wrong, at: outside.addresses[.registry])
            await Self.expectRetry { try await outside.registry().check(Self.claim("0001")) }
            try await outside.set(.normal, at: outside.addresses[.registry])
            _ = try await outside.registry().check(Self.claim("0001"))
        }
    }

    @Test("registry: a wrong key or clock leads to a retry, so that no claim is lost")
    func signature() async throws {
        try await ExternalServices.run { outside in
            await Self.expectRetry { try await outside.registry(key: Data("wrong".utf8)).check(Self.claim("0001")) }
            let late = outside.registry(now: { ExternalServices.now() - .minutes(6) })
            await Self.expectRetry { try await late.check(Self.claim("0001")) }
        }
    }

    @Test("registry: a request rejected as malformed is never repeated")
    func malformed() async throws {
        try await ExternalServices.run { outside in
            let whole = try Self.claim("0001")
            let claim = IdentityClaim(
                nik: whole.nik, birthDate: whole.birthDate, name: String(repeating: "x", count: 101))
            await #expect(throws: RegistryFault.never(because: "the registry answered 400")) {
                try await outside.registry().check(claim)
            }
        }
    }

    @Test("registry: a refused connection is retried")
    func unreachable() async throws {
        try await ExternalServices.run { outside in
            let nowhere = Dukcapil(
                .init(address: "http://127.0.0.1:1", user: "prakerja", key: Data("k".utf8)), call: outside.call,
                now: ExternalServices.now)
            await Self.expectRetry { try await nowhere.check(Self.claim("0001")) }
        }
    }

    static func expectRetry(_ ask: () async throws -> IdentityAnswer) async {
        await #expect {
            _ = try await ask()
        } throws: { error in
            if case .retry(let after, _)? = error as? RegistryFault { after > .zero } else { false }
        }
    }
}
