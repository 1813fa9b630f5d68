import Crypto
import Foundation

/// Why a bundle does not verify: the first error that the check finds.
package enum DrawFault: Error, Equatable, Sendable {
    case version(String)
    /// A statement of the earlier version under an edition whose draws bind an annex.
    case downgraded
    case edition(is: String, expected: String)
    /// The edition's file has another canonical text than the one in force at the draw.
    case editionText(is: String, expected: String)
    /// The annex is missing, or is not the one under which the draw was made.
    case annex(String)
    /// The site has not signed the statement.
    case site(String)
    /// Numbers of people that do not add up, or that the edition does not allow.
    case figures(String)
    /// The lists in force are not such as the edition requires.
    case lists(String)
    case unknownWave(Int)
    /// A participant's proof is of another wave than the statement.
    case otherWave(is: Int, expected: Int)
    case places(are: Int, expected: Int)
    /// A part of the first line does not have the required form.
    case malformed(String)
    /// The file is longer or shorter than its parts.
    case length
    case order(String)
    /// The commitments are not those of the edition's witnesses.
    case witnesses
    /// The secret revealed is not the one committed to.
    case commitment(witness: String)
    /// The secret in the first line is not the one in the signed statement.
    case secret(witness: String)
    /// A signature under the statement that is not of a witness of the edition, or is not valid.
    case signature(String)
    /// The statement was changed after this witness signed it.
    case signedOther(witness: String)
    case tooFewSignatures(are: Int, expected: Int)
    /// Household data on a list whose edition has no limit per family card.
    case household(ticket: Int, String)
    /// The round of public randomness is not the one that follows from the closing instant.
    case round(is: Int?, expected: Int?)
    case beacon(String)
    case entries(are: Int, stated: Int)
    /// The numbers of entries per pool are not those of the list, or not merged by the edition's rule.
    case counts(String)
    case entry(ticket: Int)
    /// The list is not the one that was sealed.
    case root
    /// A participant's line does not lead to the given root.
    case proof(ticket: Int)
    case seed
    /// Selected in the file, but not by the computation.
    case wronglySelected(ticket: Int)
    /// Selected by the computation, but not in the file.
    case leftOut(ticket: Int)
    case position(ticket: Int)
    /// The later changes belong to another draw.
    case otherDraw
    /// A step of the later changes, from 1, that is not the required one.
    case change(Int, String)
}

extension DrawFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .version(let version):
            "this is a bundle of version “\(version)”; known are \(DrawStatement.version) and "
                + DrawStatement.earlierVersion
        case .downgraded:
            "the statement is of version \(DrawStatement.earlierVersion), and draws of this edition are of version "
                + DrawStatement.version
        case .edition(let id, let expected): "the bundle is of edition \(id), the file given is edition \(expected)"
        case .editionText(let digest, let expected):
            "the edition's file is not the one of the draw: its digest is \(digest), the statement names \(expected)"
        case .annex(let why): "the annex: \(why)"
        case .site(let why): "the site's signature under the statement: \(why)"
        case .figures(let why): "the numbers of people: \(why)"
        case .lists(let why): "the lists in force: \(why)"
        case .household(let ticket, let why): "ticket \(ticket): \(why)"
        case .unknownWave(let number): "the edition has no wave \(number)"
        case .otherWave(let wave, let expected): "the proof is of wave \(wave), the statement of wave \(expected)"
        case .places(let places, let expected): "the bundle has \(places) places, the edition \(expected)"
        case .malformed(let part): "the \(part) is not as it is written"
        case .length: "the file is longer or shorter than its parts"
        case .order(let what): "the acts are out of order: \(what)"
        case .witnesses: "the commitments are not those of the edition's witnesses"
        case .commitment(let witness): "the secret of \(witness) is not the one whose commitment was published"
        case .secret(let witness): "the secret of \(witness) is not the one in the statement that was signed"
        case .counts(let why): "the numbers of entries by pool: \(why)"
        case .signedOther(let witness):
            "the statement is not the one \(witness) signed: entries, counts, root, secrets or round were changed since"
        case .signature(let why): "a signature under the statement: \(why)"
        case .tooFewSignatures(let count, let expected):
            "\(count) witnesses signed the sealed list, the edition asks for \(expected)"
        case .round(let round, let expected):
            "the draw waited for round \(round.map(String.init) ?? "none"), the closing instant fixes "
                + "\(expected.map(String.init) ?? "none")"
        case .beacon(let why): "the public randomness: \(why)"
        case .entries(let count, let stated): "the list has \(count) entries, \(stated) were sealed"
        case .entry(let ticket): "ticket \(ticket) is not in the form that is hashed"
        case .root: "the list is not the one that was sealed: its Merkle root differs"
        case .proof(let ticket):
            "ticket \(ticket) with this line is not on the list with that root: the line, the path or the root differs"
        case .seed: "the seed does not follow from root, secrets and public randomness"
        case .wronglySelected(let ticket): "ticket \(ticket) is in the outcome, but its rank does not select it"
        case .leftOut(let ticket): "ticket \(ticket) is selected by its rank, but not in the outcome"
        case .otherDraw: "the changes belong to another draw: wave, root or seed differ"
        case .change(let step, let why): "step \(step) of the changes: \(why)"
        case .position(let ticket): "the pool or position of ticket \(ticket) is not what its rank gives"
        }
    }
}

extension DrawBundle {
    /// Recomputes the draw under the rules of `edition`, and throws the first difference.
    ///
    /// - Parameters:
    ///   - edition: with its annex, where it needs one.
    ///   - site: the key of the installation; nil takes the one in the annex.
    @discardableResult
    package func verify(edition: Edition, site: NoteVerifier? = nil) throws(DrawFault) -> DrawReport {
        let signed = try verifyStatement(edition, site)
        let statement = signed.statement
        let secrets = try verifySecrets(statement)
        guard list.count == statement.entries else { throw .entries(are: list.count, stated: statement.entries) }
        if let ticket = list.malformed { throw .entry(ticket: ticket) }
        guard list.root == statement.root else { throw .root }
        guard list.counts(edition.waves.strata) == statement.counts else { throw .counts("they are not the list's") }
        if statement.origin != nil { try verifyHouseholds(edition) }
        let randomness = try verifyBeacon(statement, edition.waves.draw?.beacon.chain)
        let seed = statement.seed(secrets: secrets, randomness: randomness)
        guard seed.hex == head.seed else { throw .seed }
        try verifyOutcome(Draw(edition: edition, places: statement.places).selected(of: list, seed: seed).lines)
        return DrawReport(signed, edition: edition)
    }

    private func verifyStatement(_ edition: Edition, _ given: NoteVerifier?) throws(DrawFault) -> SignedStatement {
        guard let text = try? SignedNote.text(of: head.statement) else { throw .malformed("statement") }
        let statement = try DrawStatement(text: text)
        try statement.check(edition: edition)
        return try SignedStatement(head.statement, statement, edition: edition, site: given)
    }

    /// Without a limit per family card no entry has earlier places that count, and no two entries share a tag.
    private func verifyHouseholds(_ edition: Edition) throws(DrawFault) {
        guard edition.eligibility.beneficiariesPerFamilyCard == nil else { return }
        if let ticket = list.firstWithEarlier {
            throw .household(ticket: ticket, "it has earlier places, and the edition has no limit per family card")
        }
        if let ticket = list.firstSharingTag {
            throw .household(ticket: ticket, "it shares a household tag, and the edition has no limit per family card")
        }
    }

    private func verifySecrets(_ statement: DrawStatement) throws(DrawFault) -> [DrawSecret?] {
        guard head.secrets.count == statement.commitments.count else { throw .witnesses }
        var secrets: [DrawSecret?] = []
        for (place, commitment) in statement.commitments.enumerated() {
            let secret = try read(head.secrets[place], of: commitment, wave: statement.wave)
            if let signed = statement.secrets, signed[place] != secret { throw .secret(witness: commitment.witness) }
            secrets.append(secret)
        }
        return secrets
    }

    private func read(
        _ shown: String?, of commitment: DrawStatement.Commitment, wave: Int
    ) throws(DrawFault) -> DrawSecret? {
        guard let shown else {
            // The system's own secret must be present: it is the only one.
            guard commitment.witness != DrawSecret.system else { throw .commitment(witness: commitment.witness) }
            return nil
        }
        guard let bytes = Data(hex: shown), bytes.hex == shown, let secret = DrawSecret(bytes),
            secret.commitment(wave: wave, witness: commitment.witness) == commitment.hash
        else { throw .commitment(witness: commitment.witness) }
        return secret
    }

    /// - Parameter chain: nil where the edition names none; then only the hash of the signature is verified.
    private func verifyBeacon(_ statement: DrawStatement, _ chain: BeaconChain?) throws(DrawFault) -> Data? {
        guard let round = statement.round else {
            guard head.beacon == nil else { throw .beacon("the edition asks for none") }
            return nil
        }
        guard let beacon = head.beacon else { throw .beacon("it is missing") }
        guard beacon.round == round else { throw .round(is: beacon.round, expected: round) }
        guard let value = beacon.value, beacon.isCanonical else {
            throw .beacon("it is not the hash of its signature")
        }
        do throws(BeaconSignatureFault) {
            if let chain { try beacon.verify(chain) }
        } catch {
            throw .beacon("\(error)")
        }
        return value
    }

    private func verifyOutcome(_ lines: [Draw.Line]) throws(DrawFault) {
        let expected = DrawBundle.bytes(of: lines)
        guard expected != selected else { return }
        let claimed = Outcomes(selected)
        let computed = Outcomes(expected)
        for (ticket, place) in claimed.places.sorted(by: { $0.key < $1.key }) {
            guard let right = computed.places[ticket] else { throw .wronglySelected(ticket: ticket) }
            guard right == place else { throw .position(ticket: ticket) }
        }
        let missing = computed.places.keys.filter { claimed.places[$0] == nil }
        if let ticket = missing.min() { throw .leftOut(ticket: ticket) }
        throw .malformed("outcome")
    }
}

/// The outcome in a file, by ticket.
private struct Outcomes {
    var places: [Int: Data] = [:]

    init(_ bytes: Data) {
        var rest = bytes
        while rest.count >= DrawBundle.selectedBytes {
            let ticket = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            places[Int(truncatingIfNeeded: ticket)] = Data(rest.dropFirst(8).prefix(8))
            rest = rest.dropFirst(DrawBundle.selectedBytes)
        }
    }
}
