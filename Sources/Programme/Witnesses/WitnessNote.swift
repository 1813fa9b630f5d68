import Crypto
import Foundation

/// A witness's paper about its secret: first the commitment, later the secret itself. Five readable lines; docs/draw.md
/// describes them.
package struct WitnessNote: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case commitment = "prakerja-draw-commitment-1"
        case secret = "prakerja-draw-secret-1"

        fileprivate var label: String { self == .commitment ? "commitment" : "secret" }
    }

    package let kind: Kind
    package let edition: String
    package let wave: Int
    package let witness: String
    /// 32 bytes: the commitment, or the secret.
    package let value: Data

    package init(_ kind: Kind, edition: String, wave: Int, witness: String, value: Data) {
        self.kind = kind
        self.edition = edition
        self.wave = wave
        self.witness = witness
        self.value = value
    }

    package var text: String {
        "\(kind.rawValue)\nedition \(edition)\nwave \(wave)\nwitness \(witness)\n\(kind.label) \(value.hex)\n"
    }

    /// Only the exact text that `text` would write is accepted.
    package init(text: String) throws(WitnessRefusal) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        guard let kind = lines.first?.first.flatMap(Kind.init(rawValue:)), lines.count == 5,
            lines.dropFirst().allSatisfy({ $0.count == 2 }), let wave = Int(lines[2][1], in: Wave.numbers),
            let value = Data(hex: lines[4][1]), value.count == 32
        else { throw .unreadable }
        self.init(kind, edition: lines[1][1], wave: wave, witness: lines[3][1], value: value)
        guard self.text == text, StatementReader.isWord(edition), StatementReader.isWord(witness) else {
            throw .unreadable
        }
    }
}

/// A paper that a witness hands in, in the order in which they are due.
package enum WitnessPaper: Sendable, Equatable {
    /// The commitment, signed by the witness, so that it cannot be deposited in another's name.
    case commitment(WitnessNote, signed: String)
    /// The secret. It needs no signature: only the right secret matches its commitment.
    case secret(WitnessNote)
    /// A signature under the sealed list's statement.
    case signature(witness: String, statement: String, line: String)

    /// In bytes; more than a paper with a hundred provinces and lists has.
    package static let maximumBytes = 32 * 1_024

    /// Parses a pasted or uploaded paper.
    package init(_ pasted: String) throws(WitnessRefusal) {
        guard pasted.utf8.count <= Self.maximumBytes else { throw .unreadable }
        let text = pasted.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines) + "\n"
        let first = text.prefix { $0 != "\n" }
        if first == WitnessNote.Kind.secret.rawValue {
            self = .secret(try WitnessNote(text: text))
            return
        }
        guard let body = try? SignedNote.text(of: text) else { throw .unreadable }
        if first == WitnessNote.Kind.commitment.rawValue {
            self = .commitment(try WitnessNote(text: body), signed: text)
            return
        }
        let lines = SignedNote.signatures(of: text)
        guard first == DrawStatement.version || first == DrawStatement.earlierVersion, lines.count == 1,
            let line = lines.first
        else { throw .unreadable }
        let parts = line.split(separator: " ")
        guard SignedNote.isSignature(line) else { throw .unreadable }
        self = .signature(witness: String(parts[1]), statement: body, line: line)
    }
}

extension DrawRules {
    /// The edition's witness with this id, with the pinned key.
    package func witness(_ id: String) throws(WitnessRefusal) -> (witness: Witness, key: NoteVerifier) {
        guard let witness = witnesses.first(where: { $0.id == id }), let key = try? NoteVerifier(witness.key) else {
            throw .unknownWitness(id)
        }
        return (witness, key)
    }

    /// Throws unless the witness named in the note has signed it.
    package func check(_ note: WitnessNote, signed: String) throws(WitnessRefusal) {
        let key = try witness(note.witness).key
        guard (try? SignedNote.open(signed, with: key)) == note.text else { throw .wrongSignature(note.witness) }
    }

    /// Throws unless the line is this witness's signature under the statement.
    ///
    /// - Returns: its time; nil where the annex names a key that signs without one.
    @discardableResult
    package func check(
        _ line: String, by id: String, under statement: String
    ) throws(WitnessRefusal) -> Instant? {
        let key = try witness(id).key
        guard let opened = try? SignedNote.opened("\(statement)\n\(line)\n", with: key), opened.text == statement
        else { throw .wrongSignature(id) }
        return opened.at
    }
}

/// Why a witness's paper is refused.
package enum WitnessRefusal: Refusal {
    /// Not one of the three papers, or changed on the way.
    case unreadable
    /// The edition has no witnesses.
    case notWatched
    case otherEdition(is: String, expected: String)
    case otherWave(is: Int, expected: Int)
    case unknownWitness(String)
    case wrongSignature(String)
    /// The wave has closed: a later commitment could have been chosen knowing the list.
    case lateCommitment(closed: Instant)
    /// Another commitment of this witness is published already.
    case secondCommitment(String)
    /// This witness deposited no commitment, so no secret can match it.
    case noCommitment(String)
    case wrongSecret(String)
    /// The list is not sealed yet: a secret revealed now could influence who is on it.
    case notSealed
    case lateSecret(until: Instant)
    /// The signature is under another statement than the current one.
    case otherStatement
    /// Other witnesses may still reveal their secrets, which the statement will contain.
    case secretsOutstanding(until: Instant)
    case lateSignature(until: Instant)
    /// The time in the signature lies before the sealing, in the future, or after the round: the witness's clock is wrong,
    /// and no verifier would accept the draw.
    case wrongClock(Instant)
    /// The draw is over.
    case drawn
    /// The wave ended without a draw.
    case abandoned
    /// Another attempt is started only after one has failed.
    case notFailed

    package var code: String {
        switch self {
        case .unreadable: "witness.unreadable"
        case .notWatched: "witness.not-watched"
        case .otherEdition: "witness.other-edition"
        case .otherWave: "witness.other-wave"
        case .unknownWitness: "witness.unknown"
        case .wrongSignature: "witness.wrong-signature"
        case .lateCommitment: "witness.late-commitment"
        case .secondCommitment: "witness.second-commitment"
        case .noCommitment: "witness.no-commitment"
        case .wrongSecret: "witness.wrong-secret"
        case .notSealed: "witness.not-sealed"
        case .lateSecret: "witness.late-secret"
        case .otherStatement: "witness.other-statement"
        case .secretsOutstanding: "witness.secrets-outstanding"
        case .lateSignature: "witness.late-signature"
        case .wrongClock: "witness.wrong-clock"
        case .drawn: "witness.drawn"
        case .abandoned: "witness.abandoned"
        case .notFailed: "witness.not-failed"
        }
    }
}
