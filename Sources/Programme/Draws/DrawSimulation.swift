import Crypto
import Foundation

/// A wave of invented people, sealed and drawn by the whole protocol with three witnesses and public randomness: for
/// measuring, and for demonstrating that a draw of millions can be recomputed.
package struct DrawSimulation: Sendable {
    package let entries: Int
    package let edition: Edition
    /// The text of the edition it runs under: `basis` with the quota and the keys of the witnesses.
    package let editionText: String
    private let beacon: BLS12381.SigningKey
    private let witnesses: [(id: String, key: Curve25519.Signing.PrivateKey, secret: DrawSecret)]
    private let key: Data

    /// - Parameters:
    ///   - basis: an edition's text; its witnesses, if it has any, are replaced by invented ones.
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
        beacon = BLS12381.SigningKey(seed: key, suite: .shortSignatures)
        editionText = Self.edition(
            basis, quota: quota, chain: beacon.publicKey,
            keys: witnesses.map { NoteVerifier(name: $0.id, key: $0.key.publicKey) })
        edition = try Edition(yaml: editionText)
    }

    private static func edition(
        _ basis: String, quota: Int, chain: Data, keys: [NoteVerifier]
    ) -> String {
        let lines = keys.map { key in
            "      - { id: \(key.name), name: { id: \"\(key.name)\", en: \"\(key.name)\" }, key: \"\(key)\" }\n"
        }
        let rules = """
            waves:
              draw:
                witnesses:
            \(lines.joined())    cosignatures: 2
                beacon:
                  { name: simulasi, url: "http://127.0.0.1", genesis: "2020-01-01T00:00:00Z", periodSeconds: 30,
                    delayMinutes: 120, chain: { hash: "\(Data(SHA256.hash(data: chain)).hex)",
                    scheme: \(BeaconScheme.unchained.rawValue), publicKey: "\(chain.hex)" } }

            """
        return withoutDraw(basis).replacing("waves:\n", with: rules, maxReplacements: 1)
            .replacing(/\n  quota: \d+/, with: "\n  quota: \(quota)", maxReplacements: 1)
            .replacing(/, quota: \d+ }/, with: " }")
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
                bytes.storeBytes(of: stream.next(), toByteOffset: start + 20, as: UInt64.self)
                bytes.storeBytes(of: stream.next(), toByteOffset: start + 28, as: UInt64.self)
            }
        }
        return bytes
    }

    /// Gives each entry a ticket, sorts the list by ticket, and merges provinces with few people.
    package func seal(_ joined: Data) -> SealedList {
        let tickets = Shuffle.tickets(entries, key: Data(SHA256.hash(data: key)))
        let pools = pools(of: joined)
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
            }
        }
        guard let list = SealedList(bytes: bytes) else { preconditionFailure("the entries are whole") }
        return list
    }

    /// The pool under which each province is sealed.
    private func pools(of joined: Data) -> [Int] {
        var entries: [Int: Int] = [:]
        for count in SealedList(bytes: joined)?.counts([.province]) ?? [] {
            entries[count.stratum.number] = count.entries
        }
        let pools = ProvincePools(entries: entries, rules: edition.waves)
        return (0...ProvincePools.others).map(pools.sealed)
    }

    /// The first wave's statement for this list.
    package func statement(of list: SealedList) throws -> DrawStatement {
        guard let dates = edition.waves.dates().first else { throw DrawFault.unknownWave(1) }
        return DrawStatement(
            edition: edition.id, wave: dates.number, places: edition.waves.quota(of: dates),
            times: .init(
                committed: dates.opens, closed: dates.closes + .seconds(5), sealed: dates.closes + .minutes(20)),
            entries: list.count, counts: list.counts(edition.waves.strata), root: list.root,
            commitments: witnesses.map { .init(witness: $0.id, hash: $0.secret.commitment(wave: 1, witness: $0.id)) },
            secrets: secrets, round: edition.waves.draw?.beacon.round(closing: dates.closes))
    }

    /// One of the three witnesses reveals nothing, which the statement shows.
    private var secrets: [DrawSecret?] { [witnesses[0].secret, witnesses[1].secret, nil] }

    /// Computes the draw with the signatures of two of the three witnesses.
    package func draw(_ statement: DrawStatement, _ list: SealedList) throws -> DrawBundle {
        let notes = try witnesses.prefix(2).map { try SignedNote.sign(statement.text, as: $0.id, with: $0.key) }
        let lines = notes.flatMap { SignedNote.signatures(of: $0) }
        let note = "\(statement.text)\n" + lines.map { $0 + "\n" }.joined()
        let round = statement.round ?? 0
        let signature = beacon.signature(of: BeaconScheme.unchained.message(round: round, previous: nil))
        let value = BeaconValue(
            round: round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex)
        return DrawBundle(
            edition: edition, note: note, statement: statement, list: list,
            secrets: secrets, beacon: value)
    }
}
