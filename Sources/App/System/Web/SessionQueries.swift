import Crypto
import Foundation
import Programme
import Storage

extension Transaction {
    var sessions: SessionQueries { SessionQueries(tx: self) }
}

/// Sessions of signed-in browsers. The only writer of `session`. All times are of the real clock.
struct SessionQueries {
    let tx: Transaction

    static let personLifetime = Span.days(14)
    static let officerLifetime = Span.hours(12)
    /// The precision of a session's last use: it is written at most once in this time; other requests only read.
    static let seenEvery = Span.hours(6)
    /// The same for an officer's, which ends when it is not used.
    static let officerSeenEvery = Span.minutes(1)

    /// Starts a session and returns its cookie value. Every sign-in gets a new one, so that none can be planted.
    ///
    /// - Parameter counter: the case at a counter for which it begins; nil for a session of the person's own.
    func begin(
        person: ID<Account>, counter: ID<CounterCase>? = nil, at now: Instant, vault: Vault, random: RandomSource
    ) throws -> String {
        let cookie = random.token(32)
        let lifetime = counter == nil ? Self.personLifetime : AssistedSession.lifetime
        let session = NewSession(
            cookie: cookie, holder: .person(person), lifetime: lifetime, counterCase: counter)
        try begin([session], at: now, vault: vault)
        return cookie
    }

    /// - Parameters:
    ///   - proved: whether the authenticator's code was given; a recovery code does not count as one.
    ///   - userAgent: as the browser calls itself, by which the officer recognises the session.
    func begin(
        officer: ID<Officer>, proved: Bool = true, userAgent: String = "", at now: Instant, vault: Vault,
        random: RandomSource
    ) throws -> String {
        let cookie = random.token(32)
        let session = NewSession(
            cookie: cookie, holder: .officer(officer), device: Device(userAgent: userAgent).written,
            lifetime: Self.officerLifetime, provedAt: proved ? now : nil)
        try begin([session], at: now, vault: vault)
        return cookie
    }

    /// Starts the session that each one-time code is good for, and returns its cookie. If the same form is submitted
    /// twice, the second submission gets the same cookie, because the browser may have dropped the first response; nil
    /// when that session has ended.
    func begin(_ signIns: [ProvedSignIn], at now: Instant, vault: Vault) throws -> [String?] {
        // Derived from the code's id under our key, so that both submissions get the same value and it need not be
        // stored.
        let cookies = signIns.map { signIn in
            vault.authenticationCode(of: Data(signIn.proof.id.description.utf8), for: "session").base64URL
        }
        let all = Array(zip(signIns, cookies))
        try begin(
            all.filter { !$0.0.proof.isSecondTap }.map { signIn, cookie in
                NewSession(
                    cookie: cookie, holder: .person(signIn.person), isNew: signIn.isNew, device: signIn.device.written,
                    lifetime: signIn.assistance == nil ? Self.personLifetime : AssistedSession.lifetime,
                    counterCase: signIn.assistance)
            }, at: now, vault: vault)
        let going = try going(all.filter(\.0.proof.isSecondTap).map(\.1), now: now)
        return all.map { signIn, cookie in !signIn.proof.isSecondTap || going.contains(cookie) ? cookie : nil }
    }

    /// The session and the number of unread messages, which every page of a signed-in person shows. Throws
    /// `ForgedSession` for a row that no sign-in left like this.
    ///
    /// - Parameter idle: after how long without a request an officer's session ends.
    func find(
        cookie: String, now: Instant, roles: OfficeRoles, idle: Span, vault: Vault
    ) throws -> (session: Session, unread: Int)? {
        let hash = Self.hash(cookie)
        let row = try tx.row(
            """
            SELECT session.person_id, session.officer_id, session.seen_at, session.ends_at, session.proved_at,
                session.counter_case_id, session.seal, session.keys_off, counter_case.number AS counter_number,
                counter_case.place AS counter_place, counter_case.officer_id AS counter_officer, \(Self.lastEnd),
                officer.region AS region, (
                SELECT province
                FROM personal_data
                WHERE personal_data.person_id = session.person_id
            ) AS province, (
                SELECT COUNT(*)
                FROM message
                WHERE message.person_id = session.person_id AND message.kind = 'notice' AND message.read_at IS NULL
            ) AS unread
            FROM session
            LEFT JOIN counter_case ON counter_case.id = session.counter_case_id
            LEFT JOIN officer ON officer.id = session.officer_id
            WHERE session.hash = \(hash) AND session.ends_at > \(now)
            """)
        guard let row else { return nil }
        let seenAt: Instant = try row["seen_at"]
        try Self.sealed(row, hash).check(try row["seal"], vault)
        if let person: ID<Account> = try row["person_id"] {
            let province: String? = try row["province"]
            let zone = province.flatMap(Zone.init(provinceCode:))
            let assistance = try Assistance(row)
            if let assistance {
                // Officer and office of the help, under which each act is recorded, are the case's.
                guard seenAt + AssistedSession.idle > now,
                    try tx.records.isAsBound(.counterCases, assistance.id, vault: vault)
                else { return nil }
            }
            let session = Session(
                hash: hash, holder: .person(person), zone: zone, seenAt: seenAt, provedAt: nil, assistance: assistance)
            return try (session, row["unread"])
        }
        guard let id: ID<Officer> = try row["officer_id"], seenAt + idle > now,
            let officer = try tx.officers.active(id, at: now, of: roles),
            try tx.records.isAsBound(.officers, id, vault: vault),
            try tx.officerIdentities.isAsLeft(officer, vault: vault)
        else { return nil }
        let (provedAt, keysOff): (Instant?, Bool) = try (row["proved_at"], row["keys_off"])
        let zone = try (row["region"] as String?).flatMap(Zone.init(provinceCode:)) ?? .wib
        let session = Session(
            hash: hash, holder: .officer(officer), zone: zone, seenAt: seenAt, provedAt: provedAt, hasKeys: !keysOff)
        return (session, 0)
    }

    /// The person's active sessions, most recently used first; at most `limit`.
    func devices(of person: ID<Account>, now: Instant, limit: Int) throws -> [SignedInDevice] {
        try devices("person_id = \(person) AND ends_at > \(now)", limit: limit)
    }

    /// The same of an officer.
    ///
    /// - Parameter idle: after how long without a request a session ends.
    func devices(of officer: ID<Officer>, now: Instant, idle: Span, limit: Int) throws -> [SignedInDevice] {
        try devices("officer_id = \(officer) AND ends_at > \(now) AND seen_at > \(now - idle)", limit: limit)
    }

    private func devices(_ condition: SQL, limit: Int) throws -> [SignedInDevice] {
        try tx.rows(
            """
            SELECT hash, device, begun_at, seen_at
            FROM session
            WHERE \(condition)
            ORDER BY seen_at DESC, begun_at DESC
            LIMIT \(limit)
            """
        ).map { row in
            let device: String? = try row["device"]
            return try SignedInDevice(
                hash: row["hash"], device: Device(written: device ?? ""), begunAt: row["begun_at"],
                seenAt: row["seen_at"])
        }
    }

    /// The officer has given the authenticator's code again.
    func proved(_ session: Session, at now: Instant, vault: Vault) throws {
        // A request at the same moment may record the session's use: then the row is read again.
        for _ in 0..<Self.tries {
            if try change(session, vault, { $0.provedAt = now }) { return }
        }
        throw StorageFault.contended
    }

    /// Records that the session was used.
    func seen(_ session: Session, at now: Instant, vault: Vault) throws {
        switch session.holder {
        case .person where session.assistance == nil:
            try tx.run("UPDATE session SET seen_at = \(now) WHERE hash = \(session.hash) AND seen_at < \(now)")
        case .partner: try tx.partnerPeople.seen(session.hash, at: now, vault: vault)
        case .person, .officer:
            _ = try change(session, vault) { sealed in
                sealed.seenAt = max(sealed.seenAt ?? now, now)
            }
        }
    }

    /// How often a row is read again that another request changes at the same moment.
    private static let tries = 3

    /// Changes what the seal of a session covers. False when another request changed the row meanwhile; true also when
    /// the session has ended.
    private func change(_ session: Session, _ vault: Vault, _ change: (inout SessionSeal) -> Void) throws -> Bool {
        let row = try tx.row(
            """
            SELECT person_id, officer_id, seen_at, ends_at, proved_at, counter_case_id, seal, \(Self.lastEnd)
            FROM session
            WHERE hash = \(session.hash)
            """)
        guard let row else { return true }
        var sealed = try Self.sealed(row, session.hash)
        let seal: Data? = try row["seal"]
        try sealed.check(seal, vault)
        change(&sealed)
        return try tx.run(
            """
            UPDATE session
            SET proved_at = \(sealed.provedAt), seen_at = \(sealed.seenAt), seal = \(sealed.code(vault))
            WHERE hash = \(session.hash) AND seal = \(seal)
            """) == 1
    }

    /// What the seal of a row with the columns of both holders, times and `lastEnd` covers.
    static func sealed(_ row: Row, _ hash: Data) throws -> SessionSeal {
        let (person, officer): (ID<Account>?, ID<Officer>?) = try (row["person_id"], row["officer_id"])
        let holder = person.map(Actor.person) ?? officer.map(Actor.officer) ?? .system
        let counter: ID<CounterCase>? = try row["counter_case_id"]
        let endsUnused = officer != nil || counter != nil
        return SessionSeal(
            hash: hash, holder: holder, endsAt: try row["ends_at"], provedAt: try row["proved_at"],
            seenAt: endsUnused ? try row["seen_at"] : nil, after: try row["ended"], counterCase: counter)
    }

    /// Those of these cookies whose session has not ended.
    private func going(_ cookies: [String], now: Instant) throws -> Set<String> {
        let rows = try tx.rows(for: [.bytes, .integer], cookies.map { [Self.hash($0).sqlValue, now.sqlValue] }) {
            list in
            """
            SELECT given.column1 AS place
            FROM \(list) AS given
            JOIN session ON session.hash = given.column2
            WHERE given.column1 >= 0 AND session.ends_at > given.column3
            """
        }
        return Set(rows.map { cookies[$0.place] })
    }

    private func begin(_ sessions: [NewSession], at now: Instant, vault: Vault) throws {
        guard !sessions.isEmpty else { return }
        let ends = try lastEnds(of: Set(sessions.filter { !$0.isNew }.map(\.holder)))
        let rows = sessions.map { session -> [SQLValue] in
            var sealed = SessionSeal(
                hash: Self.hash(session.cookie), holder: session.holder, endsAt: now + session.lifetime,
                provedAt: session.provedAt, after: ends[session.holder], counterCase: session.counterCase)
            if case .officer = session.holder { sealed.seenAt = now }
            if session.counterCase != nil { sealed.seenAt = now }
            let (person, officer): (ID<Account>?, ID<Officer>?) =
                switch session.holder {
                case .person(let id): (id, nil)
                case .officer(let id): (nil, id)
                case .partner, .system: (nil, nil)
                }
            return [
                sealed.hash.sqlValue, person?.sqlValue ?? .null, officer?.sqlValue ?? .null,
                session.device?.sqlValue ?? .null, now.sqlValue, sealed.endsAt.sqlValue,
                session.provedAt?.sqlValue ?? .null, sealed.code(vault).sqlValue,
                session.counterCase?.sqlValue ?? .null,
            ]
        }
        try tx.send(
            for: [.bytes, .integer, .integer, .text, .integer, .integer, .integer, .bytes, .integer], rows
        ) { list in
            """
            INSERT INTO session (hash, person_id, officer_id, device, begun_at, seen_at, ends_at, proved_at, seal,
                counter_case_id)
            SELECT given.column2, given.column3, given.column4, given.column5, given.column6, given.column6,
                given.column7, given.column8, given.column9, given.column10
            FROM \(list) AS given
            WHERE given.column1 >= 0
            """
        }
    }

    static func hash(_ cookie: String) -> Data {
        Data(SHA256.hash(data: Data(cookie.utf8)))
    }
}

/// A session to begin.
private struct NewSession {
    let cookie: String
    let holder: Actor
    /// Whether the holder cannot have had a session before.
    var isNew = false
    var device: String?
    let lifetime: Span
    /// When the authenticator's code was given.
    var provedAt: Instant?
    /// Of a person's session at a counter.
    var counterCase: ID<CounterCase>?
}

/// A signed-in device, as shown to its owner.
struct SignedInDevice: Sendable {
    let hash: Data
    let device: Device
    /// Both of the real clock; `seenAt` to within `SessionQueries.seenEvery`.
    let begunAt: Instant
    let seenAt: Instant
}
