import Programme

/// The two fields in which an officer chooses a password.
enum NewPasswordFields {
    private static let again = "ulang"

    /// - Parameter name: of the first field; `SavedForm.never` must have it.
    static func html(_ form: FormState, _ t: Words, name: String) -> HTML {
        """
        \(Field.text(
            form, name, t("Kata sandi baru", "New password"),
            hint: t("Paling sedikit \(Password.shortest) huruf atau angka.", "At least \(Password.shortest) characters."),
            type: "password", autocomplete: "new-password", maxLength: Password.longest))
        \(Field.text(
            form, "ulang", t("Kata sandi baru sekali lagi", "The new password once more"), type: "password",
            autocomplete: "new-password", maxLength: Password.longest))
        """
    }

    static func errors(_ form: Form, _ t: Words, name: String) -> [FieldError] {
        let password = form[name]
        if password.count < Password.shortest || password.utf8.count > Password.longest {
            return [FieldError(field: name, message: OfficerRefusal.shortPassword.sentence(t))]
        }
        guard password != form[again] else { return [] }
        let text = t(
            "Kedua kata sandi berbeda. Ketik keduanya sekali lagi.", "The two passwords differ. Type both again.")
        return [FieldError(field: again, message: text)]
    }
}
