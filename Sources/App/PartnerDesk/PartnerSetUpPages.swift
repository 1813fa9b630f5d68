import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/mitra/siapkan/{token}`: a person of a partner chooses a password and takes over the authenticator's secret, which
/// neither officers nor colleagues see.
struct PartnerSetUpPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.partnerSetUp.pattern, use: show)
        routes.post(Paths.partnerSetUpStart.pattern, use: open)
        routes.post(Paths.partnerSetUp.pattern, use: finish)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        return context.page(PartnerSetUpPage(t: context.t, setUp: setUp, form: context.newForm, token: token))
    }

    /// The link is bound by a button, so that a mail program that fetches links in advance does not bind it.
    @Sendable private func open(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        let visit = context.visit
        try await dependencies.database.transaction { tx in
            try tx.partnerPeople.openSetUp(of: setUp.person, by: visit)
        }
        return context.redirect(Paths.partnerSetUp(token))
    }

    @Sendable private func finish(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        guard setUp.openedBy != nil else { return context.redirect(Paths.partnerSetUp(token)) }
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let step = TOTP(secret: setUp.secret).accept(form["kode"], at: dependencies.realNow(), lastUsed: nil)
        let name = PartnerSetUpPage.password
        let errors = NewPasswordFields.errors(form, context.t, name: name) + codeErrors(step, context.t)
        guard errors.isEmpty, let step else {
            // Passwords are not sent back in the page and must be entered again.
            let state = FormState(csrf: form.state.csrf).with(errors)
            return context.page(
                PartnerSetUpPage(t: context.t, setUp: setUp, form: state, token: token), status: .unprocessableContent)
        }
        try await SetUpPartnerPerson(dependencies: dependencies).finish(
            token, of: setUp.person, passwordHash: try await Password.hash(form[name]), step: step)
        return context.redirect(Paths.partnerSignIn, saying: .deskAccountReady)
    }

    /// Throws `PartnerSetUpRefusal`.
    private func find(_ token: String, _ context: VisitorContext) async throws -> PartnerSetUp {
        let (key, now) = (PartnerSetUp.lookup(token, dependencies.vault), dependencies.realNow())
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.partnerPeople.setUp(key, now: now, vault: dependencies.vault)
        }
        guard let found else { throw PartnerSetUpRefusal.unknown }
        guard found.openedBy == nil || found.openedBy == context.visit else {
            throw PartnerSetUpRefusal.openedElsewhere
        }
        return found
    }

    private func codeErrors(_ step: Int64?, _ t: Words) -> [FieldError] {
        guard step == nil else { return [] }
        let text = t(
            "Kode tidak cocok. Pasang kunci di aplikasi, lalu ketik kode yang tampil.",
            "The code does not match. Add the key to your app, then type the code it shows.")
        return [FieldError(field: "kode", message: text)]
    }
}

enum PartnerSetUpRefusal: UserFacingRefusal {
    case unknown
    case openedElsewhere

    func title(_ t: Words) -> String { t("Tautan ini tidak berlaku", "This link does not work") }

    var code: String {
        switch self {
        case .unknown: "partners.set-up.unknown"
        case .openedElsewhere: "partners.set-up.opened-elsewhere"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .unknown:
            t(
                "Tautan ini sudah dipakai atau lewat \(PartnerSetUp.hours) jam. Minta administrator mitra mengatur ulang.",
                "This link has been used, or is older than \(PartnerSetUp.hours) hours. Ask your administrator for a reset."
            )
        case .openedElsewhere:
            t(
                "Tautan ini sudah dibuka di perangkat lain. Kalau bukan Anda, laporkan kepada administrator mitra.",
                "This link was opened on another device. If that was not you, report it to your administrator.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .openedElsewhere: .conflict
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Masuk ke meja mitra", "Sign in at the partner's desk"), Paths.partnerSignIn)
    }
}

struct PartnerSetUpPage: Page {
    let t: Words
    let setUp: PartnerSetUp
    let form: FormState
    let token: String

    static let password = "sandi"

    var title: String { t("Siapkan akun meja mitra", "Set up an account at the partner's desk") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Untuk", "For")) <strong>\(Part.person(setUp.name))</strong>, \(setUp.partner), \(setUp.signIn).</p>
        \(setUp.openedBy == nil ? opening : fields)
        """
    }

    private var opening: HTML {
        """
        <p>\(t(
            "Siapkan aplikasi autentikator di HP Anda. Tautan ini hanya untuk Anda dan hanya terbuka di perangkat ini.",
            "Have an authenticator app at hand. This link is for you alone, and opens on this device only."))</p>
        \(Part.act(t("Mulai", "Begin"), to: Paths.partnerSetUpStart(token), csrf: form.csrf))
        """
    }

    private var fields: HTML {
        """
        <form method="post" action="\(Paths.partnerSetUp(token))">\(Field.token(form.csrf))
        \(NewPasswordFields.html(form, t, name: Self.password))
        <h2>\(t("Autentikator", "Authenticator"))</h2>
        \(AuthenticatorKey(secret: setUp.secret, signIn: setUp.signIn).html(t))
        \(Field.code(
            form, "kode", t("Kode dari aplikasi autentikator", "Code from your authenticator"),
            hint: t("Enam angka, berganti tiap 30 detik.", "Six digits, new every 30 seconds.")))
        \(Part.submit(t("Simpan", "Save")))
        </form>
        """
    }

    static func sample(_ t: Words) -> PartnerSetUpPage {
        PartnerSetUpPage(
            t: t,
            setUp: PartnerSetUp(
                person: ID(5), name: "Maya Lestari", partner: "Pijarmahir", signIn: "maya@pijarmahir.example",
                secret: .init(repeating: 7, count: PartnerSetUp.secretBytes), openedBy: "contoh"),
            form: .sample, token: "contoh")
    }
}
