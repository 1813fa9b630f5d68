import HTTPTypes
import Hummingbird
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
    var crumbs: [Crumb] { [] }
}

extension PageContext {
    func page(_ page: some Page, status: HTTPResponse.Status = .ok) -> Response {
        let csrf = needsToken ? newForm.csrf : ""
        var layout = Layout(page: page, browser: browser, frame: Frame(dependencies: dependencies), csrf: csrf)
        if let kept = keptForm {
            layout.kept = SavedFormNotice(t: page.t, isEmpty: kept.fields.isEmpty).html
        } else if let kept = browser.kept, browser.session == nil, page is any SignInStep {
            let notice = SavedFormNotice(t: page.t, isEmpty: true)
            layout.kept = kept.owner.isEmpty ? notice.beginningAgain : notice.beforeSigningIn
        } else if browser.cookies.isEmpty, PublicPage.isForOneVisitor(browser.path) {
            layout.kept = SavedFormNotice(t: page.t, isEmpty: true).withoutCookies
        }
        return Response(html: layout.document, status: status)
    }

    /// Whether the frame around the page needs this browser's token. Only a signed-in visitor's header has a form: for
    /// signing out, which is accepted on the browser's word, so that most pages are spared two keyed hashes.
    private var needsToken: Bool {
        switch browser.session?.holder {
        case .person: !browser.statesOrigin
        case .officer: true
        case nil: false
        }
    }

    /// After a POST: the browser fetches the next page by GET, so that going back or reloading does not submit again.
    func redirect(_ path: String) -> Response {
        .redirect(to: path, type: .normal)
    }
}

extension Response {
    init(html: HTML, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
    }
}

/// The parts around every page that do not depend on the request.
struct Frame: Sendable {
    let now: Instant
    let isDemo: Bool
    /// The functions that operators have switched off.
    let closed: [ClosedService]
    let parts: Frames

    init(dependencies: Dependencies) {
        now = dependencies.clock.now()
        isDemo = dependencies.configuration.demo
        closed = dependencies.switches.closed
        parts = dependencies.frames
    }
}

/// The constant parts of every page, rendered once per language.
final class Frames: Sendable {
    let links: HTML
    /// Added to `links` on the pages of the office.
    let officeLinks: HTML
    private let footers: [Language: HTML]

    init(edition: Edition) {
        links = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "app.css"))">
            <link rel="icon" href="\(PublicFiles.shared.path(of: "icon.svg"))" type="image/svg+xml">
            <script src="\(PublicFiles.shared.path(of: "app.js"))" defer></script>
            """
        officeLinks = """
            <link rel="stylesheet" href="\(PublicFiles.shared.path(of: "office.css"))">
            """
        footers = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, Self.footer(Words(language: $0), edition)) })
    }

    func footer(_ language: Language) -> HTML {
        footers[language] ?? .empty
    }

    private static func footer(_ t: Words, _ edition: Edition) -> HTML {
        let contact = edition.contact
        return """
            <footer><div class="row">
            <p>\(t("Satu-satunya alamat resmi", "The only official address")): <strong>\(edition.site)</strong>.
            \(t("Petugas kami tidak pernah meminta kode lewat telepon, SMS, atau chat.", "Our staff never ask for a code by phone, text or chat."))</p>
            <p>\(t("Pusat bantuan", "Call centre")): <a href="tel:\(contact.callCentre)">\(contact.callCentre)</a>,
            \(CallCentre(contact: contact).line(t)).
            <a href="\(t.path(.help))">\(t("Bantuan", "Help"))</a> ·
            <a href="\(t.path(.helpOffices))">\(t("Kantor bantuan", "Help offices"))</a> ·
            <a href="\(Paths.transparency)">\(t("Transparansi", "Open figures"))</a> ·
            <a href="\(t.path(.privacy))">\(t("Privasi", "Privacy"))</a></p>
            </div></footer>
            """
    }
}
