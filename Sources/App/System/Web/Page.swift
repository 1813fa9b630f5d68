import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// A page: its values, its title and its markup. Each has a `static func sample`, which the previews show.
protocol Page: Sendable {
    var t: Words { get }
    /// The page's state, for the window's title: `Langkah 3 dari 7: Data diri`.
    var title: String { get }
    var body: HTML { get }
    /// The form's errors, so that the title can begin with "Salah:".
    var errors: [FieldError] { get }
    /// Pages with wide tables, most of them the office's, use the full width; all others a single column.
    var isWide: Bool { get }
    /// Bands across the whole window, one below the other; the page sets its own margins. The first is the header's, so
    /// that none has the woven band.
    var isBanded: Bool { get }
    /// The cloth of the reader's own wave; nil for the one of the wave that was announced last.
    var cloth: Cloth? { get }
    /// Where an officer goes back to, from the outside in, below the section of the office.
    var crumbs: [Crumb] { get }
}

/// A page above this one.
struct Crumb: Sendable {
    let label: String
    let path: String

    init(_ label: String, _ path: String) {
        (self.label, self.path) = (label, path)
    }
}

extension Page {
    var errors: [FieldError] { [] }
    var isWide: Bool { false }
    var isBanded: Bool { false }
    var cloth: Cloth? { nil }
    var crumbs: [Crumb] { [] }
}

extension PageContext {
    func page(_ page: some Page, status: HTTPResponse.Status = .ok) -> Response {
        let csrf = needsToken ? newForm.csrf : ""
        if let redirect = refused(page.errors) { return redirect }
        var layout = Layout(page: page, browser: browser, frame: Frame(dependencies: dependencies), csrf: csrf)
        if let kept = keptForm, kept.hasErrors {
            // A page whose form has been replaced meanwhile shows the errors all the same.
            if page.errors.isEmpty { layout.kept = ErrorSummary(kept.errors, t: page.t).html }
        } else if let kept = keptForm {
            layout.kept = SavedFormNotice(t: page.t, isEmpty: kept.fields.isEmpty).html
        } else if let kept = browser.kept, browser.session == nil, page is any SignInStep {
            let notice = SavedFormNotice(t: page.t, isEmpty: true)
            layout.kept = kept.owner.isEmpty ? notice.beginningAgain : notice.beforeSigningIn
        } else if browser.cookies.isEmpty, PublicPage.isForOneVisitor(browser.path) {
            layout.kept = SavedFormNotice(t: page.t, isEmpty: true).withoutCookies
        }
        let document = dependencies.unreadable.worded(layout.document, page.t)
        return Response(html: document, status: status, isPacked: browser.mayBePacked)
    }

    /// Whether the frame around the page needs this browser's token. Only a signed-in visitor's header has a form: for
    /// signing out, which is accepted on the browser's word, so that most pages are spared two keyed hashes.
    private var needsToken: Bool {
        switch browser.session?.holder {
        case .person: !browser.statesOrigin
        case .officer, .partner: true
        case nil: false
        }
    }

    /// After a POST: the browser fetches the next page by GET, so that going back or reloading does not submit again.
    func redirect(_ path: String) -> Response {
        .redirect(to: path, type: .normal)
    }
}

extension Response {
    /// - Parameter isPacked: compressed, where the request allows it: `Browser.mayBePacked`.
    init(html: HTML, status: HTTPResponse.Status = .ok, isPacked: Bool = false) {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        var body = ByteBuffer(string: html.text)
        if isPacked, let packed = Gzip.compressed(html.text.utf8, level: .once) {
            headers[.contentEncoding] = "gzip"
            body = ByteBuffer(bytes: packed)
        }
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}

/// The parts around every page that do not depend on the request.
struct Frame: Sendable {
    let now: Instant
    let isDemo: Bool
    let isSandbox: Bool
    /// The functions that operators have switched off.
    let closed: [ClosedService]
    let parts: Frames

    init(dependencies: Dependencies) {
        now = dependencies.clock.now()
        isDemo = dependencies.configuration.demo
        isSandbox = dependencies.configuration.sandbox
        closed = dependencies.switches.closed
        parts = dependencies.frames
    }
}

/// The constant parts of every page, rendered once per language.
final class Frames: Sendable {
    let links: HTML
    /// Added to `links` on wide pages, for people who are signed in, and in the office: the pages before that are opened
    /// by a crowd at once and need one style sheet only.
    let moreLinks: HTML
    /// Added to those on the pages of the office.
    let officeLinks: HTML
    /// Added to `moreLinks` on the pages of partners.
    let partnerLinks: HTML
    /// The first line of every public page: the one address, and where a message is checked.
    private let sites: [Language: HTML]
    private let footers: [Language: HTML]
    private let woven = NIOLockedValueBox<(cloth: Cloth, band: HTML)?>(nil)

    init(edition: Edition) {
        links = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "app.css"))">
            <link rel="icon" href="\(PublicFiles.shared.path(of: "icon.svg"))" type="image/svg+xml">
            <script src="\(PublicFiles.shared.path(of: "app.js"))" defer></script>
            """
        moreLinks = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "pages.css"))">
            """
        officeLinks = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "office.css"))">
            """
        partnerLinks = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "partner.css"))">
            """
        sites = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, Self.site(Words(language: $0), edition)) })
        footers = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, Self.footer(Words(language: $0), edition)) })
    }

    func footer(_ language: Language) -> HTML {
        footers[language] ?? .empty
    }

    func site(_ language: Language) -> HTML {
        sites[language] ?? .empty
    }

    /// The woven band under the header: of the wave that was announced last; empty before the first draw.
    var band: HTML { woven.withLockedValue { $0?.band ?? .empty } }

    /// - Parameter cloth: of the wave that was announced last, as just read; nil before the first draw.
    func show(_ cloth: Cloth?) {
        woven.withLockedValue { woven in
            guard woven?.cloth != cloth else { return }
            woven = cloth.map { ($0, ClothDrawing(cloth: $0).band) }
        }
    }

    private static func site(_ t: Words, _ edition: Edition) -> HTML {
        let name = edition.site.split(separator: "/").last.map(String.init) ?? edition.site
        return """
            <div class="site"><p class="row"><span>\(Icon.lock.html)\(t("Alamat resmi", "Official address")): \
            <strong>\(name)</strong></span><a href="\(t.path(.checkMessage))">\(t("Cek pesan", "Check a message"))</a></p></div>
            """
    }

    private static func footer(_ t: Words, _ edition: Edition) -> HTML {
        let contact = edition.contact
        return """
            <footer><div class="row">
            <div><p>\(t("Satu-satunya alamat resmi", "The only official address")): <strong>\(edition.site)</strong></p>
            <p>\(t("Petugas tidak pernah meminta kode. Semua layanan gratis.", "Officers never ask for a code. All services are free."))</p>
            <p>\(t("Pusat bantuan", "Call centre")): <a href="tel:\(contact.callCentre)">\(contact.callCentre)</a>, \
            \(CallCentre(contact: contact).line(t))</p></div>
            <ul>\(each: links(t), link)</ul>
            </div></footer>
            """
    }

    private static func links(_ t: Words) -> [(label: String, path: String)] {
        [
            (t("Semua aturan", "All rules"), Paths.editions), (t("Bantuan", "Help"), t.path(.help)),
            (t("Mitra kami", "Our partners"), Paths.publicPartners),
            (t("Untuk pemrogram mitra", "For partners' engineers"), Paths.partnerGuide),
            (t("Privasi", "Privacy"), t.path(.privacy)),
            (t("Cek pesan", "Check a message"), t.path(.checkMessage)),
            (t("Angka terbuka", "Open figures"), Paths.transparency),
            (t("Kantor bantuan", "Help offices"), t.path(.helpOffices)),
            (t("Periksa sertifikat", "Check a certificate"), Paths.certificateCheck),
            (t("Lama kami menjawab", "How long answers take"), Paths.service),
            (t("Bukti dan tanda terima", "Proofs and receipts"), Paths.proofs),
        ]
    }

    private static func link(_ link: (label: String, path: String)) -> HTML {
        "<li><a href=\"\(link.path)\">\(link.label)</a></li>"
    }
}
