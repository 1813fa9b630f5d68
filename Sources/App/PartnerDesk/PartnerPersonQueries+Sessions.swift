import Foundation
import Programme
import Storage

/// Sessions at partners' desks: in a table and a cookie of their own, so that none of them can be one of a participant or
/// an officer.
extension PartnerPersonQueries {
    static let lifetime = Span.hours(12)
    /// How often the use of a session is recorded.
    static let seenEvery = Span.minutes(1)

    /// Starts a session and returns its cookie value.
    func begin(
        _ person: ID<PartnerPerson>, at now: Instant, vault: Vault, random: RandomSource
    ) throws -> String {
        guard let run = try run(of: person) else { throw Inconsistency("who signs in is a person of a partner") }
        let cookie = random.token(32)
        let sealed = PartnerSessionSeal(
            hash: SessionQueries.hash(cookie), person: person, run: run, begunAt: now, seenAt: now,
            endsAt: now + Self.lifetime)
        try tx.run(
            """
            INSERT INTO partner_session (hash, partner_person_id, run, begun_at, seen_at, ends_at, seal)
            VALUES (\(sealed.hash), \(person), \(run), \(now), \(now), \(sealed.endsAt), \(sealed.code(vault)))
            """)
        return cookie
    }

    /// Nil without a session that goes on. Throws `ForgedSession` for a row that no sign-in left like this.
    ///
    /// - Parameter idle: after how long without a request a session ends.
    func session(cookie: String, now: Instant, idle: Span, vault: Vault) throws -> Session? {
        let hash = SessionQueries.hash(cookie)
        guard let row = try row(hash, now: now) else { return nil }
        let sealed = try PartnerSessionSeal(row, hash)
        try sealed.check(try row["seal"], vault)
        guard try run(of: sealed.person) == sealed.run, sealed.seenAt + idle > now,
            let person = try active(sealed.person),
            try tx.records.isAsBound(.partnerPeople, sealed.person, vault: vault)
        else { return nil }
        return Session(
            hash: hash, holder: .partner(person), zone: .wib, seenAt: sealed.seenAt, provedAt: sealed.begunAt)
    }

    /// Records that the session was used.
    func seen(_ hash: Data, at now: Instant, vault: Vault) throws {
        guard let row = try row(hash, now: now) else { return }
        var sealed = try PartnerSessionSeal(row, hash)
        let seal: Data = try row["seal"]
        try sealed.check(seal, vault)
        sealed.seenAt = max(sealed.seenAt, now)
        try tx.run(
            """
            UPDATE partner_session
            SET seen_at = \(sealed.seenAt), seal = \(sealed.code(vault))
            WHERE hash = \(hash) AND seal = \(seal)
            """)
    }

    /// Ends every session of the person. The next run begins, so that a row that SQL puts back opens nothing; the act
    /// binds the person.
    func endSessions(of person: ID<PartnerPerson>) throws {
        try tx.run("UPDATE partner_person SET session_run = session_run + 1 WHERE id = \(person)")
        try tx.run("DELETE FROM partner_session WHERE partner_person_id = \(person)")
    }

    /// Ends all but the present one, which goes on in the next run; the act binds the person. Throws `ForgedSession` for a
    /// present one that no sign-in left like this.
    func endSessions(of person: ID<PartnerPerson>, but present: Data, at now: Instant, vault: Vault) throws {
        try tx.run("UPDATE partner_person SET session_run = session_run + 1 WHERE id = \(person)")
        try tx.run("DELETE FROM partner_session WHERE partner_person_id = \(person) AND hash <> \(present)")
        guard let row = try row(present, now: now), let next = try run(of: person) else { return }
        var sealed = try PartnerSessionSeal(row, present)
        try sealed.check(try row["seal"], vault)
        // Of an earlier run, it was ended at this moment.
        guard sealed.person == person, sealed.run == next - 1 else { return }
        sealed.run = next
        try tx.run(
            """
            UPDATE partner_session
            SET run = \(next), seal = \(sealed.code(vault))
            WHERE hash = \(present)
            """)
    }

    /// Deletes sessions that have ended, and old files of courses.
    func prune(at now: Instant) throws {
        try tx.run("DELETE FROM partner_session WHERE ends_at < \(now)")
        try tx.run("DELETE FROM partner_course_file WHERE at < \(now - Self.filesKept)")
    }

    private func run(of person: ID<PartnerPerson>) throws -> Int? {
        try tx.row("SELECT session_run FROM partner_person WHERE id = \(person)")?["session_run"]
    }

    private func row(_ hash: Data, now: Instant) throws -> Row? {
        try tx.row(
            """
            SELECT partner_person_id, run, begun_at, seen_at, ends_at, seal
            FROM partner_session
            WHERE hash = \(hash) AND ends_at > \(now)
            """)
    }
}

/// What the seal of a session at a desk covers, under the installation's key.
private struct PartnerSessionSeal {
    let hash: Data
    let person: ID<PartnerPerson>
    var run: Int
    let begunAt: Instant
    var seenAt: Instant
    let endsAt: Instant

    func code(_ vault: Vault) -> Data {
        let times = "\(begunAt.milliseconds) \(seenAt.milliseconds) \(endsAt.milliseconds)"
        return vault.authenticationCode(
            of: Data("\(hash.hex) \(person) \(run) \(times)".utf8), for: "partner-session-row")
    }

    /// Throws `ForgedSession` unless `seal` was made for exactly this.
    func check(_ seal: Data, _ vault: Vault) throws {
        guard constantTimeEqual(seal, code(vault)) else { throw ForgedSession() }
    }
}

extension PartnerSessionSeal {
    fileprivate init(_ row: Row, _ hash: Data) throws {
        try self.init(
            hash: hash, person: row["partner_person_id"], run: row["run"], begunAt: row["begun_at"],
            seenAt: row["seen_at"], endsAt: row["ends_at"])
    }
}
