import Programme

/// `/kantor/orang/{id}`: everything the office knows of one person, on one page.
struct PersonPage: Page {
    let t: Words
    let line: PersonLine
    let now: Instant
    /// Why it is open: the item of work in words, or the reason as stated.
    let why: String
    let track: PersonTrack
    let sections: [PersonSection]
    let events: [PersonEvent]
    /// The kind of events that is shown; nil for all.
    let only: PersonEvent.Kind?
    let actions: [PersonAction]
    /// Whether NIK, contacts and address are shown in full.
    let isOpen: Bool
    let form: FormState
    /// The local officer's region, when the person lives outside it.
    var elsewhere: Province?

    /// The newest events read.
    static let length = 200

    /// Without the name: titles are kept in the browser's history and shown on its tabs.
    var title: String { t("Peserta \(t.short(line.id))", "Participant \(t.short(line.id))") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <div class="note">\(OfficeIcon.eye.html)<p>\(t(
            "Anda membuka data ini karena: ", "You opened this data because: "))<strong>\(why)</strong>. \(t(
            "Tercatat, dan terlihat oleh peserta di halaman “Siapa melihat data saya”.",
            "It is recorded, and the person sees it on the page “Who looked at my data”."))</p></div>
        \(elsewhere.map { RegionBanner(t: t, region: $0).html } ?? .empty)
        <h1>\(line.name.map(Part.person) ?? "\(title)")</h1>
        <p>\(head)</p>
        <section class="panel" aria-label="\(t("Sampai di mana", "Where they stand"))">\(track.html(t))</section>
        <div class="columns person-columns">
        <div class="of-money">\(acts)\(each: column(.money), box)</div>
        <div class="of-identity">\(each: column(.identity), box)</div>
        <div class="of-story">\(story)\(each: column(.story), box)</div>
        </div>
        """
    }

    private var head: HTML {
        let place = line.place.flatMap { $0.isEmpty ? nil : " · \($0)" } ?? ""
        let status: HTML =
            line.isActive ? .empty : " \(Part.tag(t("Akun tidak aktif", "Account not active"), .wrong))"
        return
            "\(t("Peserta", "Participant")) \(Part.wholeNumber(line.id))\(place)\(status)\(tags)"
    }

    /// What is open or stopped, beside the name.
    private var tags: HTML {
        func tag(_ tag: HTML) -> HTML { " \(tag)" }
        return "\(each: sections.flatMap(\.tags), tag)"
    }

    private func column(_ column: PersonSection.Column) -> [PersonSection] {
        sections.filter { $0.column == column }
    }

    private func box(_ section: PersonSection) -> HTML {
        "<section class=\"panel\"><h2>\(t(section.title))</h2>\(section.body)\(when: section.isMasked, shown)</section>"
    }

    /// Asks for the reason before masked data is shown.
    private var shown: HTML {
        guard !isOpen else {
            let text = t(
                "NIK, tanggal lahir, kontak, dan alamat tampil penuh selama \(Opening.shown.seconds / 60) menit.",
                "NIK, birth date, contacts and address are shown in full for \(Opening.shown.seconds / 60) minutes.")
            return "\(Banner(.information, text))"
        }
        let label = t("Tampilkan NIK dan kontak", "Show NIK and contacts")
        return """
            <details\(flag: "open", !form.errors.isEmpty)><summary>\(label)</summary>
            <form method="post" action="\(Paths.personShown(line.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t(
                "Peserta membaca alasan ini.", "The person reads this reason.")))
            \(Part.submit(t("Tampilkan", "Show"), kind: "secondary"))</form></details>
            """
    }

    private var story: HTML {
        let some = events.filter { event in only.map { $0 == event.kind } ?? true }
        func kindChip(_ kind: PersonEvent.Kind) -> HTML {
            chip(kind.name(t), to: Paths.person(line.id, only: kind.rawValue), isChosen: only == kind)
        }
        func event(_ event: PersonEvent) -> HTML {
            """
            <li class="\(event.isWrong ? "wrong" : event.kind.mark)"><strong>\(event.title)</strong>\
            <small>\(t.near(event.at, at: now))\(event.detail.isEmpty ? "" : " · ")\(event.detail)</small></li>
            """
        }
        func rows(_ same: [PersonEvent]) -> HTML {
            guard same.count > 1, let first = same.first else { return "\(each: same, event)" }
            return """
                <li class="\(first.isWrong ? "wrong" : first.kind.mark)"><strong>\(first.title)</strong>\
                <small>\(t.near(first.at, at: now))\(first.detail.isEmpty ? "" : " · ")\(first.detail)</small>\
                \(Part.details(
                    t("\(t.count(same.count)) kali", "\(t.count(same.count)) times"),
                    "<ul class=\"plain-list\">\(each: same.dropFirst(), time)</ul>"))</li>
                """
        }
        func time(_ event: PersonEvent) -> HTML {
            "<li>\(t.near(event.at, at: now))\(event.detail.isEmpty ? "" : " · ")\(event.detail)</li>"
        }
        let list: HTML =
            some.isEmpty
            ? "<p class=\"empty\">\(t("Belum ada yang terjadi di sini.", "Nothing has happened here yet."))</p>"
            : "<ol class=\"happened\">\(each: PersonEvent.folded(some), rows)</ol>"
        return """
            <section class="panel"><h2>\(t("Cerita lengkap", "The whole story"))</h2>
            <ul class="chips">\(chip(t("Semua", "All"), to: Paths.person(line.id), isChosen: only == nil))\
            \(each: [PersonEvent.Kind.decision, .money, .message], kindChip)</ul>
            \(list)</section>
            """
    }

    private func chip(_ label: String, to path: String, isChosen: Bool) -> HTML {
        "<li><a href=\"\(path)\"\(attribute: "aria-current", isChosen ? "true" : nil)>\(label)</a></li>"
    }

    private var acts: HTML {
        guard !actions.isEmpty else { return .empty }
        // One act is filled: the first that is more important than the others.
        let first = actions.firstIndex { $0.kind.isEmpty }
        let ordered = (first.map { [actions[$0]] } ?? []) + actions.indices.filter { $0 != first }.map { actions[$0] }
        func button(_ pair: (offset: Int, element: PersonAction)) -> HTML {
            let action = pair.element
            let kind = pair.offset > 0 && action.kind.isEmpty ? "secondary" : action.kind
            let note: HTML = action.note.map { "<small>\(t($0))</small>" } ?? .empty
            return "<li><a class=\"button \(kind)\" href=\"\(action.path)\">\(t(action.label))</a>\(note)</li>"
        }
        return """
            <section class="panel acts"><h2>\(t("Tindakan", "Acts"))</h2>
            <ul class="plain-list">\(each: ordered.enumerated(), button)</ul></section>
            """
    }

    static func sample(_ t: Words) -> PersonPage {
        let now = Instant(milliseconds: 1_589_508_720_000)
        return PersonPage(
            t: t,
            line: PersonLine(
                id: ID(4_182_907), name: "Rina Marasabessy", place: "Ternate, Maluku Utara",
                createdAt: now - .days(32)),
            now: now, why: t("sanggahan S-20418", "appeal S-20418"),
            track: PersonTrack(
                isEligible: true, isRefused: false, isSelected: true, isStopped: false, isTrained: false,
                isPaid: false),
            sections: [
                PersonSection(
                    title: Bilingual(id: "Identitas", en: "Identity"), column: .identity,
                    body: Part.facts([("NIK", "•••• •••• •••• 0011")]))
            ],
            events: [
                PersonEvent(
                    at: now - .days(21), title: t("Kartu diterbitkan", "Card issued"), detail: "Rp1.000.000",
                    kind: .money)
            ], only: nil, actions: [], isOpen: false, form: .sample)
    }
}

extension PersonEvent.Kind {
    /// The class of its dot.
    fileprivate var mark: String {
        switch self {
        case .decision, .other: "decision"
        case .money: "money"
        case .message: "message"
        }
    }
}

/// `/kantor/orang/{id}` before the officer has said why: nothing of the person is shown.
struct OpenPersonPage: Page {
    let t: Words
    let person: ID<Account>
    let form: FormState
    /// The local officer's region, when the person lives outside it.
    var elsewhere: Province?

    var title: String { t("Mengapa Anda membuka data ini?", "Why do you open this data?") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(elsewhere.map { RegionBanner(t: t, region: $0).html } ?? .empty)
        <p>\(t(
            "Peserta \(t.short(person)). Alasan Anda tercatat, dan peserta dapat membacanya.",
            "Participant \(t.short(person)). Your reason is recorded, and the person can read it."))</p>
        <form method="post" action="\(Paths.personOpening(person))" class="panel">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Misalnya: menelepon soal pembayaran yang belum sampai.",
            "For example: phoned about a payment that has not arrived.")))
        \(Part.submit(t("Buka", "Open")))</form>
        """
    }

    static func sample(_ t: Words) -> OpenPersonPage { OpenPersonPage(t: t, person: ID(4_182_907), form: .sample) }
}
