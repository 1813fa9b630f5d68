import Hummingbird
import Programme

/// `/mitra/masuk`: the sign-in of people of partners.
struct PartnerSignInPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.partnerSignIn, use: show)
        routes.post(Paths.partnerSignIn, use: signIn)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) -> Response {
        var page = page(context, context.newForm, request.query("ke"))
        page.notice = context.browser.done
        return context.page(page)
    }

    @Sendable private func signIn(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            let cookie = try await PartnerSignIn(dependencies: dependencies).begin(
                name: form["nama"], password: form["sandi"], code: form["kode"], network: context.address)
            let target = form["ke"].asLocalPath
            var response = context.redirect(Paths.isPartnerDesk(target) ? target : Paths.partnerDesk)
            response.setCookie(
                PartnerSessionCookie.make(
                    cookie, lifetime: PartnerPersonQueries.lifetime, secure: dependencies.configuration.isSecure))
            return response
        } catch let refusal as PartnerSignInRefusal {
            let error = FieldError(field: "nama", message: refusal.sentence(context.t))
            return context.page(page(context, form.state.with([error]), form["ke"]), status: refusal.status)
        }
    }

    private func page(_ context: VisitorContext, _ form: FormState, _ target: String) -> PartnerSignInPage {
        let idle = dependencies.configuration.officeIdle.seconds / 60
        return PartnerSignInPage(t: context.t, form: form, target: target, idle: Int(idle))
    }
}

struct PartnerSignInPage: Page {
    let t: Words
    let form: FormState
    let target: String
    /// After how many minutes without a request a session ends.
    let idle: Int
    /// What was done just before, such as setting up the account.
    var notice: DoneNotice?

    var title: String { t("Masuk ke meja mitra", "Sign in at the partner's desk") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(notice.map { Banner(.done, t($0.sentence)).html })
        <h1>\(title)</h1>
        <p>\(t("Untuk orang platform dan lembaga pelatihan.", "For people of platforms and training institutions."))
        <a href="\(Paths.signIn)">\(t("Peserta masuk di sini", "Participants sign in here"))</a>.</p>
        <form method="post" action="\(Paths.partnerSignIn)">\(Field.token(form.csrf))\(Field.hidden("ke", target))
        \(Field.text(form, "nama", t("Email", "E-mail"), keyboard: "email", autocomplete: "username", maxLength: 254))
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
            "Lupa kata sandi, atau HP hilang? Minta administrator mitra Anda mengatur ulang cara masuk.",
            "Forgot the password, or lost the phone? Ask your partner's administrator to reset your sign-in."))</p>
        <p class="hint">\(t(
            "Tanpa kegiatan selama \(idle) menit Anda keluar sendiri. Isian formulir disimpan.",
            "After \(idle) minutes without activity you are signed out. What you typed in a form is kept."))</p>
        """
    }

    static func sample(_ t: Words) -> PartnerSignInPage {
        PartnerSignInPage(t: t, form: .sample, target: Paths.partnerDesk, idle: 30)
    }
}
