import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/siapkan/{token}`: a new officer chooses a password and takes over the authenticator's secret, so that the
/// operator who added them knows neither.
struct OfficerSetUpPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.officerSetUp.pattern, use: show)
        routes.post(Paths.officerSetUpStart.pattern, use: open)
        routes.post(Paths.officerSetUp.pattern, use: finish)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        return context.page(page(setUp, context.newForm, token, context))
    }

    /// The link is bound by a button, so that a mail program that fetches links in advance does not bind it.
    @Sendable private func open(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        let visit = context.visit
        try await dependencies.database.transaction { tx in try tx.officers.openSetUp(of: setUp.officer, by: visit) }
        return context.redirect(Paths.officerSetUp(token))
    }

    @Sendable private func finish(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let token = try context.parameters.require("token")
        let setUp = try await find(token, context)
        guard setUp.openedBy != nil else { return context.redirect(Paths.officerSetUp(token)) }
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let step = TOTP(secret: setUp.secret).accept(form["kode"], at: dependencies.realNow(), lastUsed: nil)
        let (nik, slips) = OfficerNIKField.read(form, context.t)
        let name = OfficerSetUpPage.password
        let errors =
            (setUp.asksNIK ? slips : []) + NewPasswordFields.errors(form, context.t, name: name)
            + codeErrors(step, context.t)
        guard errors.isEmpty, let step else {
            // Passwords are not sent back in the page and must be entered again.
            let state = FormState(csrf: form.state.csrf, values: ["nik": form["nik"]]).with(errors)
            return context.page(page(setUp, state, token, context), status: .unprocessableContent)
        }
        let hash = try await Password.hash(form[name])
        do {
            try await SetUpOfficer(dependencies: dependencies).finish(
                token, of: setUp.officer, nik: nik, passwordHash: hash, step: step)
        } catch let refusal as OfficerRefusal {
            let error = FieldError(field: "nik", message: refusal.sentence(context.t))
            let state = FormState(csrf: form.state.csrf, values: ["nik": form["nik"]]).with([error])
            return context.page(page(setUp, state, token, context), status: .unprocessableContent)
        }
        return context.redirect(Paths.officeSignIn, saying: .accountReady)
    }

    /// Throws `OfficerSetUpRefusal`.
    private func find(_ token: String, _ context: VisitorContext) async throws -> OfficerSetUp {
        let (key, now) = (OfficerSetUp.lookup(token, dependencies.vault), dependencies.realNow())
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.officers.setUp(key, now: now, vault: dependencies.vault)
        }
        guard let found else { throw OfficerSetUpRefusal.unknown }
        guard found.openedBy == nil || found.openedBy == context.visit else {
            throw OfficerSetUpRefusal.openedElsewhere
        }
        return found
    }

    private func page(
        _ setUp: OfficerSetUp, _ form: FormState, _ token: String, _ context: VisitorContext
    ) -> OfficerSetUpPage {
        OfficerSetUpPage(t: context.t, setUp: setUp, form: form, token: token)
    }

    private func codeErrors(_ step: Int64?, _ t: Words) -> [FieldError] {
        guard step == nil else { return [] }
        let text = t(
            "Kode tidak cocok. Pasang kunci di aplikasi, lalu ketik kode yang tampil.",
            "The code does not match. Add the key to your app, then type the code it shows.")
        return [FieldError(field: "kode", message: text)]
    }
}

enum OfficerSetUpRefusal: UserFacingRefusal {
    case unknown
    case openedElsewhere

    func title(_ t: Words) -> String { t("Tautan ini tidak berlaku", "This link does not work") }

    var code: String {
        switch self {
        case .unknown: "office.set-up.unknown"
        case .openedElsewhere: "office.set-up.opened-elsewhere"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .unknown:
            t(
                "Tautan ini sudah dipakai atau sudah lewat satu hari. Minta tautan baru kepada administrator.",
                "This link has been used, or is older than a day. Ask an administrator for a new one.")
        case .openedElsewhere:
            t(
                "Tautan ini sudah dibuka di perangkat lain. Kalau bukan Anda, laporkan dan minta tautan baru.",
                "This link was opened on another device. If that was not you, report it and ask for a new one.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .openedElsewhere: .conflict
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Masuk sebagai petugas", "Sign in as an officer"), Paths.officeSignIn)
    }
}

struct OfficerSetUpPage: Page {
    let t: Words
    let setUp: OfficerSetUp
    let form: FormState
    let token: String

    static let password = "sandi"

    var title: String { t("Siapkan akun petugas", "Set up an officer's account") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Untuk", "For")) <strong>\(setUp.name)</strong>, \(setUp.signIn).</p>
        \(setUp.openedBy == nil ? opening : fields)
        """
    }

    private var opening: HTML {
        """
        <p>\(t(
            "Siapkan aplikasi autentikator di HP Anda. Tautan ini hanya untuk Anda dan hanya terbuka di perangkat ini.",
            "Have an authenticator app at hand. This link is for you alone, and opens on this device only."))</p>
        \(Part.act(t("Mulai", "Begin"), to: Paths.officerSetUpStart(token), csrf: form.csrf))
        """
    }

    private var fields: HTML {
        """
        <form method="post" action="\(Paths.officerSetUp(token))">\(Field.token(form.csrf))
        \(when: setUp.asksNIK, OfficerNIKField.html(form, t))
        \(NewPasswordFields.html(form, t, name: Self.password))
        <h2>\(t("Autentikator", "Authenticator"))</h2>
        \(setUp.key.html(t))
        \(Field.code(
            form, "kode", t("Kode dari aplikasi autentikator", "Code from your authenticator"),
            hint: t("Enam angka, berganti tiap 30 detik.", "Six digits, new every 30 seconds.")))
        \(Part.submit(t("Simpan", "Save")))
        </form>
        """
    }

    static func sample(_ t: Words) -> OfficerSetUpPage {
        OfficerSetUpPage(
            t: t,
            setUp: OfficerSetUp(
                officer: ID(1), name: "Ratna Dewi", signIn: "ratna@kantor.example",
                secret: Data(repeating: 7, count: 20),
                openedBy: "contoh", asksNIK: true),
            form: .sample, token: "contoh")
    }
}
