import Programme
import Storage

extension PersonSectionSource {
    /// The person's complaints and appeals, newest first.
    static let cases = PersonSectionSource { tx, reading in
        let t = reading.t
        let cases = try tx.cases.of(reading.person, limit: shown)
        guard !cases.isEmpty else { return nil }
        let mayAnswer = reading.officer.may(.answerCases)
        func row(_ one: ServiceCase) -> HTML {
            let (text, kind) = one.officeStanding(t, at: reading.now)
            let number: HTML =
                mayAnswer
                ? "<a href=\"\(Paths.officeCase(one.id))\">\(Part.number(one.number))</a>" : Part.number(one.number)
            let due =
                one.state.isRunning ? " · \(t("jawab paling lambat", "answer by")) \(t.lastDay(before: one.dueAt))" : ""
            return """
                <li>\(number) \(Part.tag(text, kind))\
                <small>\(t(one.category.label)) · \(t.shortMoment(one.begunAt))\(due)</small></li>
                """
        }
        return PersonSection(
            title: Bilingual(id: "Keluhan dan sanggahan", en: "Complaints and appeals"), column: .identity,
            body: "<ul class=\"plain-list\">\(each: cases, row)</ul>", tags: tags(cases, at: reading.now, t))
    }

    private static func tags(_ cases: [ServiceCase], at now: Instant, _ t: Words) -> [HTML] {
        let running = cases.filter(\.state.isRunning)
        guard let first = running.map(\.dueAt).min() else { return [] }
        let number = t.count(running.count)
        return first <= now
            ? [Part.tag(t("\(number) keluhan terbuka, terlambat", "\(number) open cases, late"), .wrong)]
            : [Part.tag(t("\(number) keluhan terbuka", "\(number) open cases"), .waiting)]
    }

    /// Cases listed.
    private static let shown = 10
}

extension PersonActionSource {
    /// The open case whose deadline is nearest. Once it is late, it is the first thing to do.
    static let cases = PersonActionSource(permission: .answerCases) { tx, reading in
        let cases = try tx.cases.of(reading.person, limit: 10).filter(\.state.isRunning)
        guard let first = cases.min(by: { $0.dueAt < $1.dueAt }) else { return [] }
        func note(_ t: Words) -> String {
            t(
                "\(first.number), paling lambat \(t.lastDay(before: first.dueAt))",
                "\(first.number), by \(t.lastDay(before: first.dueAt))")
        }
        return [
            PersonAction(
                label: first.contested == nil
                    ? Bilingual(id: "Jawab keluhan", en: "Answer the complaint")
                    : Bilingual(id: "Jawab sanggahan", en: "Answer the appeal"),
                path: Paths.officeCase(first.id), kind: first.dueAt <= reading.now ? "" : "secondary",
                note: Bilingual(id: note(.indonesian), en: note(.english)))
        ]
    }
}

extension PersonActionSource {
    /// For a person on the phone or at the counter, whose page is open already.
    static let caseEntry = PersonActionSource(permission: .answerCases) { _, reading in
        [
            PersonAction(
                label: Bilingual(id: "Catat keluhan", en: "Write down a complaint"),
                path: Paths.caseEntry(of: reading.person))
        ]
    }
}

extension PersonWorkSource {
    static let personCase = PersonWorkSource(kind: "case", workers: [.answerCases]) { tx, id in
        guard let found = try tx.cases.find(ID<ServiceCase>(id)), found.state.isRunning else { return [] }
        return found.person.map { [$0] } ?? []
    }
}

extension SearchSource {
    /// A case by its number, for officers who answer cases. The case's page records who read it.
    static let cases = SearchSource { tx, sought, scope in
        guard case .caseNumber(let typed) = sought, scope.officer.may(.answerCases),
            let number = CaseNumber(typed), let found = try tx.cases.find(number)
        else { return [] }
        let kind =
            found.contested == nil
            ? Bilingual(id: "Keluhan", en: "Complaint") : Bilingual(id: "Sanggahan", en: "Appeal")
        let label = found.category.label
        return [
            .page(
                title: number.description,
                detail: Bilingual(id: "\(kind.id): \(label.id)", en: "\(kind.en): \(label.en)"),
                path: Paths.officeCase(found.id))
        ]
    }
}
