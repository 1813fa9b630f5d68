import Testing

/// One kind of date field, `DateField`, and one word for each idea of cryptography, `PlainTerm`.
enum FieldRule {
    /// Inputs that browsers draw each in their own way, and dates that another parser reads.
    static func dates(in source: Source) -> [Finding] {
        guard source.isIn("App"), source.name != "DateField.swift" else { return [] }
        let parsed = ["CivilDate(form[", "-day\"]", "TimeOfDay(form["]
        let input = /type(?:=\\?"|: ")(?:date|datetime-local|time|month|week)\b/
        return source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            guard parsed.contains(where: line.holds) || line.holds("type") && line.contains(input) else { return nil }
            return Finding(path: source.path, line: index + 1, message: "a date is read and shown by DateField")
        }
    }

    /// Inputs that browsers check before they send a form: their message stands in for ours, in their language.
    static func checked(in source: Source) -> [Finding] {
        guard source.isIn("App") else { return [] }
        let (type, limit) = (
            /type(?:=\\?"|: ")(?:email|url|number|range)\b/,
            /<(?:input|select|textarea)[^>]* (?:required|pattern=|minlength=|min=|max=|step=)/
        )
        return source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            guard line.holds("type") && line.contains(type) || line.holds("<") && line.contains(limit) else {
                return nil
            }
            return Finding(
                path: source.path, line: index + 1, message: "browsers check this field with their own words")
        }
    }

    /// Other words for a lock, a seed and a digest.
    static func terms(in source: Source) -> [Finding] {
        guard source.isIn("App") else { return [] }
        return source.literals.filter { literal in
            let text = literal.text.lowercased()
            return otherTerms.contains { text.holds($0) }
        }.map { Finding(path: source.path, line: $0.line, message: "PlainTerm has the word") }
    }

    private static let otherTerms = [
        "kunci undian", "kunci rahasia", "kode isi", "angka undian", "sidik jari digital", "hash berkas",
    ]
}

@Suite("Fields and terms")
struct FieldRuleTests {
    @Test(
        "fields: a date is three boxes everywhere; terms: one word for each idea",
        .bug(
            id: "1.329",
            "The same lock was \u{201C}gembok\u{201D} and \u{201C}kunci undian\u{201D}, and a digest \u{201C}sidik\u{201D} and \u{201C}kode isi\u{201D}."
        ))
    func house() {
        expectNothing(House.sources.flatMap(FieldRule.dates))
        expectNothing(House.sources.flatMap(FieldRule.terms))
    }

    @Test(
        "fields: a browser's own date field and a second parser are found",
        arguments: [
            #"Field.text(form, "dari", label, type: "date")"#, #""<input name=\"a\" type=\"datetime-local\">""#,
            #"let day = CivilDate(form["dari"])"#, ##"Int(form["\(name)-day"], in: 1...31)"##,
        ])
    func dates(text: String) {
        #expect(FieldRule.dates(in: Source(path: "Sources/App/Cards/CardPages.swift", text: text)).count == 1)
    }

    @Test(
        "fields: none is checked by the browser, whose message would replace ours",
        .bug(
            id: "5.375",
            "A partner's address without https:// was refused by the browser in its own language, and our sentence never seen."
        ))
    func unchecked() {
        expectNothing(House.sources.flatMap(FieldRule.checked))
    }

    @Test(
        "fields: a type and an attribute by which browsers check are found; a keyboard is not",
        arguments: [
            (#"Field.text(form, "situs", label, type: "url")"#, 1), (#""<input type=\"number\" name=\"a\">""#, 1),
            (#""<input name=\"a\" required>""#, 1), (#"Field.text(form, "situs", label, keyboard: "url")"#, 0),
            (#"Field.text(form, "kode", label, type: "password")"#, 0),
        ])
    func checks(text: String, found: Int) {
        #expect(FieldRule.checked(in: Source(path: "Sources/App/Cards/CardPages.swift", text: text)).count == found)
    }

    @Test("terms: another word for a lock is found")
    func terms() {
        let text = #"let title = t("Kunci undian diserahkan", "Lock deposited")"#
        #expect(FieldRule.terms(in: Source(path: "Sources/App/Draws/DrawSteps.swift", text: text)).count == 1)
    }
}
