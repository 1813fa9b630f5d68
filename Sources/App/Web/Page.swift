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
    /// The office needs the width; everybody else one column.
    var isWide: Bool { get }
}

extension Page {
    var errors: [FieldError] { [] }
    var isWide: Bool { false }
}

extension PageContext {
    func page(_ page: some Page, status: HTTPResponse.Status = .ok) -> Response {
        let layout = Layout(page: page, browser: browser, frame: Frame(platform: platform), csrf: newForm.csrf)
        return Response(html: layout.document, status: status)
    }

    /// After a POST: the browser asks for the next page with GET, so going back or reloading repeats nothing.
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

/// What stands around every page and does not come from the request.
struct Frame: Sendable {
    let site: String
    let now: Instant
    let isDemo: Bool
    let contact: ContactBlock
    let stylesheet: String

    init(platform: Platform) {
        site = platform.edition.site
        now = platform.clock.now()
        isDemo = platform.configuration.demo
        contact = platform.edition.contact
        stylesheet = PublicFiles.shared.path(of: "app.css")
    }
}
