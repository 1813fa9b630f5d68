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

    /// Begins a session and answers the value for its cookie. Every sign-in gets a new one, so none can be planted.
    func begin(person: ID<Account>, on platform: Platform) throws -> String {
        try begin(person: person, officer: nil, lifetime: Self.personLifetime, on: platform)
    }

    func begin(officer: ID<Officer>, on platform: Platform) throws -> String {
        try begin(person: nil, officer: officer, lifetime: Self.officerLifetime, on: platform)
    }

    /// Whoever is signed in, and how many messages they have not read: every page of theirs shows it.
    func find(cookie: String, now: Instant) throws -> (session: Session, unread: Int)? {
        let hash = Self.hash(cookie)
        let row = try tx.row(
            """
            SELECT session.person_id, session.officer_id, (
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
        if let person: ID<Account> = try row["person_id"] {
            let province: String? = try row["province"]
            let zone = province.flatMap(Zone.init(provinceCode:))
            return try (Session(hash: hash, holder: .person(person), zone: zone), row["unread"])
        }
        guard let id: ID<Officer> = try row["officer_id"], let officer = try tx.officers.active(id) else { return nil }
        return (Session(hash: hash, holder: .officer(officer), zone: .wib), 0)
    }

    func end(_ session: Session) throws {
        try tx.run("DELETE FROM session WHERE hash = \(session.hash)")
    }

    /// After a change of contact or a suspension: every device is signed out.
    func endAll(of person: ID<Account>) throws {
        try tx.run("DELETE FROM session WHERE person_id = \(person)")
    }

    private func begin(
        person: ID<Account>?, officer: ID<Officer>?, lifetime: Span, on platform: Platform
    ) throws -> String {
        let cookie = platform.random.token(32)
        let now = platform.realNow()
        try tx.send(
            """
            INSERT INTO session (hash, person_id, officer_id, begun_at, seen_at, ends_at)
            VALUES (\(Self.hash(cookie)), \(person), \(officer), \(now), \(now), \(now + lifetime))
            """)
        return cookie
    }

    private static func hash(_ cookie: String) -> Data {
        Data(SHA256.hash(data: Data(cookie.utf8)))
    }
}
