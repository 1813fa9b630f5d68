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

    /// Removes unanswered requests for a second and a third look: the verdict they are about no longer stands. A second
    /// look that SQL changed is not bound again.
    func withdrawLooks(at person: ID<Account>, now: Instant, ids: IDSource) throws {
        let looks: [ID<SecondLook>] = try tx.rows(
            "SELECT look_id FROM photo_third_look WHERE person_id = \(person) AND officer_id IS NULL ORDER BY look_id"
        ).map { try $0["look_id"] }
        let asLeft = try ids.mark.map { try tx.records.asBound(.photoLooks, of: looks, vault: $0.vault) } ?? []
        if !looks.isEmpty { try tx.run("DELETE FROM photo_third_look WHERE look_id IN (\(list: looks))") }
        try tx.run("DELETE FROM photo_second_look WHERE person_id = \(person) AND officer_id IS NULL")
        try tx.records.bind(.photoLooks, all: looks.filter { asLeft.contains($0) }, at: now, ids: ids)
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

    /// One that disagrees is put to a third reviewer. False when another officer was first, or the first verdict is this
    /// officer's own.
    func answer(
        _ look: SecondLook, fault: IdentityPhoto.Fault?, by officer: ID<Officer>, at moment: Moment, ids: IDSource
    ) throws -> Bool {
        let verdict: IdentityPhoto.State = fault == nil ? .accepted : .rejected
        let changed = try tx.run(
            """
            UPDATE photo_second_look
            SET officer_id = \(officer), verdict = \(verdict), reason = \(fault), looked_at = \(moment.real)
            WHERE id = \(look.id) AND officer_id IS NULL AND first_officer_id = \(look.firstOfficer)
                AND \(tx.officers.isAnother("first_officer_id", than: officer))
            """)
        guard changed == 1 else { return false }
        try tx.audit.record(
            AuditEvent(
                "photo.second-look", subject: "second-look:\(look.id)",
                detail: fault.map { ["reason": $0.rawValue] } ?? [:]),
            by: .officer(officer), at: moment, ids: ids)
        if fault != nil { try askThirdLook(at: look.id, of: look.person, now: moment.real) }
        try tx.records.bind(.photoLooks, look.id, at: moment.real, ids: ids)
        return true
    }

    /// Answered second looks by their two officers, by what the second found, and by what came of a disagreement.
    func agreement() throws -> [AgreementCount] {
        try tx.rows(
            """
            SELECT answered.first_officer_id, answered.officer_id, answered.reason, answered.outcome,
                COUNT(*) AS looks
            FROM (
                SELECT photo_second_look.first_officer_id, photo_second_look.officer_id, photo_second_look.reason,
                    CASE WHEN photo_second_look.reason IS NULL THEN 'agreed'
                        WHEN photo_third_look.look_id IS NULL THEN 'fallen'
                        WHEN photo_third_look.officer_id IS NULL THEN 'waiting'
                        WHEN photo_third_look.verdict = 'accepted' THEN 'kept' ELSE 'replaced' END AS outcome
                FROM photo_second_look
                LEFT JOIN photo_third_look ON photo_third_look.look_id = photo_second_look.id
                WHERE photo_second_look.officer_id IS NOT NULL
            ) AS answered
            GROUP BY answered.first_officer_id, answered.officer_id, answered.reason, answered.outcome
            ORDER BY answered.first_officer_id, answered.officer_id, answered.reason, answered.outcome
            """
        ).map { row in
            try AgreementCount(
                first: row["first_officer_id"], second: row["officer_id"], fault: row["reason"],
                outcome: row["outcome"], looks: row["looks"])
        }
    }
}

/// A request that a second officer looks at an accepted pair, and the answer.
struct SecondLook: Sendable {
    let id: ID<SecondLook>
    let person: ID<Account>
    let card: ID<StoredPhoto>
    let selfie: ID<StoredPhoto>
    let firstOfficer: ID<Officer>
    let isAnswered: Bool
}

extension SecondLook {
    static let columns: SQL = "id, person_id, card_id, selfie_id, first_officer_id, officer_id"

    init(_ row: Row) throws {
        let officer: ID<Officer>? = try row["officer_id"]
        try self.init(
            id: row["id"], person: row["person_id"], card: row["card_id"], selfie: row["selfie_id"],
            firstOfficer: row["first_officer_id"], isAnswered: officer != nil)
    }
}

struct AgreementCount: Sendable {
    /// What came of a second look.
    enum Outcome: String, Sendable, CaseIterable {
        case agreed
        /// For the third reviewer.
        case waiting
        /// The third reviewer kept the pair accepted.
        case kept
        /// The third reviewer asked for a new photo.
        case replaced
        /// The photos were replaced or looked at again before a third reviewer decided.
        case fallen
    }

    let first: ID<Officer>
    let second: ID<Officer>
    /// Nil where the second reviewer agreed.
    let fault: IdentityPhoto.Fault?
    let outcome: Outcome
    let looks: Int
}

extension AgreementCount.Outcome: SQLConvertible {}
