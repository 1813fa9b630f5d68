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
    /// The site has not signed the file of changes.
    case changesSite(String)
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
    /// A line of the list that no honest sealing makes: household data where the edition has no limit per family card,
    /// or a salt that is not its own.
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
    /// A wave was ended without a draw although the rule did not allow it.
    case abandonment(String)
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
        case .changesSite(let why): "the site's signature under the changes: \(why)"
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
        case .otherDraw: "the changes belong to another draw: edition, wave, root or seed differ"
        case .change(let step, let why): "step \(step) of the changes: \(why)"
        case .abandonment(let why): "the end without a draw: \(why)"
        case .position(let ticket): "the pool or position of ticket \(ticket) is not what its rank gives"
        }
    }
}
