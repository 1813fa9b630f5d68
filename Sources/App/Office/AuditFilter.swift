import Programme
import Storage

/// What the audit trail is filtered by, as it stands in the page's address and with the request of an export. What is
/// empty holds for all.
struct AuditFilter: Sendable, Equatable {
    var officer: ID<Officer>?
    var kind: AuditKind?
    /// One act of the kind.
    var act: String?
    /// What the acts are on, as typed: `wave:1`, `gelombang 1`, the number of a participant.
    var object = ""
    /// Days of the programme, both included.
    var first: CivilDate?
    var last: CivilDate?

    static let officerField = "petugas"
    static let kindField = "jenis"
    static let actField = "tindakan"
    static let objectField = "perihal"
    static let from = DateField(
        "dari", Bilingual(id: "Dari tanggal", en: "From"), example: "27 4 2020", isOptional: true)
    static let through = DateField(
        "sampai", Bilingual(id: "Sampai tanggal", en: "Until"), example: "28 4 2020", isOptional: true)
    static let longestObject = 80

    var isEmpty: Bool { self == AuditFilter() }
    /// Whether it names a subject and nothing else.
    var isObjectAlone: Bool { !object.isEmpty && self == AuditFilter(object: object) }

    init(
        officer: ID<Officer>? = nil, kind: AuditKind? = nil, act: String? = nil, object: String = "",
        first: CivilDate? = nil, last: CivilDate? = nil
    ) {
        (self.officer, self.kind, self.act, self.object) = (officer, kind, act, object)
        (self.first, self.last) = (first, last)
    }

    /// From an address or a form. A kind that is not known, and an act of another kind, are left out.
    static func read(_ form: Form, _ t: Words) -> (filter: AuditFilter, errors: [FieldError]) {
        let (first, wrongStart) = from.read(form, t)
        let (last, wrongEnd) = through.read(form, t)
        let kind = AuditKind(rawValue: form[kindField])
        let act = form[actField]
        var errors = [wrongStart, wrongEnd].compactMap(\.self)
        if let first, let last, last < first {
            let message = t(
                "Sampai tanggal: tulis tanggal yang tidak sebelum yang pertama.",
                "Until: write a day that is not before the first.")
            errors.append(FieldError(field: through.name, message: message))
        }
        let filter = AuditFilter(
            officer: ID(form[officerField]), kind: kind, act: kind?.acts.contains(act) == true ? act : nil,
            object: String(form[objectField].prefix(longestObject)), first: first, last: last)
        return (filter, errors)
    }

    /// The values of the form's fields that show it.
    var values: [String: String] {
        var values: [String: String] = [:]
        if let officer { values[Self.officerField] = officer.description }
        if let kind { values[Self.kindField] = kind.rawValue }
        if let act { values[Self.actField] = act }
        if !object.isEmpty { values[Self.objectField] = object }
        if let first { values.merge(Self.from.values(first)) { $1 } }
        if let last { values.merge(Self.through.values(last)) { $1 } }
        return values
    }

    /// As the query of an address.
    var query: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }

    /// Nil where the text is no query of a filter.
    init?(query: String) {
        guard let form = try? Form(query: query, csrf: "") else { return nil }
        let (filter, errors) = Self.read(form, .indonesian)
        guard errors.isEmpty else { return nil }
        self = filter
    }

    /// The query of the exports' page that asks for the filtered acts as a table.
    static func exported(_ filter: AuditFilter) -> String {
        var rest = filter
        (rest.first, rest.last) = (nil, nil)
        var values = ["jenis": ExportKind.audit.rawValue, exportField: rest.query]
        if let first = filter.first { values.merge(from.values(first)) { $1 } }
        if let last = filter.last { values.merge(through.values(last)) { $1 } }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }

    /// The exports' field that carries a filter without its days, which have fields of their own there.
    static let exportField = "saring"

    /// - Parameter object: what the text of `object` stands for; nil where it is empty.
    func search(_ object: AuditObject?, timeline: ProgrammeTimeline) -> AuditSearch {
        AuditSearch(
            officer: officer, acts: act.map { [$0] } ?? kind?.acts, subjects: object?.subjects,
            from: first.map { timeline.real(Zone.wib.instant($0)) },
            end: last.map { timeline.real(Zone.wib.instant($0.adding(days: 1))) })
    }

    /// In words, for the page and for the second officer of an export.
    ///
    /// - Parameters:
    ///   - names: of the officers.
    ///   - object: the name of what `object` stands for.
    func said(_ t: Words, names: [ID<Officer>: String], object name: String? = nil) -> [String] {
        let words = AuditWords(t: t)
        let days =
            switch (first, last) {
            case (let first?, let last?) where first == last: t.date(first)
            case (let first?, let last?):
                t("\(t.date(first)) sampai \(t.date(last))", "\(t.date(first)) to \(t.date(last))")
            case (let first?, nil): t("sejak \(t.date(first))", "from \(t.date(first)) on")
            case (nil, let last?): t("sampai \(t.date(last))", "until \(t.date(last))")
            case (nil, nil): String?.none
            }
        return [
            officer.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") },
            act.map(words.act) ?? kind.map { t($0.name) },
            object.isEmpty ? nil : name ?? words.subject(object), days,
        ].compactMap(\.self)
    }
}
