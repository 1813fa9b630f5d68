import Programme

/// `/kantor/daftar`: the lists that the edition uses, their freshness, and the form to import one.
struct ListsPage: Page {
    let t: Words
    let rules: [ListRule]
    let freshness: [ListKind: Freshness]
    let lists: [StoredList]
    let mayImport: Bool
    let form: FormState

    var title: String { t("Data instansi", "Agency lists") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "NIK tidak disimpan: hanya sidiknya, untuk mencocokkan. Setiap daftar perlu dua petugas dengan peran berbeda.",
            "NIKs are not kept, only a digest of each to compare. Each list takes two officers of different roles."))</p>
        \(when: !blocking.isEmpty, warning)
        \(Part.columns(tables, acts: "\(when: mayImport && !rules.isEmpty, importForm)"))
        """
    }

    private var tables: HTML {
        """
        <h2>\(t("Yang diperlukan edisi ini", "What this edition needs"))</h2>
        \(Part.table(
            caption: t("Kebaruan setiap daftar", "How fresh each list is"),
            [t("Daftar", "List"), t("Kewajiban", "Duty"), t("Status", "Status"), t("Per tanggal", "As of"), t(
                "Paling lama", "At most")],
            rules.map(rule), empty: t("Edisi ini tidak memakai daftar.", "This edition uses no lists.")))
        <h2>\(t("Yang sudah dimasukkan", "What was brought in"))</h2>
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [t("Daftar", "List"), t("Instansi", "Office"), t("Per tanggal", "As of"), t("Orang", "People"), t(
                "Status", "Status")],
            lists.map(row), empty: t("Belum ada. Daftar pertama akan tampil di sini.", "None yet. The first list will appear here.")))
        <p><a href="\(Paths.listRemovals)">\(t("Orang yang dihapus dari daftar", "People removed from lists"))</a></p>
        """
    }

    private var words: EditionWords { EditionWords(t: t) }

    /// Mandatory lists that are not fresh: until they are renewed, no person is found eligible and no wave is sealed.
    private var blocking: [ListRule] {
        rules.filter { $0.mandatory && !(freshness[$0.kind]?.isFresh ?? false) }
    }

    private var warning: HTML {
        let names = blocking.map { words.list($0.kind) }.joined(separator: ", ")
        return Banner(
            .wrong,
            t(
                "Sampai daftar ini diperbarui, tidak ada yang diputuskan layak dan tidak ada gelombang yang disegel: "
                    + "\(names).",
                "Nobody is found eligible and no wave can be sealed until these lists are renewed: \(names).")
        ).html
    }

    private func rule(_ rule: ListRule) -> [HTML] {
        let state = freshness[rule.kind] ?? .missing
        // An optional list that is missing needs no warning.
        let (text, kind) = state.label(t)
        let isHarmless = state == .missing && !rule.mandatory
        return [
            "\(words.list(rule.kind))<small>\(rule.source)</small>",
            "\(rule.mandatory ? t("Wajib", "Mandatory") : t("Bila ada", "Where there is one"))",
            Part.tag(text, isHarmless ? .todo : kind), "\(state.asOf.map(t.date) ?? "–")",
            "\(t("\(rule.freshDays) hari", "\(rule.freshDays) days"))",
        ]
    }

    private func row(_ stored: StoredList) -> [HTML] {
        let list = stored.value
        let state = list.state.label(t)
        return [
            "<a href=\"\(Paths.officeList(list.id))\">\(words.list(list.kind))</a>", "\(list.source)",
            "\(t.date(list.asOf))", "\(t.count(list.counts.accepted))", Part.tag(state.text, state.kind),
        ]
    }

    private var importForm: HTML {
        """
        <section class="panel"><h2>\(t("Masukkan daftar", "Import a list"))</h2>
        <form method="post" action="\(Paths.officeLists)" enctype="multipart/form-data">\(Field.token(form.csrf))
        \(Field.select(
            form, "jenis", t("Jenis daftar", "Kind of list"),
            options: rules.map { ($0.kind.rawValue, words.list($0.kind)) }, prompt: t("Pilih", "Choose")))
        \(Field.text(
            form, "sumber", t("Instansi pemilik", "Office that keeps it"),
            hint: t(
                "Selalu ditulis sama, supaya yang baru menggantikan yang lama.",
                "Always write it the same way, so that a new list replaces the old one.")))
        \(ListForm.asOf.html(form, t))
        \(ListForm.expiry.html(form, t))
        \(Field.file(
            form, "berkas", t("Berkas CSV", "CSV file"),
            hint: t(
                "Satu orang per baris: NIK, lalu bila ada nomor HP dan email. Paling besar 16 MB.",
                "One person per line: NIK, then mobile number and e-mail if there are any. At most 16 MB."),
            accept: ".csv,text/csv,text/plain"))
        \(Part.submit(t("Masukkan", "Import")))</form></section>
        """
    }

    static func sample(_ t: Words) -> ListsPage {
        let rules = [
            ListRule(kind: .education, mandatory: true, freshDays: 45, source: "Kemendikbud"),
            ListRule(kind: .laidOff, mandatory: false, freshDays: 120, source: "Kemnaker"),
        ]
        return ListsPage(
            t: t, rules: rules, freshness: [.laidOff: .fresh(asOf: CivilDate(daysSinceEpoch: 18_353))],
            lists: [.sample], mayImport: true, form: .sample)
    }
}

extension StoredList {
    static let sample = StoredList(
        value: ListImport(
            id: ID(1), kind: .laidOff, source: "Kemnaker", asOf: CivilDate(daysSinceEpoch: 18_353), expiresOn: nil,
            state: .inForce,
            counts: .init(accepted: 1_700_000, duplicates: 312, bad: 2, contacts: 1_402_113), importedBy: nil),
        digest: nil, importedAt: Instant(milliseconds: 1_586_606_400_000), decidedBy: nil, decidedAt: nil)
}
