import Programme
import Storage

extension PersonSectionSource {
    /// Which officers read the person's data, newest first.
    static let looked = PersonSectionSource { tx, reading in
        let t = reading.t
        let most = 12
        let readings = try tx.access.readings(of: reading.person, before: nil, limit: most)
        guard !readings.isEmpty else { return nil }
        let names = try tx.officers.names()
        let words = AccessWords(t: t, names: try SubjectNames(of: readings.map(\.work), in: tx))
        func row(_ one: StoredReading) -> HTML {
            let name = one.officer.flatMap { names[$0] } ?? t("Operator", "Operator")
            let when = "\(t.shortMoment(one.programmeAt)) · \(words.why(one))"
            return "<li>\(name): \(words.kind(one.kind))<small>\(when)</small></li>"
        }
        return PersonSection(
            title: Bilingual(id: "Siapa melihat data", en: "Who looked at the data"), column: .identity,
            body: "<ul class=\"plain-list\">\(each: readings, row)</ul>")
    }
}
