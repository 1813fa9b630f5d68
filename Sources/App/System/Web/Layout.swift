import Programme

/// The document around a page: head, header, footer.
struct Layout<Content: Page> {
    let page: Content
    let browser: Browser
    let frame: Frame
    let csrf: String
    /// The notice above a restored form; empty otherwise.
    var kept = HTML.empty
    /// The page is the same for all people who have just signed up: its header has no token, and so no button for
    /// signing out, but a link to the page that has one.
    var isForNewAccounts = false

    private var t: Words { page.t }

    var document: HTML { t.language == .english ? framed.withEnglishSums : framed }

    private var framed: HTML {
        if case .officer(let officer) = browser.session?.holder, browser.path.hasPrefix(Paths.office), !isHandedOver {
            return office(shell(officer))
        }
        let classes: String? = isOffice ? "office" : hasTabs ? "tabbed" : nil
        return """
            <!DOCTYPE html>
            <html lang="\(t.language.rawValue)"\(attribute: "class", classes)>
            \(head(moreStyles))
            <body>
            <a class="skip" href="#isi">\(t("Langsung ke isi", "Skip to content"))</a>
            \(trialBar)\(assistedBar)
            \(isOffice ? officeTop : top)
            <main id="isi"\(attribute: "class", page.isBanded ? "banded" : page.isWide ? "wide" : nil) tabindex="-1">
            \(content)
            </main>
            \(frame.parts.footer(t.language))
            </body>
            </html>
            """
    }

    private var officeTop: HTML {
        """
        <header class="top"><div class="row">
        <a class="brand" href="\(home)">\(Mark.html)\(t("Kantor", "Office"))</a>
        <nav aria-label="\(t("Utama", "Main"))">\(officeNavigation)</nav>
        </div></header>
        """
    }

    private var top: HTML {
        let band = page.cloth.map { ClothDrawing(cloth: $0).band } ?? frame.parts.band
        return """
            <header class="top">\(frame.parts.site(t.language))
            <div class="row"><a class="brand" href="\(home)">\(Mark.drawing(size: 34))Prakerja</a>
            \(navigation)
            </div>\(when: !page.isBanded, band)</header>
            """
    }

    /// The pages before signing in look like the office that they lead to.
    private var isOffice: Bool { browser.path.hasPrefix(Paths.office) && !isHandedOver }

    /// The person beside a local officer holds the keyboard: no search and no menu of the office is in reach.
    private var isHandedOver: Bool { Paths.isCounterCode(browser.path) }

    /// The same content in the frame of the office.
    private func office(_ shell: OfficeShell) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(t.language.rawValue)" class="office">
        \(head(frame.parts.moreLinks + frame.parts.officeLinks))
        <body>
        <a class="skip" href="#isi">\(t("Langsung ke isi", "Skip to content"))</a>
        \(trialBar)
        <div class="shell">
        \(shell.rail)
        <div class="room">
        \(shell.bar)
        \(shell.wayBack(page.crumbs))
        <main id="isi" tabindex="-1">
        \(shell.done)
        \(content)
        </main>
        </div>
        </div>
        </body>
        </html>
        """
    }

    private func shell(_ officer: Officer) -> OfficeShell {
        let words = ServiceSwitchWords(t: t)
        return OfficeShell(
            t: t, officer: officer, path: browser.path, waiting: browser.waiting, now: frame.now,
            closed: frame.closed.map { words.title($0.service) }, languageLink: languageLink, signOut: signOut,
            csrf: csrf, keys: browser.keys, notice: browser.done, next: browser.next)
    }

    private var moreStyles: HTML {
        if isOffice { return frame.parts.moreLinks + frame.parts.officeLinks }
        if browser.path.hasPrefix(Paths.partnerGuide) { return frame.parts.moreLinks + frame.parts.partnerLinks }
        return page.isWide || isSignedIn ? frame.parts.moreLinks : .empty
    }

    /// - Parameter more: style sheets after the one of every page.
    private func head(_ more: HTML) -> HTML {
        """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(page.errors.isEmpty ? "" : t("Salah: ", "Error: "))\(page.title) – Prakerja</title>
        \(frame.parts.links)\(more)
        </head>
        """
    }

    private var content: HTML {
        """
        \(each: frame.closed, ServiceSwitchWords(t: t).banner)
        \(kept)\(deskNotice)
        \(ErrorSummary(page.errors, t: t).html)
        \(page.body)
        """
    }

    /// What the last act at a partner's desk did. The office's frame says it beside the way to the next item.
    private var deskNotice: HTML {
        guard case .partner = browser.session?.holder, let done = browser.done else { return .empty }
        return Banner(.done, t(done.sentence)).html
    }

    private var home: String {
        switch browser.session?.holder {
        case .officer: Paths.office
        case .partner: Paths.partnerDesk
        case .person, nil: t.path(.home)
        }
    }

    private var assistedBar: HTML {
        guard let assistance = browser.session?.assistance else { return .empty }
        return AssistedBar(t: t, assistance: assistance, path: browser.path, csrf: csrf).html
    }

    private var isSignedIn: Bool {
        if case .person = browser.session?.holder { true } else { isForNewAccounts }
    }

    /// The five places at the lower edge of a phone. A step of the application, and a course with its bar for buying, have
    /// none.
    private var hasTabs: Bool {
        isSignedIn && browser.session?.assistance == nil && !browser.path.hasPrefix(Paths.application)
            && !browser.path.hasPrefix("\(Paths.catalogue)/")
    }

    private var navigation: HTML {
        if isHandedOver { return "<nav aria-label=\"\(t("Utama", "Main"))\">\(languageLink)</nav>" }
        if case .officer = browser.session?.holder {
            return "<nav aria-label=\"\(t("Utama", "Main"))\">\(officeNavigation)</nav>"
        }
        if case .partner(let person) = browser.session?.holder {
            return PartnerDeskBar(
                t: t, person: person, path: browser.path, csrf: csrf, isSandbox: frame.isSandbox, language: languageLink
            ).html
        }
        if browser.session?.assistance != nil {
            let place: HTML = "<a href=\"\(Paths.application)\">\(t("Pendaftaran", "Application"))</a>"
            return "<nav aria-label=\"\(t("Utama", "Main"))\">\(place)\(languageLink)</nav>"
        }
        guard isSignedIn else {
            let own = [
                Place(t("Masuk", "Sign in"), t.path(.signIn)), Place(t("Daftar", "Sign up"), t.path(.signUp)),
            ]
            return menu(Place.open(t), end: languageLink, main: true) + """
                <nav class="own" aria-label="\(t("Akun", "Account"))">\(each: own, bare)</nav>
                """
        }
        let out: HTML =
            isForNewAccounts
            ? "<a href=\"\(Paths.devices)\">\(t("Keluar", "Sign out"))</a>" : signOut
        return """
            <nav class="tabs" aria-label="\(t("Utama", "Main"))"><ul>\(each: Place.ofPeople(t), entry)</ul></nav>
            \(menu(Place.besides(t), end: languageLink + out, main: false))
            """
    }

    /// On a phone it opens at the button's touch, without a script; on wide screens it is always there.
    private func menu(_ places: [Place], end: HTML, main: Bool) -> HTML {
        """
        <details class="more"><summary>\(Icon.menu.html)<span>Menu</span></summary></details>
        <nav class="places" aria-label="\(main ? t("Utama", "Main") : t("Lainnya", "More"))"><ul>\(each: places, entry)</ul>\
        <div>\(end)</div></nav>
        """
    }

    private func entry(_ place: Place) -> HTML {
        let isCurrent = place.isCurrent(at: browser.path)
        let note = place.path == Paths.inbox && browser.unread > 0 ? unread : .empty
        return """
            <li><a href="\(place.path)"\(attribute: "aria-current", isCurrent ? "page" : nil)>\
            \(place.icon?.html)<span>\(place.label)</span> \(note)</a></li>
            """
    }

    private func bare(_ place: Place) -> HTML { "<a href=\"\(place.path)\">\(place.label)</a>" }

    private var officeNavigation: HTML {
        guard case .officer(let officer) = browser.session?.holder else { return languageLink }
        return """
            <a href="\(Paths.office)">\(t("Kantor", "Office"))</a><span class="who">\(officer.name)</span>\
            \(languageLink)\(signOut)
            """
    }

    private var unread: HTML {
        """
        <span class="count">\(browser.unread)<span class="hidden"> \(t("belum dibaca", "unread"))</span></span>
        """
    }

    private var languageLink: HTML {
        let other: Language = t.language == .indonesian ? .english : .indonesian
        let label = other == .english ? "English" : "Indonesia"
        let back = PublicPage.counterpart(of: browser.path, in: other)
        let path = "\(Paths.language(other))?kembali=\(back.percentEncoded)"
        return #"<a href="\#(path)" lang="\#(other.rawValue)" hreflang="\#(other.rawValue)">\#(label)</a>"#
    }

    private var signOut: HTML {
        """
        <form method="post" action="\(Paths.signOut)" class="inline">\(when: !csrf.isEmpty, Field.token(csrf))\
        <button class="link">\(t("Keluar", "Sign out"))</button></form>
        """
    }

    /// Above every page of an installation without real people.
    private var trialBar: HTML { frame.isDemo ? demoBar : frame.isSandbox ? sandboxBar : .empty }

    private var sandboxBar: HTML {
        """
        <aside class="demo" aria-label="\(t("Situs uji coba", "Trial site"))"><div class="row"><span>\(t(
            "Situs uji coba: tidak ada uang dan kartu sungguhan", "Trial site: no real money and no real cards"))</span>\
        <a href="\(Paths.partnerGuide)">\(t("Panduan mitra", "Partners' guide"))</a></div></aside>
        """
    }

    private var demoBar: HTML {
        """
        <aside class="demo" aria-label="Demo"><div class="row"><span>Demo: \(t.moment(frame.now))</span>\
        <a href="\(Paths.demo)">\(t("Pilih orang, majukan waktu, baca pesan", "Be someone, move time, read mail"))</a></div></aside>
        """
    }
}
