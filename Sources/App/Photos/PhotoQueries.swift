import Foundation
import Programme
import Storage

extension Transaction {
    var photos: PhotoQueries { PhotoQueries(tx: self) }
}

extension IdentityPhoto.Kind: SQLConvertible {}
extension IdentityPhoto.State: SQLConvertible {}
extension IdentityPhoto.Fault: SQLConvertible {}

/// The photos' rows, their measures and the officers' findings. With its extensions the only writer of
/// `identity_document`, `photo_claim`, `photo_measure`, `photo_review`, `photo_second_look` and `photo_third_look`.
struct PhotoQueries {
    let tx: Transaction

    /// The person's current photos.
    func current(of person: ID<Account>) throws -> [IdentityPhoto.Kind: StoredPhoto] {
        let photos = try tx.rows(
            """
            SELECT \(StoredPhoto.columns)
            FROM identity_document
            LEFT JOIN photo_review ON photo_review.document_id = identity_document.id
            WHERE identity_document.person_id = \(person) AND identity_document.state <> 'replaced'
            """
        ).map(StoredPhoto.init)
        return Dictionary(photos.map { ($0.kind, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Every photo the person sent, newest first.
    func all(of person: ID<Account>) throws -> [StoredPhoto] {
        try tx.rows(
            """
            SELECT \(StoredPhoto.columns)
            FROM identity_document
            LEFT JOIN photo_review ON photo_review.document_id = identity_document.id
            WHERE identity_document.person_id = \(person)
            ORDER BY identity_document.id DESC
            """
        ).map(StoredPhoto.init)
    }

    func photo(_ id: ID<StoredPhoto>) throws -> StoredPhoto? {
        try tx.row(
            """
            SELECT \(StoredPhoto.columns)
            FROM identity_document
            LEFT JOIN photo_review ON photo_review.document_id = identity_document.id
            WHERE identity_document.id = \(id)
            """
        ).map(StoredPhoto.init)
    }

    /// Records a stored photo in place of the previous one of its kind. Returns the id of the replaced one.
    func add(
        _ id: ID<StoredPhoto>, _ kind: IdentityPhoto.Kind, _ picture: Picture, of person: ID<Account>,
        at moment: Moment, ids: IDSource
    ) throws -> ID<StoredPhoto>? {
        let old = try current(of: person)[kind]
        if let old {
            guard old.state != .accepted else { throw ApplicationRefusal.underReview }
            try tx.run("UPDATE identity_document SET state = 'replaced' WHERE id = \(old.id)")
            try tx.run("DELETE FROM photo_measure WHERE document_id = \(old.id)")
            try tx.records.bind(.photos, old.id, at: moment.real, ids: ids)
        }
        try tx.run(
            """
            INSERT INTO identity_document (id, person_id, kind, state, width, height, bytes, uploaded_at)
            VALUES (\(id), \(person), \(kind), 'uploaded', \(picture.width), \(picture.height), \(picture.jpeg.count),
                \(moment.real))
            """)
        // Whose photo it is: from the upload on, it is shown to that person.
        try tx.records.bind(.photos, id, at: moment.real, ids: ids, isFirst: true)
        try tx.audit.record(
            AuditEvent("photo.uploaded", subject: "photo:\(id)", detail: ["kind": kind.rawValue]), by: .person(person),
            at: moment, ids: ids)
        return old?.id
    }

    /// Returns accepted photos to review, because the data they were compared with has changed. Earlier findings stay
    /// in the audit trail.
    func lookAgain(_ person: ID<Account>, at moment: Moment, ids: IDSource) throws {
        for photo in try current(of: person).values where photo.state == .accepted {
            try reopen(photo.id, at: moment.real, ids: ids)
            try tx.audit.record(
                AuditEvent("photo.to-look-at-again", subject: "photo:\(photo.id)"), by: .system, at: moment, ids: ids)
        }
        try withdrawLooks(at: person, now: moment.real, ids: ids)
    }

    /// Takes the finding away, so that the photo waits again. False when the person has sent a newer one.
    @discardableResult
    func reopen(_ photo: ID<StoredPhoto>, at now: Instant, ids: IDSource) throws -> Bool {
        let changed = try tx.run(
            "UPDATE identity_document SET state = 'uploaded' WHERE id = \(photo) AND state IN ('accepted', 'rejected')")
        guard changed == 1 else { return false }
        try tx.run("DELETE FROM photo_review WHERE document_id = \(photo)")
        try tx.records.bind(.photos, photo, at: now, ids: ids)
        return true
    }

    /// Records an officer's finding. False when another officer was first, or the person has sent a newer photo.
    func review(
        _ photo: ID<StoredPhoto>, fault: IdentityPhoto.Fault?, note: String, by officer: ID<Officer>,
        at moment: Moment, ids: IDSource, vault: Vault
    ) throws -> Bool {
        let verdict: IdentityPhoto.State = fault == nil ? .accepted : .rejected
        let changed = try tx.run(
            "UPDATE identity_document SET state = \(verdict) WHERE id = \(photo) AND state = 'uploaded'")
        guard changed == 1 else { return false }
        try tx.run(
            """
            INSERT INTO photo_review (document_id, officer_id, verdict, reason, note, sealed_note, reviewed_at)
            VALUES (\(photo), \(officer), \(verdict), \(fault), '',
                \(SealedText.photoNote.sealIfAny(note, row: photo.rawValue, vault)), \(moment.real))
            """)
        try tx.audit.record(
            AuditEvent(
                "photo.\(verdict.rawValue)", subject: "photo:\(photo)",
                detail: fault.map { ["reason": $0.rawValue] } ?? [:]),
            by: .officer(officer), at: moment, ids: ids)
        try tx.records.bind(.photos, photo, at: moment.real, ids: ids)
        return true
    }
}

/// A photo's row, with the officer's finding if any.
struct StoredPhoto: Sendable {
    let id: ID<StoredPhoto>
    let person: ID<Account>
    let kind: IdentityPhoto.Kind
    let state: IdentityPhoto.State
    let width: Int
    let height: Int
    let bytes: Int
    let uploadedAt: Instant
    let fault: IdentityPhoto.Fault?
    /// What the officer wrote beside the reason; nil without a finding.
    let sealedNote: SealedWords?
    /// The same, once it was opened.
    private(set) var note = ""

    /// With the officer's note, for a page that shows it.
    func readable(_ vault: Vault) throws -> StoredPhoto {
        var photo = self
        photo.note = try sealedNote?.open(vault) ?? ""
        return photo
    }
}

extension SealedText {
    /// What an officer wrote about a photo beside the reason, for the person to read.
    static let photoNote = SealedText("photo_review", "note")
}

extension StoredPhoto {
    static let columns: SQL = """
        identity_document.id, identity_document.person_id, identity_document.kind, identity_document.state,
            identity_document.width, identity_document.height, identity_document.bytes, identity_document.uploaded_at,
            photo_review.reason, photo_review.note, photo_review.sealed_note
        """

    init(_ row: Row) throws {
        let id: ID<StoredPhoto> = try row["id"]
        try self.init(
            id: id, person: row["person_id"], kind: row["kind"], state: row["state"], width: row["width"],
            height: row["height"], bytes: row["bytes"], uploadedAt: row["uploaded_at"], fault: row["reason"],
            sealedNote: SealedWords(.photoNote, row, of: id.rawValue))
    }
}
