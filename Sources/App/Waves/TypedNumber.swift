import Programme

/// The number that an officer types before an act on a wave that nothing undoes, so that they have read it: how many
/// entries are sealed and drawn, and the sum that a signature commits.
struct TypedNumber: Sendable {
    static let field = TypedFigure.field

    let number: Int64

    /// Nil for an act that can be undone, and for one that the act itself refuses.
    init?(_ act: WaveAction, on wave: Wave, joined: Int, decree: Decree?, by officer: Officer) {
        switch act {
        case .draw where wave.state == .closed: number = Int64(joined)
        case .sign:
            guard let decree, decree.signedAt == nil,
                (try? FourEyes.sign(
                    signed: decree.signatures.map(\.by), by: officer.signatory(for: .signDecrees))) != nil
            else { return nil }
            number = decree.amount.amount
        default: return nil
        }
    }

    func label(_ t: Words) -> String { TypedFigure(number).label(t) }

    /// Nil when the typed text is the number.
    func error(_ typed: String, _ t: Words) -> FieldError? { TypedFigure(number).error(typed, t) }
}
