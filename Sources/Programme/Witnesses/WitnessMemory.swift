import Crypto
import Foundation

/// What a witness's tool has shown and signed, as the file in which it keeps that. With it the tool refuses a second
/// list of one wave, a second statement of one attempt, and a later attempt while an earlier one can still be drawn.
package struct WitnessMemory: Sendable, Equatable {
    package static let version = "prakerja-witness-memory-1"

    package let witness: String
    package private(set) var acts: [Act]

    package init(of witness: String) {
        self.witness = witness
        acts = []
    }

    package struct Act: Sendable, Equatable {
        package enum Kind: String, Sendable { case shown, signed }

        package let kind: Kind
        package let edition: String
        package let wave: Int
        package let attempt: Int
        package let root: Data
        /// SHA-256 of the statement's text.
        package let statement: Data
        /// How many witnesses have signed it with this one, as far as the tool saw.
        package let signatures: Int

        fileprivate var line: String {
            "\(kind.rawValue) \(edition) \(wave) \(attempt) \(root.hex) \(statement.hex) \(signatures)"
        }

        fileprivate init(_ kind: Kind, _ statement: DrawStatement, signatures: Int) {
            self.kind = kind
            edition = statement.edition
            wave = statement.wave
            attempt = statement.attempt
            root = statement.root
            self.statement = Data(SHA256.hash(data: Data(statement.text.utf8)))
            self.signatures = signatures
        }

        fileprivate init?(line: String) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 7, let kind = Kind(rawValue: words[0]), let wave = Int(words[2], in: Wave.numbers),
                let attempt = Int(words[3], in: StatementReader.attempts), let root = Data(hex: words[4]),
                let statement = Data(hex: words[5]), root.count == 32, statement.count == 32,
                let signatures = Int(words[6], in: 0...DrawRule.mostWitnesses)
            else { return nil }
            (self.kind, edition, self.wave, self.attempt) = (kind, words[1], wave, attempt)
            (self.root, self.statement, self.signatures) = (root, statement, signatures)
        }
    }

    package var file: String {
        ([Self.version, "witness \(witness)"] + acts.map(\.line)).map { $0 + "\n" }.joined()
    }

    /// Only the exact text that `file` would write is accepted, so that a damaged file does not count as nothing done.
    package init(file: String, of witness: String) throws(WitnessFault) {
        let lines = file.split(separator: "\n").map(String.init)
        let acts = lines.dropFirst(2).compactMap(Act.init(line:))
        self.init(of: witness)
        self.acts = acts
        guard self.file == file else { throw .memoryFile(witness) }
    }

    /// Adds an act, or throws why it must not be done.
    ///
    /// - Parameter signatures: how many other witnesses have signed the statement.
    mutating func add(
        _ kind: Act.Kind, _ statement: DrawStatement, signatures: Int, rules: DrawRules, closing: Instant,
        at now: Instant
    ) throws(WitnessFault) {
        let act = Act(kind, statement, signatures: kind == .signed ? signatures + 1 : signatures)
        let known = acts.filter { $0.edition == act.edition && $0.wave == act.wave }
        if let other = known.first(where: { $0.root != act.root }) { throw .otherList(root: other.root.hex) }
        if kind == .signed {
            // An attempt on the second chain follows one that had signatures enough, and no round.
            if statement.chain == 1 { try checkAttempt(act, known.filter { $0.kind == .signed }, rules, closing, now) }
            try checkStatement(act, known)
            let isShown = known.contains { $0.kind == .shown && $0.attempt <= act.attempt }
            let place = statement.commitments.firstIndex { $0.witness == witness }
            if isShown, let place, let secrets = statement.secrets, secrets[place] == nil { throw .calledAbsent }
        }
        if !acts.contains(act) { acts.append(act) }
    }

    private func checkStatement(_ act: Act, _ known: [Act]) throws(WitnessFault) {
        let isOther = known.contains {
            $0.kind == .signed && $0.attempt == act.attempt && $0.statement != act.statement
        }
        if isOther { throw .secondStatement(attempt: act.attempt) }
    }

    private func checkAttempt(
        _ act: Act, _ signed: [Act], _ rules: DrawRules, _ closing: Instant, _ now: Instant
    ) throws(WitnessFault) {
        for other in signed where other.attempt != act.attempt {
            guard other.signatures < rules.cosignatures else { throw .attemptStands(other.attempt) }
            let end = rules.attempt(other.attempt, closing: closing).roundAt
            guard other.attempt > act.attempt || now >= end else { throw .attemptRuns(other.attempt, until: end) }
            guard other.attempt < act.attempt else { throw .attemptStands(other.attempt) }
        }
    }
}
