import Crypto
import Foundation
import Programme
import Storage

extension Transaction {
    var sessions: SessionQueries { SessionQueries(tx: self) }
}

/// Signed-in browsers. The only writer of `session`. All times are of the real clock.
struct SessionQueries {
    let tx: Transaction

    static let personLifetime = Span.days(14)
    static let officerLifetime = Span.hours(10)
    /// How exactly it is known when a device was used last: each notes it once in this time, and reads otherwise.
    static let seenEvery = Span.hours(6)

    /// Begins a session and answers the value for its cookie. Every sign-in gets a new one, so none can be planted.
    func begin(person: ID<Account>, on platform: Platform) throws -> String {
        let cookie = platform.random.token(32)
        try begin(cookie, person: person, officer: nil, device: nil, lifetime: Self.personLifetime, on: platform)
        return cookie
    }

    func begin(officer: ID<Officer>, on platform: Platform) throws -> String {
        let cookie = platform.random.token(32)
        try begin(cookie, person: nil, officer: officer, device: nil, lifetime: Self.officerLifetime, on: platform)
        return cookie
    }

    /// Begins the one session that a code is good for. A second tap gets the cookie of the first again, since the
    /// browser may have dropped the first answer. Throws `CodeRefusal.noCode` when that session has been ended.
    func begin(
        person: ID<Account>, by proof: ProvedCode, device: Device, on platform: Platform
    ) throws -> String {
        // Made of the code under a key of ours, so that both taps get the same one and nothing of it is stored.
        let cookie = platform.vault.authenticationCode(of: Data(proof.id.description.utf8), for: "session").base64URL
        if proof.isSecondTap {
            guard try find(cookie: cookie, now: platform.realNow()) != nil else { throw CodeRefusal.noCode }
            return cookie
        }
        try begin(
            cookie, person: person, officer: nil, device: device.written, lifetime: Self.personLifetime, on: platform)
        return cookie
    }

    /// Whoever is signed in, and how many messages they have not read: every page of theirs shows it.
    func find(cookie: String, now: Instant) throws -> (session: Session, unread: Int)? {
        let hash = Self.hash(cookie)
        let row = try tx.row(
            """
            SELECT session.person_id, session.officer_id, session.seen_at, (
                SELECT province
                FROM personal_data
                WHERE personal_data.person_id = session.person_id
            ) AS province, (
                SELECT COUNT(*)
                FROM message
                WHERE message.person_id = session.person_id AND message.kind = 'notice' AND message.read_at IS NULL
            ) AS unread
            FROM session
            WHERE session.hash = \(hash) AND session.ends_at > \(now)
            """)
        guard let row else { return nil }
        let seenAt: Instant = try row["seen_at"]
        if let person: ID<Account> = try row["person_id"] {
            let province: String? = try row["province"]
            let zone = province.flatMap(Zone.init(provinceCode:))
            return try (Session(hash: hash, holder: .person(person), zone: zone, seenAt: seenAt), row["unread"])
        }
        guard let id: ID<Officer> = try row["officer_id"], let officer = try tx.officers.active(id) else { return nil }
        return (Session(hash: hash, holder: .officer(officer), zone: .wib, seenAt: seenAt), 0)
    }

    func end(_ session: Session) throws {
        try tx.run("DELETE FROM session WHERE hash = \(session.hash)")
    }

    /// Every device is signed out but the one that asks for it; with nil that one, too.
    func endOthers(of person: ID<Account>, but session: Session?) throws {
        guard let session else {
            try tx.run("DELETE FROM session WHERE person_id = \(person)")
            return
        }
        try tx.run("DELETE FROM session WHERE person_id = \(person) AND hash <> \(session.hash)")
    }

    /// Signs one device of the person's out. False when it is not there any more, or not theirs.
    func end(_ hash: Data, of person: ID<Account>) throws -> Bool {
        try tx.run("DELETE FROM session WHERE hash = \(hash) AND person_id = \(person)") == 1
    }

    /// The devices that are signed in, the one that was used last first; at most `limit`.
    func devices(of person: ID<Account>, now: Instant, limit: Int) throws -> [SignedInDevice] {
        try tx.rows(
            """
            SELECT hash, device, begun_at, seen_at
            FROM session
            WHERE person_id = \(person) AND ends_at > \(now)
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

    /// The device was used just now.
    func seen(_ session: Session, at now: Instant) throws {
        try tx.run("UPDATE session SET seen_at = \(now) WHERE hash = \(session.hash) AND seen_at < \(now)")
    }

    /// Forgets sessions that ended before `instant`: nobody can use them any more.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM session WHERE ends_at < \(instant)")
    }

    private func begin(
        _ cookie: String, person: ID<Account>?, officer: ID<Officer>?, device: String?, lifetime: Span,
        on platform: Platform
    ) throws {
        let now = platform.realNow()
        try tx.send(
            """
            INSERT INTO session (hash, person_id, officer_id, device, begun_at, seen_at, ends_at)
            VALUES (\(Self.hash(cookie)), \(person), \(officer), \(device), \(now), \(now), \(now + lifetime))
            """)
    }

    static func hash(_ cookie: String) -> Data {
        Data(SHA256.hash(data: Data(cookie.utf8)))
    }
}

/// A device that is signed in, as its owner sees it.
struct SignedInDevice: Sendable {
    let hash: Data
    let device: Device
    /// Both of the real clock; `seenAt` to within `SessionQueries.seenEvery`.
    let begunAt: Instant
    let seenAt: Instant
}
