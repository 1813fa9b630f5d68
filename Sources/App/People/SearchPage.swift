import HTTPTypes
import Programme

/// `/kantor/cari`: one field for everything. What was typed is in no address and no log.
struct SearchPage: Page {
    /// How far a search has come.
    enum State: Sendable {
        /// Nothing was typed yet.
        case empty
        /// The search was another officer's, or too long ago.
        case over
        /// It can be a person: the officer says why, then it is looked up.
        case asksWhy
        case found([SearchHit], people: [PersonLine])
    }

    let t: Words
    let form: FormState
    /// What the text was read as.
    let sought: [Sought]
    let state: State
    /// Whether this officer may open persons' pages.
    let mayOpen: Bool
    /// Where a local officer works.
    var region: Province?

    static let field = "cari"
    /// In the address of results: the number of the search.
    static let numberField = "pencarian"

    var title: String { t("Cari orang dan lainnya", "Find people and more") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <form method="post" action="\(Paths.officeSearch)" role="search" class="panel">\(Field.token(form.csrf))
        \(Field.text(
            form, Self.field, t("Apa yang Anda cari?", "What are you looking for?"), hint: t(
                "NIK, nomor HP, email, nama, nomor kartu atau “kartu 4821 Siti”, undian, keluhan, kode pembelian, rujukan "
                    + "bank, tanda terima, “gelombang 5”, “kelompok 17”, pelatihan, mitra.",
                "NIK, mobile number, e-mail, name, card number or “card 4821 Siti”, ticket, case, purchase code, bank's "
                    + "reference, receipt, “wave 5”, “batch 17”, course, partner."),
            maxLength: Sought.longest))
        \(when: asksReason, reason)
        \(Part.submit(isPersonal ? t("Cari dan catat", "Search and record") : t("Cari", "Search")))</form>
        \(readAs)
        \(results)
        """
    }

    /// In the same form from the beginning, with what was typed; left out where no person can be meant.
    private var asksReason: Bool { sought.isEmpty || sought.contains(where: \.isPersonal) }

    private var isPersonal: Bool { sought.contains(where: \.isPersonal) }

    /// The second step: nothing typed so far is wrong.
    private var isNext: Bool {
        if case .asksWhy = state { form.errors.isEmpty } else { false }
    }

    private var reason: HTML {
        let next = t(
            "Satu langkah lagi: tulis alasannya, lalu tekan Cari dan catat.",
            "One more step: write the reason, then press Search and record.")
        let field = ReasonField.area(
            form, t,
            hint: t(
                "Perlu bila Anda mencari orang. Orang yang ditemukan dapat membaca alasan ini.",
                "Needed if you look for a person. People who are found can read this reason."),
            hasFocus: isNext || form.error(ReasonField.name) != nil)
        return "\(when: isNext, "<p>\(next)</p>")\(field)"
    }

    private var readAs: HTML {
        guard !sought.isEmpty else { return .empty }
        var names = sought.map { $0.name(t) }
        let either = t("atau", "or")
        if names.count > 1 { names.append("\(either) \(names.removeLast())") }
        let list = names.joined(separator: names.count == 2 ? " " : ", ")
        return "<p>\(t("Dicari sebagai", "Looked up as")): <strong>\(list)</strong>.</p>"
    }

    private var results: HTML {
        switch state {
        case .empty, .asksWhy: .empty
        case .over:
            "<p class=\"empty\">\(closed)</p>"
        case .found(let hits, let people):
            hits.isEmpty
                ? nothing
                : "<ul class=\"messages\">\(each: hits.enumerated(), { row($0.element, people, hasFocus: $0.offset == 0) })</ul>"
        }
    }

    private var closed: String {
        t("Hasil pencarian ini sudah ditutup. Cari sekali lagi.", "These results are closed. Search once more.")
    }

    private var nothing: HTML {
        "<p class=\"empty\">\(t("Tidak ada yang cocok.", "Nothing matches.")) \(advice)</p>"
    }

    /// What to check depends on what was looked up.
    private var advice: String {
        let hasNumber = sought.contains { sought in
            switch sought {
            case .name, .words, .email: false
            default: true
            }
        }
        if hasNumber {
            return t(
                "Periksa angkanya, atau cari dengan NIK atau nomor HP.",
                "Check the digits, or search by NIK or mobile number.")
        }
        let isAddress = sought.contains { if case .email = $0 { true } else { false } }
        return isAddress
            ? t(
                "Periksa ejaan emailnya, atau cari dengan NIK atau nomor HP.",
                "Check how the address is spelt, or search by NIK or mobile number.")
            : t(
                "Periksa ejaan namanya, atau cari dengan NIK atau nomor HP.",
                "Check how the name is spelt, or search by NIK or mobile number.")
    }

    /// The first result has the focus, so that Enter opens it.
    private func row(_ hit: SearchHit, _ people: [PersonLine], hasFocus: Bool) -> HTML {
        switch hit {
        case .person(let id, let by):
            guard let line = people.first(where: { $0.id == id }) else { return .empty }
            let name: HTML = line.masked.map(Part.person) ?? "\(t("Belum menulis nama", "No name yet"))"
            let label: HTML =
                mayOpen
                ? "<a href=\"\(Paths.person(id))\"\(flag: "autofocus", hasFocus)>\(name)</a>"
                : "<strong>\(name)</strong>"
            let place = line.place.flatMap { $0.isEmpty ? nil : " · \($0)" } ?? ""
            let elsewhere: HTML =
                line.isElsewhere(than: region)
                ? " \(Part.tag(t("Di luar wilayah Anda", "Outside your region"), .waiting))" : .empty
            return """
                <li>\(label)\(elsewhere)<small>\(t("Peserta", "Participant")) \(t.short(id))\(place)\(born(line)) · \
                \(t("ditemukan lewat", "found by")) \(t(by))</small></li>
                """
        case .page(let title, let detail, let path):
            return "<li><a href=\"\(path)\"\(flag: "autofocus", hasFocus)>\(title)</a><small>\(t(detail))</small></li>"
        case .tooMany(let why):
            return "<li>\(t(why))</li>"
        }
    }

    /// What tells two people of one name apart; not of people outside the officer's region.
    private func born(_ line: PersonLine) -> String {
        guard let mark = line.mark, !line.isElsewhere(than: region) else { return "" }
        return t(
            " · lahir \(mark.birthYear) · NIK •••• \(mark.lastDigits)",
            " · born \(mark.birthYear) · NIK •••• \(mark.lastDigits)")
    }

    static func sample(_ t: Words) -> SearchPage {
        let now = Instant(milliseconds: 1_589_508_720_000)
        let line = PersonLine(
            id: ID(4_182_907), name: "Rina Marasabessy", place: "Ternate, Maluku Utara", createdAt: now)
        return SearchPage(
            t: t, form: .sample, sought: Sought.read("Rina Marasabessy"),
            state: .found([.person(line.id, by: Bilingual(id: "nama", en: "name"))], people: [line]), mayOpen: true)
    }
}

extension Sought {
    func name(_ t: Words) -> String {
        switch self {
        case .nik: "NIK"
        case .phone: t("nomor HP", "mobile number")
        case .email: t("email", "e-mail address")
        case .card: t("nomor kartu", "card number")
        case .cardEnding(_, let name) where name.isEmpty: t("angka terakhir kartu", "last digits of a card")
        case .cardEnding:
            t("angka terakhir kartu dan nama pemegangnya", "last digits of a card and its holder's name")
        case .name: t("nama", "name")
        case .number: t("nomor peserta, kelompok, atau pembayaran", "number of a participant, batch or payment")
        case .ticket: t("nomor undian", "ticket")
        case .code: t("kode pembelian", "purchase code")
        case .bankReference: t("rujukan bank", "bank's reference")
        case .receipt: t("tanda terima", "receipt")
        case .report: t("tanda terima laporan pelatihan", "receipt of a training's report")
        case .caseNumber: t("nomor keluhan", "case number")
        case .wave: t("gelombang", "wave")
        case .batch: t("kelompok penyaluran", "payout batch")
        case .words: t("pelatihan atau mitra", "course or partner")
        }
    }
}

enum SearchRefusal: UserFacingRefusal {
    case tooMany

    var code: String { "search.too-many" }

    func sentence(_ t: Words) -> String {
        switch self {
        case .tooMany:
            t(
                "Anda sudah mencari orang \(Opening.searchesPerHour) kali dalam satu jam. Lanjutkan pada jam berikutnya. "
                    + "Auditor melihat bahwa batas ini tercapai.",
                "You have searched for people \(Opening.searchesPerHour) times in one hour. Go on in the next hour. "
                    + "Auditors see that this limit was reached.")
        }
    }

    var status: HTTPResponse.Status { .tooManyRequests }
}
