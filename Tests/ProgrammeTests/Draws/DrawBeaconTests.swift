import Foundation
import Testing

@testable import Programme

@Suite("Public randomness of a draw")
struct DrawBeaconTests {
    let simulation: DrawSimulation
    let bundle: DrawBundle

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        let list = simulation.seal(simulation.joined())
        bundle = try simulation.draw(simulation.statement(of: list), list)
    }

    @Test(
        "draw's beacon: public randomness that its chain did not sign for this round is refused",
        .bug(
            id: "3.330",
            """
            A draw's public randomness was compared with its signature only by a hash, so an attacker who invented \
            signatures chose the winner in eight tries; the value of another round passed as well.
            """))
    func inventedBeacon() throws {
        let old = try #require(bundle.head.beacon)
        let own = BLS12381.SigningKey(seed: Data("orang lain".utf8), suite: .shortSignatures)
        let message = BeaconScheme.unchained.message(round: old.round, previous: nil)
        let chain = BLS12381.SigningKey(seed: Data(repeating: 3, count: 32), suite: .shortSignatures)
        let before = chain.signature(of: BeaconScheme.unchained.message(round: old.round - 1, previous: nil))
        let forged: [(Data, BLS12381.Fault)] = [
            (Data(), .length(is: 0, expected: 48)), (Data([7]), .length(is: 1, expected: 48)),
            (Data(repeating: 7, count: 48), .flags), (Data([0xc0]) + Data(count: 47), .infinity),
            (own.signature(of: message), .signature), (before, .signature),
        ]
        for (signature, fault) in forged {
            let value = BeaconValue(
                round: old.round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex)
            try expect(.beacon("its signature: \(fault)"), head(of: value))
        }
        let chained = BeaconValue(
            round: old.round, randomness: old.randomness, signature: old.signature, previousSignature: old.signature)
        try expect(.beacon("\(BeaconSignatureFault.previous)"), head(of: chained))
        let upper = BeaconValue(
            round: old.round, randomness: old.randomness, signature: old.signature.uppercased())
        try expect(.beacon("it is not the hash of its signature"), head(of: upper))
        try expect(nil, head(of: old))
    }

    /// The first line with another value of public randomness, and the seed that follows from it.
    private func head(of value: BeaconValue) throws -> DrawBundle.Head {
        let old = bundle.head
        let statement = try DrawStatement(text: SignedNote.text(of: old.statement))
        let seed = statement.seed(secrets: statement.secrets ?? [], randomness: value.value)
        return DrawBundle.Head(
            statement: old.statement, secrets: old.secrets, beacon: value, seed: seed.hex, selected: old.selected)
    }

    /// - Parameter fault: nil where the file verifies but for its outcome, which follows from another seed.
    private func expect(_ fault: DrawFault?, _ head: DrawBundle.Head) throws {
        let file = try head.bytes() + bundle.list.bytes + bundle.selected
        var found: DrawFault?
        do throws(DrawFault) {
            try DrawBundle(file).verify(edition: simulation.edition)
        } catch {
            found = error
        }
        #expect(found == fault)
    }

    @Test("draw's beacon: where the edition names no chain, only the hash is compared, and the check warns")
    func unchecked() throws {
        let kept = try KeptDraw()
        let edition = try Edition(yaml: kept.edition.replacing(/, chain: \{[^}]*\}/, with: ""))
        #expect(edition.waves.draw?.beacon.chain == nil)
        let report = try DrawBundle(kept.bundle).verify(edition: edition)
        #expect(!report.isChecked && report.unchecked[0].contains("no key of its chain"))
        let findings = edition.check().filter { $0.place == "waves.draw.beacon" }
        #expect(findings.map(\.severity) == [.warning])
    }

    @Test("draw's beacon: a chain whose hash or key is none is an error of an edition that names one")
    func chains() throws {
        let kept = try KeptDraw()
        let chain = try #require(try Edition(yaml: kept.edition).waves.draw?.beacon.chain)
        func places(_ old: String, _ new: String) throws -> [String] {
            try Edition(yaml: kept.edition.replacing(old, with: new)).check()
                .filter { $0.severity == .error && $0.place != "waves.draw" }.map(\.place)
        }
        let place = "waves.draw.beacon.chain"
        #expect(try places(chain.hash, chain.hash) == [])
        #expect(try places(chain.hash, String(chain.hash.dropLast(2))) == ["\(place).hash"])
        #expect(try places(chain.hash, chain.hash.uppercased()) == ["\(place).hash"])
        #expect(try places(chain.publicKey, "c0" + String(repeating: "0", count: 190)) == ["\(place).publicKey"])
        #expect(try places(chain.publicKey, "kunci") == ["\(place).publicKey"])
        #expect(try places(chain.scheme.rawValue, BeaconScheme.chained.rawValue) == ["\(place).publicKey"])
    }
}
