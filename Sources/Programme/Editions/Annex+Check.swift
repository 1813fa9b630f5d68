import Foundation
import Yams

extension Annex {
    /// Valid seconds between two rounds: at most a day.
    static let periods = 1...86_400
    /// More witnesses, and longer names and addresses, than any installation has; in characters.
    private static let mostText = 200

    /// What is wrong with it, whatever the edition.
    package func check() -> [Finding] {
        guard let site = try? NoteVerifier(site) else {
            return [.error("site", "is no key: it reads name+hash+base64")]
        }
        guard site.description == self.site else {
            return [.error("site", "is not written as the key is: “\(site)”")]
        }
        guard site.kind == .signature else {
            return [.error("site", "is a witness's key: the site signs without a time in the signature")]
        }
        return Self.check(chains, witnesses, site: site)
    }

    /// - Parameter site: nil in a draft, which any site may sign.
    fileprivate static func check(
        _ chains: [Chain], _ witnesses: [DrawRules.Witness], site: NoteVerifier?
    ) -> [Finding] {
        var findings: [Finding] = []
        if !(1...2).contains(chains.count) {
            findings.append(.error("chains", "must be one, or two where the second is for when the first retires"))
        }
        // A hash is only what the annex calls a chain; its rounds are those of its key.
        if Set(chains.map(\.hash)).count != chains.count || Set(chains.map(\.publicKey)).count != chains.count {
            findings.append(.error("chains", "are one and the same"))
        }
        for (place, chain) in chains.enumerated() {
            let path = "chains[\(place)]"
            findings += BeaconChain(hash: chain.hash, scheme: chain.scheme, publicKey: chain.publicKey).check(path)
            if Data(hex: chain.publicKey)?.hex != chain.publicKey {
                findings.append(.error(path + ".publicKey", "is not hexadecimal in lower case"))
            }
            if !periods.contains(chain.periodSeconds) {
                findings.append(.error(path + ".periodSeconds", "must be 1 to \(periods.upperBound)"))
            }
            findings += check([chain.name, chain.url], at: path)
        }
        return findings + check(witnesses, site)
    }

    private static func check(_ witnesses: [DrawRules.Witness], _ site: NoteVerifier?) -> [Finding] {
        var findings: [Finding] = []
        if !(1...DrawRule.mostWitnesses).contains(witnesses.count) {
            findings.append(.error("witnesses", "must be 1 to \(DrawRule.mostWitnesses)"))
        }
        var keys: [Data: String] = [:]
        if let site { keys[site.bytes] = "the site" }
        var names: Set<String> = []
        for witness in witnesses {
            let path = "witnesses[\(witness.id)]"
            findings += check([witness.name.id, witness.name.en], at: path)
            if !DrawRules.isName(witness.id) {
                findings.append(.error(path + ".id", "is not lower-case letters, digits and hyphens"))
            }
            if !names.insert(witness.id).inserted { findings.append(.error(path, "is named twice")) }
            guard let key = try? NoteVerifier(witness.key), key.description == witness.key, key.name == witness.id
            else {
                findings.append(.error(path + ".key", "is no key in this name, as `witness keygen` prints it"))
                continue
            }
            if let other = keys.updateValue(witness.id, forKey: key.bytes) {
                findings.append(.error(path + ".key", "is also the key of \(other): one person would sign for both"))
            }
        }
        return findings
    }

    /// A line of the text is one value, without spaces around it.
    private static func check(_ texts: [String], at path: String) -> [Finding] {
        texts.filter { text in
            text.isEmpty || text.count > mostText || text.contains(where: \.isNewline)
                || text.trimmingCharacters(in: .whitespaces) != text
        }.map { _ in .error(path, "has a name or address that is empty, too long or more than a line") }
    }

    /// One error for each key that is the demo's, in a form that `programme check` prints.
    package func checkKeys() -> [Finding] { Self.checkKeys(chains, witnesses) }

    fileprivate static func checkKeys(_ chains: [Chain], _ witnesses: [DrawRules.Witness]) -> [Finding] {
        let witnesses = witnesses.map { ("witnesses[\($0.id)].key", $0.key) }
        let chains = chains.enumerated().map { ("chains[\($0)].publicKey", $1.publicKey.lowercased()) }
        return DemoKeys.findings(witnesses + chains)
    }
}

/// What an operator writes, and the site then signs: the chains and the witnesses of an annex, as YAML.
package struct AnnexDraft: Sendable, Codable, Equatable {
    package let chains: [Annex.Chain]
    package let witnesses: [DrawRules.Witness]

    /// Throws an `EditionFault` with the YAML error, or with the key that is missing, unknown, doubled or merged in.
    package init(yaml: String) throws {
        self = try StrictReading<AnnexDraft>(yaml).required()
    }

    /// Whether a text is meant as one, so that `programme check` can read it.
    package static func isMeant(_ yaml: String) -> Bool {
        guard let keys = try? Yams.compose(yaml: yaml)?.mapping?.keys.compactMap(\.string) else { return false }
        return keys.contains("chains")
    }

    /// What is wrong with it before it is signed.
    ///
    /// - Parameter isPublic: whether the demo's keys are errors.
    package func findings(isPublic: Bool) -> [Finding] {
        Annex.check(chains, witnesses, site: nil) + (isPublic ? Annex.checkKeys(chains, witnesses) : [])
    }

    package func annex(of site: NoteVerifier, issued: Instant) -> Annex {
        Annex(site: site, issued: issued, chains: chains, witnesses: witnesses)
    }
}
