import Programme

/// `/kantor/akses`: readings of personal data, newest first, of all people or as searched.
struct AccessPage: Page {
    let t: Words
    let readings: [StoredReading]
    let names: [ID<Officer>: String]
    let subjects: SubjectNames
    let hasOlder: Bool
    /// Whether this officer may open persons' pages.
    let mayOpen: Bool
    let form: FormState

    static let length = 50
    static let personField = "orang"
    static let officerField = "petugas"
    static let kindField = "jenis"
    static let from = DateField(
        "dari", Bilingual(id: "Dari tanggal", en: "From"), example: "27 4 2020", isOptional: true)
    static let through = DateField(
        "sampai", Bilingual(id: "Sampai tanggal", en: "Until"), example: "28 4 2020", isOptional: true)
    static let beforeField = "sebelum"

    var title: String { t("Siapa melihat data", "Who looked at data") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap kali petugas membuka data seseorang, itu tercatat di sini. Menghapusnya selalu ketahuan.",
            "Each time an officer opens a person's data, it is recorded here. Deleting a record is always found."))</p>
        \(filter)
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [
                t("Waktu", "Time"), t("Petugas", "Officer"), t("Data siapa", "Whose data"), t("Data apa", "What data"),
                t("Untuk apa", "Why"), t("Dari alamat", "From address"),
            ],
            ReadingVisit.of(readings).map(row),
            empty: t(
                "Tidak ada yang cocok. Ubah atau kosongkan isian di atas.",
                "Nothing matches. Change or empty the fields above.")))
        \(when: hasOlder, older)
        """
    }

    private var words: AccessWords { AccessWords(t: t, names: subjects) }

    private var filter: HTML {
        let officers = names.sorted { $0.value < $1.value }.map { (value: $0.key.description, label: $0.value) }
        let kinds = AccessKind.recorded.map { (value: $0.rawValue, label: words.kind($0)) }
        return """
            <details\(flag: "open", !form.values.isEmpty)><summary>\(t("Cari", "Search"))</summary>
            <form method="post" action="\(Paths.officeAccess)">\(Field.token(form.csrf))
            <div class="columns three-columns">
            \(Field.text(form, Self.personField, t("Orang", "Person"), hint: t(
                "NIK, nomor HP, email, atau nomor peserta dari halamannya. Boleh kosong.",
                "NIK, mobile number, e-mail, or participant number from their page. May be empty."), autocomplete: "off", width: 30))
            \(Field.select(
                form, Self.officerField, t("Petugas", "Officer"), options: officers,
                prompt: t("Semua petugas", "All officers")))
            \(Field.select(
                form, Self.kindField, t("Data apa", "What data"), options: kinds,
                prompt: t("Semua data", "All data")))
            </div><div class="columns three-columns">
            \(Self.from.html(form, t))
            \(Self.through.html(form, t))</div>
            \(ReasonField.area(form, t, hint: t(
                "Perlu kalau Anda mengisi orang. Peserta dapat membaca alasan ini.",
                "Needed where you name a person. The person can read this reason.")))
            \(Part.submit(t("Cari", "Search"), kind: "secondary"))</form></details>
            """
    }

    /// The same search from the last row on; posted, because it may name a person.
    private var older: HTML {
        var fields: HTML = .empty
        for (name, value) in form.values.sorted(by: { $0.key < $1.key })
        where Self.searched.contains(name) {
            fields = fields + Field.hidden(name, value)
        }
        if let last = readings.last { fields = fields + Field.hidden(Self.beforeField, last.id.description) }
        return Part.act(
            t("Yang lebih lama", "Older"), to: Paths.officeAccess, csrf: form.csrf, kind: "secondary", fields: fields)
    }

    private static let searched =
        [ReasonField.name, personField, officerField, kindField] + from.fields + through.fields

    private func row(_ visit: ReadingVisit) -> [HTML] {
        let reading = visit.first
        let officer = reading.officer.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") }
        return [
            "<span class=\"together\">\(t.shortMoment(real: reading.at))</span>",
            "\(officer ?? (reading.partner == nil ? t("Operator di server", "Operator on the server") : t("Mitra", "Partner")))",
            people(visit.people), kinds(visit),
            why(reading), "\(reading.address)",
        ]
    }

    /// What was read. A visit of several readings opens to them.
    private func kinds(_ visit: ReadingVisit) -> HTML {
        let all = visit.kinds.map(words.kind).joined(separator: "; ")
        guard visit.readings.count > 1 else { return "\(all)" }
        func row(_ reading: StoredReading) -> HTML {
            let whose: HTML = visit.people.count > 1 ? ", \(person(reading.person))" : .empty
            return "<li>\(t.hour(reading.at)): \(words.kind(reading.kind))\(whose)</li>"
        }
        let count = t("\(t.count(visit.readings.count)) kali melihat", "\(t.count(visit.readings.count)) readings")
        return "\(all)" + Part.details(count, "<ol class=\"plain\">\(each: visit.readings, row)</ol>")
    }

    /// What the officer stated, or the item of work as a link to what was done to it.
    private func why(_ reading: StoredReading) -> HTML {
        guard reading.reason.isEmpty, reading.work.contains(":") else { return "\(words.why(reading))" }
        return "<a href=\"\(Paths.officeAudit(subject: reading.work))\">\(words.why(reading))</a>"
    }

    private func people(_ people: [ID<Account>]) -> HTML {
        guard people.count > 1 else { return "\(each: people, person)" }
        func row(_ id: ID<Account>) -> HTML { "<li>\(person(id))</li>" }
        return Part.details(t.people(people.count), "<ul class=\"plain\">\(each: people, row)</ul>")
    }

    private func person(_ id: ID<Account>) -> HTML {
        guard id != AccessQueries.guest else { return "\(t("Orang tanpa akun", "Person without an account"))" }
        let word = t("Peserta", "Participant")
        // The search above takes the whole number: an officer who cannot open the page reads it here.
        guard mayOpen else { return "\(word) \(Part.wholeNumber(id))" }
        return "<a href=\"\(Paths.person(id))\">\(word) \(t.short(id))</a>"
    }

    static func sample(_ t: Words) -> AccessPage {
        AccessPage(
            t: t,
            readings: [
                .sample(.work("photo:5")), .sample(try? AccessReason.stated(OfficeReason("Menjawab telepon peserta"))),
            ],
            names: [ID(1): "Ani"], subjects: SubjectNames(), hasOlder: true, mayOpen: true, form: .sample)
    }
}

/// What one officer read in one go, as one row: a page that shows several data of a person, or several people, is
/// recorded by a reading for each. Only the display joins them.
struct ReadingVisit: Sendable {
    private(set) var readings: [StoredReading]

    /// From the first reading to the last.
    private static let longest = Span.minutes(5)

    var first: StoredReading { readings[0] }
    var people: [ID<Account>] { readings.map(\.person).withoutRepetition }
    var kinds: [AccessKind] { readings.map(\.kind).withoutRepetition }

    private func holds(_ other: StoredReading) -> Bool {
        first.officer == other.officer && first.work == other.work && first.reason == other.reason
            && first.address == other.address && first.at - other.at <= Self.longest
    }

    /// In the order of the readings, newest first.
    static func of(_ readings: [StoredReading]) -> [ReadingVisit] {
        readings.reduce(into: []) { visits, reading in
            if let last = visits.indices.last, visits[last].holds(reading) {
                visits[last].readings.append(reading)
            } else {
                visits.append(ReadingVisit(readings: [reading]))
            }
        }
    }
}

extension StoredReading {
    static func sample(_ why: AccessReason?) -> StoredReading {
        let now = Instant(milliseconds: 1_588_000_000_000)
        return StoredReading(
            id: ID(5), at: now, programmeAt: now, officer: ID(1), person: ID(7), kind: .photo, work: why?.item ?? "",
            reason: why?.statement ?? "", address: "10.1.2.3")
    }
}
