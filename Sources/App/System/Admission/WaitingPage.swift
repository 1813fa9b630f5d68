import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// Shows visitors their place in the queue, and reloads by itself.
struct WaitingPage: Page {
    let t: Words
    /// Number of visitors in front and estimated wait: strings, because the cached pages have placeholders there.
    let ahead: String
    let estimate: String
    let path: String

    var title: String { t("Anda sedang mengantre", "You are in line") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t("Saat ini banyak sekali orang yang datang.", "Very many people are coming just now."))</p>
        \(Part.summary([
            SummaryRow(label: t("Orang di depan Anda", "People in front of you"), value: "<strong>\(ahead)</strong>"),
            SummaryRow(label: t("Perkiraan", "Estimate"), value: "\(estimate)"),
        ]))
        <p>\(t(
            "Biarkan halaman ini terbuka. Halaman ini kembali sendiri saat giliran Anda.",
            "Leave this page open. It goes on by itself when it is your turn."))</p>
        <p>\(t(
            "Menekan berulang kali tidak memajukan tempat Anda. Menutup halaman tidak menghilangkannya.",
            "Pressing again and again moves nobody forward. Closing the page does not lose your place."))</p>
        <p>\(Part.button(t("Periksa giliran saya", "Is it my turn?"), to: path, secondary: true))</p>
        <p>\(t(
            "Tempat Anda disimpan dalam cookie. Kalau cookie dimatikan, antrean mulai dari belakang setiap kali.",
            "Your place is kept in a cookie. With cookies switched off you join at the end each time."))</p>
        <p>\(t(
            "Mendaftar lebih awal tidak menambah peluang terpilih.",
            "Signing up early does not raise the chance to be selected."))</p>
        """
    }

    static func sample(_ t: Words) -> WaitingPage {
        WaitingPage(t: t, ahead: t.count(12_480), estimate: t.span(.minutes(9)), path: Paths.signUp)
    }
}

/// The waiting pages, rendered once per language and split into pieces around the two numbers and the address: they are
/// served most when the site is overloaded, so they must cost almost nothing.
struct WaitingPages: Sendable {
    private let pieces: [Language: [String]]

    private static let hole = "\u{1}"

    init(dependencies: Dependencies) {
        pieces = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let page = WaitingPage(
                    t: Words(language: language), ahead: Self.hole, estimate: Self.hole, path: Self.hole)
                let browser = Browser.stranger(language, path: Paths.signUp, at: dependencies.clock.now())
                let document = Layout(page: page, browser: browser, frame: Frame(dependencies: dependencies), csrf: "")
                    .document
                let pieces = document.text.split(separator: Self.hole, omittingEmptySubsequences: false)
                precondition(pieces.count == 4, "the waiting page has three holes")
                return (language, pieces.map(String.init))
            })
    }

    func response(ahead: Int, estimate: Span, after: Span, path: String, language: Language) -> Response {
        let t = Words(language: language)
        guard let pieces = pieces[language] else { preconditionFailure("there is a page for every language") }
        let seconds = max(1, (after.milliseconds + 500) / 1_000)
        let address: HTML = "\(path)"
        let text = [pieces[0], t.count(ahead), pieces[1], t.span(estimate), pieces[2], address.text, pieces[3]].joined()
        return Response(
            status: .serviceUnavailable,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .retryAfter: String(seconds),
                Self.refresh: "\(seconds); url=\(path)",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Has the browser load a page again by itself, also without scripts.
    static let refresh: HTTPField.Name = {
        guard let name = HTTPField.Name("Refresh") else { preconditionFailure("Refresh is a header's name") }
        return name
    }()
}
