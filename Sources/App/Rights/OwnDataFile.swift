import Foundation
import Programme
import Storage

/// The file with everything that the programme holds of one person, in the reader's language.
struct OwnDataFile: Sendable, Encodable {
    let about: About
    let parts: [OwnDataPart]

    struct About: Sendable, Equatable, Encodable {
        let title: String
        let account: String
        let language: String
        let madeAt: String
        /// How the file is read, and what it leaves out.
        let notes: [String]
    }

    /// Every part as it is in this transaction.
    init(_ reading: OwnDataReading, in tx: Transaction) throws {
        let t = reading.t
        let stored = try OwnDataSource.all.map { try $0.part(reading, in: tx) }
        parts = stored.map { $0.worded(t) }
        about = About(
            title: t("Data Anda di Prakerja", "Your data at Prakerja"), account: reading.person.description,
            language: t.language.rawValue, madeAt: reading.now.description,
            notes: Self.notes(t) + (parts == stored ? [] : [Self.lacking(t)]))
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    private static func lacking(_ t: Words) -> String {
        t(
            "Ada isian yang tidak dapat dibaca, dan ditulis begitu. Kami sudah diberi tahu; hubungi kami di halaman Bantuan.",
            "Some values cannot be read, and say so. We have been notified; contact us on the help page.")
    }

    private static func notes(_ t: Words) -> [String] {
        [
            t(
                "label dan meaning ditulis untuk dibaca orang; key dan value untuk program.",
                "label and meaning are for people; key and value for programs."),
            t(
                "Waktu di value memakai UTC.", "Instants in value are in UTC."),
            t(
                "Setiap bagian berisi paling banyak \(OwnDataSource.most) catatan; complete: false berarti masih ada yang lama.",
                "Each part has at most \(OwnDataSource.most) records; complete: false means that there are older ones."),
            t(
                "Tidak dimuat: kode, nomor kartu dan rekening lengkap, soal tes, dan gambar foto. Juga tidak: nama petugas dan data orang lain.",
                "Left out: codes, whole card and account numbers, test questions, pictures, officers' names, data of others."
            ),
        ]
    }
}
