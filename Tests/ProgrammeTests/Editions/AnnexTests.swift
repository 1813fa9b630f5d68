import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Annex of the installation")
struct AnnexTests {
    private let site = Curve25519.Signing.PrivateKey()
    private let draft: AnnexDraft

    init() throws {
        draft = try AnnexDraft(yaml: Self.yaml("demo-annex"))
    }

    private static func yaml(_ name: String) throws -> String {
        try String(contentsOf: EditionFiles.url(name), encoding: .utf8)
    }

    private var annex: Annex {
        draft.annex(
            of: NoteVerifier(name: "situs.example", key: site.publicKey),
            issued: Instant(milliseconds: 1_577_836_800_000))
    }

    private func note(_ text: String) throws -> String { try SignedNote.sign(text, as: "situs.example", with: site) }

    @Test("annex: its text is parsed back, and its digest is that of the text")
    func text() throws {
        let parsed = try Annex(note: note(annex.text))
        #expect(parsed == annex && parsed.text == annex.text)
        #expect(parsed.digest == Data(SHA256.hash(data: Data(annex.text.utf8))))
        #expect(annex.text.hasPrefix("prakerja-annex-1\nsite situs.example+"))
        #expect(parsed.witnesses.map(\.id) == ["kantor", "auditor", "universitas"] && parsed.chains.count == 1)
    }

    @Test("annex: any changed byte, another signature or none is refused")
    func changed() throws {
        let note = try note(annex.text)
        for place in stride(from: 0, to: note.utf8.count, by: 5) {
            var bytes = Array(note.utf8)
            bytes[place] ^= 1
            #expect(throws: AnnexFault.self, "byte \(place)") {
                try Annex(note: String(decoding: bytes, as: UTF8.self))
            }
        }
        let stranger = try SignedNote.sign(annex.text, as: "situs.example", with: Curve25519.Signing.PrivateKey())
        let line = SignedNote.signatures(of: stranger)[0]
        for other in [annex.text, annex.text + "\n", stranger, note + line + "\n", String(note.dropLast())] {
            #expect(throws: AnnexFault.self) { try Annex(note: other) }
        }
    }

    @Test(
        "annex: one that lets a person sign twice, or names no usable chain, is refused with the reason",
        arguments: [
            ("witness auditor\nkey auditor+3b20a6c1", "witness kantor\nkey auditor+3b20a6c1", "named twice"),
            ("witness auditor\nkey auditor+3b20a6c1", "witness lain\nkey auditor+3b20a6c1", "no key in this name"),
            ("period 30", "period 0", "period"), ("period 30", "period 86401", "period"),
            ("scheme bls-unchained-g1-rfc9380", "scheme pedersen-bls-chained", "publicKey"),
            ("scheme bls-unchained-g1-rfc9380", "scheme md5", "scheme"),
            ("id Auditor negara", "id ", "empty, too long"),
            ("hash 1bb9", "hash 1BB9", "hash"), ("key 8d33", "key 8D33", "publicKey"),
            ("key 8d33", "key c033", "publicKey"),
            ("issued 2020", "issued 20", "issued"), ("site situs", "site other", "site"),
        ])
    func wrong(old: String, new: String, says: String) throws {
        let text = annex.text.replacing(old, with: new, maxReplacements: 1)
        try #require(text != annex.text)
        do throws(AnnexFault) {
            _ = try Annex(note: try signed(text))
            #expect(Bool(false), "it was taken")
        } catch {
            #expect("\(error)".contains(says), "\(error)")
        }
    }

    private func signed(_ text: String) throws(AnnexFault) -> String {
        do { return try note(text) } catch { throw .malformed("\(error)") }
    }

    @Test(
        "annex: two witnesses with one key, or one with the site's, are refused",
        .bug(id: "2.674", "Two witnesses could have one key, so that one person was the quorum."))
    func twins() throws {
        let key = try WitnessKey(witness: "satu", bytes: Data(repeating: 3, count: 32))
        let twin = try WitnessKey(witness: "dua", bytes: Data(repeating: 3, count: 32))
        func named(_ keys: [NoteVerifier]) -> [String] {
            let witnesses = keys.map { DrawRules.Witness(id: $0.name, name: Bilingual(id: "A", en: "A"), key: "\($0)") }
            return Annex(
                site: NoteVerifier(name: "situs.example", key: site.publicKey), issued: annex.issued,
                chains: annex.chains, witnesses: witnesses
            ).check().map(\.description)
        }
        #expect(named([key.verifier]) == [])
        #expect(named([key.verifier, twin.verifier])[0].contains("also the key of satu"))
        #expect(named([key.verifier, key.verifier])[0].contains("named twice"))
        #expect(named([NoteVerifier(name: "kantor", key: site.publicKey)])[0].contains("also the key of the site"))
        #expect(named([])[0].contains("witnesses"))
    }

    @Test(
        "annex: two chains with one key, or with one hash, are refused",
        .bug(id: "6.709", "The second chain could be the first under another hash: one that is silent with it."))
    func oneChainTwice() throws {
        let first = try #require(annex.chains.first)
        let key = BLS12381.SigningKey(seed: Data("kedua".utf8), suite: .shortSignatures).publicKey.hex
        func findings(hash: String, key: String) -> [String] {
            let second = Annex.Chain(
                name: "kedua", url: first.url, hash: hash, scheme: .unchained, publicKey: key, genesis: first.genesis,
                periodSeconds: 3)
            return Annex(
                site: NoteVerifier(name: "situs.example", key: site.publicKey), issued: annex.issued,
                chains: [first, second], witnesses: annex.witnesses
            ).check().map(\.description)
        }
        let hash = Data(repeating: 1, count: 32).hex
        #expect(findings(hash: hash, key: key) == [])
        #expect(findings(hash: hash, key: first.publicKey).contains { $0.contains("one and the same") })
        #expect(findings(hash: first.hash, key: key).contains { $0.contains("one and the same") })
    }

    @Test("annex: an edition says how many witnesses it names, and without it nothing can be signed")
    func edition() throws {
        let edition = try Edition(yaml: Self.yaml("demo-witnesses"))
        #expect(edition.needsAnnex && edition.annex == nil)
        #expect(edition.waves.draw?.witnesses.isEmpty == true && edition.waves.draw?.cosignatures == 2)
        let whole = try edition.with(annex)
        #expect(whole.waves.draw?.witnesses == annex.witnesses && whole.waves.draw?.beacon.delayMinutes == 30)
        #expect(whole.digest == edition.digest && !edition.digest.isEmpty)
        #expect(throws: AnnexFault.missing(edition: edition.id)) { try edition.with(nil) }
        let fewer = Annex(
            site: try annex.siteKey(), issued: annex.issued, chains: annex.chains,
            witnesses: Array(annex.witnesses.dropLast()))
        #expect(throws: AnnexFault.witnesses(are: 2, expected: 3, edition: edition.id)) { try edition.with(fewer) }
        let none = try Edition(yaml: Self.yaml("demo-witnesses").replacing("cosignatures: 2", with: "cosignatures: 0"))
        #expect(throws: AnnexFault.self) { try none.with(annex) }
        #expect(none.check().contains { $0.place == "waves.draw.cosignatures" && $0.severity == .error })
        let plain = try Edition(yaml: Self.yaml("edition-3"))
        #expect(try plain.with(annex).annex == nil && plain.waves.draw == nil)
    }

    @Test("annex: the demo's keys are named, also under other names")
    func demoKeys() throws {
        #expect(annex.checkKeys().count == 4)
        let own = try WitnessKey(witness: "satu", bytes: Data(repeating: 3, count: 32)).verifier
        let demo = try NoteVerifier(annex.witnesses[1].key)
        let renamed = NoteVerifier(name: "lain", key: demo.key)
        let keys = [("a", "\(own)"), ("b", "\(renamed)"), ("c", annex.chains[0].publicKey), ("d", "x")]
        #expect(DemoKeys.findings(keys).map(\.place) == ["b", "c"])
        let edition = try Edition(yaml: Self.yaml("demo-witnesses"))
        #expect(edition.checkKeys().isEmpty)
        #expect(try edition.with(annex).checkKeys().count == 4)
    }

    @Test("annex: the shipped example has drand's chains, and only witnesses are missing")
    func example() throws {
        let example = try AnnexDraft(yaml: Self.yaml("annex"))
        #expect(example.chains.map(\.scheme) == [.unchained, .chained])
        let annex = example.annex(of: try annex.siteKey(), issued: annex.issued)
        #expect(annex.check().map(\.place) == ["witnesses"])
        #expect(try AnnexDraft.isMeant(Self.yaml("annex")))
        #expect(try !AnnexDraft.isMeant(Self.yaml("edition-3")))
        #expect(throws: (any Error).self) { try AnnexDraft(yaml: Self.yaml("annex").replacing("url:", with: "uri:")) }
    }

    @Test("edition's canonical text: layout, comments and the test's questions do not matter, every value does")
    func canonical() throws {
        func digest(_ yaml: String) throws -> String { try EditionText.canonicalDigest(yaml: yaml).hex }
        #expect(
            try EditionText.canonicalText(yaml: "b: [1, {c: x}]\na: \"1\\t2\\n\\\\\"\ne: {}\nf: []\n") == """
                a\t1\\t2\\n\\\\
                b[0]\t1
                b[1].c\tx
                e\t{}
                f\t[]

                """)
        #expect(try digest("a: 1\nb: {c: 2}") == digest("# x\nb:\n  c: 2\na: \"1\""))
        #expect(try digest("a: [1, 2]") != digest("a: [2, 1]"))
        #expect(try digest("a: \"1\\nb\\t2\"") != digest("a: 1\nb: 2"))
        #expect(try digest("test: {minutes: 1, ability: [1]}") == digest("test: {minutes: 1}"))
        #expect(try digest("test: {minutes: 1}") != digest("test: {minutes: 2}"))
        for file in ["edition-1", "edition-4", "demo-witnesses"] {
            let published = try PublishedEdition(yaml: Self.yaml(file))
            #expect(try digest(published.publicText) == published.edition.digest.hex)
            #expect(try Edition(yaml: published.yaml).digest == published.edition.digest)
        }
    }
}
