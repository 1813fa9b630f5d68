import Foundation
import Programme
import Storage

extension Transaction {
    var openings: OpeningQueries { OpeningQueries(tx: self) }
}

/// Why officers may see persons' pages, and how often they search: the only writer of `person_opening` and
/// `person_search`. Times are of the real clock.
struct OpeningQueries {
    let tx: Transaction

    /// Remembers why an officer opens a person's page. A later reason replaces an earlier one; what is shown in full stays.
    func open(
        _ person: ID<Account>, by officer: ID<Officer>, why: AccessReason, at now: Instant, vault: Vault
    ) throws {
        let shown = try current(of: person, by: officer, at: now, vault: vault)?.shownUntil
        let ends = now + Opening.span
        let sealed = try SealedOpening(work: why.item, reason: why.statement, endsAt: ends, shownUntil: shown)
            .sealed(person, officer, vault)
        try tx.run(
            """
            INSERT INTO person_opening (officer_id, person_id, work, reason, opened_at, ends_at, shown_until)
            VALUES (\(officer), \(person), \(why.item), \(sealed), \(now), \(ends), \(shown))
            ON CONFLICT (officer_id, person_id) DO UPDATE
            SET work = excluded.work, reason = excluded.reason, opened_at = excluded.opened_at,
                ends_at = excluded.ends_at, shown_until = excluded.shown_until
            """)
    }

    /// Nil where this officer has not said why, or too long ago; also where SQL put the row in, gave it to another person
    /// or prolonged it: the officer is asked again.
    func current(of person: ID<Account>, by officer: ID<Officer>, at now: Instant, vault: Vault) throws -> Opening? {
        let row = try tx.row(
            """
            SELECT work, reason, ends_at, shown_until
            FROM person_opening
            WHERE officer_id = \(officer) AND person_id = \(person) AND ends_at > \(now)
            """)
        guard let row, let sealed: Data = try row["reason"],
            let opening = SealedOpening(sealed, person, officer, vault)
        else { return nil }
        let (work, ends, shown): (String, Instant, Instant?) = try (row["work"], row["ends_at"], row["shown_until"])
        let stored = SealedOpening(work: work, reason: opening.reason, endsAt: ends, shownUntil: shown)
        guard opening == stored else { return nil }
        return Opening(
            work: opening.work, reason: opening.reason, endsAt: ends, shownUntil: shown,
            isShown: shown.map { now < $0 } ?? false)
    }

    /// Shows the masked data for a few minutes. False when the page is not open.
    func show(_ person: ID<Account>, to officer: ID<Officer>, at now: Instant, vault: Vault) throws -> Bool {
        guard let opening = try current(of: person, by: officer, at: now, vault: vault) else { return false }
        let shown = now + Opening.shown
        let sealed = try SealedOpening(
            work: opening.work, reason: opening.reason, endsAt: opening.endsAt, shownUntil: shown
        ).sealed(person, officer, vault)
        return try tx.run(
            """
            UPDATE person_opening
            SET shown_until = \(shown), reason = \(sealed)
            WHERE officer_id = \(officer) AND person_id = \(person) AND ends_at = \(opening.endsAt)
            """) == 1
    }

    /// Counts a look-up of a person by NIK, contact, name or number, on any page. Throws `SearchRefusal.tooMany`,
    /// committed, when the hour's look-ups are used up; the first refusal of an hour is written to the audit log.
    func countLookUp(by officer: ID<Officer>, at moment: Moment, ids: IDSource) throws {
        guard try !countSearch(by: officer, at: moment.real) else { return }
        if try countRefusal(of: officer, at: moment.real) {
            let event = AuditEvent(
                "search.too-many", subject: "officer:\(officer)",
                detail: ["people": String(Opening.searchesPerHour)])
            try tx.audit.record(event, by: .officer(officer), at: moment, ids: ids)
        }
        throw CommittedRefusal(SearchRefusal.tooMany)
    }

    /// Writes to the audit log that a look-up found no person, without what was typed.
    ///
    /// - Parameter page: where it was typed, as in `AuditWords`.
    func recordMiss(_ page: String, by officer: ID<Officer>, at moment: Moment, ids: IDSource) throws {
        let event = AuditEvent("search.missed", subject: "officer:\(officer)", detail: ["page": page])
        try tx.audit.record(event, by: .officer(officer), at: moment, ids: ids)
    }

    /// Counts a search for people. False when the officer has used up this hour's searches.
    func countSearch(by officer: ID<Officer>, at now: Instant) throws -> Bool {
        let counted = try tx.run(
            """
            INSERT INTO person_search (officer_id, hour, searched, refused)
            VALUES (\(officer), \(Self.hour(now)), 1, 0)
            ON CONFLICT (officer_id, hour) DO UPDATE
            SET searched = person_search.searched + 1
            WHERE person_search.searched < \(Opening.searchesPerHour)
            """)
        return counted == 1
    }

    /// Records that a search was refused. True for the first in the hour, which is written to the audit log.
    func countRefusal(of officer: ID<Officer>, at now: Instant) throws -> Bool {
        let refused: Int? = try tx.row(
            """
            UPDATE person_search
            SET refused = refused + 1
            WHERE officer_id = \(officer) AND hour = \(Self.hour(now))
            RETURNING refused
            """)?["refused"]
        return refused == 1
    }

    /// Officers whose searches were refused since `instant`, and how often.
    func refusals(since instant: Instant) throws -> [(officer: ID<Officer>, refused: Int)] {
        try tx.rows(
            """
            SELECT officer_id, CAST(SUM(refused) AS BIGINT) AS refused
            FROM person_search
            WHERE hour >= \(Self.hour(instant)) AND refused > 0
            GROUP BY officer_id
            ORDER BY officer_id
            """
        ).map { try ($0["officer_id"], $0["refused"]) }
    }

    private static func hour(_ instant: Instant) -> Int64 { instant.milliseconds / 3_600_000 }
}

/// What the seal of an opening covers: for whom, why and until when it is, and until when the data is shown in full.
private struct SealedOpening: Codable, Equatable {
    let work: String
    let reason: String
    /// In milliseconds, as they are stored.
    let ends: Int64
    let shown: Int64?

    init(work: String, reason: String, endsAt: Instant, shownUntil: Instant?) {
        (self.work, self.reason) = (work, reason)
        (ends, shown) = (endsAt.milliseconds, shownUntil?.milliseconds)
    }

    /// Nil where it was sealed for another person or officer, by no act, or by a version before this one.
    init?(_ sealed: Data, _ person: ID<Account>, _ officer: ID<Officer>, _ vault: Vault) {
        let plain = try? vault.open(
            sealed, table: "person_opening", column: "reason", row: officer.rawValue, owner: person.rawValue)
        guard let plain, let opening = try? JSONDecoder().decode(Self.self, from: plain) else { return nil }
        self = opening
    }

    func sealed(_ person: ID<Account>, _ officer: ID<Officer>, _ vault: Vault) throws -> Data {
        try vault.seal(
            JSONEncoder.sorted.encode(self), table: "person_opening", column: "reason", row: officer.rawValue,
            owner: person.rawValue)
    }
}

/// Why an officer may see a person's page at the moment.
struct Opening: Sendable {
    /// The item that led there; empty where the officer stated a reason.
    let work: String
    let reason: String
    let endsAt: Instant
    /// Until when the masked data is shown in full; nil where the officer did not ask for it.
    let shownUntil: Instant?
    /// Whether it is shown at the moment.
    let isShown: Bool

    /// How long a reason holds: a day at the office.
    static let span = Span.hours(8)
    /// How long the masked data is shown.
    static let shown = Span.minutes(5)
    /// The most searches for people by one officer in an hour.
    static let searchesPerHour = 120
}
