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
        if case .officer(let officer) = browser.session?.holder, browser.path.hasPrefix(Paths.office) {
            return office(shell(officer))
        }
        return """
            <!DOCTYPE html>
            <html lang="\(t.language.rawValue)"\(attribute: "class", isOffice ? "office" : nil)>
            \(head(isOffice ? frame.parts.links + frame.parts.officeLinks : frame.parts.links))
            <body>
            <a class="skip" href="#isi">\(t("Langsung ke isi", "Skip to content"))</a>
            \(when: frame.isDemo, demoBar)\(assistedBar)
            <header class="top"><div class="row">
            <a class="brand" href="\(home)">\(isOffice ? OfficeShell.mark : Self.mark)\(isOffice ? t("Kantor", "Office") : "Prakerja")</a>
            <nav aria-label="\(t("Utama", "Main"))">\(navigation)</nav>
            </div></header>
            <main id="isi"\(attribute: "class", page.isWide ? "wide" : nil) tabindex="-1">
            \(content)
            </main>
            \(frame.parts.footer(t.language))
            </body>
            </html>
            """
    }

    /// The pages before signing in look like the office that they lead to.
    private var isOffice: Bool { browser.path.hasPrefix(Paths.office) }

    private static var mark: HTML { "<span class=\"mark\" aria-hidden=\"true\"></span>" }

    /// The same content in the frame of the office.
    private func office(_ shell: OfficeShell) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(t.language.rawValue)" class="office">
        \(head(frame.parts.links + frame.parts.officeLinks))
        <body>
        <a class="skip" href="#isi">\(t("Langsung ke isi", "Skip to content"))</a>
        \(when: frame.isDemo, demoBar)
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

    private func head(_ links: HTML) -> HTML {
        """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(page.errors.isEmpty ? "" : t("Salah: ", "Error: "))\(page.title) – Prakerja</title>
        \(links)
        </head>
        """
    }

    private var content: HTML {
        """
        \(each: frame.closed, ServiceSwitchWords(t: t).banner)
        \(kept)
        \(ErrorSummary(page.errors, t: t).html)
        \(page.body)
        """
    }

    private var home: String {
        if case .officer = browser.session?.holder { return Paths.office }
        return t.path(.home)
    }

    private var assistedBar: HTML {
        guard let assistance = browser.session?.assistance else { return .empty }
        return AssistedBar(t: t, assistance: assistance, path: browser.path, csrf: csrf).html
    }

    private var navigation: HTML {
        switch browser.session?.holder {
        case .person where browser.session?.assistance != nil:
            "<a href=\"\(Paths.application)\">\(t("Pendaftaran", "Application"))</a>\(languageLink)"
        case .person:
            """
            <a href="\(Paths.account)">\(t("Akun", "Account"))</a>\
            <a href="\(Paths.inbox)">\(t("Pesan", "Messages"))\(when: browser.unread > 0, unread)</a>\
            \(languageLink)\(signOut)
            """
        case .officer(let officer):
            """
            <a href="\(Paths.office)">\(t("Kantor", "Office"))</a><span class="who">\(officer.name)</span>\
            \(languageLink)\(signOut)
            """
        case nil where browser.path.hasPrefix(Paths.office): languageLink
        case nil where isForNewAccounts:
            """
            <a href="\(Paths.account)">\(t("Akun", "Account"))</a>\
            <a href="\(Paths.inbox)">\(t("Pesan", "Messages"))</a>\
            \(languageLink)<a href="\(Paths.devices)">\(t("Keluar", "Sign out"))</a>
            """
        case nil:
            """
            <a href="\(t.path(.signIn))">\(t("Masuk", "Sign in"))</a>\
            <a href="\(t.path(.signUp))">\(t("Daftar", "Sign up"))</a>\(languageLink)
            """
        }
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

    private var demoBar: HTML {
        """
        <aside class="demo" aria-label="Demo"><div class="row"><span>Demo: \(t.moment(frame.now))</span>\
        <a href="\(Paths.demo)">\(t("Pilih orang, majukan waktu, baca pesan", "Be someone, move time, read mail"))</a></div></aside>
        """
    }
}
