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
            counts: [], root: list.root, commitments: [], round: nil)
        let seed = statement.seed(secrets: [secret, nil], randomness: Data(repeating: 0x22, count: 32))
        let printed = "25d2ef1c7cb296fd272cb65e1ddb15c84fc468a872fa86b63a3f1d3c86afe452"
        #expect(seed.hex == printed && Self.page.contains("| seed | `\(printed)` |"))

        let ranks: [(Stratum, Int, String)] = [
            (.priority, 4, "083bcbb09f86ee864a411f9e79292aa1374a87c2df1a525cca3bdc00e74cb3a9"),
            (.priority, 2, "71a9d8aface586ac50e944e9754ffa76ad09e192b7a5beae2cf8b4d8e659a9dd"),
            (.everyone, 5, "69f437a00ed4001da942373d31d9434669acced538a4d0e18cf878a88bc653f7"),
            (.everyone, 3, "727d9267770724d5fe5cb984a7ea9be8d664656d49564386879ad87d2286f09e"),
            (.everyone, 1, "e68d78c2c3cb955054967bd49d6261c431046580a3c37959abd1d777c2193ce5"),
        ]
        for (pool, ticket, digest) in ranks {
            #expect(Rank(seed: seed, stratum: pool, ticket: ticket).digest.hex == digest)
            #expect(Self.page.contains("| \(pool.number) | \(ticket) | `\(digest)` |"))
        }
        let lines = Draw(places: 3, strata: [.priority, .everyone]).selected(of: list, seed: seed).lines
        let outcome = """
            000000000000000200000001000000020000000000000004000000010000000100000000000000050000000200000001
            """
        #expect(DrawBundle.bytes(of: lines).hex == outcome && Self.page.contains(outcome))
    }
}
