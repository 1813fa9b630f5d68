import Foundation

/// A statement with the signatures below it, all of them verified: first the site's, then the witnesses' in the order of
/// the annex.
package struct SignedStatement: Sendable {
    package let statement: DrawStatement
    /// The key that the site signed with; nil where it is not known from outside the file, and in an earlier version.
    package let site: NoteVerifier?
    /// Whether the reader gave the site's key. Otherwise it is the one that the annex names for itself.
    package let isSiteGiven: Bool
    /// The witnesses that signed, in the annex's order.
    package let witnesses: [String]
    /// When each of them signed, by the witness's own clock; none for a key that signs without a time.
    package let signedAt: [String: Instant]

    /// - Parameters:
    ///   - note: the signed note in which `statement` stands.
    ///   - given: the site's key, if the reader has it.
    ///   - isFinal: whether as many witnesses as the edition requires must have signed.
    package init(
        _ note: String, _ statement: DrawStatement, edition: Edition, site given: NoteVerifier? = nil,
        isFinal: Bool = true
    ) throws(DrawFault) {
        let lines = SignedNote.signatures(of: note)
        guard note == lines.reduce("\(statement.text)\n", { "\($0)\($1)\n" }) else { throw .malformed("statement") }
        self.statement = statement
        let isSigned = statement.origin != nil
        // One text has one encoding, so nothing can be added to a line either.
        if isSigned, let line = lines.first(where: { !SignedNote.isSignature($0) }) {
            throw .signature("“\(line.prefix(40))” has not the form of one")
        }
        if isSigned, lines.isEmpty { throw .site("there is none") }
        site = isSigned ? try Self.site(lines[0], statement, edition, given) : nil
        isSiteGiven = given != nil
        let rules = edition.waves.draw
        (witnesses, signedAt) = try Self.witnesses(Array(lines.dropFirst(isSigned ? 1 : 0)), statement, edition)
        let needed = isFinal ? rules?.cosignatures ?? 0 : 0
        guard witnesses.count >= needed else { throw .tooFewSignatures(are: witnesses.count, expected: needed) }
    }

    /// The site's key, when its signature is the first. Nil where the key is known neither from the reader nor from an
    /// annex.
    private static func site(
        _ line: String, _ statement: DrawStatement, _ edition: Edition, _ given: NoteVerifier?
    ) throws(DrawFault) -> NoteVerifier? {
        let named: NoteVerifier?
        do {
            named = try edition.annex?.siteKey()
        } catch {
            throw .annex("\(error)")
        }
        if let given, let named, given.description != named.description {
            throw .site("the key given is \(given), and the annex is \(named)'s")
        }
        guard let key = given ?? named else {
            return nil
        }
        do {
            _ = try SignedNote.open("\(statement.text)\n\(line)\n", with: key)
        } catch ProofFault.wrongSignature {
            throw .site("the statement was changed after the site signed it")
        } catch {
            throw .site("the first line is not one of \(key)")
        }
        return key
    }

    /// Checks that every line is a valid signature of a witness of the annex, each at most once and in its order.
    private static func witnesses(
        _ lines: [String], _ statement: DrawStatement, _ edition: Edition
    ) throws(DrawFault) -> ([String], [String: Instant]) {
        let rules = edition.waves.draw
        var (signed, times): ([String], [String: Instant]) = ([], [:])
        for line in lines {
            let signer = rules?.witnesses.first { line.hasPrefix("— \($0.id) ") }
            guard let witness = signer, let verifier = try? NoteVerifier(witness.key) else {
                throw .signature("“\(line.prefix(40))” is of no witness of the edition")
            }
            do {
                times[witness.id] = try SignedNote.opened("\(statement.text)\n\(line)\n", with: verifier).at
            } catch ProofFault.wrongSignature {
                throw .signedOther(witness: witness.id)
            } catch ProofFault.unsigned {
                throw .signature("\(witness.id)'s is made with another key than the edition's")
            } catch {
                throw .signature("\(error)")
            }
            guard !signed.contains(witness.id) else { throw .signature("\(witness.id) signed twice") }
            if let at = times[witness.id], let why = statement.objection(toSignatureAt: at, under: edition) {
                throw .signature("\(witness.id)'s is of \(at), \(why)")
            }
            signed.append(witness.id)
        }
        let order = (rules?.witnesses ?? []).map(\.id).filter(signed.contains)
        guard statement.origin == nil || order == signed else {
            throw .signature("they are not in the order \(order.joined(separator: ", "))")
        }
        return (signed, times)
    }
}

extension DrawStatement {
    /// How far the clocks of site and witness may differ.
    package static let clocksDiffer = Span.minutes(5)

    /// Why a witness cannot have signed at this time: a signature is worth nothing unless it is older than the round, and
    /// one of before the attempt could begin was kept in store. Nil when it can.
    package func objection(toSignatureAt at: Instant, under edition: Edition) -> String? {
        let dates = edition.waves.dates().first { $0.number == wave }
        guard let dates, let rules = edition.waves.draw else {
            return at >= times.sealed - Self.clocksDiffer ? nil : "before the list was sealed"
        }
        return objection(toSignatureAt: at, under: rules, closing: dates.closes)
    }

    /// - Parameter rules: with all chains of the annex.
    package func objection(toSignatureAt at: Instant, under rules: DrawRules, closing: Instant) -> String? {
        let latest = at + Self.clocksDiffer
        guard latest >= times.sealed else { return "before the list was sealed" }
        guard let own = rules.on(chain: chain) else { return nil }
        guard at < own.attempt(attempt, closing: closing).roundAt else {
            return "not before its round of public randomness"
        }
        guard let begun = begins(under: rules, closing: closing), latest < begun else { return nil }
        return "and attempt \(attempt) cannot have begun before \(begun)"
    }

    /// The earliest instant at which this attempt can have begun: nil for the first. An attempt whose time for secrets is
    /// over is left out, and one on the second chain follows days of silence.
    package func begins(under rules: DrawRules, closing: Instant) -> Instant? {
        guard attempt > 1, let own = rules.on(chain: chain) else { return nil }
        let earlier = own.attempt(attempt - 1, closing: closing).revealsBy
        guard chain == 2 else { return earlier }
        return max(earlier, rules.attempt(1, closing: closing).roundAt + .days(DrawRules.silentDays))
    }
}

extension SignedStatement {
    /// Why two statements that the site signed cannot both be honest: nil when they can. Together they
    /// prove that the office made two lists of one wave, or two statements of one attempt.
    ///
    /// What witnesses are shown before they reveal their secrets is the same text without `secret` lines, and another
    /// attempt differs in its number, its round and the secrets that count.
    package static func contradiction(_ one: DrawStatement, _ other: DrawStatement) -> String? {
        guard one.edition == other.edition, one.wave == other.wave else { return nil }
        let isOneAttempt = one.attempt == other.attempt
        let (left, right) = (lines(of: one, isOneAttempt), lines(of: other, isOneAttempt))
        if let place = zip(left, right).first(where: { $0 != $1 }) {
            return "“\(place.0)” in one is “\(place.1)” in the other"
        }
        if left.count != right.count { return "one has \(left.count) lines that the other must have, too" }
        guard let mine = one.secrets, let theirs = other.secrets else { return nil }
        guard !isOneAttempt else { return mine == theirs ? nil : "other secrets count in one than in the other" }
        return takenBack(one, mine, other, theirs)
    }

    /// A secret that was shown counts in each later attempt, too: an office that leaves one out would choose between two
    /// outcomes.
    private static func takenBack(
        _ one: DrawStatement, _ mine: [DrawSecret?], _ other: DrawStatement, _ theirs: [DrawSecret?]
    ) -> String? {
        let isFirst = one.attempt < other.attempt
        let (shown, later) = isFirst ? (mine, theirs) : (theirs, mine)
        guard let place = zip(shown, later).enumerated().first(where: { $1.0 != nil && $1.1 == nil })?.offset else {
            return nil
        }
        let (witness, first) = (one.commitments[place].witness, min(one.attempt, other.attempt))
        return "the secret of \(witness) counts in attempt \(first), and "
            + "attempt \(max(one.attempt, other.attempt)) calls it absent"
    }

    /// The lines that are the same in every statement of the wave, or of the attempt.
    private static func lines(of statement: DrawStatement, _ isOneAttempt: Bool) -> [Substring] {
        let changing = isOneAttempt ? ["secret "] : ["secret ", "attempt ", "round ", "chain "]
        return statement.text.split(separator: "\n").filter { line in !changing.contains { line.hasPrefix($0) } }
    }
}
