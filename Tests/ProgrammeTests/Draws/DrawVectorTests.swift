import Foundation
import Testing

@testable import Programme

/// The small draw printed in docs/draw.md, as an independent implementation computed it, so that other verifiers can be
/// tried on the same numbers.
@Suite("Test vectors of docs/draw.md")
struct DrawVectorTests {
    private let list = SealedList(
        zip(1...5, [11, 31, 31, 82, 82]).map { ticket, province in
            SealedEntry(
                ticket: ticket, priority: ticket == 2 || ticket == 4, province: province,
                household: Data(repeating: UInt8(ticket), count: 16), earlier: 0,
                salt: Data(repeating: 0xA0 + UInt8(ticket), count: 16))
        })

    private static let page = {
        (try? String(contentsOf: EditionFiles.repository.appending(path: "docs/draw.md"), encoding: .utf8)) ?? ""
    }()

    @Test("draw vectors: entries, leaves and root match")
    func sealed() throws {
        let leaves = [
            "b34c4c7f8301e06ddaca4e7cfcb73ea4e2a9d9d52bc877b3dbec8eadd468a128",
            "249b7ff8790149a959b00b6d6a9abaa555513fcdfe9b9020751258cb6653dcf4",
            "9ab4216893fed18aebf68a85429d43c8eaa609e8211bfc60bb6bcabd8667bb6b",
            "9589d8fdb3ca8b6a11bfa21e6cea6a6947b674b5e097de1796866a624dd754f2",
            "6e66321d5af9889bf7a5d9a7b681e3e1b1310dbf0fa0c81e638ca792fa312402",
        ]
        for (place, hash) in leaves.enumerated() {
            let entry = list[place + 1]
            #expect(MerkleTree.leafHash(entry.leaf).hex == hash)
            #expect(Self.page.contains("| \(place + 1) | `\(entry.leaf.dropFirst(8).hex)` | `\(hash)` |"))
        }
        let root = "54e96b60ff23af6bed8ccf4c91c2708da884bcdb61318a992cf2a9ed91ff0646"
        #expect(list.root.hex == root && Self.page.contains("| root | `\(root)` |"))
    }

    @Test("draw vectors: commitment, seed, ranks and selection match")
    func drawn() throws {
        let secret = try #require(DrawSecret(Data(repeating: 0x11, count: 32)))
        let commitment = "e80f444e5831a2639aaa354a8b91c685d55a8058388dab65f1481451e745e59f"
        #expect(secret.commitment(wave: 1, witness: "auditor").hex == commitment)
        #expect(Self.page.contains(commitment))

        let now = Instant(milliseconds: 1_587_000_000_000)
        let statement = DrawStatement(
            edition: "2020-3", wave: 1, places: 3, times: .init(committed: now, closed: now, sealed: now), entries: 5,
            counts: [], root: list.root, commitments: [], round: nil,
            origin: .init(
                edition: Data(), annex: nil, order: nil, joined: 5, withdrawn: 0, removed: [], people: []))
        let seed = statement.seed(secrets: [secret, nil], randomness: Data(repeating: 0x22, count: 32))
        let printed = "7966debe502fc1bdffbf80e6f27be304e96eb6822d3b58a5602247a5f9796575"
        #expect(seed.hex == printed && Self.page.contains("| seed | `\(printed)` |"))

        let ranks: [(Stratum, Int, String)] = [
            (.priority, 4, "6b409ae9175f42ebe8517028d56306d0d5f8d478fed24edb831a822bf56e0290"),
            (.priority, 2, "eb627bf605be6ab54cc3087170fb6a49e8b9f69b59b72268fc63c3b1d920ea84"),
            (.everyone, 1, "25e6af689fa2feafadf125377e9d88f06d84f929b6814e379e6fee6c91194e95"),
            (.everyone, 3, "8c054e5956d4a88085336e3cfe2cae34feaf3b190cc196562ce63cfabbfca68a"),
            (.everyone, 5, "fbfa9e321c5ec0f07cfa19258c68f4e6c824ee800219fd5c337c1beb1e62b368"),
        ]
        for (pool, ticket, digest) in ranks {
            #expect(Rank(seed: seed, stratum: pool, ticket: ticket).digest.hex == digest)
            #expect(Self.page.contains("| \(pool.number) | \(ticket) | `\(digest)` |"))
        }
        let lines = Draw(places: 3, strata: [.priority, .everyone]).selected(of: list, seed: seed).lines
        let outcome = """
            000000000000000100000002000000010000000000000002000000010000000200000000000000040000000100000001
            """
        #expect(DrawBundle.bytes(of: lines).hex == outcome && Self.page.contains(outcome))
    }
}
