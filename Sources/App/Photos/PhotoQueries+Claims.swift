import Programme
import Storage

/// Claims of photos by officers. With `PhotoQueries` the only writer of `photo_claim`. Real clock.
extension PhotoQueries {
    /// Claims a photo for an officer. Returns the claim in force, which may be another officer's.
    func claim(_ photo: ID<StoredPhoto>, for officer: ID<Officer>, at now: Instant) throws -> PhotoClaim {
        try tx.run(
            """
            INSERT INTO photo_claim (document_id, officer_id, until)
            VALUES (\(photo), \(officer), \(now + PhotoWork.claim))
            ON CONFLICT (document_id) DO UPDATE
            SET officer_id = excluded.officer_id, until = excluded.until
            WHERE photo_claim.officer_id = excluded.officer_id OR photo_claim.until <= \(now)
            """)
        guard let row = try tx.row("SELECT officer_id, until FROM photo_claim WHERE document_id = \(photo)") else {
            throw StorageFault.contended
        }
        return PhotoClaim(officer: try row["officer_id"], until: try row["until"])
    }

    /// The photos among these that other officers hold, with who holds each until when.
    func held(_ photos: [ID<StoredPhoto>], exceptBy officer: ID<Officer>, at now: Instant) throws
        -> [ID<StoredPhoto>: PhotoClaim]
    {
        try tx.rows(
            """
            SELECT document_id, officer_id, until
            FROM photo_claim
            WHERE document_id IN (\(list: photos)) AND officer_id <> \(officer) AND until > \(now)
            """
        ).reduce(into: [:]) { held, row in
            let photo: ID<StoredPhoto> = try row["document_id"]
            held[photo] = PhotoClaim(officer: try row["officer_id"], until: try row["until"])
        }
    }

    func release(_ photo: ID<StoredPhoto>) throws {
        try tx.run("DELETE FROM photo_claim WHERE document_id = \(photo)")
    }

    /// The officer whose finding was recorded.
    func reviewer(of photo: ID<StoredPhoto>) throws -> ID<Officer>? {
        try tx.row("SELECT officer_id FROM photo_review WHERE document_id = \(photo)").map { try $0["officer_id"] }
    }
}

struct PhotoClaim: Sendable {
    let officer: ID<Officer>
    let until: Instant
}

/// Why an officer's finding is not recorded; the officer is always told.
enum PhotoReviewRefusal: UserFacingRefusal {
    case otherOfficer(name: String, until: Instant)
    /// Another officer recorded a finding first.
    case alreadyFound(name: String, IdentityPhoto.State)
    /// The person has sent a newer photo.
    case replaced
    /// The officer's last verdict is too old, or the person has sent a newer photo since.
    case nothingToUndo

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Foto menunggu", "Photos waiting"), Paths.photoOffice)
    }

    var code: String {
        switch self {
        case .otherOfficer: "photos.review.other-officer"
        case .alreadyFound: "photos.review.already-found"
        case .replaced: "photos.review.replaced"
        case .nothingToUndo: "photos.review.nothing-to-undo"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .otherOfficer(let name, let until):
            t(
                "\(name) sedang memeriksa foto ini sampai \(t.exactClock(until)). Periksa foto berikutnya.",
                "\(name) is looking at this photo until \(t.exactClock(until)). Go on with the next one.")
        case .alreadyFound(let name, .accepted):
            t(
                "\(name) lebih dulu menerima foto ini. Putusan Anda tidak disimpan.",
                "\(name) accepted this photo before you. Your finding was not kept.")
        case .alreadyFound(let name, _):
            t(
                "\(name) lebih dulu menolak foto ini. Putusan Anda tidak disimpan.",
                "\(name) rejected this photo before you. Your finding was not kept.")
        case .replaced:
            t(
                "Pendaftar sudah mengirim foto yang lebih baru. Putusan Anda tidak disimpan.",
                "The applicant has sent a newer photo. Your finding was not kept.")
        case .nothingToUndo:
            t(
                "Tidak ada putusan yang bisa diurungkan. Batasnya \(t.span(PhotoWork.undo)) setelah putusan.",
                "There is no finding to undo. It can be undone for \(t.span(PhotoWork.undo)).")
        }
    }
}
