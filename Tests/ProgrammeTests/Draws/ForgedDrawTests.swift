import Crypto
import Foundation
import Testing

@testable import Programme

/// Draws forged by an office with two of its three witnesses: everything is signed again with the right keys, and only
/// the rules are left to contradict it.
@Suite("Forged draws")
struct ForgedDrawTests {
    private let draw: SignedDraw

    private var simulation: DrawSimulation { draw.simulation }
    private var bundle: DrawBundle { draw.bundle }
    private var text: String { draw.text }

    init() throws { draw = try SignedDraw() }

    @Test(
        "forged draw: a statement that breaks a rule is refused though office and witnesses signed it, with the reason",
        .bug(
            id: "2.671",
            """
            A draw's statement did not bind the edition's text, the witnesses' keys, the numbers of people or the lists: \
            one weight changed under the same id was called right, as was a commitment after the closing.
            """), arguments: changes)
    func statement(change: Change) throws {
        let forged = change.change(text)
        try #require(forged != text)
        let note = try simulation.note(text: forged, witnesses: 2)
        expectRefusal(change.says) { try draw.bundle(statement: note).verify(edition: simulation.edition) }
    }

    @Test("forged draw: in the earlier version none of this was noticed, so a draw of it is never called checked")
    func earlier() throws {
        let kept = try KeptDraw()
        let edition = try Edition(yaml: kept.edition)
        let report = try DrawBundle(kept.bundle).verify(edition: edition)
        #expect(!report.isChecked && report.statement.version == "prakerja-draw-3")
        #expect(report.unchecked.contains { $0.hasPrefix("the rules: a statement of version prakerja-draw-3") })
        let heavier = try Edition(yaml: kept.edition.replacing("\"32\": 48274162", with: "\"32\": 48274163"))
        #expect(heavier.waves != edition.waves)
        #expect(throws: Never.self) { try DrawBundle(kept.bundle).verify(edition: heavier) }
        for place in stride(from: 0, to: kept.bundle.count, by: 7) {
            var other = kept.bundle
            other[place] ^= 4
            #expect(throws: DrawFault.self, "byte \(place)") { try DrawBundle(other).verify(edition: edition) }
        }
    }

    @Test(
        "forged draw: any change of the edition's file under its id is noticed",
        arguments: [
            ("\"32\": 48274162", "\"32\": 48274163"), ("strata: [priority, province, everyone]", "strata: [everyone]"),
            ("smallestPool: 10", "smallestPool: 9"), ("cosignatures: 2", "cosignatures: 1"),
            ("delayMinutes: 120", "delayMinutes: 121"), ("onceInALifetime: true", "onceInALifetime: false"),
            ("occupations: [laid-off]", "occupations: []"), ("\n  quota: 12", "\n  quota: 12\n  contestDays: 3"),
            ("freshDays: 365", "freshDays: 366"), ("minimumAge: 18", "minimumAge: 19"),
            ("source: \"Perpres 36/2020\"", "source: \"Perpres 36/2020\"\n  beneficiariesPerFamilyCard: 2"),
        ])
    func edition(old: String, new: String) throws {
        let changed = simulation.editionText.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != simulation.editionText)
        let edition = try Edition(yaml: changed).with(Annex(note: simulation.annexNote))
        #expect(edition.id == simulation.edition.id)
        let fault = DrawFault.editionText(is: edition.digest.hex, expected: simulation.edition.digest.hex)
        #expect(throws: fault) { try bundle.verify(edition: edition) }
    }

    @Test("forged draw: signatures reordered, doubled, left out, or of the site in another place are refused")
    func signatures() throws {
        let lines = SignedNote.signatures(of: bundle.head.statement)
        let (site, kantor, auditor) = (lines[0], lines[1], lines[2])
        let third = try SignedNote.signatures(of: simulation.note(text: text, witnesses: 3))[3]
        func note(_ lines: [String]) -> String { lines.reduce("\(text)\n") { "\($0)\($1)\n" } }
        let cases: [([String], String)] = [
            ([], "there is none"), ([kantor, auditor], "the first line is not one of"),
            ([kantor, site, auditor], "the first line is not one of"), ([site, kantor], "1 witnesses signed"),
            ([site, auditor, kantor], "not in the order kantor, auditor"),
            ([site, third, auditor], "not in the order auditor, universitas"),
            ([site, site, kantor, auditor], "of no witness"), ([site, kantor, kantor, auditor], "kantor signed twice"),
            ([site, kantor, auditor, site], "of no witness"), ([site, "", kantor, auditor], "has not the form of one"),
        ]
        for (lines, says) in cases {
            expectRefusal(says) { try draw.bundle(statement: note(lines)).verify(edition: simulation.edition) }
        }
        for note in [
            bundle.head.statement + "\n", bundle.head.statement.replacing("\n", with: "\r\n"),
            bundle.head.statement.replacing(site, with: site + " "), String(bundle.head.statement.dropLast()),
        ] {
            #expect(throws: DrawFault.self) { try draw.bundle(statement: note).verify(edition: simulation.edition) }
        }
        let report = try draw.bundle(statement: note([site, kantor, auditor, third])).verify(
            edition: simulation.edition)
        #expect(report.witnesses == ["kantor", "auditor", "universitas"] && report.isChecked)
    }

    @Test("forged draw: the site's key given by the reader must be the annex's, and the one that signed")
    func siteKey() throws {
        let stranger = NoteVerifier(name: "simulasi.example", key: Curve25519.Signing.PrivateKey().publicKey)
        let own = try #require(try simulation.edition.annex?.siteKey())
        #expect(try bundle.verify(edition: simulation.edition, site: own).trusted.allSatisfy { !$0.contains("--key") })
        #expect(try bundle.verify(edition: simulation.edition).trusted.contains { $0.contains("--key") })
        #expect(throws: DrawFault.site("the key given is \(stranger), and the annex is \(own)'s")) {
            try bundle.verify(edition: simulation.edition, site: stranger)
        }
    }

    @Test("forged draw: provinces merged that are large enough, or not merged that are small, are refused")
    func merged() throws {
        let own = Set(bundle.list.counts([.province]).map(\.stratum.number)).subtracting([ProvincePools.others])
        try #require(!own.isEmpty)
        func moved(_ pool: @escaping (Int) -> Int) throws -> String {
            let list = SealedList(
                (1...60).map { ticket in
                    let entry = bundle.list[ticket]
                    return SealedEntry(
                        ticket: ticket, priority: entry.priority, province: pool(entry.province),
                        household: entry.household, earlier: 0, salt: entry.salt)
                })
            let counts = list.counts(simulation.edition.waves.strata)
            let lines = counts.map { "count \($0.stratum.number) \($0.entries)\n" }.joined()
            let forged = text.replacing(/(count \d+ \d+\n)+/, with: lines)
                .replacing(/root \w+/, with: "root \(list.root.hex)")
            let drawn = try simulation.draw(DrawStatement(text: forged), list, note: simulation.note(text: forged))
            do throws(DrawFault) {
                try drawn.verify(edition: simulation.edition)
                return "right"
            } catch {
                return "\(error)"
            }
        }
        #expect(try moved { $0 } == "right")
        #expect(try moved { _ in ProvincePools.others }.contains("from the provinces' numbers, merged where they"))
        for province in own {
            #expect(try moved { $0 == province ? ProvincePools.others : $0 }.contains("the numbers of entries by pool"))
        }
        #expect(try moved { $0 == ProvincePools.others ? 82 : $0 }.contains("the numbers of entries by pool"))
        #expect(try moved { $0 == ProvincePools.others ? 0 : $0 }.contains("the numbers of entries by pool"))
    }

    @Test("forged draw: earlier places and shared household tags need a limit in the edition")
    func households() throws {
        func forged(_ change: (SealedEntry) -> (household: Data, earlier: Int)) throws -> DrawFault? {
            let list = SealedList(
                (1...60).map { ticket in
                    let (entry, new) = (bundle.list[ticket], change(bundle.list[ticket]))
                    return SealedEntry(
                        ticket: ticket, priority: entry.priority, province: entry.province, household: new.household,
                        earlier: new.earlier, salt: entry.salt)
                })
            let forged = text.replacing(/root \w+/, with: "root \(list.root.hex)")
            let drawn = try simulation.draw(DrawStatement(text: forged), list, note: simulation.note(text: forged))
            do throws(DrawFault) {
                try drawn.verify(edition: simulation.edition)
                return nil
            } catch {
                return error
            }
        }
        #expect(try forged { ($0.household, 0) } == nil)
        let earlier = "it has earlier places, and the edition has no limit per family card"
        #expect(try forged { ($0.household, $0.ticket == 7 ? 200 : 0) } == .household(ticket: 7, earlier))
        let shared = "it shares a household tag, and the edition has no limit per family card"
        let one = Data(repeating: 1, count: 16)
        guard case .household(_, shared) = try forged({ _ in (one, 0) }) else { return #expect(Bool(false), "one tag") }
        #expect(
            try forged { ($0.ticket == 9 || $0.ticket == 31 ? one : $0.household, 0) }
                == .household(ticket: 31, shared))
        // Tags that begin alike are not one.
        var alike = one
        alike[15] = 2
        #expect(try forged { ($0.ticket == 9 ? one : $0.ticket == 31 ? alike : $0.household, 0) } == nil)
    }

    @Test("forged draw: a wave for some provinces has people of no other")
    func regions() throws {
        let basis = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
            .replacing("{ number: 1, opens", with: "{ regions: [\"31\", \"3273\"], number: 1, opens")
        let simulation = try DrawSimulation(
            entries: 60, quota: 12, basis: basis, key: Data(repeating: 3, count: 32))
        let list = simulation.seal(simulation.joined())
        let bundle = try simulation.draw(simulation.statement(of: list), list)
        expectRefusal("the wave is not for province") { try bundle.verify(edition: simulation.edition) }
    }

    @Test("forged draw: lists that the edition requires must have been in force")
    func mandatory() throws {
        let basis = try String(contentsOf: EditionFiles.url("edition-4"), encoding: .utf8)
        let simulation = try DrawSimulation(
            entries: 60, quota: 12, basis: basis, key: Data(repeating: 3, count: 32))
        let list = simulation.seal(simulation.joined())
        let statement = try simulation.statement(of: list)
        #expect(try simulation.draw(statement, list).verify(edition: simulation.edition).isChecked)
        for kind in ["education", "excluded-occupations"] {
            let forged = try DrawStatement(text: statement.text.replacing(try Regex("list \(kind) .*\n"), with: ""))
            #expect(throws: DrawFault.lists("the edition requires “\(kind)”, and it was not in force")) {
                try simulation.draw(forged, list).verify(edition: simulation.edition)
            }
        }
    }

    @Test(
        "two statements that the site signed prove two lists of one wave, and two statements of one attempt",
        .bug(
            id: "6.703",
            "A later attempt that called a secret absent which an earlier one had shown was no proof against the office."
        ))
    func contradictions() throws {
        let one = try DrawStatement(text: text)
        func other(_ change: (String) -> String) throws -> String? {
            SignedStatement.contradiction(one, try DrawStatement(text: change(text)))
        }
        #expect(try other { $0 } == nil)
        #expect(try other { $0.replacing(/secret .*\n/, with: "") } == nil, "what witnesses see before they reveal")
        let round = try #require(one.round)
        #expect(
            try other {
                $0.replacing("attempt 1", with: "attempt 2").replacing("round \(round)", with: "round \(round + 240)")
                    .replacing(/secret universitas none/, with: "secret universitas \(Self.hash)")
            } == nil, "a further attempt")
        let second = text.replacing("attempt 1", with: "attempt 2")
            .replacing("round \(round)", with: "round \(round + 240)")
        let later = try DrawStatement(text: second.replacing(/secret kantor \w+/, with: "secret kantor none"))
        let takenBack = "the secret of kantor counts in attempt 1, and attempt 2 calls it absent"
        #expect(SignedStatement.contradiction(one, later) == takenBack)
        #expect(SignedStatement.contradiction(later, one) == takenBack)
        #expect(try other { $0.replacing(/wave 1/, with: "wave 2") } == nil, "another wave")
        #expect(try other { $0.replacing(/root \w+/, with: "root \(Self.hash)") }?.contains("root ") == true)
        #expect(
            try other { $0.replacing("attempt 1", with: "attempt 2").replacing("joined 60", with: "joined 61") } != nil)
        #expect(
            try other { $0.replacing(/secret universitas none/, with: "secret universitas \(Self.hash)") }
                == "other secrets count in one than in the other")
        #expect(try other { $0.replacing("round \(round)", with: "round \(round + 1)") } != nil)
        #expect(try other { Self.before("root", "list blacklist \(Self.hash) 3")($0) } != nil)
    }

    @Test(
        "forged proof: one of another wave, another number of entries or another line is refused by the statement",
        .bug(id: "2.677", "A participant's proof was accepted with another wave written into it."))
    func proof() throws {
        let statement = try DrawStatement(text: text)
        let lines = (1...60).map { bundle.list[$0] }
        let proof = try #require(
            DrawProof(wave: 1, ticket: 5, entries: 60, piece: lines, pieces: bundle.list.pieces))
        #expect(throws: Never.self) { try proof.verify(statement) }
        let file = String(decoding: try proof.file(), as: UTF8.self)
        func fault(_ old: String, _ new: String) throws -> DrawFault? {
            let forged = file.replacing(old, with: new, maxReplacements: 1)
            try #require(forged != file)
            let other = try DrawProof(file: Data(forged.utf8))
            do throws(DrawFault) {
                try other.verify(statement)
                return nil
            } catch {
                return error
            }
        }
        #expect(try fault("\"wave\" : 1", "\"wave\" : 2") == .otherWave(is: 2, expected: 1))
        #expect(try fault("\"entries\" : 60", "\"entries\" : 61") == .entries(are: 61, stated: 60))
        #expect(try fault("\"ticket\" : 5", "\"ticket\" : 6") == .proof(ticket: 6))
        #expect(try fault("\"entry\" : \"0", "\"entry\" : \"1") == .proof(ticket: 5))
        #expect(try fault("\"entry\" : \"", "\"entry\" : \"00") == .malformed("proof"))
        #expect(try fault("\"path\" : [\n    \"", "\"path\" : [\n    \"00") == .malformed("proof"))
        let root = statement.root.hex
        for other in [root.uppercased(), String(root.reversed())] {
            #expect(try fault("\"root\" : \"\(root)", "\"root\" : \"\(other)") == .proof(ticket: 5))
        }
    }
}
