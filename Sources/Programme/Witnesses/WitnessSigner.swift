import Crypto
import Foundation

/// A witness's private key, as the file in which the witness keeps it.
package struct WitnessKey: Sendable {
    package let witness: String
    private let key: Curve25519.Signing.PrivateKey

    private static let version = "prakerja-witness-key-1"

    /// - Parameter bytes: 32 random bytes.
    package init(witness: String, bytes: Data) throws(WitnessFault) {
        guard DrawRules.isName(witness) else { throw .name(witness) }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { throw .keyFile }
        self.witness = witness
        self.key = key
    }

    package init(file: String) throws(WitnessFault) {
        let lines = file.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        guard lines.count == 3, lines[0] == [Self.version], lines[1].count == 2, lines[1][0] == "witness",
            lines[2].count == 2, lines[2][0] == "private", let bytes = Data(hex: lines[2][1])
        else { throw .keyFile }
        try self.init(witness: lines[1][1], bytes: bytes)
    }

    package var file: String { "\(Self.version)\nwitness \(witness)\nprivate \(key.rawRepresentation.hex)\n" }

    /// The public key as an annex names it, under which signatures carry their time.
    package var verifier: NoteVerifier { NoteVerifier(name: witness, key: key.publicKey, kind: .cosignature) }

    /// The public key as earlier versions printed it. A witness whom the annex names by it signs without a time.
    package var earlierVerifier: NoteVerifier { NoteVerifier(name: witness, key: key.publicKey) }

    /// - Parameter now: nil signs without a time.
    func sign(_ text: String, at now: Instant?) throws(WitnessFault) -> String {
        do {
            guard let now else { return try SignedNote.sign(text, as: witness, with: key) }
            return try SignedNote.cosign(text, as: witness, with: key, at: now)
        } catch {
            throw .keyFile
        }
    }
}

/// The witness's tool, for a machine apart from the programme's: no database, no network, only the key, the edition and
/// the papers. It checks what it can before it reveals or signs anything.
package struct WitnessSigner: Sendable {
    package let key: WitnessKey
    package let edition: Edition
    /// Whether the annex names the key by which signatures carry their time.
    private let isTimed: Bool

    /// Throws `WitnessFault.notPinned` unless the edition names this witness with this key.
    package init(key: WitnessKey, edition: Edition) throws(WitnessFault) {
        let pinned = edition.waves.draw?.witnesses.first { $0.id == key.witness }?.key
        isTimed = pinned == key.verifier.description
        guard isTimed || pinned == key.earlierVerifier.description else {
            throw .notPinned(key.witness, edition: edition.id)
        }
        self.key = key
        self.edition = edition
    }

    /// The signed commitment to hand in, and the secret to keep.
    package func commit(
        wave: Int, secret: DrawSecret, at now: Instant
    ) throws(WitnessFault) -> (commitment: String, secret: String) {
        guard edition.waves.dates().contains(where: { $0.number == wave }) else {
            throw .unknownWave(wave, last: edition.waves.total)
        }
        let lock = secret.commitment(wave: wave, witness: key.witness)
        func note(_ kind: WitnessNote.Kind, _ value: Data) -> String {
            WitnessNote(kind, edition: edition.id, wave: wave, witness: key.witness, value: value).text
        }
        return (try sign(note(.commitment, lock), at: now), note(.secret, secret.bytes))
    }

    /// The secret to hand in, once the list is sealed. It is added to the tool's memory, which must be stored before the
    /// secret is given away.
    package func reveal(
        _ note: WitnessNote, statement text: String, at now: Instant, memory: inout WitnessMemory
    ) throws(WitnessFault) -> String {
        let (statement, signatures) = try read(text, with: note, isFinal: false, at: now)
        let (rules, attempt, closing) = try attempt(of: statement)
        guard now < attempt.revealsBy else { throw .late(attempt.revealsBy) }
        var next = memory
        try next.bind(edition, wave: statement.wave)
        try next.add(.shown, statement, signatures: signatures, rules: rules, closing: closing, at: now)
        memory = next
        return note.text
    }

    /// The statement with this witness's signature.
    ///
    /// - Parameters:
    ///   - note: this witness's secret, which the statement must contain or visibly omit; nil when no commitment was
    ///     deposited.
    ///   - kept: the site's receipt of the wave, where one is kept: the memory may be an older copy, which does not know
    ///     that the secret was shown.
    package func cosign(
        _ note: WitnessNote?, statement text: String, at now: Instant, receipt kept: String? = nil,
        memory: inout WitnessMemory
    ) throws(WitnessFault) -> (signed: String, statement: DrawStatement) {
        let (statement, signatures) = try read(text, with: note, isFinal: true, at: now)
        let (rules, attempt, closing) = try attempt(of: statement)
        guard now < attempt.roundAt else { throw .late(attempt.roundAt) }
        if let kept { try requireReceived(kept, in: statement, until: attempt.revealsBy) }
        if statement.chain != 1, let first = edition.waves.draw?.attempt(1, closing: closing) {
            let silent = first.roundAt + .days(DrawRules.silentDays)
            guard now >= silent else { throw .attemptRuns(1, until: silent) }
        }
        var next = memory
        try next.bind(edition, wave: statement.wave)
        try next.add(.signed, statement, signatures: signatures, rules: rules, closing: closing, at: now)
        if let begun = statement.begins(under: rules, closing: closing), now + DrawStatement.clocksDiffer < begun {
            throw .notBegun(statement.attempt, until: begun)
        }
        memory = next
        return (try sign(statement.text, at: now), statement)
    }

    private func sign(_ text: String, at now: Instant) throws(WitnessFault) -> String {
        try key.sign(text, at: isTimed ? now : nil)
    }

    /// The checked statement, and how many other witnesses have signed it.
    private func read(
        _ text: String, with note: WitnessNote?, isFinal: Bool, at now: Instant
    ) throws(WitnessFault) -> (statement: DrawStatement, signatures: Int) {
        let statement: DrawStatement
        var signatures = 0
        do {
            let body = (try? SignedNote.text(of: text)) ?? text
            statement = try DrawStatement(text: body)
            try statement.check(edition: edition, isFinal: isFinal)
            // Without the site's signature any person can have written it, to have the secret revealed.
            if statement.origin != nil {
                let signed = try SignedStatement(text, statement, edition: edition, isFinal: false)
                signatures = signed.witnesses.count { $0 != key.witness }
            }
        } catch {
            throw .draw(error)
        }
        guard statement.times.sealed <= now + DrawStatement.clocksDiffer else {
            throw .sealedLater(statement.times.sealed)
        }
        let ours = statement.commitments.first { $0.witness == key.witness }
        guard let note else {
            guard ours?.hash == nil else { throw .secretMissing }
            return (statement, signatures)
        }
        guard note.kind == .secret, note.witness == key.witness, note.wave == statement.wave,
            let secret = DrawSecret(note.value),
            ours?.hash == secret.commitment(wave: statement.wave, witness: key.witness)
        else { throw .otherLock }
        // A commitment names the wave's number alone: under another edition the same wave may close earlier.
        guard note.edition == statement.edition else { throw .otherEdition(note.edition, is: statement.edition) }
        return (statement, signatures)
    }

    private func attempt(
        of statement: DrawStatement
    ) throws(WitnessFault) -> (rules: DrawRules, attempt: DrawAttempt, closing: Instant) {
        let dates = edition.waves.dates().first { $0.number == statement.wave }
        guard let rules = edition.waves.draw, let chain = rules.on(chain: statement.chain), let dates else {
            throw .draw(.unknownWave(statement.wave))
        }
        return (rules, chain.attempt(statement.attempt, closing: dates.closes), dates.closes)
    }
}

/// Why the witness's tool refuses.
package enum WitnessFault: Error, Equatable, Sendable, CustomStringConvertible {
    case name(String)
    case keyFile
    case secretFile
    case notPinned(String, edition: String)
    case unknownWave(Int, last: Int)
    case draw(DrawFault)
    /// The statement has a commitment of this witness, and its secret was not given.
    case secretMissing
    /// The commitment in the statement is not that of the given secret.
    case otherLock
    case late(Instant)
    /// The file of the tool's memory was changed or cut, or is another witness's.
    case memoryFile(String)
    /// There is no memory, and the tool wrote one when it made the secret.
    case memoryMissing(String)
    /// The statement says it was sealed at an instant that is still to come.
    case sealedLater(Instant)
    /// The secret was made for a wave of another edition than the statement's.
    case otherEdition(String, is: String)
    /// The edition's file or the annex is not the one under which the tool made the lock.
    case otherTexts(edition: String, wave: Int)
    /// The tool was shown another list of this wave.
    case otherList(root: String)
    /// The tool signed another statement of this attempt.
    case secondStatement(attempt: Int)
    /// The tool signed an attempt that has signatures enough, or a later one.
    case attemptStands(Int)
    /// The tool signed an earlier attempt, whose time is not over.
    case attemptRuns(Int, until: Instant)
    /// A later attempt than can have begun: a signature kept in store would let the office choose among several.
    case notBegun(Int, until: Instant)
    /// The secret was shown in time, and the statement says that it was not.
    case calledAbsent
    /// The checkpoint is not one that continues the log which this witness signed.
    case log(String)
    /// The last checkpoint was signed at a time that is still to come by this machine's clock.
    case clock(Instant)
    /// The site received a signature that the tool's memory does not have.
    case notOwn(attempt: Int, Instant)
    /// The site's receipt is not what it must be.
    case receipt(String)

    package var description: String {
        switch self {
        case .name(let name): "“\(name)” is no name for a witness: use lower-case letters, digits and hyphens"
        case .keyFile: "the key file is not one that `witness keygen` wrote"
        case .secretFile: "the file given as --secret is not one that `witness commit` wrote"
        case .notPinned(let witness, let edition):
            "edition \(edition) does not name \(witness) with this key: ask the programme office which key it pinned"
        case .unknownWave(let wave, let last): "the edition has no wave \(wave): give --wave as 1 to \(last)"
        case .draw(let fault): "the statement is not what the edition says: \(fault). Do not sign; ask why"
        case .secretMissing:
            "the statement shows a lock in your name: give its secret with --secret, or say that it is not yours"
        case .otherLock: "the lock in the statement is not that of your secret: do not sign, and say so publicly"
        case .otherEdition(let own, let other):
            "your secret is for a wave of edition \(own), and the statement is of edition \(other): show it to no person, "
                + "and say so publicly"
        case .otherTexts(let edition, let wave):
            "the file of edition \(edition) or the annex is another than the one under which you made your lock for wave "
                + "\(wave): use the files that you kept from then. If the statement fits only the new ones, the office "
                + "changed them: show nothing, and publish both"
        case .late(let instant):
            "too late: the time for this ended at \(instant). Is this machine's clock right? --at gives another"
        case .memoryFile(let witness):
            "the tool's memory is not the one it wrote for \(witness): give the right file with --memory. Without it the "
                + "tool cannot know what you signed"
        case .memoryMissing(let path):
            "there is no memory at “\(path)”, and the tool wrote one when it made your secret: give the right file with "
                + "--memory. Only if it is lost for ever, and you have signed nothing in this wave, begin one with --new-memory"
        case .sealedLater(let instant):
            "the statement says that the list is sealed at \(instant), which is still to come: do not sign; ask why. Is "
                + "this machine's clock right? --at gives another time"
        case .otherList(let root):
            "you were shown another list of this wave, with root \(root): do not sign, and publish both statements "
                + "(`prakerja draw compare`)"
        case .secondStatement(let attempt):
            "you signed another statement of attempt \(attempt): do not sign, and publish both (`prakerja draw compare`)"
        case .attemptStands(let attempt):
            "attempt \(attempt) has signatures enough and must be drawn: do not sign another; ask why there is one"
        case .attemptRuns(let attempt, let until):
            "attempt \(attempt), which you signed, runs until \(until): sign another only after it has failed"
        case .notBegun(let attempt, let until):
            "attempt \(attempt) cannot have begun before \(until): do not sign; ask why you are asked now. Is this machine's "
                + "clock right? --at gives another time"
        case .calledAbsent:
            "your secret was shown in time, and the statement calls it absent: do not sign, and say so publicly"
        case .log(let why): "the checkpoint was not signed: \(why). Keep both files, and say so publicly if it stays so"
        case .clock(let instant):
            "you signed the last checkpoint at \(instant), which is still to come: is this machine's clock right?"
        case .notOwn(let attempt, let at):
            "the site received a signature of attempt \(attempt) in your name at \(at), and the tool's memory does not have it: "
                + "either this is an older copy of the memory (give the newest with --memory), or another person has your key. "
                + "Sign nothing until you know; if it was not you, say so publicly"
        case .receipt(let why): "the receipt: \(why)"
        }
    }
}
