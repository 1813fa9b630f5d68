import Crypto
import Foundation
import Programme
import Testing

/// The witness's tool signs what the edition requires, and nothing else.
@Suite("Witness's tool")
struct WitnessSignerTests {
    let key: WitnessKey
    let edition: Edition
    let secret: DrawSecret
    let site = Curve25519.Signing.PrivateKey()

    init() throws {
        key = try WitnessKey(witness: "auditor", bytes: Data(repeating: 5, count: 32))
        let basis = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
        let rules = "waves:\n  draw: { witnesses: 1, cosignatures: 1, delayMinutes: 60 }\n"
        let start = try #require(Instant("2020-01-01T00:00:00Z"))
        let beacon = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortSignatures)
        let annex = Annex(
            site: NoteVerifier(name: "situs.example", key: site.publicKey), issued: start,
            chains: [
                .init(
                    name: "b", url: "http://127.0.0.1", hash: Data(repeating: 1, count: 32).hex, scheme: .unchained,
                    publicKey: beacon.publicKey.hex, genesis: start, periodSeconds: 30)
            ],
            witnesses: [.init(id: "auditor", name: Bilingual(id: "A", en: "A"), key: key.verifier.description)])
        edition = try Edition(yaml: basis.replacing("waves:\n", with: rules, maxReplacements: 1)).with(annex)
        secret = try #require(DrawSecret(Data(repeating: 6, count: 32)))
    }

    @Test("witness key: its file is parsed back, and any other text is refused")
    func keyFile() throws {
        #expect(try WitnessKey(file: key.file).verifier.description == key.verifier.description)
        for text in [
            "", "prakerja-witness-key-1\nwitness auditor\nprivate 00\n", key.file.replacing("auditor", with: "A B"),
        ] {
            #expect(throws: WitnessFault.self) { try WitnessKey(file: text) }
        }
    }

    @Test("witness tool: an edition that pins another key is refused")
    func pinned() throws {
        let other = try WitnessKey(witness: "auditor", bytes: Data(repeating: 7, count: 32))
        #expect(throws: WitnessFault.notPinned("auditor", edition: edition.id)) {
            try WitnessSigner(key: other, edition: edition)
        }
    }

    @Test("witness tool: the commitment is signed, and the secret matches it")
    func commit() throws {
        let papers = try WitnessSigner(key: key, edition: edition).commit(wave: 1, secret: secret, at: closing)
        guard case .commitment(let note, let signed) = try WitnessPaper(papers.commitment) else {
            return #expect(Bool(false), "a commitment")
        }
        try #require(edition.waves.draw).check(note, signed: signed)
        #expect(note.value == secret.commitment(wave: 1, witness: "auditor"))
        #expect(try WitnessPaper(papers.secret) == .secret(WitnessNote(text: papers.secret)))
        #expect(throws: WitnessFault.unknownWave(99, last: 30)) {
            try WitnessSigner(key: key, edition: edition).commit(wave: 99, secret: secret, at: closing)
        }
    }

    @Test("witness paper: other line ends and surrounding spaces do not matter")
    func pasted() throws {
        let papers = try WitnessSigner(key: key, edition: edition).commit(wave: 1, secret: secret, at: closing)
        let pasted = "  \r\n" + papers.secret.replacing("\n", with: "\r\n") + "\r\n \r\n"
        #expect(try WitnessPaper(pasted) == WitnessPaper(papers.secret))
        #expect(throws: WitnessRefusal.unreadable) { try WitnessPaper("halo") }
        #expect(throws: WitnessRefusal.unreadable) { try WitnessPaper(papers.secret.dropLast(4) + "\n") }
    }

    @Test("witness tool: it signs a correct statement, and names what is wrong with others")
    func cosign() throws {
        let signer = try WitnessSigner(key: key, edition: edition)
        let note = try WitnessNote(text: signer.commit(wave: 1, secret: secret, at: closing).secret)
        let honest = try statement()
        let attempt = try #require(edition.waves.draw).attempt(1, closing: closing)
        let paper = try signer.cosign(note, statement: signed(honest.text), at: closing + .minutes(40)).signed
        guard case .signature("auditor", honest.text, let line) = try WitnessPaper(paper) else {
            return #expect(Bool(false), "a signature")
        }
        try #require(edition.waves.draw).check(line, by: "auditor", under: honest.text)

        #expect(throws: WitnessFault.late(attempt.roundAt)) {
            try signer.cosign(note, statement: signed(honest.text), at: attempt.roundAt)
        }
        #expect(throws: WitnessFault.secretMissing) {
            try signer.cosign(nil, statement: signed(honest.text), at: closing)
        }
        let round = honest.round ?? 0
        let changes: [(DrawFault, String, String)] = [
            (.places(are: 164_001, expected: 164_000), "places 164000", "places 164001"),
            (.round(is: round + 1, expected: round), "round \(round)", "round \(round + 1)"),
            (.edition(is: "2020-4e", expected: "2020-3d"), "edition 2020-3d", "edition 2020-4e"),
            (.annex("it was issued after the commitments"), "committed 2020", "committed 2019"),
            (.unknownWave(77), "wave 1", "wave 77"),
            (.order("the list was sealed before the wave closed"), "sealed 2020-04-16T09", "sealed 2020-04-16T08"),
            (.witnesses, " auditor ", " orang "),
        ]
        for (fault, old, new) in changes {
            let text = honest.text.replacing(old, with: new)
            #expect(text != honest.text)
            #expect(throws: WitnessFault.draw(fault)) { try signer.cosign(note, statement: signed(text), at: closing) }
        }
        let foreign = WitnessNote(
            .secret, edition: edition.id, wave: 1, witness: "auditor", value: Data(repeating: 8, count: 32))
        #expect(throws: WitnessFault.otherLock) {
            try signer.cosign(foreign, statement: signed(honest.text), at: closing)
        }
        #expect(throws: WitnessFault.late(attempt.revealsBy)) {
            try signer.reveal(note, statement: signed(honest.text), at: attempt.revealsBy)
        }
        #expect(try signer.reveal(note, statement: signed(honest.text), at: closing) == note.text)
        let early = try DrawStatement(text: honest.text.replacing(/secret .*\n/, with: ""))
        #expect(try signer.reveal(note, statement: signed(early.text), at: closing) == note.text)
        #expect(throws: WitnessFault.draw(.witnesses)) {
            try signer.cosign(note, statement: signed(early.text), at: closing)
        }
    }

    @Test(
        "witness tool: a statement that the site has not signed gets neither secret nor signature",
        .bug(
            id: "2.670",
            "A witness's tool revealed its secret, and signed, for a statement that the site had not written."))
    func unsigned() throws {
        let signer = try WitnessSigner(key: key, edition: edition)
        let note = try WitnessNote(text: signer.commit(wave: 1, secret: secret, at: closing).secret)
        let text = try statement().text
        let stranger = try SignedNote.sign(text, as: "situs.example", with: Curve25519.Signing.PrivateKey())
        let changed = try signed(text).replacing("root 03", with: "root 04")
        for forged in [text, text + "\n", stranger, changed] {
            #expect(throws: WitnessFault.self) { try signer.reveal(note, statement: forged, at: closing) }
            #expect(throws: WitnessFault.self) { try signer.cosign(note, statement: forged, at: closing) }
        }
        #expect(throws: Never.self) { try signer.cosign(note, statement: signed(text), at: closing) }
    }

    @Test("draw attempts: each has a later round, and secrets are due before signatures")
    func attempts() throws {
        let rules = try #require(edition.waves.draw)
        let tries = (1...4).map { rules.attempt($0, closing: closing) }
        #expect(tries.map(\.roundAt) == (1...4).map { closing + .hours($0) })
        #expect(tries.allSatisfy { $0.revealsBy == $0.roundAt - .minutes(30) })
        #expect(rules.attempt(after: 0, closing: closing, at: closing).number == 1)
        #expect(rules.attempt(after: 0, closing: closing, at: closing + .minutes(30)).number == 2)
        #expect(rules.attempt(after: 1, closing: closing, at: closing + .minutes(61)).number == 2)
        let days = rules.attempt(after: 1, closing: closing, at: closing + .days(3))
        #expect(days.revealsBy > closing + .days(3) && days.revealsBy <= closing + .days(3) + .hours(1))
        #expect(
            tries[0].phase(isFinal: true, signatures: 0, needed: 1, at: tries[0].roundAt)
                == .failed(at: tries[0].roundAt, signatures: 0, needed: 1))
    }

    var closing: Instant { edition.waves.dates()[0].closes }

    func signed(_ text: String) throws -> String {
        try SignedNote.sign(text, as: "situs.example", with: site)
    }

    func statement(attempt: Int = 1, root: UInt8 = 3, isAbsent: Bool = false) throws -> DrawStatement {
        DrawStatement(
            edition: edition.id, wave: 1, attempt: attempt, places: 164_000,
            times: .init(
                committed: closing - .days(1), closed: closing + .seconds(2), sealed: closing + .seconds(9)),
            entries: 40, counts: [.init(stratum: .priority, entries: 2), .init(stratum: .province(98), entries: 40)],
            root: Data(repeating: root, count: 32),
            commitments: [.init(witness: "auditor", hash: secret.commitment(wave: 1, witness: "auditor"))],
            secrets: [isAbsent ? nil : secret],
            round: edition.waves.draw?.beacon.round(closing: closing, attempt: attempt),
            origin: .init(
                edition: edition.digest, annex: edition.annex?.digest, order: nil, joined: 40, withdrawn: 0,
                removed: [],
                people: [75, 76, 81, 82, 91].enumerated().map { .init(province: $1, entries: [9, 9, 9, 9, 4][$0]) }))
    }
}

extension WitnessSigner {
    /// Without a memory, as on a first use.
    fileprivate func reveal(_ note: WitnessNote, statement: String, at now: Instant) throws(WitnessFault) -> String {
        var memory = WitnessMemory(of: key.witness)
        return try reveal(note, statement: statement, at: now, memory: &memory)
    }

    @discardableResult
    fileprivate func cosign(
        _ note: WitnessNote?, statement: String, at now: Instant
    ) throws(WitnessFault) -> (signed: String, statement: DrawStatement) {
        var memory = WitnessMemory(of: key.witness)
        return try cosign(note, statement: statement, at: now, memory: &memory)
    }
}

@Suite("Pools of provinces")
struct ProvincePoolsTests {
    @Test(
        "province pools: small provinces are merged, and the merged pool is not small either",
        arguments: [
            ([11: 20, 31: 30], [11, 31], "no province is small"),
            ([11: 20, 31: 3, 82: 8], [11, 98, 98], "eleven together"),
            ([11: 20, 31: 30, 82: 3], [98, 31, 98], "three are too few, so the next smallest is merged too"),
            ([11: 4, 82: 3], [98, 98], "all together are few"),
        ] as [([Int: Int], [Int], String)])
    func merging(entries: [Int: Int], sealed: [Int], why: String) throws {
        let rules = try Edition(yaml: String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)).waves
        #expect(rules.smallestPool == 10)
        let pools = ProvincePools(entries: entries, rules: rules)
        #expect(entries.keys.sorted().map(pools.sealed) == sealed, "\(why)")
    }

    @Test("province pools: the merged pool gets the places of all its provinces")
    func shares() throws {
        let entries = (1...40).map { ticket in
            SealedEntry(
                ticket: ticket, priority: false, province: ticket <= 20 ? 31 : 98,
                household: Data(repeating: UInt8(ticket), count: 16), earlier: 0, salt: Data(repeating: 0, count: 16))
        }
        let draw = Draw(places: 8, strata: [.province, .everyone], provinceWeights: [31: 2, 82: 1, 91: 1])
        let pools = draw.everybody(of: SealedList(entries), seed: Data(repeating: 1, count: 32)).pools
        #expect(pools.first { $0.stratum == .province(31) }?.selected == 4)
        #expect(pools.first { $0.stratum == .province(98) }?.selected == 4)
    }
}
