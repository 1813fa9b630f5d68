import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Verification of a draw's bundle")
struct DrawBundleTests {
    let simulation: DrawSimulation
    let bundle: DrawBundle
    let file: Data

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        let list = simulation.seal(simulation.joined())
        bundle = try simulation.draw(simulation.statement(of: list), list)
        file = try bundle.parts().reduce(Data(), +)
    }

    static func simulate(
        entries: Int, quota: Int, key: UInt8 = 3, edition: String = "edition-3"
    ) throws -> DrawSimulation {
        let basis = try String(contentsOf: EditionFiles.url(edition), encoding: .utf8)
        return try DrawSimulation(
            entries: entries, quota: quota, basis: basis, key: Data(repeating: key, count: 32))
    }

    @Test("draw bundle: a correct one verifies, also as a file")
    func honest() throws {
        let report = try DrawBundle(file).verify(edition: simulation.edition)
        #expect(report.statement.entries == 60 && report.isChecked)
        #expect(report.witnesses == ["kantor", "auditor"] && report.absent == ["universitas"])
        #expect(bundle.head.selected == 12)
        #expect(bundle.head.secrets.last == .some(nil))
    }

    @Test("draw bundle: no, one and few entries verify", arguments: [0, 1, 11, 12, 13])
    func few(entries: Int) throws {
        let simulation = try Self.simulate(entries: entries, quota: 12)
        let list = simulation.seal(simulation.joined())
        let bundle = try simulation.draw(simulation.statement(of: list), list)
        try DrawBundle(bundle.parts().reduce(Data(), +)).verify(edition: simulation.edition)
        #expect(bundle.head.selected == min(entries, 12))
    }

    @Test("draw bundle: one changed bit in any byte of the file is detected")
    func bits() throws {
        var generator = Numbers(seed: 2020)
        for place in file.indices {
            var other = file
            other[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            #expect(throws: DrawFault.self, "byte \(place)") {
                try DrawBundle(other).verify(edition: simulation.edition)
            }
        }
    }

    @Test("draw bundle: a truncated file, or one with extra bytes, is detected")
    func length() throws {
        for count in stride(from: 0, to: file.count, by: 97) {
            #expect(throws: DrawFault.self) { try DrawBundle(file.prefix(count)).verify(edition: simulation.edition) }
        }
        #expect(throws: DrawFault.length) { try DrawBundle(file + Data([0])).verify(edition: simulation.edition) }
        let late = file.prefix(file.count - bundle.selected.count) + bundle.list.bytes.prefix(36) + bundle.selected
        #expect(throws: DrawFault.entries(are: 61, stated: 60)) {
            try DrawBundle(late).verify(edition: simulation.edition)
        }
    }

    @Test(
        "draw bundle: an impossible number of selected people is a fault", arguments: [Int.max, .max / 2, 61, -1, .min])
    func absurd(selected: Int) throws {
        let old = bundle.head
        let head = DrawBundle.Head(
            statement: old.statement, secrets: old.secrets, beacon: old.beacon, seed: old.seed, selected: selected)
        let other = try head.bytes() + file.dropFirst(old.bytes().count)
        #expect(throws: DrawFault.self) { try DrawBundle(other).verify(edition: simulation.edition) }
    }

    @Test(
        "draw bundle: a change in the first line is named",
        .bug(id: "1.10", "A draw's file with the largest possible attempt number crashed the process that verified it.")
    )
    func head() throws {
        func head(
            statement: String? = nil, secrets: [String?]? = nil, beacon: BeaconValue?? = nil, seed: String? = nil
        ) throws -> DrawBundle.Head {
            let old = bundle.head
            return DrawBundle.Head(
                statement: statement ?? old.statement, secrets: secrets ?? old.secrets, beacon: beacon ?? old.beacon,
                seed: seed ?? old.seed, selected: old.selected)
        }
        let zeros = String(repeating: "00", count: 32)
        var secrets = bundle.head.secrets
        secrets[0] = zeros
        try expect(.commitment(witness: "kantor"), head(secrets: secrets))
        try expect(.witnesses, head(secrets: Array(secrets.dropLast())))
        try expect(.seed, head(seed: zeros))
        secrets = bundle.head.secrets
        secrets[1] = nil
        try expect(.secret(witness: "auditor"), head(secrets: secrets))
        let old = try #require(bundle.head.beacon)
        let other = BeaconValue(round: old.round + 1, randomness: old.randomness, signature: old.signature)
        try expect(.round(is: old.round + 1, expected: old.round), head(beacon: other))
        try expect(.beacon("it is missing"), head(beacon: .some(nil)))
        let forged = BeaconValue(round: old.round, randomness: zeros, signature: old.signature)
        try expect(.beacon("it is not the hash of its signature"), head(beacon: forged))

        let text = try SignedNote.text(of: bundle.head.statement)
        let lines = SignedNote.signatures(of: bundle.head.statement)
        let (site, kantor) = (lines[0], lines[1])
        try expect(.site("there is none"), head(statement: "\(text)\n"))
        try expect(.tooFewSignatures(are: 1, expected: 2), head(statement: "\(text)\n\(site)\n\(kantor)\n"))
        try expect(
            .signature("kantor signed twice"), head(statement: "\(text)\n\(site)\n\(kantor)\n\(kantor)\n"))
        let stranger = try SignedNote.sign(text, as: "orang-lain", with: Curve25519.Signing.PrivateKey())
        let line = SignedNote.signatures(of: stranger)[0]
        try expect(
            .signature("“\(line.prefix(40))” is of no witness of the edition"),
            head(statement: bundle.head.statement + line + "\n"))
        let quota = bundle.head.statement.replacing("places 12", with: "places 13")
        try expect(.places(are: 13, expected: 12), head(statement: quota))
        let later = bundle.head.statement.replacing("attempt 1", with: "attempt 2")
        try expect(.round(is: old.round, expected: old.round + 240), head(statement: later))
        for attempt in ["9223372036854775807", "-9223372036854775808", "1000001", "0"] {
            let absurd = bundle.head.statement.replacing("attempt 1", with: "attempt \(attempt)")
            try expect(.malformed("attempt"), head(statement: absurd))
        }
        let many = bundle.head.statement.replacing("count 1 ", with: "count 1 99")
        try expect(.counts("they are more than the entries"), head(statement: many))
        let early = bundle.head.statement.replacing("entries 60", with: "entries 61")
        try expect(
            .figures("60 joined, 0 left and 0 were removed, which does not leave 61 entries"), head(statement: early))
        let shifted = bundle.head.statement.replacing("joined 60\nwithdrawn 0", with: "joined 61\nwithdrawn 1")
        try expect(.site("the statement was changed after the site signed it"), head(statement: shifted))
        #expect("\(DrawFault.signedOther(witness: "kantor"))".hasPrefix("the statement is not the one kantor signed"))
    }

    @Test("draw bundle: a late entry with everything recomputed but the witnesses' signatures is named")
    func resealed() throws {
        let old = try DrawStatement(text: SignedNote.text(of: bundle.head.statement))
        let known = try #require(old.origin)
        let largest = try #require(known.people.max { $0.entries < $1.entries }).province
        let people = known.people.map {
            DrawStatement.Origin.People(province: $0.province, entries: $0.entries + ($0.province == largest ? 1 : 0))
        }
        let pools = ProvincePools(
            entries: Dictionary(people.map { ($0.province, $0.entries) }, uniquingKeysWith: +),
            rules: simulation.edition.waves)
        let late = SealedEntry(
            ticket: 61, priority: true, province: pools.sealed(largest), household: Data(repeating: 6, count: 16),
            earlier: 0, salt: Data(repeating: 1, count: 16))
        let list = SealedList((1...60).map { bundle.list[$0] } + [late])
        let strata = simulation.edition.waves.strata
        let statement = DrawStatement(
            edition: old.edition, wave: old.wave, attempt: old.attempt, places: old.places, times: old.times,
            entries: list.count, counts: list.counts(strata), lists: old.lists, root: list.root,
            commitments: old.commitments, secrets: old.secrets, round: old.round,
            origin: .init(
                edition: known.edition, annex: known.annex, order: known.order, joined: 61, withdrawn: 0, removed: [],
                people: people))
        func forged(_ lines: [String]) throws -> DrawBundle {
            let forged = DrawBundle(
                edition: simulation.edition, note: lines.reduce("\(statement.text)\n") { "\($0)\($1)\n" },
                statement: statement, list: list, secrets: old.secrets ?? [], beacon: bundle.head.beacon)
            return try DrawBundle(forged.parts().reduce(Data(), +))
        }
        let signed = SignedNote.signatures(of: bundle.head.statement)
        // The office itself can sign another statement; the witnesses did not.
        let site = try Array(SignedNote.signatures(of: simulation.note(statement)).prefix(1))
        let own = try SignedNote.signatures(
            of: SignedNote.sign(statement.text, as: "kantor", with: Curve25519.Signing.PrivateKey()))
        for (lines, fault) in [
            (signed, DrawFault.site("the statement was changed after the site signed it")),
            (site + signed.dropFirst(), .signedOther(witness: "kantor")),
            (site + signed.dropFirst().reversed(), .signedOther(witness: "auditor")),
            (site + own, .signature("kantor's is made with another key than the edition's")),
            (site, .tooFewSignatures(are: 0, expected: 2)),
        ] {
            let bundle = try forged(lines)
            #expect(throws: fault) { try bundle.verify(edition: simulation.edition) }
        }
    }

    @Test("draw bundle: another edition's witnesses, quota or dates are detected")
    func editions() throws {
        let other = try Self.simulate(entries: 60, quota: 12, key: 4)
        #expect(throws: DrawFault.self) { try bundle.verify(edition: other.edition) }
        let published = try Edition(yaml: String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8))
        let fault = DrawFault.editionText(is: published.digest.hex, expected: simulation.edition.digest.hex)
        #expect(throws: fault) { try bundle.verify(edition: published) }
    }

    @Test("draw bundle: a wrongly selected or omitted ticket is named")
    func outcome() throws {
        let chosen = bundle.selected.prefix(8).last.map(Int.init) ?? 0
        func with(_ selected: Data) throws -> DrawBundle {
            let head = DrawBundle.Head(
                statement: bundle.head.statement, secrets: bundle.head.secrets, beacon: bundle.head.beacon,
                seed: bundle.head.seed, selected: selected.count / DrawBundle.selectedBytes)
            return try DrawBundle(head.bytes() + bundle.list.bytes + selected)
        }
        let fewer = try with(bundle.selected.dropFirst(DrawBundle.selectedBytes))
        #expect(throws: DrawFault.leftOut(ticket: chosen)) { try fewer.verify(edition: simulation.edition) }
        let taken = Set(stride(from: 7, to: bundle.selected.count, by: 16).map { Int(bundle.selected[$0]) })
        let outsider = try #require((1...60).first { !taken.contains($0) })
        var other = bundle.selected
        other[7] = UInt8(outsider)
        let swapped = try with(other)
        #expect(throws: DrawFault.wronglySelected(ticket: outsider)) { try swapped.verify(edition: simulation.edition) }
        other = bundle.selected
        other[15] += 1
        let moved = try with(other)
        #expect(throws: DrawFault.position(ticket: chosen)) { try moved.verify(edition: simulation.edition) }
    }

    @Test("draw bundle: the verifier printed in docs/draw.md agrees, and detects a change")
    func printed() throws {
        let page = try String(
            contentsOf: EditionFiles.repository.appending(path: "docs/draw.md"), encoding: .utf8)
        let script = try #require(page.firstMatch(of: /```python\n([\s\S]*?)```/)).1
        let folder = FileManager.default.temporaryDirectory.appending(path: "draw-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try String(script).write(to: folder.appending(path: "verify.py"), atomically: true, encoding: .utf8)
        func run(_ file: Data) throws -> (code: Int32, said: String) {
            try file.write(to: folder.appending(path: "bundle"))
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = ["verify.py", "bundle"]
            process.currentDirectoryURL = folder
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, said)
        }
        // All entries in one pool, as in the script's last line.
        let honest = try run(file)
        #expect(honest.code == 0)
        let ranking = Ranking(
            seed: try #require(Data(hex: bundle.head.seed)), stratum: .everyone, tickets: Array(1...60))
        #expect(honest.said.contains("\(ranking.first(60).prefix(10).map(Int.init))"))
        var other = file
        other[file.count - bundle.selected.count - 1] ^= 1
        #expect(try run(other).code != 0)
    }

    @Test("ranking: it gives the order of the simple rule, for few and many tickets", arguments: [1, 2_000, 20_000])
    func ranking(count: Int) throws {
        let seed = Data(repeating: 9, count: 32)
        let tickets = (1...UInt32(count)).filter { $0 % 3 != 1 || count == 1 }
        let ranking = Ranking(seed: seed, stratum: .province(82), tickets: tickets)
        let simple = tickets.map { Rank(seed: seed, stratum: .province(82), ticket: Int($0)) }.sorted().map(\.ticket)
        #expect(ranking.first(tickets.count).map(Int.init) == simple)
        #expect(ranking.first(50).prefix(50).map(Int.init) == Array(simple.prefix(50)))
    }

    @Test(
        "sealed list: its root is the Merkle root of its leaves", arguments: [0, 1, 2, 3, 8_191, 8_192, 8_193, 20_000])
    func root(count: Int) throws {
        let simulation = try Self.simulate(entries: count, quota: 10)
        let list = simulation.seal(simulation.joined())
        let leaves = count == 0 ? [] : (1...count).map { list[$0].leaf }
        #expect(list.root == MerkleTree(leaves: leaves).root)
    }

    private func expect(_ fault: DrawFault, _ head: DrawBundle.Head) throws {
        let file = try head.bytes() + bundle.list.bytes + bundle.selected
        #expect(throws: fault) { try DrawBundle(file).verify(edition: simulation.edition) }
    }
}

/// The same numbers for the same seed.
struct Numbers: RandomNumberGenerator {
    private var stream: HashStream

    init(seed: UInt64) {
        var key = Data(repeating: 0, count: 24)
        key.append(bigEndian: seed)
        stream = HashStream(key: key)
    }

    mutating func next() -> UInt64 { stream.next() }
}
