import Programme
import Storage

/// Second looks at accepted pairs, and how far the officers agree.
extension PhotoQueries {
    /// Asks for a second look at a person's accepted pair. No effect when there was one.
    func askSecondLook(
        at person: ID<Account>, after first: ID<Officer>, now: Instant, ids: IDSource
    ) throws {
        let photos = try current(of: person)
        guard let card = photos[.card], let selfie = photos[.selfie],
            card.state == .accepted, selfie.state == .accepted
        else { return }
        let id: ID<SecondLook> = ids.next()
        try tx.send(
            """
            INSERT INTO photo_second_look (id, person_id, card_id, selfie_id, first_officer_id, asked_at)
            VALUES (\(id), \(person), \(card.id), \(selfie.id), \(first), \(now))
            ON CONFLICT (card_id, selfie_id) DO NOTHING
            """)
    }

    /// Removes unanswered requests: the verdict they would be compared with no longer stands.
    func withdrawSecondLook(of person: ID<Account>) throws {
        try tx.run("DELETE FROM photo_second_look WHERE person_id = \(person) AND officer_id IS NULL")
    }

    func secondLook(_ id: ID<SecondLook>) throws -> SecondLook? {
        try tx.row("SELECT \(SecondLook.columns) FROM photo_second_look WHERE id = \(id)").map(SecondLook.init)
    }

    /// Requests without an answer whose first verdict is another's and whose photos are not the officer's own.
    private func waiting(for officer: ID<Officer>) -> SQL {
        """
        FROM photo_second_look
            WHERE photo_second_look.officer_id IS NULL
                AND \(tx.officers.isAnother("photo_second_look.first_officer_id", than: officer))
                AND photo_second_look.person_id NOT IN (
                    SELECT identity_claim.person_id
                    FROM officer
                    JOIN identity_claim ON identity_claim.nik_lookup = officer.nik_lookup
                    WHERE officer.id = \(officer)
                )
        """
    }

    /// Those whose first verdict still stands. The photos' states are read one by one: a join would go through all
    /// photos of the programme.
    private func open(to officer: ID<Officer>) -> SQL {
        """
        \(waiting(for: officer))
                AND (SELECT state FROM identity_document WHERE id = photo_second_look.card_id) = 'accepted'
                AND (SELECT state FROM identity_document WHERE id = photo_second_look.selfie_id) = 'accepted'
        """
    }

    /// Requests that this officer may answer. A verdict that falls takes its open request with it, so the photos need
    /// not be read to count.
    func secondLookCount(for officer: ID<Officer>) throws -> Int {
        try tx.row("SELECT COUNT(*) AS waiting \(waiting(for: officer))")?["waiting"] ?? 0
    }

    /// The oldest of them.
    func nextSecondLook(for officer: ID<Officer>, after previous: ID<SecondLook>? = nil) throws -> ID<SecondLook>? {
        try tx.row(
            """
            SELECT photo_second_look.id
            \(open(to: officer)) AND photo_second_look.id > \(previous?.rawValue ?? 0)
            ORDER BY photo_second_look.id
            LIMIT 1
            """
        ).map { try $0["id"] }
    }

    /// False when another officer was first, or the first verdict is this officer's own.
    func answer(
        _ look: ID<SecondLook>, fault: IdentityPhoto.Fault?, by officer: ID<Officer>, at moment: Moment, ids: IDSource
    ) throws -> Bool {
        let verdict: IdentityPhoto.State = fault == nil ? .accepted : .rejected
        let changed = try tx.run(
            """
            UPDATE photo_second_look
            SET officer_id = \(officer), verdict = \(verdict), reason = \(fault), looked_at = \(moment.real)
            WHERE id = \(look) AND officer_id IS NULL
                AND \(tx.officers.isAnother("first_officer_id", than: officer))
            """)
        guard changed == 1 else { return false }
        try tx.audit.record(
            AuditEvent(
                "photo.second-look", subject: "second-look:\(look)",
                detail: fault.map { ["reason": $0.rawValue] } ?? [:]),
            by: .officer(officer), at: moment, ids: ids)
        return true
    }

    /// Answered second looks by the officer of the first verdict and by what the second found; a nil fault agrees.
    func agreement() throws -> [AgreementCount] {
        try tx.rows(
            """
            SELECT first_officer_id, reason, COUNT(*) AS looks
            FROM photo_second_look
            WHERE officer_id IS NOT NULL
            GROUP BY first_officer_id, reason
            ORDER BY first_officer_id, reason
            """
        ).map { row in try AgreementCount(officer: row["first_officer_id"], fault: row["reason"], looks: row["looks"]) }
    }
}

/// A request that a second officer looks at an accepted pair, and the answer.
struct SecondLook: Sendable {
    let id: ID<SecondLook>
    let person: ID<Account>
    let card: ID<StoredPhoto>
    let firstOfficer: ID<Officer>
    let isAnswered: Bool
}

extension SecondLook {
    static let columns: SQL = "id, person_id, card_id, first_officer_id, officer_id"

    init(_ row: Row) throws {
        let officer: ID<Officer>? = try row["officer_id"]
        try self.init(
            id: row["id"], person: row["person_id"], card: row["card_id"], firstOfficer: row["first_officer_id"],
            isAnswered: officer != nil)
    }
}

struct AgreementCount: Sendable {
    let officer: ID<Officer>
    let fault: IdentityPhoto.Fault?
    let looks: Int
}
