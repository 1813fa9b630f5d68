import Programme

/// The frame around every page of a signed-in officer: side navigation, search, the programme's clock and the state of
/// the services.
struct OfficeShell {
    let t: Words
    let officer: Officer
    /// Path and query of the page.
    let path: String
    /// Items that wait, by the path of their section.
    let waiting: [String: Int]
    let now: Instant
    /// The functions that operators have switched off, in words.
    let closed: [String]
    let languageLink: HTML
    let signOut: HTML
    let csrf: String
    let keys: ShortcutKeys
    /// What the act before did.
    let notice: DoneNotice?
    /// The item to go on with after it.
    let next: String?

    var rail: HTML {
        """
        <header class="rail">
        <a class="brand" href="\(Paths.office)">\(Mark.html)<span>\(t("Kantor", "Office"))</span></a>
        <details class="menu"><summary>\(OfficeIcon.menu.html)Menu</summary></details>
        <nav class="sections" aria-label="\(t("Bagian kantor", "Sections of the office"))">
        <div class="groups">\(each: OfficeGroup.allCases.filter { $0 != .foot }, group)</div>
        <div class="officer"><a href="\(Paths.ownAccount)"\(attribute: "aria-current", isOwn ? "page" : nil)>\
        <strong>\(officer.name)</strong><span class="hidden">, \(t(OfficeSection.ownAccount.name))</span></a><span>\(roles)</span>\
        <span class="ways-out">\(languageLink)\(signOut)</span></div>
        </nav>
        </header>
        """
    }

    private var isOwn: Bool { OfficeSection.ownAccount.holds(String(path.prefix { $0 != "?" })) }

    /// The leading role; the page of the officer's own account lists all.
    private var roles: String {
        let first = officer.roles.first.map { t($0.title) } ?? ""
        let others = officer.roles.count - 1
        guard others > 0 else { return first }
        return t("\(first) dan \(others) peran lain", "\(first) and \(others) more")
    }

    var bar: HTML {
        """
        <div class="bar" role="region" aria-label="\(t("Pencarian dan keadaan layanan", "Search and state of the services"))">
        \(when: officer.mayAny([.searchPeople]) && !isSearch, search)
        <span class="clock">\(t.moment(now))</span>\(services)
        </div>
        """
    }

    /// The section of the page and the pages between them: every page has a way back. Empty on a section's own page as
    /// the navigation opens it; a later part of its list leads to the first.
    func wayBack(_ crumbs: [Crumb]) -> HTML {
        let address = String(path.prefix { $0 != "?" })
        let section = OfficeSection.open(to: officer).first { $0.holds(address) && $0.path != path }
        let all = (section.map { [Crumb(t($0.name), $0.path)] } ?? []) + crumbs
        guard !all.isEmpty else { return .empty }
        func row(_ crumb: Crumb) -> HTML { "<li><a href=\"\(crumb.path)\">\(crumb.label)</a></li>" }
        return """
            <nav class="crumbs" aria-label="\(t("Jalur halaman", "Breadcrumb"))"><ol>\(each: all, row)</ol></nav>
            """
    }

    /// The page of the search has the same field in its own form.
    private var isSearch: Bool { path.prefix { $0 != "?" } == Paths.officeSearch }

    /// What the last act did, above the page's heading.
    var done: HTML {
        guard let notice else { return .empty }
        let address = String(path.prefix { $0 != "?" })
        let section = OfficeSection.open(to: officer).first { $0.holds(address) }
        // Without a next item, a link to the section would lead to the page that the officer is on.
        let linked = next == nil && section?.path == address ? nil : section
        return notice.html(
            t, section: linked.map { (t($0.name), $0.path) }, waiting: linked.flatMap { waiting[$0.path] } ?? 0,
            next: next)
    }

    private var search: HTML {
        let label = t(
            "Cari nama, NIK, HP, kartu, nomor undian, bukti", "Find a name, NIK, mobile, card, ticket, receipt")
        let why = t("Alasan, bila Anda mencari orang", "Reason, if you look for a person")
        return """
            <form method="post" action="\(Paths.officeSearch)" role="search" class="search">\(Field.token(csrf))\
            \(OfficeIcon.search.html)<input name="cari" type="search" maxlength="200" autocomplete="off" \
            aria-label="\(label)" placeholder="\(label)"\(attribute: "aria-keyshortcuts", keys["/"])>\
            \(keys.mark("/"))<input class="why" name="\(ReasonField.name)" maxlength="\(OfficeReason.longest)" \
            autocomplete="off" aria-label="\(why)" placeholder="\(why)"><button class="button secondary">\(t("Cari", "Search"))</button></form>
            """
    }

    private var services: HTML {
        guard !closed.isEmpty else {
            return Part.tag(t("Semua layanan buka", "All services open"), .done)
        }
        return Part.tag(closed.joined(separator: ", "), .wrong)
    }

    private func group(_ group: OfficeGroup) -> HTML {
        let sections = OfficeSection.open(to: officer).filter { $0.group == group }
        guard !sections.isEmpty else { return .empty }
        return """
            <section><h2>\(t(group.title))</h2><ul>\(each: sections, entry)</ul></section>
            """
    }

    private func entry(_ section: OfficeSection) -> HTML {
        let isCurrent = section.holds(String(path.prefix { $0 != "?" }))
        return """
            <li><a href="\(section.path)"\(attribute: "aria-current", isCurrent ? "page" : nil)>\
            \(section.icon.html)<span>\(t(section.name))</span>\(waiting[section.path].map(count))</a></li>
            """
    }

    private func count(_ number: Int) -> HTML {
        """
         <span data-waiting="\(number)" class="count">\(t.count(number))<span class="hidden"> \(t("menunggu", "waiting"))</span></span>
        """
    }
}
