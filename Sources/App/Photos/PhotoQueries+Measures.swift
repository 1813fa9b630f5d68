import Foundation
import Programme
import Storage

/// What the job found: the measure, and what was read where it could be.
struct MeasuredPhoto: Sendable {
    let measure: PhotoMeasure
    let print: CardPrint?
}

/// What the pages say about a measured photo.
struct PhotoCheck: Sendable, Equatable {
    let hints: [PhotoHint]
    /// The digits read on the card that differ from the typed NIK, all others covered; nil where none does, and where no
    /// number was read.
    let difference: String?

    var isFine: Bool { hints.isEmpty && difference == nil }
}

extension PhotoQueries {
    /// Records what was measured. No effect on a photo that has a measure, or that was replaced meanwhile.
    func note(_ found: MeasuredPhoto, about photo: ID<StoredPhoto>, at now: Instant, vault: Vault) throws {
        guard try self.photo(photo).map({ $0.state != .replaced }) == true else { return }
        let (measure, print) = (found.measure, found.print)
        let number = try print?.number.map {
            try vault.seal($0.digits, table: "photo_measure", column: "number", row: photo.rawValue)
        }
        try tx.send(
            """
            INSERT INTO photo_measure (document_id, measured_at, brightness, dark, bright, sharpness, has_print, number)
            VALUES (\(photo), \(now), \(measure.brightness), \(measure.dark), \(measure.bright), \(measure.sharpness),
                \(print?.isCard), \(number))
            ON CONFLICT (document_id) DO NOTHING
            """)
    }

    /// The measures of those of these photos that have one. A number that cannot be decrypted counts as not read.
    ///
    /// - Parameter photos: at most the few of one person.
    func measures(of photos: [ID<StoredPhoto>]) throws -> [StoredMeasure] {
        guard !photos.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT photo_measure.document_id, photo_measure.brightness, photo_measure.dark, photo_measure.bright,
                photo_measure.sharpness, photo_measure.has_print, photo_measure.number, identity_document.width,
                identity_document.height
            FROM photo_measure
            JOIN identity_document ON identity_document.id = photo_measure.document_id
            WHERE photo_measure.document_id IN (\(list: photos))
            """
        ).map(StoredMeasure.init)
    }

    /// What the pages say about those of these photos that were measured.
    ///
    /// - Parameter nik: the number that was typed; nil where there is none.
    func checks(of photos: [StoredPhoto], nik: NIK?, vault: Vault) throws -> [ID<StoredPhoto>: PhotoCheck] {
        let measured = try measures(of: photos.map(\.id))
        return Dictionary(
            measured.map { stored in
                let read = stored.numberSealed.flatMap {
                    try? NIK(
                        vault.openText($0, table: "photo_measure", column: "number", row: stored.photo.rawValue))
                }
                let difference = read.flatMap { read in nik.flatMap { $0.difference(from: read) } }
                return (stored.photo, PhotoCheck(hints: stored.measure.hints, difference: difference))
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// A row of `photo_measure`.
struct StoredMeasure: Sendable {
    let photo: ID<StoredPhoto>
    let measure: PhotoMeasure
    let numberSealed: Data?

    init(_ row: Row) throws {
        photo = try row["document_id"]
        numberSealed = try row["number"]
        measure = try PhotoMeasure(
            width: row["width"], height: row["height"], brightness: row["brightness"], dark: row["dark"],
            bright: row["bright"], sharpness: row["sharpness"], hasPrint: row["has_print"])
    }
}
