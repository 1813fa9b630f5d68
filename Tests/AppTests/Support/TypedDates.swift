import Programme

@testable import App

/// Forms with dates, as a browser sends them.
extension DateField {
    /// - Parameter date: such as `2020-04-18`; anything else is typed into the box for the day.
    func typed(_ date: String) -> [(String, String)] {
        guard let date = CivilDate(date) else { return zip(fields, [date, "", ""]).map { ($0, $1) } }
        return values(date).map { ($0.key, $0.value) }
    }
}

extension ExportPart {
    static func typed(from: String, through: String) -> [(String, String)] {
        first.typed(from) + last.typed(through)
    }
}

extension PostponePage {
    /// - Parameter moment: such as `2020-04-18T10:00`.
    static func typed(_ moment: String, because reason: String) -> [(String, String)] {
        let parts = moment.split(separator: "T").map(String.init)
        return date.typed(parts[0]) + [(time.name, parts.count > 1 ? parts[1] : ""), (reasonField, reason)]
    }
}
