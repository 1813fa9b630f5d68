import Programme

/// The field for an officer's reason: the same box, check and message for every act that needs one.
enum ReasonField {
    static let name = "alasan"

    static func area(
        _ form: FormState, _ t: Words, hint: String, name: String = name, hasFocus: Bool = false
    ) -> HTML {
        Field.area(
            form, t, name, t("Alasan", "Reason"), hint: "\(hint) \(OfficeReason.rule(t))",
            maxLength: OfficeReason.longest, hasFocus: hasFocus)
    }

    /// The reason, or the error to show at its field.
    static func read(
        _ form: Form, _ t: Words, name: String = name
    ) -> (reason: OfficeReason?, errors: [FieldError]) {
        do throws(OfficeReasonRefusal) {
            return (try OfficeReason(form[name]), [])
        } catch {
            return (nil, [FieldError(field: name, message: error.sentence(t))])
        }
    }
}
