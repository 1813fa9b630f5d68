import Connectors
import Foundation
import Hummingbird
import NIOCore
import Programme
import Simulators
import Testing

@Suite("drand client")
struct DrandTests {
    /// The simulated chain, as the demo's annex names it.
    let chain: DrawRules.Beacon

    init() throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = repository.appending(path: "Editions/demo-annex.yaml")
        let annex = try AnnexDraft(yaml: String(contentsOf: file, encoding: .utf8))
        chain = try #require(annex.chains.first).beacon(delay: 30)
    }

    @Test("drand: a round's value is signed by its chain, and a repeated request returns the same value")
    func value() async throws {
        let signed = try #require(chain.chain)
        try await ExternalServices.run { [chain] outside in
            let value = try await outside.beacon.value(of: 310_441, on: chain)
            #expect(value.round == 310_441)
            #expect(value.value != nil && value.previousSignature == nil)
            #expect(throws: Never.self) { try value.verify(signed) }
            #expect(try await outside.beacon.value(of: 310_441, on: chain) == value)
            #expect(try await outside.beacon.value(of: 310_442, on: chain) != value)
        }
    }

    @Test("drand: a future or late round is requested again one period later")
    func early() async throws {
        try await ExternalServices.run { [chain] outside in
            await #expect(throws: BeaconFault.notYet(after: .seconds(30))) {
                try await outside.beacon.value(of: 1_000_000_000, on: chain)
            }
            try await outside.set(.slow, at: outside.addresses[.beacon])
            await #expect(throws: BeaconFault.notYet(after: .seconds(30))) {
                try await outside.beacon.value(of: 310_441, on: chain)
            }
        }
    }

    @Test(
        "drand: a value that another key signed is rejected, and an unavailable beacon is retried",
        arguments: [(Mode.wrong, "its chain did not sign"), (.down, "answered 503")])
    func wrong(mode: Mode, reason: String) async throws {
        try await ExternalServices.run { [chain] outside in
            try await outside.set(mode, at: outside.addresses[.beacon])
            let refused = await refusal { try await outside.beacon.value(of: 310_441, on: chain) }
            #expect(refused?.contains(reason) == true, "\(refused ?? "it was taken")")
        }
    }

    @Test("drand: a chain that is not the edition's is rejected, by its genesis or its hash")
    func otherChain() async throws {
        let own = try #require(chain.chain)
        let others = [
            DrawRules.Beacon(
                name: "other", url: "", genesis: Instant(milliseconds: 1_595_431_050_000), periodSeconds: 30,
                delayMinutes: 30),
            DrawRules.Beacon(
                name: "other", url: "", genesis: chain.genesis, periodSeconds: 30, delayMinutes: 30,
                chain: BeaconChain(
                    hash: String(own.hash.reversed()), scheme: own.scheme, publicKey: own.publicKey)),
        ]
        try await ExternalServices.run { outside in
            for other in others {
                let refused = await refusal { try await outside.beacon.value(of: 310_441, on: other) }
                #expect(refused == "the chain that answers is not the one the edition names")
            }
        }
    }

    @Test(
        "drand: published rounds of its chains are taken, and a changed answer is rejected",
        arguments: [
            (Published.quicknet, 1_000, nil), (.quicknet, 1_001, "its chain did not sign"),
            (.quicknetWithEmptyText, 1_000, nil), (.quicknetWithOtherRandomness, 1_000, "not the hash"),
            (.league, 72_785, nil), (.league, 72_786, "its chain did not sign"),
            (.leagueWithoutPrevious, 72_785, "the round before is missing"),
        ] as [(Published, Int, String?)])
    func published(answers: Published, round: Int, fault: String?) async throws {
        try await LoopbackServer.run { request in
            let body = request.uri.path.hasSuffix("/info") ? answers.info : answers.body(round)
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: body)))
        } serving: { address in
            try await ExternalServices.run { outside in
                let client = Drand(address: address, call: outside.call)
                if let fault {
                    let refused = await refusal { try await client.value(of: round, on: answers.beacon) }
                    #expect(refused?.contains(fault) == true, "\(refused ?? "it was taken")")
                } else {
                    let value = try await client.value(of: round, on: answers.beacon)
                    #expect(value.previousSignature == answers.previous.flatMap { $0.isEmpty ? nil : $0 })
                }
            }
        }
    }
}

/// Why a value was not taken; nil when it was.
private func refusal(_ ask: () async throws -> BeaconValue) async -> String? {
    do {
        _ = try await ask()
        return nil
    } catch BeaconFault.retry(let span, let because) {
        return span > .zero ? because : "it is asked for again at once"
    } catch {
        return "\(error)"
    }
}

/// What drand's servers answered for one round, whatever round is asked for.
struct Published: Sendable {
    private let scheme: BeaconScheme
    private let hash: String
    private let publicKey: String
    private let genesisSeconds: Int64
    private let periodSeconds: Int
    private let signature: String
    private var randomness: String
    fileprivate var previous: String?

    static let quicknet = Published(
        scheme: .unchained, hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        publicKey: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
            + "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        genesisSeconds: 1_692_803_367, periodSeconds: 3,
        signature: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
        randomness: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd", previous: nil)

    static let league = Published(
        scheme: .chained, hash: "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        publicKey: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
        genesisSeconds: 1_595_431_050, periodSeconds: 30,
        signature: "82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b8"
            + "0f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42",
        randomness: "8b676484b5fb1f37f9ec5c413d7d29883504e5b669f604a1ce68b3388e9ae3d9",
        previous: "a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f"
            + "13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747")

    static let quicknetWithEmptyText = quicknet.changed { $0.previous = "" }
    static let quicknetWithOtherRandomness = quicknet.changed { $0.randomness = league.randomness }
    static let leagueWithoutPrevious = league.changed { $0.previous = nil }

    private func changed(_ change: (inout Published) -> Void) -> Published {
        var other = self
        change(&other)
        return other
    }

    var beacon: DrawRules.Beacon {
        DrawRules.Beacon(
            name: "drand", url: "", genesis: Instant(milliseconds: genesisSeconds * 1_000),
            periodSeconds: periodSeconds,
            delayMinutes: 30, chain: BeaconChain(hash: hash, scheme: scheme, publicKey: publicKey))
    }

    var info: String {
        """
        {"public_key":"\(publicKey)","period":\(periodSeconds),"genesis_time":\(genesisSeconds),"hash":"\(hash)"}
        """
    }

    func body(_ round: Int) -> String {
        let last = previous.map { ",\"previous_signature\":\"\($0)\"" } ?? ""
        return "{\"round\":\(round),\"randomness\":\"\(randomness)\",\"signature\":\"\(signature)\"\(last)}"
    }
}
