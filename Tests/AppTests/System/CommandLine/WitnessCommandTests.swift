import Crypto
import Foundation
import Programme
import Testing

@testable import App

@Suite("The witness's tool as a program", .timeLimit(.minutes(3)))
struct WitnessCommandTests {
    @Test(
        "one run at a time uses a memory, and a memory that is gone is not begun again unasked",
        .bug(
            id: "6.304",
            """
            Two runs of the tool at once both read the memory before either had written it, so that two statements of one \
            attempt were signed; and a deleted memory counted as nothing done.
            """))
    func memory() async throws {
        try await Shipped.inDirectory { directory in
            func file(_ name: String) -> String { directory.appending(path: name).path }
            let key = try WitnessKey(witness: "auditor", bytes: Data(repeating: 5, count: 32))
            let tool = try WitnessTool(key)
            for (name, text) in [
                ("auditor.key", key.file), ("e.yaml", tool.yaml), ("a.txt", tool.annex), ("s.txt", tool.statement),
                ("auditor-1.secret", tool.secret),
            ] {
                try text.write(toFile: file(name), atomically: true, encoding: .utf8)
            }
            let options = ["--key", file("auditor.key"), "--edition", file("e.yaml"), "--annex", file("a.txt")]
            let reveal =
                ["witness", "reveal", file("s.txt"), "--secret", file("auditor-1.secret")] + options
                + ["--at", "2020-04-16T16:10+07:00"]
            let missing = try await Shipped.run(reveal)
            #expect(missing.status != 0 && missing.errors.contains("--new-memory"), "\(missing.errors)")

            let memory = file("auditor.key.memory")
            let busy = try await tool.holding(memory) { try await Shipped.run(reveal + ["--new-memory"]) }
            #expect(busy.status != 0 && busy.errors.contains("another run of the tool uses"), "\(busy.errors)")
            #expect(!FileManager.default.fileExists(atPath: memory))

            let shown = try await Shipped.run(reveal + ["--new-memory"])
            #expect(shown.status == 0 && shown.output == tool.secret, "\(shown.errors)")
            let text = try String(contentsOfFile: memory, encoding: .utf8)
            try text.replacing(/shown .*\n/, with: "").write(toFile: memory, atomically: true, encoding: .utf8)
            let cut = try await Shipped.run(reveal)
            #expect(cut.status != 0 && cut.errors.contains("is not the one it wrote"), "\(cut.errors)")
        }
    }
}

/// An installation with one witness, as its tool sees it.
private struct WitnessTool {
    let yaml: String
    let annex: String
    let statement: String
    let secret: String

    init(_ key: WitnessKey) throws {
        let site = Curve25519.Signing.PrivateKey()
        yaml = try String(contentsOf: World.repository.appending(path: "Editions/edition-3.yaml"), encoding: .utf8)
            .replacing(
                "waves:\n", with: "waves:\n  draw: { witnesses: 1, cosignatures: 1, delayMinutes: 60 }\n",
                maxReplacements: 1)
        let start = try #require(Instant("2020-01-01T00:00:00Z"))
        let beacon = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortSignatures)
        let unsigned = Annex(
            site: NoteVerifier(name: "situs.example", key: site.publicKey), issued: start,
            chains: [
                .init(
                    name: "b", url: "http://127.0.0.1", hash: Data(repeating: 1, count: 32).hex, scheme: .unchained,
                    publicKey: beacon.publicKey.hex, genesis: start, periodSeconds: 30)
            ],
            witnesses: [.init(id: "auditor", name: Bilingual(id: "A", en: "A"), key: "\(key.verifier)")])
        annex = try SignedNote.sign(unsigned.text, as: "situs.example", with: site)
        let edition = try Edition(yaml: yaml).with(unsigned)
        let value = try #require(DrawSecret(Data(repeating: 6, count: 32)))
        let dates = edition.waves.dates()[0]
        secret = WitnessNote(.secret, edition: edition.id, wave: 1, witness: "auditor", value: value.bytes).text
        let sealed = DrawStatement(
            edition: edition.id, wave: 1, places: edition.waves.quota(of: dates),
            times: .init(committed: dates.opens, closed: dates.closes, sealed: dates.closes + .minutes(2)), entries: 0,
            counts: [.init(stratum: .priority, entries: 0)], root: Data(repeating: 3, count: 32),
            commitments: [.init(witness: "auditor", hash: value.commitment(wave: 1, witness: "auditor"))],
            round: edition.waves.draw?.beacon.round(closing: dates.closes),
            origin: .init(
                edition: edition.digest, annex: unsigned.digest, order: nil, joined: 0, withdrawn: 0, removed: [],
                people: []))
        statement = try SignedNote.sign(sealed.text, as: "situs.example", with: site)
    }

    /// Runs `act` while this process holds the lock that a run of the tool takes.
    func holding<Value>(_ path: String, _ act: () async throws -> Value) async throws -> Value {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        defer { close(lock) }
        return try await act()
    }
}
