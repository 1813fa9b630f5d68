import Foundation
import Programme
import Testing

@testable import App

@Suite("Commands that check a draw")
struct DrawCommandTests {
    @Test("draw verify: right is 0, wrong is 1, and an edition without the chain's key is not checked, 2")
    func verify() async throws {
        try await Shipped.inDirectory { directory in
            let bundle = directory.appending(path: "undian.prakerja").path
            let simulated = try await Shipped.run([
                "draw", "simulate", "--entries", "300", "--quota", "20", "--out", bundle,
                "--edition", World.repository.appending(path: "Editions/edition-3.yaml").path,
            ])
            #expect(simulated.status == 0, "\(simulated.errors)")
            let path = bundle + ".edition.yaml"
            let rules = try String(contentsOfFile: path, encoding: .utf8)
            func verified(under text: String) async throws -> Shipped {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                return try await Shipped.run(["draw", "verify", bundle, "--edition", path])
            }
            let right = try await verified(under: rules)
            #expect(right.status == 0 && right.output.hasPrefix("✓ the draw of wave 1 is right"), "\(right.output)")
            let unchecked = try await verified(under: rules.replacing(/, chain: \{[^}]*\}/, with: ""))
            #expect(unchecked.status == 2 && unchecked.output.hasPrefix("? the draw of wave 1 is not checked"))
            let chain = try #require(try Edition(yaml: rules).waves.draw?.beacon.chain)
            let other = BLS12381.SigningKey(seed: Data("lain".utf8), suite: .shortSignatures).publicKey.hex
            let wrong = try await verified(under: rules.replacing(chain.publicKey, with: other))
            #expect(wrong.status == 1 && wrong.output.contains("the key did not sign this"), "\(wrong.output)")
        }
    }

    @Test(
        "programme check: the demo's keys are errors, but for a development server",
        .bug(id: "3.332", "A public installation could draw under the demo's keys, whose private halves are published.")
    )
    func demoKeys() async throws {
        let file = World.repository.appending(path: "Editions/demo-witnesses.yaml").path
        let refused = try await Shipped.run(["programme", "check", file])
        #expect(refused.status == 1 && refused.output.contains("\n4 errors"), "\(refused.output)")
        let key = /error: waves\.draw\.beacon\.chain\.publicKey: is the demo's, .* \(line \d+\)/
        #expect(refused.output.contains(key))
        let accepted = try await Shipped.run(["programme", "check", file, "--development"])
        #expect(accepted.status == 0 && accepted.output.contains("0 errors"), "\(accepted.output)")
        let edition = try Edition(yaml: String(contentsOfFile: file, encoding: .utf8))
        let inPublic = EditionStartCheck(confirmed: edition.id, isClosed: true, now: Instant(milliseconds: 0))
        #expect(inPublic.obstacle(to: edition, known: [edition])?.contains("is the demo's") == true)
        #expect(EditionStartCheck.open.obstacle(to: edition, known: []) == nil)
    }

    @Test("draw round: a round is checked with the chain's key alone, and a wrong option is refused in one sentence")
    func round() async throws {
        let key = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortSignatures)
        let signature = key.signature(of: BeaconScheme.unchained.message(round: 7, previous: nil))
        func run(round: Int = 7, scheme: BeaconScheme = .unchained, key: String, _ signature: String) async throws
            -> Shipped
        {
            try await Shipped.run([
                "draw", "round", "--scheme", scheme.rawValue, "--key", key, "--round", "\(round)",
                "--signature", signature,
            ])
        }
        let right = try await run(key: key.publicKey.hex, signature.hex)
        #expect(right.status == 0 && right.output.contains(BeaconKey.randomness(of: signature).hex))
        let other = try await run(round: 8, key: key.publicKey.hex, signature.hex)
        #expect(other.status == 1 && other.output.contains("the key did not sign this"))
        let swapped = try await run(scheme: .chained, key: key.publicKey.hex, signature.hex)
        #expect(swapped.status == 1 && swapped.output.contains("96 bytes instead of 48"))
        let odd = try await run(key: "8d3", signature.hex)
        #expect(odd.status != 0 && odd.lines.count == 1 && odd.errors.contains("--key is no hexadecimal number"))
    }
}
