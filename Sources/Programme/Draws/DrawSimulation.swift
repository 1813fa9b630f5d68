import Crypto
import Foundation

/// A wave of invented people, sealed and drawn by the whole protocol with three witnesses and public randomness: for
/// measuring, and for demonstrating that a draw of millions can be recomputed.
package struct DrawSimulation: Sendable {
    package let entries: Int
    /// With its annex.
    package let edition: Edition
    /// The text of the edition it runs under: `basis` with the quota and with three witnesses.
    package let editionText: String
    /// The annex, signed by the invented site.
    package let annexNote: String
    private let beacon: BLS12381.SigningKey
    private let site: Curve25519.Signing.PrivateKey
    private let witnesses: [(id: String, key: Curve25519.Signing.PrivateKey, secret: DrawSecret)]
    private let order: DrawOrder
    private let key: Data

    private static let siteName = "simulasi.example"
    /// The witness whose signatures carry their time; the others sign as earlier versions did.
    private static let timed = "auditor"

    /// - Parameters:
    ///   - basis: an edition's text; what it says of witnesses is replaced.
    ///   - key: 32 bytes; equal keys simulate the same wave.
    package init(entries: Int, quota: Int, basis: String, key: Data) throws {
        var stream = HashStream(key: key)
        func bytes(_ count: Int) -> Data {
            (0..<count / 8).reduce(into: Data()) { bytes, _ in bytes.append(bigEndian: stream.next()) }
        }
        witnesses = try ["kantor", "auditor", "universitas"].map { id in
            guard let secret = DrawSecret(bytes(32)) else { preconditionFailure("32 bytes were asked for") }
            return (id, try Curve25519.Signing.PrivateKey(rawRepresentation: bytes(32)), secret)
        }
        self.entries = entries
        self.key = bytes(32)
        site = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes(32))
        guard let order = DrawOrder(bytes(32)) else { throw DrawFault.malformed("key") }
        self.order = order
        beacon = BLS12381.SigningKey(seed: key, suite: .shortSignatures)
        editionText = Self.edition(basis, quota: quota)
        let annex = Self.annex(
            site: NoteVerifier(name: Self.siteName, key: site.publicKey), chain: beacon.publicKey,
            witnesses: witnesses.map {
                NoteVerifier(
                    name: $0.id, key: $0.key.publicKey, kind: $0.id == Self.timed ? .cosignature : .signature)
            })
        annexNote = try SignedNote.sign(annex.text, as: Self.siteName, with: site)
        edition = try Edition(yaml: editionText).with(Annex(note: annexNote))
    }

    private static func edition(_ basis: String, quota: Int) -> String {
        let rules = "waves:\n  draw: { witnesses: 3, cosignatures: 2, delayMinutes: 120 }\n"
        return withoutDraw(basis).replacing("waves:\n", with: rules, maxReplacements: 1)
            .replacing(/\n  quota: \d+/, with: "\n  quota: \(quota)", maxReplacements: 1)
            .replacing(/, quota: \d+ }/, with: " }")
    }

    private static func annex(site: NoteVerifier, chain: Data, witnesses: [NoteVerifier]) -> Annex {
        // 1 January 2020, in milliseconds.
        let start = Instant(milliseconds: 1_577_836_800_000)
        return Annex(
            site: site, issued: start,
            chains: [
                .init(
                    name: "simulasi", url: "http://127.0.0.1", hash: Data(SHA256.hash(data: chain)).hex,
                    scheme: .unchained, publicKey: chain.hex, genesis: start, periodSeconds: 30)
            ],
            witnesses: witnesses.map {
                .init(id: $0.name, name: Bilingual(id: $0.name, en: $0.name), key: $0.description)
            })
    }

    /// The text without the section `draw` of its waves, because a second one would be an error.
    private static func withoutDraw(_ text: String) -> String {
        var kept: [Substring] = []
        var isInWaves = false
        // The indentation of the section that is being skipped.
        var omitted: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count
            if let depth = omitted, line.isEmpty || indent > depth { continue }
            omitted = nil
            if indent == 0, !line.isEmpty, !line.hasPrefix("#") { isInWaves = line.hasPrefix("waves:") }
            if isInWaves, indent > 0, line.dropFirst(indent).hasPrefix("draw:") {
                omitted = indent
            } else {
                kept.append(line)
            }
        }
        return kept.joined(separator: "\n")
    }

    /// All who joined, as 36 bytes each in the order of joining: provinces weighted by population, one in forty with
    /// priority, and some of the same household.
    package func joined() -> Data {
        var stream = HashStream(key: key)
        let weights = edition.waves.weightsByProvince.sorted { $0.key < $1.key }
        let total = UInt64(weights.reduce(0) { $0 + $1.value })
        var bytes = Data(count: entries * SealedList.entryBytes)
        var household = (stream.next(), stream.next())
        bytes.withUnsafeMutableBytes { bytes in
            for place in 0..<entries {
                let start = place * SealedList.entryBytes
                var left = stream.number(below: total)
                let province = weights.first { weight in
                    if left < UInt64(weight.value) { return true }
                    left -= UInt64(weight.value)
                    return false
                }
                if place % 5 != 0 { household = (stream.next(), stream.next()) }
                bytes[start] = stream.next() % 40 == 0 ? 1 : 0
                bytes.storeBytes(of: UInt16(province?.key ?? 31).bigEndian, toByteOffset: start + 1, as: UInt16.self)
                bytes.storeBytes(of: household.0, toByteOffset: start + 3, as: UInt64.self)
                bytes.storeBytes(of: household.1, toByteOffset: start + 11, as: UInt64.self)
            }
        }
        return bytes
    }

    /// Gives each entry a ticket, sorts the list by ticket, and merges provinces with few people.
    package func seal(_ joined: Data) -> SealedList {
        let tickets = order.tickets(entries)
        let pools = pools(of: joined)
        let limitsHouseholds = edition.eligibility.beneficiariesPerFamilyCard != nil
        var bytes = Data(count: joined.count)
        bytes.withUnsafeMutableBytes { sealed in
            joined.withUnsafeBytes { joined in
                guard let to = sealed.baseAddress, let from = joined.baseAddress else { return }
                for (place, ticket) in tickets.enumerated() {
                    let entry = to + (Int(ticket) - 1) * SealedList.entryBytes
                    entry.copyMemory(from: from + place * SealedList.entryBytes, byteCount: SealedList.entryBytes)
                    let province = pools[Int(entry.load(fromByteOffset: 2, as: UInt8.self))]
                    entry.storeBytes(of: UInt16(province).bigEndian, toByteOffset: 1, as: UInt16.self)
                }
                order.eachMark(of: entries == 0 ? [] : (1...Int64(entries)).map(\.self)) { place, marks in
                    let entry = to + (Int(tickets[place]) - 1) * SealedList.entryBytes
                    marks.salt.write(to: entry + SealedList.saltOffset)
                    if !limitsHouseholds { marks.tag.write(to: entry + SealedList.householdOffset) }
                }
            }
        }
        guard let list = SealedList(bytes: bytes) else { preconditionFailure("the entries are whole") }
        return list
    }

    /// Derives every ticket, salt and household's tag as sealing does, and stores none: sealing's work that is not
    /// hashing the list.
    ///
    /// - Returns: a sum over them, so that the compiler leaves nothing out.
    package func derive() -> UInt64 {
        var sum = order.tickets(entries).reduce(into: UInt64(0)) { $0 &+= UInt64($1) }
        order.eachMark(of: entries == 0 ? [] : (1...Int64(entries)).map(\.self)) { _, marks in
            sum &+= marks.salt.high &+ marks.tag.high
        }
        return sum
    }

    private func people(of joined: Data) -> [Int: Int] {
        var entries: [Int: Int] = [:]
        for count in SealedList(bytes: joined)?.counts([.province]) ?? [] {
            entries[count.stratum.number] = count.entries
        }
        return entries
    }

    /// The pool under which each province is sealed.
    private func pools(of joined: Data) -> [Int] {
        let entries = people(of: joined)
        let pools = ProvincePools(entries: entries, rules: edition.waves)
        return (0...ProvincePools.others).map(pools.sealed)
    }

    /// The first wave's statement for this list.
    ///
    /// - Parameter joined: what the list was made from; computed again where it is not given.
    package func statement(of list: SealedList, from joined: Data? = nil) throws -> DrawStatement {
        guard let dates = edition.waves.dates().first else { throw DrawFault.unknownWave(1) }
        let people = edition.waves.strata.contains(.province) ? people(of: joined ?? self.joined()) : [:]
        return DrawStatement(
            edition: edition.id, wave: dates.number, places: edition.waves.quota(of: dates),
            times: .init(
                committed: dates.opens, closed: dates.closes + .seconds(5), sealed: dates.closes + .minutes(20)),
            entries: list.count, counts: list.counts(edition.waves.strata), lists: lists, root: list.root,
            commitments: witnesses.map { .init(witness: $0.id, hash: $0.secret.commitment(wave: 1, witness: $0.id)) },
            secrets: secrets, round: edition.waves.draw?.beacon.round(closing: dates.closes),
            origin: .init(
                edition: edition.digest, annex: edition.annex?.digest,
                order: order.commitment(edition: edition.id, wave: dates.number), joined: list.count, withdrawn: 0,
                removed: [],
                answers: list.count == 0
                    ? nil
                    : .init(
                        counts: [.registry: list.count], answered: .init(first: dates.opens, last: dates.closes)),
                people: people.sorted { $0.key < $1.key }.map { .init(province: $0.key, entries: $0.value) }))
    }

    /// Invented lists, of each kind that the edition requires.
    private var lists: [DrawStatement.List] {
        edition.eligibility.lists.filter(\.mandatory).map { rule in
            DrawStatement.List(
                name: rule.kind.rawValue, digest: Data(SHA256.hash(data: Data(rule.kind.rawValue.utf8))), size: 1_000)
        }.sorted { $0.name < $1.name }
    }

    /// One of the three witnesses reveals nothing, which the statement shows.
    private var secrets: [DrawSecret?] { [witnesses[0].secret, witnesses[1].secret, nil] }

    /// Computes the draw with the signatures of two of the three witnesses.
    package func draw(_ statement: DrawStatement, _ list: SealedList) throws -> DrawBundle {
        try draw(statement, list, note: note(statement))
    }

    /// The statement signed by the site and by the first witnesses.
    package func note(_ statement: DrawStatement, witnesses count: Int = 2) throws -> String {
        try note(text: statement.text, witnesses: count)
    }

    /// Any text signed in the same way, as a dishonest office with two dishonest witnesses would.
    package func note(text: String, witnesses count: Int = 2) throws -> String {
        let signers = [(Self.siteName, site)] + witnesses.prefix(count).map { ($0.id, $0.key) }
        let closing = edition.waves.dates().first?.closes ?? Instant(milliseconds: 0)
        let number = (try? DrawStatement(text: text))?.attempt ?? 1
        let later = number > 1 ? edition.waves.draw?.attempt(number, closing: closing).roundAt : nil
        let at = later.map { $0 - .minutes(1) } ?? closing + .minutes(30)
        let notes = try signers.map { name, key in
            name == Self.timed
                ? try SignedNote.cosign(text, as: name, with: key, at: at)
                : try SignedNote.sign(text, as: name, with: key)
        }
        return "\(text)\n" + notes.flatMap { SignedNote.signatures(of: $0) }.map { $0 + "\n" }.joined()
    }

    /// The annex signed again by the invented site, after a change.
    package func annexNote(text: String) throws -> String {
        try SignedNote.sign(text, as: Self.siteName, with: site)
    }

    /// Computes the draw of a signed statement.
    package func draw(_ statement: DrawStatement, _ list: SealedList, note: String) throws -> DrawBundle {
        let round = statement.round ?? 0
        let signature = beacon.signature(of: BeaconScheme.unchained.message(round: round, previous: nil))
        let value = BeaconValue(
            round: round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex)
        return DrawBundle(
            edition: edition, note: note, statement: statement, list: list,
            secrets: statement.secrets ?? [], beacon: value)
    }

    /// Changes after the draw, signed by the site: the first selected lose their places, and none, one or two tickets
    /// are passed over for each.
    ///
    /// - Parameter lost: how many places are lost; fewer where fewer have one.
    package func changes(of bundle: DrawBundle, lost: Int) throws -> String {
        guard let seed = Data(hex: bundle.head.seed), let wave = edition.waves.dates().first else {
            throw DrawFault.malformed("seed")
        }
        let draw = Draw(edition: edition, places: edition.waves.quota(of: wave))
        var standing = Succession(draw: draw, list: bundle.list, seed: seed)
        var steps: [DrawChanges.Step] = []
        func carry(_ step: DrawChanges.Step) throws {
            try standing.apply(step)
            steps.append(step)
        }
        for (place, line) in draw.selected(of: bundle.list, seed: seed).lines.prefix(lost).enumerated() {
            try carry(.out(line.ticket))
            for _ in 0..<place % 3 {
                if let next = standing.next() { try carry(.passed(next.ticket)) }
            }
            let next = standing.next()
            try carry(next.map { .up($0.ticket) } ?? .empty)
        }
        let changes = DrawChanges(
            edition: edition.id, wave: wave.number, root: bundle.list.root, seed: seed, steps: steps)
        return try SignedNote.sign(changes.text, as: Self.siteName, with: site)
    }

    /// The first thing on a list that does not follow from the order's secret, as an auditor finds it; nil where
    /// households share tags, because no family card is invented.
    package func difference(_ list: SealedList, _ statement: DrawStatement) -> String? {
        let tickets = order.tickets(entries)
        let lines = tickets.enumerated().map { place, ticket in
            DrawOrder.Line(entry: Int64(place + 1), ticket: Int(ticket), household: nil)
        }
        return order.difference(lines, list, statement)
    }
}
