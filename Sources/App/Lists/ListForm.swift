import Foundation
import Programme

/// Parses the form for importing a list.
struct ListForm: Sendable {
    let order: ListOrder
    let file: Data

    static let asOf = DateField("per", Bilingual(id: "Daftar per tanggal", en: "As of"), example: "1 4 2020")
    static let expiry = DateField(
        "sampai", Bilingual(id: "Berlaku sebelum tanggal", en: "Expires on"), example: "1 4 2021", isOptional: true)

    static func read(
        _ form: Form, by officer: ID<Officer>, t: Words
    ) -> (value: ListForm?, errors: [FieldError]) {
        var errors: [FieldError] = []
        let kind = ListKind(rawValue: form["jenis"])
        if kind == nil { errors.append(FieldError(field: "jenis", message: ListRefusal.unknownKind.sentence(t))) }
        if form["sumber"].isEmpty {
            errors.append(FieldError(field: "sumber", message: ListRefusal.sourceMissing.sentence(t)))
        }
        let (asOf, wrongDay) = Self.asOf.read(form, t)
        let (expires, wrongEnd) = Self.expiry.read(form, t)
        errors += [wrongDay, wrongEnd].compactMap(\.self)
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
}
