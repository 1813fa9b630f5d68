import Foundation

/// What a verified draw is worth: who signed, which secrets are absent, what could not be checked, and what a reader
/// must take on trust. A draw in which everything can be recomputed may still have been chosen by the office, so the
/// weakest mode has the most to say.
package struct DrawReport: Sendable {
    package let statement: DrawStatement
    /// The installation's key and who vouches for it; nil where no key is known.
    package let site: NoteVerifier?
    package let witnesses: [String]
    /// When each signed, by the witness's own clock; none for a key that signs without a time.
    package let signedAt: [String: Instant]
    /// Witnesses that committed to nothing in time.
    package let uncommitted: [String]
    /// Witnesses that committed to a secret and did not reveal it in time.
    package let absent: [String]
    /// What could have been forged without a trace in the file. Not empty: the draw is not checked.
    package let unchecked: [String]
    /// What no reader can see from the file, however honest it is.
    package let trusted: [String]
    /// The tickets whose people auditors are shown, as the seed chooses them; empty for an earlier version.
    package let sample: [Int]

    package var isChecked: Bool { unchecked.isEmpty }

    init(_ signed: SignedStatement, edition: Edition, seed: Data) {
        let statement = signed.statement
        sample =
            statement.origin == nil
            ? [] : DrawSample.tickets(of: statement.entries, size: edition.waves.sampleSize, seed: seed)
        self.statement = statement
        site = signed.site
        (witnesses, signedAt) = (signed.witnesses, signed.signedAt)
        let commitments = statement.commitments
        uncommitted = commitments.filter { $0.hash == nil }.map(\.witness)
        absent = zip(commitments, statement.secrets ?? []).filter { $0.hash != nil && $1 == nil }.map(\.0.witness)
        unchecked = Self.unchecked(signed, edition)
        trusted = Self.trusted(signed, edition)
    }

    private static func unchecked(_ signed: SignedStatement, _ edition: Edition) -> [String] {
        var found: [String] = []
        let statement = signed.statement
        if let rules = edition.waves.draw {
            if rules.beacon.chain == nil {
                found.append(
                    "the public randomness: the edition names no key of its chain, so the author of the file can "
                        + "have invented the value, and with it the winners")
            }
            if statement.chain == 2, let dates = edition.waves.dates().first(where: { $0.number == statement.wave }) {
                let first = rules.attempt(1, closing: dates.closes)
                let second = rules.on(chain: 2)?.attempt(statement.attempt, closing: dates.closes)
                found.append(
                    "WHETHER THE FIRST CHAIN WAS SILENT: this draw waited for a round of the second. Look up round "
                        + "\(first.round) of \(rules.beacon.name), due at \(first.roundAt), and those of later attempts with "
                        + "signatures enough: if one came out before \(second.map { "\($0.roundAt)" } ?? "the second's"), the "
                        + "wave had to be drawn with it")
            }
        } else {
            found.append(
                """
                WHO WON: this edition has no witness and no public randomness. The office alone knew the secret while \
                it made the list. By trying other entries, numbers or salts it could choose every winner, and this file \
                would look the same
                """)
        }
        if statement.origin == nil {
            found.append(
                "the rules: a statement of version \(DrawStatement.earlierVersion) does not say under which text of "
                    + "edition \(statement.edition) it was drawn, so weights and limits in the file can be others")
        } else if signed.site == nil {
            found.append(
                "who wrote the statement: give the site's key with --key, from its page /bukti or a printed copy")
        }
        return found
    }

    /// The witnesses whose secrets count.
    private static func shown(in statement: DrawStatement) -> Set<String> {
        Set(zip(statement.commitments, statement.secrets ?? []).filter { $1 != nil }.map(\.0.witness))
    }

    private static func trusted(_ signed: SignedStatement, _ edition: Edition) -> [String] {
        let statement = signed.statement
        var found: [String] = []
        if let origin = statement.origin {
            found.append(
                "that the edition's file is the one that was published: compare its digest \(origin.edition.hex)")
            if let annex = origin.annex {
                found.append(
                    "that the annex is the one published before the wave opened: compare its digest \(annex.hex), and "
                        + "the chain's key with drand's own pages")
            }
        }
        if let site = signed.site, !signed.isSiteGiven {
            found.append("that \(site) is the installation's key: the annex says so itself; --key makes sure")
        }
        if let rules = edition.waves.draw {
            found.append(
                rules.cosignatures == 1
                    ? "that the one witness who signed is not the office's own"
                    : "that of \(signed.witnesses.joined(separator: ", ")) not all are the office's own")
            let untimed = signed.witnesses.filter { signed.signedAt[$0] == nil }
            if !untimed.isEmpty {
                found.append(
                    "that \(untimed.joined(separator: ", ")) signed before the round came out: the signature has no time"
                )
            }
            let silent = statement.commitments.map(\.witness).filter { !shown(in: statement).contains($0) }
            if !silent.isEmpty {
                found.append(
                    "that the office did not keep back what \(silent.joined(separator: ", ")) handed in: a witness with the "
                        + "site's receipt can show it")
            }
            if statement.secrets?.allSatisfy({ $0 == nil }) ?? true {
                found.append(
                    "that nobody knew the public randomness beforehand: NO witness's secret counts in this draw")
            }
            if statement.chain == 1, rules.hasSecondChain {
                found.append(
                    "that the round came out before an attempt on the annex's second chain had its own, should there have "
                        + "been one: the site would have signed a statement with “chain 2”")
            }
            if rules.cosignatures == 1 { found.append("ONE signature is enough in this edition") }
            if rules.cosignatures == 2 {
                found.append("TWO signatures are enough in this edition: the office and one other can give them")
            }
        }
        if statement.attempt > 1 {
            found.append(
                "that the \(statement.attempt - 1) attempts before this one FAILED BY THEMSELVES: signatures withheld, "
                    + "or a list sealed late, move a draw to another round")
        }
        if statement.origin?.order == nil {
            found.append("that tickets, household tags and salts are random: no secret for them was committed to")
        } else {
            found.append(
                "that tickets, household tags and salts follow from the secret committed to: auditors can compute it")
        }
        found.append("that every entry is a person who joined once: a list of tickets cannot show who does not exist")
        if let origin = statement.origin {
            found.append(
                origin.answers == nil
                    ? "that the registry knows these people: the statement does NOT SAY how many it confirmed"
                    : "that the registry gave these answers: the office counted them; auditors look at the sample below"
            )
        }
        found.append("that priority and province of each line are that person's: participants see their own")
        found.append("that those who left or were removed before the sealing did and had to: only they can say")
        return found
    }
}

extension DrawReport {
    /// The report as `draw verify` prints it: first the verdict, then who and what, then what is left to trust.
    ///
    /// - Parameter selected: how many entries the outcome has.
    package func lines(selected: Int) -> [String] {
        let figures =
            "\(grouped(selected)) selected of \(grouped(statement.entries)) for \(grouped(statement.places)) places"
        let verdict =
            isChecked
            ? "✓ the draw of wave \(statement.wave) is right: \(figures)"
            : "? the draw of wave \(statement.wave) is not checked, though it computes: \(figures)"
        var lines = [verdict]
        // What cannot be seen comes before what can, so that no reader stops at the figures.
        lines += unchecked.map { "  NOT CHECKED: \($0)" }
        lines += facts.map { "  \($0)" }
        lines.append("on trust:")
        return lines + trusted.map { "  – \($0)" }
    }

    /// The tickets of the sample that are printed; the page of the draw has all of them.
    private static let ticketsNamed = 10

    private var facts: [String] {
        var facts = [
            "edition \(statement.edition)" + (statement.origin.map { ", digest \($0.edition.hex)" } ?? ""),
            "attempt \(statement.attempt), "
                + (statement.round.map { "round \($0) of public randomness" } ?? "NO public randomness")
                + (statement.chain == 1 ? "" : ", of the SECOND chain"),
            "root \(statement.root.hex)",
        ]
        if let site { facts.append("signed by the site \(site)") }
        let signers = witnesses.map { name in name + (signedAt[name].map { " at \($0)" } ?? "") }
        facts.append(signers.isEmpty ? "NO witness signed" : "signed by \(signers.joined(separator: ", "))")
        facts += uncommitted.map { "\($0) committed to no secret" }
        facts += absent.map { "\($0) committed to a secret and did not reveal it in time" }
        guard let origin = statement.origin else { return facts }
        let removed = origin.removed.map { "\(grouped($0.entries)) \($0.reason)" }.joined(separator: ", ")
        facts.append(
            "\(grouped(origin.joined)) joined, \(grouped(origin.withdrawn)) left, "
                + (removed.isEmpty ? "none removed" : "removed: \(removed)"))
        if let answers = origin.answers { facts.append("of the entries, " + answers.words) }
        if !sample.isEmpty {
            facts.append(
                "shown to auditors: the people of \(grouped(sample.count)) tickets, which the seed chose; the first are "
                    + sample.prefix(Self.ticketsNamed).map(String.init).joined(separator: ", "))
        }
        return facts + statement.lists.map { "list \($0.name): \(grouped($0.size ?? 0)) people, \($0.digest.hex)" }
    }
}
