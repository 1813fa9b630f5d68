import Hummingbird
import Programme

/// `/kantor/masuk`: the officers' sign-in.
struct OfficeSignInPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.officeSignIn, use: show)
        routes.post(Paths.officeSignIn, use: signIn)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) -> Response {
        let target = request.query("ke")
        var page = page(context, context.newForm, target)
        page.notice = context.browser.done
        return context.page(page)
    }

    @Sendable private func signIn(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            let secure = dependencies.configuration.isSecure
            let opened = try await OfficerSignIn(dependencies: dependencies).begin(
                OfficerSignIn.Attempt(
                    name: form["nama"], password: form["sandi"], code: form["kode"], address: context.address,
                    device: context.browser.cookies[OfficerDevice.cookieName(secure: secure)],
                    userAgent: context.browser.userAgent))
            var response = context.redirect(Self.officePath(form["ke"]))
            response.setCookie(
                SessionCookie.make(opened.session, lifetime: SessionQueries.officerLifetime, secure: secure))
            response.setCookie(opened.device.cookie(secure: secure))
            return response
        } catch let refusal as OfficerSignInRefusal {
            let error = FieldError(field: "nama", message: refusal.sentence(context.t))
            return context.page(page(context, form.state.with([error]), form["ke"]), status: refusal.status)
        }
    }

    private func page(_ context: VisitorContext, _ form: FormState, _ target: String) -> OfficeSignInPage {
        let idle = dependencies.configuration.officeIdle.seconds / 60
        return OfficeSignInPage(t: context.t, form: form, target: target, idle: Int(idle))
    }

    /// Sign-in at the office leads to pages of the office only.
    private static func officePath(_ target: String) -> String {
        let local = target.asLocalPath
        return local.hasPrefix(Paths.office) ? local : Paths.office
    }
}

struct OfficeSignInPage: Page {
    let t: Words
    let form: FormState
    let target: String
    /// After how many minutes without a request a session ends.
    let idle: Int
    /// What was done just before, such as setting up the account.
    var notice: DoneNotice?

    var title: String { t("Masuk ke kantor", "Sign in to the office") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(notice.map { Banner(.done, t($0.sentence)).html })
        <h1>\(title)</h1>
        <p>\(t("Untuk petugas dan auditor program.", "For the programme's officers and auditors."))
        <a href="\(Paths.signIn)">\(t("Peserta masuk di sini", "Participants sign in here"))</a>.</p>
        <form method="post" action="\(Paths.officeSignIn)">\(Field.token(form.csrf))\(Field.hidden("ke", target))
        \(Field.text(form, "nama", t("Email kantor", "E-mail at the office"), keyboard: "email", autocomplete: "username"))
        \(Field.text(
            form, "sandi", t("Kata sandi", "Password"), type: "password", autocomplete: "current-password",
            maxLength: Password.longest))
        \(Field.code(
            form, "kode", t("Kode dari aplikasi autentikator", "Code from your authenticator"),
            hint: t(
                "Enam angka, berganti tiap 30 detik. HP tidak ada? Pakai satu kode pemulihan.",
                "Six digits, new every 30 seconds. Phone not at hand? Use a recovery code.")))
        \(Part.submit(t("Masuk", "Sign in")))
        </form>
        <p class="hint">\(t(
            "Tanpa kegiatan selama \(idle) menit Anda keluar sendiri. Isian formulir disimpan.",
            "After \(idle) minutes without activity you are signed out. What you typed in a form is kept."))</p>
        """
    }

    static func sample(_ t: Words) -> OfficeSignInPage {
        OfficeSignInPage(t: t, form: .sample, target: Paths.office, idle: 30)
    }
}
