import Foundation
import Hummingbird
import Programme

/// The values of a form that was rejected because the session had ended or the token was too old, or of one with errors.
/// They are kept, encrypted, in a cookie of the person's own browser until the form is shown again; the server stores
/// nothing.
struct SavedForm: Sendable, Codable, Equatable {
    /// The path of the page that shows the form.
    let path: String
    /// Where the browser sent it, once it was moved to a page with another path.
    private(set) var sentTo: String?
    /// The mark of the account or officer who opened the form, so that another person who signs in on the device does
    /// not see it.
    let owner: String
    let fields: [String: String]
    /// What was wrong with them, in the language in which the form was sent; empty where none of the values was.
    var errors: [FieldError] = []
    var language = Language.indonesian
    var hasErrors: Bool { !errors.isEmpty }
    /// By the real clock; ignored afterwards.
    let until: Instant

    static let lifetime = Span.hours(1)
    /// Of a form with errors, which the person has before them. On a shared phone it is not shown for longer.
    static let lifetimeOfErrors = Span.minutes(10)
    /// Most bytes of values: encrypted, they must fit into one cookie, for which browsers allow 4,096 bytes.
    private static let mostBytes = 2_600
    /// Fields never kept: one-time codes, passwords, a person's consent, and fields that belong to the form itself.
    static let never: Set = [
        "_token", "izin", "ke", "kode", "kode-baru", "kunci-baru", "sandi", "sandi-baru", "sudah-benar", "ulang",
    ]

    init(path: String, owner: String, fields: [String: String], until: Instant) {
        self.path = path
        self.owner = owner
        self.until = until
        var kept = fields.filter { !Self.never.contains($0.key) }
        func size() -> Int { kept.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 } }
        // Drops the longest values until the rest fits, so that as many fields as possible are kept.
        while size() > Self.mostBytes, let longest = kept.max(by: { $0.value.utf8.count < $1.value.utf8.count }) {
            kept[longest.key] = nil
        }
        self.fields = kept
    }

    /// A form with errors, which is shown again by a GET. Nil where not all that was typed fits into a cookie: the answer
    /// to the POST itself shows it then.
    init?(
        path: String, owner: String, fields: [String: String], errors: [FieldError], language: Language, until: Instant
    ) {
        self.init(path: path, owner: owner, fields: fields, until: until)
        let told = errors.reduce(0) { $0 + $1.field.utf8.count + $1.message.utf8.count + 30 }
        let kept = self.fields.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 }
        guard self.fields.count == fields.count(where: { !Self.never.contains($0.key) }),
            kept + told <= Self.mostBytes
        else { return nil }
        self.errors = errors
        self.language = language
    }

    /// `path`, also where the form was submitted in another language.
    var page: String { PublicPage.counterpart(of: path, in: .indonesian) }

    func at(_ path: String) -> SavedForm {
        var moved = SavedForm(path: path, owner: owner, fields: fields, until: until)
        (moved.errors, moved.language, moved.sentTo) = (errors, language, sentTo ?? self.path)
        return moved
    }

    // MARK: - The cookie

    static func name(secure: Bool) -> String { secure ? "__Host-isian" : "isian" }

    /// Nil unless this installation encrypted the cookie within `lifetime`, for any owner.
    init?(_ cookies: CookieHeader, on dependencies: Dependencies) {
        guard let value = cookies[Self.name(secure: dependencies.configuration.isSecure)], !value.isEmpty,
            let sealed = Data(base64URL: value),
            let plain = try? dependencies.vault.open(sealed, table: "cookie", column: "isian", row: 0),
            let kept = try? JSONDecoder().decode(SavedForm.self, from: plain), dependencies.realNow() < kept.until
        else { return nil }
        self = kept
    }

    func carried(by response: Response, on dependencies: Dependencies) throws -> Response {
        let plain = try JSONEncoder.sorted.encode(self)
        let sealed = try dependencies.vault.seal(plain, table: "cookie", column: "isian", row: 0)
        let lifetime = errors.isEmpty ? Self.lifetime : Self.lifetimeOfErrors
        return Self.setting(sealed.base64URL, lifetime: lifetime, in: response, on: dependencies)
    }

    /// Whether the form was submitted again and accepted.
    func isTaken(by response: Response, to path: String, on dependencies: Dependencies) -> Bool {
        let name = Self.name(secure: dependencies.configuration.isSecure)
        let isKeptAgain = response.headers[values: .setCookie].contains { $0.hasPrefix("\(name)=") }
        let (sent, shown) = (PublicPage.counterpart(of: path, in: .indonesian), page)
        let isItsPage = sent == shown || sent.hasPrefix("\(shown)/") || path == sentTo
        return !isKeptAgain && response.status.kind == .redirection && isItsPage
    }

    static func forgotten(by response: Response, on dependencies: Dependencies) -> Response {
        setting("", lifetime: .zero, in: response, on: dependencies)
    }

    private static func setting(
        _ value: String, lifetime: Span, in response: Response, on dependencies: Dependencies
    ) -> Response {
        let isSecure = dependencies.configuration.isSecure
        var response = response
        response.setCookie(
            Cookie(
                name: name(secure: isSecure), value: value, maxAge: Int(lifetime.seconds), path: "/", secure: isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }
}

/// A form was rejected although no value in it was wrong.
struct FormRejected: Error {
    /// The submitted values.
    let fields: [String: String]
    /// The mark in the form's token of the account that opened it.
    let owner: String
    let origin: FormOrigin
    /// What would have been accepted.
    let proof: FormProof
}

/// The notices above a restored form and at each of its fields.
struct SavedFormNotice: Sendable {
    let t: Words
    /// No value was submitted, or none that may be kept.
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

    /// On the sign-in pages.
    var beforeSigningIn: HTML {
        Banner(
            .information,
            t(
                "Setelah masuk, Anda kembali ke formulir tadi. Isiannya masih ada.",
                "Once you are in you come back to the form. What you typed is kept."),
            title: t("Sesi Anda sudah berakhir", "You were signed out")
        ).html
    }

    /// For a visitor without an account whose browser no longer has our cookie, and with it not the code asked for.
    var beginningAgain: HTML {
        Banner(
            .information,
            t(
                "Peramban Anda tidak lagi mengenali kunjungan tadi. Mulai lagi dari sini; kode lama tidak berlaku.",
                "Your browser no longer knows the earlier visit. Begin again here; the code you had is not valid."),
            title: t("Tadi belum terkirim", "It was not sent")
        ).html
    }

    /// On a form shown again to a browser that sends no cookies: its token cannot be checked without one.
    var withoutCookies: HTML {
        Banner(
            .attention,
            t(
                "Formulir ini memerlukan cookie. Izinkan cookie untuk situs ini, lalu kirim lagi.",
                "This form needs cookies. Allow cookies for this site, then send it again."),
            title: t("Peramban Anda tidak mengirim cookie", "Your browser sends no cookies")
        ).html
    }

    var atField: String { t("Isian Anda tadi masih ada.", "What you typed is still here.") }
}

/// A sign-in page: it tells a person whose session ended during a form that the values are kept.
protocol SignInStep {}

extension StartPage: SignInStep {}
extension CodePage: SignInStep {}
extension OfficeSignInPage: SignInStep {}
extension PartnerSignInPage: SignInStep {}
