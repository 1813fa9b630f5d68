import Programme

/// The field in which officers state their own NIK: at their set-up, and in their own account.
enum OfficerNIKField {
    static let name = "nik"

    static func html(_ form: FormState, _ t: Words) -> HTML {
        Field.text(
            form, name, t("NIK Anda", "Your NIK"),
            hint: t(
                "Agar pendaftaran Anda sendiri tidak lewat tangan Anda. Dicocokkan dengan Dukcapil, lalu disimpan sebagai sidik.",
                "So that your own application is out of your hands. The registry compares it; then only a digest is kept."
            ),
            keyboard: "numeric", width: 16, maxLength: 24)
    }

    /// The NIK, or the error to show at its field.
    static func read(_ form: Form, _ t: Words) -> (nik: NIK?, errors: [FieldError]) {
        do throws(NIKRefusal) {
            return (try NIK(form[name]), [])
        } catch {
            let message = error.sentence(t, number: "NIK", on: t("KTP", "your card"))
            return (nil, [FieldError(field: name, message: message)])
        }
    }
}
