import Hummingbird
import Programme

/// `/kantor/bukti-diri`: asks for the authenticator's code, then leads back to the form that needed it.
struct OfficerProofPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officerProof, use: show)
        routes.post(Paths.officerProof, use: give)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) -> Response {
        context.page(page(context, context.newForm, request.query("ke")))
    }

    @Sendable private func give(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        guard let session = context.browser.session else { throw SignInRequired.officer }
        let proof = OfficerProof(dependencies: dependencies)
        guard try await proof.give(form["kode"], by: context.officer.id, in: session) else {
            let message = context.t(
                "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi.",
                "The code does not match, or was used. Wait for the app's next code.")
            let state = form.state.with([FieldError(field: "kode", message: message)])
            return context.page(page(context, state, form["ke"]), status: .unprocessableContent)
        }
        let local = form["ke"].asLocalPath
        let target = local.hasPrefix(Paths.office) ? local : Paths.office
        return context.redirect(target)
    }

    private func page(_ context: OfficerContext, _ form: FormState, _ target: String) -> OfficerProofPage {
        let minutes = dependencies.configuration.officeProof.seconds / 60
        return OfficerProofPage(t: context.t, form: form, target: target, minutes: Int(minutes))
    }
}

struct OfficerProofPage: Page {
    let t: Words
    let form: FormState
    let target: String
    let minutes: Int
    var crumbs: [Crumb] {
        let path = target.asLocalPath
        guard path.hasPrefix(Paths.office) else { return [] }
        return [Crumb(t("Kembali tanpa melanjutkan", "Back without going on"), path)]
    }

    var title: String { t("Ketik kode autentikator", "Type the authenticator's code") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Tindakan ini menyangkut uang, undian, tanda tangan, atau akun petugas. Buktikan bahwa ini Anda.",
            "This act concerns money, a draw, a signature or an officer's account. Show that it is you."))</p>
        <p>\(t(
            "Sesudahnya Anda kembali ke halaman tadi. Isiannya masih ada; tekan tombolnya sekali lagi.",
            "Afterwards you are back where you were. What you typed is kept; press the button once more."))</p>
        <form method="post" action="\(Paths.officerProof)">\(Field.token(form.csrf))\(Field.hidden("ke", target))
        \(Field.code(
            form, "kode", t("Kode dari aplikasi autentikator", "Code from your authenticator"),
            hint: t("Berlaku untuk \(minutes) menit ke depan.", "Good for the next \(minutes) minutes.")))
        \(Part.submit(t("Lanjutkan", "Go on")))
        </form>
        """
    }

    static func sample(_ t: Words) -> OfficerProofPage {
        OfficerProofPage(t: t, form: .sample, target: Paths.office, minutes: 10)
    }
}
