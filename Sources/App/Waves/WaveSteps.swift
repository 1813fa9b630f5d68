import Programme

/// The way of a wave, on its page in the office: opened, closed, sealed, drawn, decreed, announced.
struct WaveSteps {
    let t: Words
    let state: Wave.State
    /// Its time passed unopened.
    let isMissed: Bool

    private static let order: [Wave.State] = [.planned, .open, .closed, .sealed, .drawn, .decreed, .announced]

    var html: HTML {
        guard !isMissed, state != .abandoned, let reached = Self.order.firstIndex(of: state) else { return .empty }
        let names = [
            t("Dibuka", "Opened"), t("Ditutup", "Closed"), t("Disegel", "Sealed"), t("Diundi", "Drawn"),
            t("Diputuskan", "Decreed"), t("Diumumkan", "Announced"),
        ]
        func step(_ one: (offset: Int, element: String)) -> HTML {
            let isDone = one.offset < reached
            let isNext = one.offset == reached
            return """
                <li class="\(isDone ? "done" : isNext ? "now" : "coming")"\(attribute: "aria-current", isNext ? "step" : nil)>\
                \(when: isDone, OfficeIcon.tick.html)\(one.element)</li>
                """
        }
        return "<ol class=\"stepper\">\(each: names.enumerated(), step)</ol>"
    }
}
