import Crypto
import Foundation

/// What a witness's tool has shown and signed, as the file in which it keeps that. With it the tool refuses a second
/// list of one wave, a second statement of one attempt, a later attempt while an earlier one can still be drawn, and
/// texts of edition and annex other than those under which the secret was committed to.
package struct WitnessMemory: Sendable, Equatable {
    /// Ends with a line `end` and the number of lines above it, so that a file that was cut does not count as less done.
    package static let version = "prakerja-witness-memory-2"
    /// Without that line; it is read, and written again in the version of today.
    private static let earlierVersion = "prakerja-witness-memory-1"

    package let witness: String
    package private(set) var acts: [Act]
    private var texts: [Texts]

    package init(of witness: String) {
        self.witness = witness
        (acts, texts) = ([], [])
    }

    /// The edition's text and the annex of a wave, as they were when the tool first had to do with it. An office that
    /// hands out another text under the same id could move the closing, and have the secret before its time.
    private struct Texts: Sendable, Equatable {
        let edition: String
        let wave: Int
        let digests: [Data]

        init(of rules: Edition, wave: Int) {
            (edition, self.wave) = (rules.id, wave)
            digests = [rules.digest] + (rules.annex.map { [$0.digest] } ?? [])
        }

        var line: String { "under \(edition) \(wave) \(digests.map(\.hex).joined(separator: " "))" }

        init?(line: String) {
            let words = line.split(separator: " ").map(String.init)
            guard (4...5).contains(words.count), words[0] == "under", let wave = Int(words[2], in: Wave.numbers)
            else { return nil }
            (edition, self.wave) = (words[1], wave)
            digests = words.dropFirst(3).compactMap { Data(hex: $0) }
            guard digests.count == words.count - 3, digests.allSatisfy({ $0.count == 32 }) else { return nil }
        }
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
        /// The annex's chain whose round it waits for.
        package let chain: Int

        fileprivate var line: String {
            "\(kind.rawValue) \(edition) \(wave) \(attempt) \(root.hex) \(statement.hex) \(signatures)"
                + (chain == 1 ? "" : " \(chain)")
        }

        fileprivate init(_ kind: Kind, _ statement: DrawStatement, signatures: Int) {
            self.kind = kind
            edition = statement.edition
            wave = statement.wave
            attempt = statement.attempt
            root = statement.root
            self.statement = Data(SHA256.hash(data: Data(statement.text.utf8)))
            self.signatures = signatures
            chain = statement.chain
        }

        fileprivate init?(line: String) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 7 || words.count == 8 && words[7] == "2", let kind = Kind(rawValue: words[0]),
                let wave = Int(words[2], in: Wave.numbers),
                let attempt = Int(words[3], in: StatementReader.attempts), let root = Data(hex: words[4]),
                let statement = Data(hex: words[5]), root.count == 32, statement.count == 32,
                let signatures = Int(words[6], in: 0...DrawRule.mostWitnesses)
            else { return nil }
            (self.kind, edition, self.wave, self.attempt) = (kind, words[1], wave, attempt)
            (self.root, self.statement, self.signatures) = (root, statement, signatures)
            chain = words.count - 6
        }
    }

    package var file: String { text(Self.version) }

    private func text(_ version: String) -> String {
        let lines = [version, "witness \(witness)"] + texts.map(\.line) + acts.map(\.line)
        let end = version == Self.version ? ["end \(lines.count)"] : []
        return (lines + end).map { $0 + "\n" }.joined()
    }

    /// Only the exact text that `file` would write is accepted, so that a damaged file does not count as nothing done.
    package init(file: String, of witness: String) throws(WitnessFault) {
        let lines = file.split(separator: "\n").map(String.init)
        self.init(of: witness)
        texts = lines.dropFirst(2).compactMap(Texts.init(line:))
        acts = lines.dropFirst(2).compactMap(Act.init(line:))
        let version = file.hasPrefix(Self.earlierVersion + "\n") ? Self.earlierVersion : Self.version
        guard text(version) == file else { throw .memoryFile(witness) }
    }

    /// Keeps under which texts of edition and annex the tool acts for a wave, or throws when they are others than before.
    package mutating func bind(_ rules: Edition, wave: Int) throws(WitnessFault) {
        let given = Texts(of: rules, wave: wave)
        guard let known = texts.first(where: { $0.edition == given.edition && $0.wave == wave }) else {
            texts.append(given)
            return
        }
        guard known == given else { throw .otherTexts(edition: rules.id, wave: wave) }
    }

    /// Adds an act, or throws why it must not be done.
    ///
    /// - Parameters:
    ///   - signatures: how many other witnesses have signed the statement.
    ///   - rules: of the first chain.
    mutating func add(
        _ kind: Act.Kind, _ statement: DrawStatement, signatures: Int, rules: DrawRules, closing: Instant,
        at now: Instant
    ) throws(WitnessFault) {
        let act = Act(kind, statement, signatures: kind == .signed ? signatures + 1 : signatures)
        let known = acts.filter { $0.edition == act.edition && $0.wave == act.wave }
        if let other = known.first(where: { $0.root != act.root }) { throw .otherList(root: other.root.hex) }
        if kind == .signed {
            try checkAttempt(act, known.filter { $0.kind == .signed }, rules, closing, now)
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
            var end = (rules.on(chain: other.chain) ?? rules).attempt(other.attempt, closing: closing).roundAt
            if other.signatures >= rules.cosignatures {
                // An attempt on the second chain follows one that had signatures enough, and no round for days.
                guard other.chain == 1, act.chain == 2 else { throw .attemptStands(other.attempt) }
                end = end + .days(DrawRules.silentDays)
            }
            guard other.attempt > act.attempt || now >= end else { throw .attemptRuns(other.attempt, until: end) }
            guard other.attempt < act.attempt else { throw .attemptStands(other.attempt) }
        }
    }
}
