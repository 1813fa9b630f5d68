import Programme

/// A number that an officer types before an act that nothing undoes, so that they have read it.
struct TypedFigure: Sendable, Equatable {
    static let field = "jumlah"

    let number: Int64

    init(_ number: Int64) {
        self.number = number
    }

    /// The number that was typed, with or without `Rp`, dots, commas and blanks; nil for anything else.
    static func read(_ typed: String) -> Int64? {
        guard !typed.contains("-") else { return nil }
        return Int64(typed.filter(\.isASCIIDigit), in: 0...Int64.max)
    }

    func label(_ t: Words) -> String {
        t("Ketik jumlahnya: \(digits(t))", "Type the number: \(digits(t))")
    }

    /// Nil when the typed text is the number.
    func error(_ typed: String, _ t: Words) -> FieldError? {
        guard Self.read(typed) != number else { return nil }
        let message =
            typed.isEmpty
            ? t("Ketik \(digits(t)), lalu tekan tombolnya lagi.", "Type \(digits(t)), then press the button again.")
            : t("Ketik \(digits(t)). Anda mengetik \(typed).", "Type \(digits(t)). You typed \(typed).")
        return FieldError(field: Self.field, message: message)
    }

    private func digits(_ t: Words) -> String { t.count(Int(number)) }
}
