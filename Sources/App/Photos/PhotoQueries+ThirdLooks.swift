import Programme
import Storage

/// Pairs on which two reviewers differ, put to a third one.
extension PhotoQueries {
    /// Puts the pair to a third reviewer. No effect when it was before.
    func askThirdLook(at look: ID<SecondLook>, of person: ID<Account>, now: Instant) throws {
        try tx.send(
            """
            INSERT INTO photo_third_look (look_id, person_id, asked_at)
            VALUES (\(look), \(person), \(now))
            ON CONFLICT (look_id) DO NOTHING
            """)
    }

    func thirdLook(_ id: ID<SecondLook>) throws -> ThirdLook? {
        try tx.row(
            """
            SELECT photo_second_look.id, photo_second_look.person_id, photo_second_look.card_id,
                photo_second_look.selfie_id, photo_second_look.first_officer_id,
                photo_second_look.officer_id AS second_officer_id, photo_second_look.reason,
                photo_third_look.officer_id AS third_officer_id
            FROM photo_third_look
            JOIN photo_second_look ON photo_second_look.id = photo_third_look.look_id
            WHERE photo_third_look.look_id = \(id)
            """
        ).map(ThirdLook.init)
    }

    /// Requests without a decision whose findings are both another's, and whose photos are not the officer's own.
    private func undecided(for officer: ID<Officer>) -> SQL {
        """
        FROM photo_third_look
            JOIN photo_second_look ON photo_second_look.id = photo_third_look.look_id
            WHERE photo_third_look.officer_id IS NULL
                AND \(tx.officers.isAnother("photo_second_look.first_officer_id", than: officer))
                AND \(tx.officers.isAnother("photo_second_look.officer_id", than: officer))
                AND photo_third_look.person_id NOT IN (
                    SELECT identity_claim.person_id
                    FROM officer
                    JOIN identity_claim ON identity_claim.nik_lookup = officer.nik_lookup
                    WHERE officer.id = \(officer)
                )
        """
    }

    /// Those that this officer may decide, by the real clock.
    func thirdLooks(for officer: ID<Officer>) throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(photo_third_look.asked_at) AS oldest, CAST(NULL AS BIGINT) AS due
            \(undecided(for: officer))
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The oldest of them.
    func nextThirdLook(for officer: ID<Officer>, after previous: ID<SecondLook>? = nil) throws -> ID<SecondLook>? {
        try tx.row(
            """
            SELECT photo_third_look.look_id
            \(undecided(for: officer)) AND photo_third_look.look_id > \(previous?.rawValue ?? 0)
            ORDER BY photo_third_look.look_id
            LIMIT 1
            """
        ).map { try $0["look_id"] }
    }

    /// Records the third reviewer's decision, which names both findings. False when another officer was first.
    ///
    /// - Parameter better: the photo that is to be sent again, and why; nil where the pair stays accepted.
    func settle(
        _ look: ThirdLook, better: BetterPhoto?, by officer: ID<Officer>, at moment: Moment, ids: IDSource
    ) throws -> Bool {
        let verdict: IdentityPhoto.State = better == nil ? .accepted : .rejected
        let changed = try tx.run(
            """
            UPDATE photo_third_look
            SET officer_id = \(officer), verdict = \(verdict), kind = \(better?.kind), reason = \(better?.fault),
                looked_at = \(moment.real)
            WHERE look_id = \(look.id) AND officer_id IS NULL
            """)
        guard changed == 1 else { return false }
        let findings = [
            "first": IdentityPhoto.State.accepted.rawValue, "second": look.disagreement.fault.rawValue,
            "outcome": verdict.rawValue,
        ]
        try tx.audit.record(
            AuditEvent(
                "photo.third-look", subject: "second-look:\(look.id)",
                detail: better.map { findings.merging(["reason": $0.fault.rawValue]) { $1 } } ?? findings),
            by: .officer(officer), at: moment, ids: ids)
        try tx.records.bind(.photoLooks, look.id, at: moment.real, ids: ids)
        return true
    }
}

/// A pair on which two reviewers differ. It has the id of the second look.
struct ThirdLook: Sendable {
    let id: ID<SecondLook>
    let person: ID<Account>
    let card: ID<StoredPhoto>
    let selfie: ID<StoredPhoto>
    let disagreement: PhotoDisagreement
    let isDecided: Bool

    func photo(_ kind: IdentityPhoto.Kind) -> ID<StoredPhoto> { kind == .card ? card : selfie }

    fileprivate init(_ row: Row) throws {
        let third: ID<Officer>? = try row["third_officer_id"]
        (id, person, isDecided) = (try row["id"], try row["person_id"], third != nil)
        (card, selfie) = (try row["card_id"], try row["selfie_id"])
        disagreement = try PhotoDisagreement(
            first: row["first_officer_id"], second: row["second_officer_id"], fault: row["reason"])
    }
}

/// A photo that a reviewer asks the person to send again.
struct BetterPhoto: Sendable {
    let kind: IdentityPhoto.Kind
    let fault: IdentityPhoto.Fault
    /// To the person; empty where there is none.
    let note: String
}
