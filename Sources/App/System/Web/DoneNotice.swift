import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// What the officer's last act did, said above the page that it led to, with the way to the next item that waits. A
/// cookie of the answer to the act carries it to that page alone, authenticated for the session: it is shown once, and
/// no link from outside can make a page say that something was done.
struct DoneNotice: Sendable, Equatable {
    let code: String
    /// With `{n}` where the number of items goes.
    private let words: Bilingual
    /// How many items the act was about; nil where the sentence names no number.
    private(set) var number: Int?

    init(_ code: String, _ indonesian: String, _ english: String) {
        self.code = code
        words = Bilingual(id: indonesian, en: english)
    }

    var sentence: Bilingual {
        guard let number else { return words }
        return Bilingual(
            id: words.id.replacing("{n}", with: "\(number)"), en: words.en.replacing("{n}", with: "\(number)"))
    }

    func counting(_ number: Int) -> DoneNotice {
        var notice = self
        notice.number = number
        return notice
    }

    /// - Parameters:
    ///   - section: the name and the path of the section where the page belongs.
    ///   - waiting: how many items wait for this officer in the section.
    ///   - next: the item to go on with; nil where none can be opened by itself.
    func html(_ t: Words, section: (name: String, path: String)?, waiting: Int, next: String?) -> HTML {
        let link: HTML =
            if let section, waiting > 0 {
                if let next {
                    """
                    <a href="\(next)">\(t(
                        "Berikutnya: \(t.count(waiting)) menunggu di \(section.name)",
                        "Next: \(t.count(waiting)) waiting in \(section.name)"))</a>
                    """
                } else {
                    """
                    <a href="\(section.path)">\(t(
                        "Ke \(section.name): \(t.count(waiting)) menunggu",
                        "To \(section.name): \(t.count(waiting)) waiting"))</a>
                    """
                }
            } else {
                "<a href=\"\(Paths.office)\">\(t("Ke meja kerja saya", "To my desk"))</a>"
            }
        return Banner(.done, markup: "<p>\(t(sentence)) \(link)</p>").html
    }

    // MARK: - The cookie

    /// The browser fetches the next page at once; a notice that it never asked for is not shown later.
    private static let lifetime = Span.minutes(1)
    private static let markBytes = 18

    static func cookieName(secure: Bool) -> String { secure ? "__Host-selesai" : "selesai" }

    /// The notice that the act before left for this page; nil for any other page, session, and time.
    init?(_ cookies: CookieHeader, for holder: String, on path: String, _ dependencies: Dependencies) {
        guard let value = cookies[Self.cookieName(secure: dependencies.configuration.isSecure)] else { return nil }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let known = Self.all.first(where: { $0.code == parts[0] }),
            let until = Int64(parts[2], in: 0...Int64.max).map(Instant.init(milliseconds:)),
            dependencies.realNow() < until
        else { return nil }
        let notice = Int(parts[1], in: 0...999_999).map(known.counting) ?? known
        let mark = notice.mark(for: holder, on: path, until: until, dependencies.vault)
        guard constantTimeEqual(parts[3].utf8, mark.utf8) else { return nil }
        self = notice
    }

    /// - Parameter path: the page that the answer leads to.
    func carried(by response: Response, to path: String, for holder: String, _ dependencies: Dependencies) -> Response {
        let until = dependencies.realNow() + Self.lifetime
        let page = String(path.prefix { $0 != "#" })
        let mark = mark(for: holder, on: page, until: until, dependencies.vault)
        let value = "\(code).\(number.map(String.init) ?? "").\(until.milliseconds).\(mark)"
        return Self.setting(value, lifetime: Self.lifetime, in: response, dependencies)
    }

    /// Once its page was answered.
    static func forgotten(by response: Response, _ dependencies: Dependencies) -> Response {
        setting("", lifetime: .zero, in: response, dependencies)
    }

    private func mark(for holder: String, on path: String, until: Instant, _ vault: Vault) -> String {
        let text = "\(code) \(number.map(String.init) ?? "-") \(until.milliseconds) \(holder) \(path)"
        return vault.authenticationCode(of: Data(text.utf8), for: "done-notice").prefix(Self.markBytes).base64URL
    }

    private static func setting(
        _ value: String, lifetime: Span, in response: Response, _ dependencies: Dependencies
    ) -> Response {
        let isSecure = dependencies.configuration.isSecure
        var response = response
        response.setCookie(
            Cookie(
                name: cookieName(secure: isSecure), value: value, maxAge: Int(lifetime.seconds), path: "/",
                secure: isSecure, httpOnly: true, sameSite: .lax))
        return response
    }
}

extension Browser {
    /// What a notice is bound to: the session, or the browser before a sign-in.
    var noticeHolder: String { session?.hash.hex ?? visit }
}

extension PageContext {
    /// After an act: the page that the browser fetches next says what was done.
    func redirect(_ path: String, saying notice: DoneNotice) -> Response {
        notice.carried(by: redirect(path), to: path, for: browser.noticeHolder, dependencies)
    }
}
