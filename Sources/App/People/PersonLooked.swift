import Programme
import Storage

extension PersonSectionSource {
    /// Which officers read the person's data, newest first.
    static let looked = PersonSectionSource { tx, reading in
        let t = reading.t
        let (most, first) = (40, 3)
        let readings = try tx.access.readings(of: reading.person, before: nil, limit: most)
        guard !readings.isEmpty else { return nil }
        let names = try tx.officers.names()
        let words = AccessWords(t: t, names: try SubjectNames(of: readings.map(\.work), in: tx))
        let visits = ReadingVisit.of(readings)
        func row(_ visit: ReadingVisit) -> HTML {
            let one = visit.first
            let name =
                one.officer.flatMap { names[$0] }
                ?? (one.partner == nil ? t("Operator", "Operator") : t("Mitra", "Partner"))
            let when = "\(t.shortMoment(one.programmeAt)) · \(words.why(one))"
            let kinds = visit.kinds.map(words.kind).joined(separator: "; ")
            return "<li>\(name): \(kinds)<small>\(when)</small></li>"
        }
        return PersonSection(
            title: Bilingual(id: "Siapa melihat data", en: "Who looked at the data"), column: .identity,
            body: """
                <ul class="plain-list">\(each: visits.prefix(first), row)</ul>
                \(when: visits.count > first, Part.details(
                    t("Lihat yang lebih lama", "See older ones"),
                    "<ul class=\"plain-list\">\(each: visits.dropFirst(first), row)</ul>"))
                """)
    }
}
