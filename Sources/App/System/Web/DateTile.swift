import Programme

/// A day as a leaf of a calendar. The line beside it says the date in words.
struct DateTile: Sendable {
    let t: Words
    let date: CivilDate

    var html: HTML {
        "<span class=\"day\" aria-hidden=\"true\"><span>\(String(t.monthName(date.month).prefix(3)))</span>\(date.day)</span>"
    }

    /// For what has no date yet.
    static let unknown: HTML = "<span class=\"day\" aria-hidden=\"true\"><span>–</span>?</span>"
}
