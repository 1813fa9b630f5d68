import Crypto
import Foundation

/// The annex of an installation: which chain of public randomness its draws wait for, and who its witnesses are, with
/// their keys. Signed by the site's key and published before a wave opens; the statement of each draw binds its digest.
/// A text in the format of docs/annex.md.
package struct Annex: Sendable, Equatable {
    package static let version = "prakerja-annex-1"

    /// The key of the installation, as `NoteVerifier` prints it.
    package let site: String
    package let issued: Instant
    /// One, or two: the second is for when the first retires.
    package let chains: [Chain]
    /// In the order in which their secrets are mixed.
    package let witnesses: [DrawRules.Witness]

    package init(site: NoteVerifier, issued: Instant, chains: [Chain], witnesses: [DrawRules.Witness]) {
        self.site = site.description
        self.issued = issued
        self.chains = chains
        self.witnesses = witnesses
    }

    /// A chain of drand, as its `/info` publishes it.
    package struct Chain: Sendable, Codable, Equatable {
        /// What people call it.
        package let name: String
        /// A server of it; any other gives the same values.
        package let url: String
        /// 32 bytes, hexadecimal.
        package let hash: String
        package let scheme: BeaconScheme
        /// Hexadecimal.
        package let publicKey: String
        /// The time of round 1.
        package let genesis: Instant
        package let periodSeconds: Int

        package init(
            name: String, url: String, hash: String, scheme: BeaconScheme, publicKey: String, genesis: Instant,
            periodSeconds: Int
        ) {
            self.name = name
            self.url = url
            self.hash = hash
            self.scheme = scheme
            self.publicKey = publicKey
            self.genesis = genesis
            self.periodSeconds = periodSeconds
        }

        package func beacon(delay minutes: Int) -> DrawRules.Beacon {
            DrawRules.Beacon(
                name: name, url: url, genesis: genesis, periodSeconds: periodSeconds, delayMinutes: minutes,
                chain: BeaconChain(hash: hash, scheme: scheme, publicKey: publicKey))
        }

        fileprivate var lines: [String] {
            [
                "chain \(name)", "url \(url)", "hash \(hash)", "scheme \(scheme.rawValue)", "key \(publicKey)",
                "genesis \(genesis)", "period \(periodSeconds)",
            ]
        }
    }

    package var text: String {
        var lines = [Self.version, "site \(site)", "issued \(issued)"]
        lines += chains.flatMap(\.lines)
        lines += witnesses.flatMap { ["witness \($0.id)", "key \($0.key)", "id \($0.name.id)", "en \($0.name.en)"] }
        return lines.map { $0 + "\n" }.joined()
    }

    /// SHA-256 of the text without its signature, as statements bind it.
    package var digest: Data { Data(SHA256.hash(data: Data(text.utf8))) }

    /// Parses the text; only the exact text that `text` would write is accepted.
    package init(text: String) throws(AnnexFault) {
        var reader = AnnexReader(text)
        guard reader.next() == Self.version else { throw .version(String(text.prefix { $0 != "\n" }.prefix(40))) }
        site = try reader.value("site")
        guard let issued = Instant(try reader.value("issued")) else { throw .malformed("issued") }
        self.issued = issued
        var chains: [Chain] = []
        while reader.isAt("chain") { chains.append(try reader.chain()) }
        self.chains = chains
        var witnesses: [DrawRules.Witness] = []
        while reader.isAt("witness") { witnesses.append(try reader.witness()) }
        self.witnesses = witnesses
        guard self.text == text else { throw .malformed("text") }
        if let finding = check().first(where: { $0.severity == .error }) { throw .finding(finding) }
    }

    /// The annex in a signed note, when the signature is the site's. The site's key is the one in the text: whether it
    /// is the installation's can only be compared with a copy from elsewhere.
    package init(note: String) throws(AnnexFault) {
        let text: String
        do {
            text = try SignedNote.text(of: note)
        } catch {
            throw .unsigned("\(error)")
        }
        try self.init(text: text)
        do {
            _ = try SignedNote.open(note, with: try NoteVerifier(site))
        } catch {
            throw .unsigned("\(error)")
        }
        guard SignedNote.signatures(of: note).count == 1, note.hasSuffix("\n") else {
            throw .unsigned("it must have exactly one signature, the site's")
        }
    }

    /// The key that signed it, and that signs the statements of draws.
    package func siteKey() throws(AnnexFault) -> NoteVerifier {
        do {
            return try NoteVerifier(site)
        } catch {
            throw .malformed("site")
        }
    }
}

/// Reads an annex line by line.
private struct AnnexReader {
    private var lines: ArraySlice<String>

    init(_ text: String) {
        lines = text.split(separator: "\n").map(String.init)[...]
    }

    mutating func next() -> String? { lines.popFirst() }

    func isAt(_ name: String) -> Bool { lines.first?.hasPrefix(name + " ") ?? false }

    mutating func value(_ name: String) throws(AnnexFault) -> String {
        guard let line = lines.popFirst(), line.hasPrefix(name + " ") else { throw .malformed(name) }
        return String(line.dropFirst(name.count + 1))
    }

    mutating func chain() throws(AnnexFault) -> Annex.Chain {
        let (name, url, hash) = (try value("chain"), try value("url"), try value("hash"))
        guard let scheme = BeaconScheme(rawValue: try value("scheme")) else { throw .malformed("scheme") }
        let key = try value("key")
        guard let genesis = Instant(try value("genesis")) else { throw .malformed("genesis") }
        guard let period = Int(try value("period"), in: Annex.periods) else { throw .malformed("period") }
        return Annex.Chain(
            name: name, url: url, hash: hash, scheme: scheme, publicKey: key, genesis: genesis, periodSeconds: period)
    }

    mutating func witness() throws(AnnexFault) -> DrawRules.Witness {
        let (id, key) = (try value("witness"), try value("key"))
        return DrawRules.Witness(id: id, name: Bilingual(id: try value("id"), en: try value("en")), key: key)
    }
}

/// Why an annex cannot be used.
package enum AnnexFault: Error, Equatable, Sendable, CustomStringConvertible {
    case version(String)
    /// A line is missing or does not have the required form.
    case malformed(String)
    case unsigned(String)
    case finding(Finding)
    /// The edition has witnesses, and no annex names them.
    case missing(edition: String)
    case witnesses(are: Int, expected: Int, edition: String)

    package var description: String {
        switch self {
        case .version(let version): "this is “\(version)”, and an annex begins with \(Annex.version)"
        case .malformed(let part): "the annex: its \(part) is missing or not as it is written"
        case .unsigned(let why): "the annex is not signed by the site it names: \(why)"
        case .finding(let finding): "the annex: \(finding.place) \(finding.sentence)"
        case .missing(let edition): "edition \(edition) leaves it to an annex who its witnesses are, and there is none"
        case .witnesses(let count, let expected, let edition):
            "the annex names \(count) witnesses, and edition \(edition) asks for \(expected)"
        }
    }
}
