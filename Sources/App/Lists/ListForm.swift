import Foundation
import Programme

/// Parses the form for importing a list.
struct ListForm: Sendable {
    let order: ListOrder
    let file: Data

    static func read(
        _ form: Form, by officer: ID<Officer>, t: Words
    ) -> (value: ListForm?, errors: [FieldError]) {
        var errors: [FieldError] = []
        let kind = ListKind(rawValue: form["jenis"])
        if kind == nil { errors.append(FieldError(field: "jenis", message: ListRefusal.unknownKind.sentence(t))) }
        if form["sumber"].isEmpty {
            errors.append(FieldError(field: "sumber", message: ListRefusal.sourceMissing.sentence(t)))
        }
        let asOf = date(form, "per")
        if asOf == nil {
            errors.append(
                FieldError(
                    field: "per",
                    message: t(
                        "Tulis tanggal daftar, misalnya 1 4 2020.", "Write the date of the data, such as 1 4 2020.")))
        }
        let expires = date(form, "sampai")
        let hasExpiry = ["day", "month", "year"].contains { !form["sampai-\($0)"].isEmpty }
        if hasExpiry, expires == nil {
            errors.append(
                FieldError(
                    field: "sampai",
                    message: t("Tanggal itu tidak ada. Perbaiki, atau kosongkan.", "There is no such day. Correct it."))
            )
        }
        let file = form.file("berkas")
        if file == nil {
            errors.append(
                FieldError(field: "berkas", message: t("Pilih berkas CSV-nya.", "Choose the CSV file.")))
        }
        guard errors.isEmpty, let kind, let asOf, let file else { return (nil, errors) }
        let order = ListOrder(kind: kind, source: form["sumber"], asOf: asOf, expiresOn: expires, by: officer)
        return (ListForm(order: order, file: file.bytes), [])
    }

    static func tooLarge(_ limit: Int, _ t: Words) -> String {
        t(
            "Berkas lebih dari \(limit / 1_048_576) MB. Masukkan dari server: prakerja list import.",
            "The file is over \(limit / 1_048_576) MB. Bring it in on the server: prakerja list import.")
    }

    /// The field at which a refusal is shown.
    static func field(of refusal: ListRefusal) -> String {
        switch refusal {
        case .sourceMissing: "sumber"
        case .fromTheFuture: "per"
        case .expiresBeforeItBegins: "sampai"
        case .unknownKind, .notInEdition: "jenis"
        default: "berkas"
        }
    }

    private static func date(_ form: Form, _ name: String) -> CivilDate? {
        guard let day = Int(form["\(name)-day"], in: 1...31),
            let month = Int(form["\(name)-month"], in: 1...12), let year = Int(form["\(name)-year"], in: 1...9999)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
