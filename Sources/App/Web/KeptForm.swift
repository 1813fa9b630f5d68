import Foundation
import Hummingbird
import Programme

/// What a person typed into a form that could not be taken in, because they had been signed out meanwhile or the form
/// was too old. Their own browser carries it, sealed, back to the same form; nothing of it lies with us.
struct KeptForm: Sendable, Codable, Equatable {
    /// The page that shows the form.
    let path: String
    /// Marks the account or officer who opened the form: no other person who signs in on the same device sees it.
    let owner: String
    let fields: [String: String]
    /// By the real clock; afterwards it is forgotten.
    let until: Instant

    static let lifetime = Span.hours(1)
    /// In bytes of what was typed: sealed, it must fit into one cookie, of which browsers take 4,096 bytes.
    private static let mostBytes = 2_600
    /// One-time codes, passwords, and what belongs to the form and not to the person.
    static let never: Set = ["_token", "ke", "kode", "sandi", "sudah-benar", "ulang"]

    init(path: String, owner: String, fields: [String: String], until: Instant) {
        self.path = path
        self.owner = owner
        self.until = until
        var kept = fields.filter { !Self.never.contains($0.key) }
        func size() -> Int { kept.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 } }
        // The shorter ones first: they are the more, and a cookie can hold no book.
        while size() > Self.mostBytes, let longest = kept.max(by: { $0.value.utf8.count < $1.value.utf8.count }) {
            kept[longest.key] = nil
        }
        self.fields = kept
    }

    func at(_ path: String) -> KeptForm {
        KeptForm(path: path, owner: owner, fields: fields, until: until)
    }

    // MARK: - Carried by the browser

    static func name(secure: Bool) -> String { secure ? "__Host-isian" : "isian" }

    /// Nil unless this platform sealed it a while ago, for any person.
    init?(_ cookies: CookieHeader, on platform: Platform) {
        guard let value = cookies[Self.name(secure: platform.configuration.isSecure)], !value.isEmpty,
            let sealed = Data(base64URL: value),
            let plain = try? platform.vault.open(sealed, table: "cookie", column: "isian", row: 0),
            let kept = try? JSONDecoder().decode(KeptForm.self, from: plain), platform.realNow() < kept.until
        else { return nil }
        self = kept
    }

    func carried(by response: Response, on platform: Platform) throws -> Response {
        let plain = try JSONEncoder.sorted.encode(self)
        let sealed = try platform.vault.seal(plain, table: "cookie", column: "isian", row: 0)
        return Self.setting(sealed.base64URL, lifetime: Self.lifetime, in: response, on: platform)
    }

    /// Whether the form was sent again and taken in.
    func isTaken(by response: Response, to path: String, on platform: Platform) -> Bool {
        let name = Self.name(secure: platform.configuration.isSecure)
        let isKeptAgain = response.headers[values: .setCookie].contains { $0.hasPrefix("\(name)=") }
        return !isKeptAgain && response.status.kind == .redirection
            && (path == self.path || path.hasPrefix("\(self.path)/"))
    }

    static func forgotten(by response: Response, on platform: Platform) -> Response {
        setting("", lifetime: .zero, in: response, on: platform)
    }

    private static func setting(
        _ value: String, lifetime: Span, in response: Response, on platform: Platform
    ) -> Response {
        let isSecure = platform.configuration.isSecure
        var response = response
        response.setCookie(
            Cookie(
                name: name(secure: isSecure), value: value, maxAge: Int(lifetime.seconds), path: "/", secure: isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }
}

/// Why a form was not taken in although nothing in it was wrong.
struct FormComesAgain: Error {
    /// Typed into it.
    let fields: [String: String]
    /// The mark in the form's own token of who had opened it.
    let owner: String
    /// Whether the browser itself says that the form is of our site.
    let isOurs: Bool
}

/// Above a form that came back, and at each of its fields.
struct KeptNotice: Sendable {
    let t: Words
    /// Nothing had been typed, or nothing that may be kept.
    let isEmpty: Bool

    var html: HTML {
        let text =
            isEmpty
            ? t(
                "Tadi belum terkirim. Isi lagi kodenya bila diminta, lalu tekan tombolnya sekali lagi.",
                "It was not sent. Give the code again where one is asked for, and press the button once more.")
            : t(
                "Tadi formulir ini belum terkirim. Isian yang ditandai masih ada; periksa, lalu kirim lagi. "
                    + "Kode, kata sandi, foto, dan berkas perlu diisi ulang.",
                "This form was not sent. What is marked was kept; check it and send again. Codes, passwords, photos and "
                    + "files have to be given again.")
        return Banner(.attention, text, title: t("Formulir belum terkirim", "The form was not sent")).html
    }

    /// On the pages of signing in.
    var beforeSigningIn: HTML {
        Banner(
            .information,
            t(
                "Setelah masuk, Anda kembali ke formulir tadi. Isiannya masih ada.",
                "Once you are in you come back to the form. What you typed is kept."),
            title: t("Sesi Anda sudah berakhir", "You were signed out")
        ).html
    }

    var atField: String { t("Isian Anda tadi masih ada.", "What you typed is still here.") }
}

/// A page at which people sign in: it tells those who were signed out in the middle of a form that it waits for them.
protocol SignInDoor {}

extension StartPage: SignInDoor {}
extension CodePage: SignInDoor {}
extension OfficeSignInPage: SignInDoor {}
