import Programme

/// The sum that an officer types before money leaves, so that the officer who sends it has read it.
enum TypedSum {
    static let field = "jumlah"

    /// The digits as they are to be typed, grouped.
    private static func digits(_ sum: Rupiah) -> String { String(sum.description.drop { !$0.isNumber }) }

    private static func english(_ sum: Rupiah) -> String { digits(sum).replacing(".", with: ",") }

    static func label(_ sum: Rupiah, _ t: Words) -> String {
        t("Ketik jumlahnya: \(digits(sum))", "Type the sum: \(english(sum))")
    }

    /// Nil when the typed text is the sum, with or without `Rp`, dots, commas and blanks.
    static func error(_ typed: String, _ sum: Rupiah, _ t: Words) -> FieldError? {
        guard typed.filter(\.isNumber) != String(sum.amount) || typed.contains("-") else { return nil }
        let message =
            typed.isEmpty
            ? t("Ketik \(digits(sum)), jumlah kelompok ini.", "Type \(english(sum)), the sum of this batch.")
            : t(
                "Ketik \(digits(sum)), jumlah kelompok ini. Anda mengetik \(typed).",
                "Type \(english(sum)), the sum of this batch. You typed \(typed).")
        return FieldError(field: field, message: message)
    }
}
