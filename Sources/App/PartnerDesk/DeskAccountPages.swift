import Hummingbird
import Programme
import Storage

/// `/mitra/meja/akun`: a person of a partner changes the password and makes recovery codes.
struct DeskAccountPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskAccount, use: show)
        routes.get(Paths.deskPassword) { _, context in
            context.page(ChangePasswordPage(t: context.t, form: context.newForm, holder: .partnerPerson))
        }
        routes.post(Paths.deskPassword, use: changePassword)
        routes.get(Paths.deskRecovery) { _, context in
            context.page(DeskRecoveryPage(t: context.t, form: context.newForm))
        }
        routes.post(Paths.deskRecovery, use: makeCodes)
        return routes
    }

    @Sendable private func show(request: Request, context: PartnerPersonContext) async throws -> Response {
        let person = context.person
        let (entry, left) = try await dependencies.database.read { tx in
            (
                try tx.partnerPeople.entry(person.id, of: person.partner.id),
                try tx.partnerPeople.recoveryLeft(of: person.id)
            )
        }
        guard let entry else { throw SignInRequired.partner }
        return context.page(
            DeskAccountPage(t: context.t, entry: entry, partner: person.partner.name, codesLeft: left))
    }

    @Sendable private func changePassword(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        guard let session = context.browser.session else { throw SignInRequired.partner }
        return try await context.changePassword(form, of: .partnerPerson) { proof, password in
            try await OwnDeskCredentials(dependencies: dependencies, person: context.person).changePassword(
                proof, to: password, in: session)
        }
    }

    /// The codes stand in the answer and nowhere else.
    @Sendable private func makeCodes(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        do {
            let codes = try await OwnDeskCredentials(dependencies: dependencies, person: context.person).makeCodes(
                OwnProofFields.read(form))
            return context.page(RecoveryCodesPage(t: context.t, codes: codes, back: Paths.deskAccount))
        } catch let refusal as any UserFacingRefusal where OwnProofFields.isOf(refusal) {
            let error = OwnProofFields.error(refusal, context.t)
            return context.page(
                DeskRecoveryPage(t: context.t, form: context.newForm.with([error])), status: refusal.status)
        }
    }
}

struct DeskAccountPage: Page {
    let t: Words
    let entry: PartnerPersonEntry
    let partner: String
    let codesLeft: Int

    var title: String { t("Akun saya", "My account") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.summary([
            SummaryRow(label: t("Nama", "Name"), value: "\(entry.name)"),
            SummaryRow(label: t("Email", "E-mail"), value: "\(entry.signIn)"),
            SummaryRow(label: t("Mitra", "Partner"), value: "\(partner)"),
            SummaryRow(label: t("Peran", "Role"), value: "\(entry.role.name(t))"),
            SummaryRow(
                label: t("Kode pemulihan", "Recovery codes"),
                value: "\(t("\(codesLeft) belum dipakai", "\(codesLeft) unused"))"),
        ]))
        <h2>\(t("Kata sandi", "Password"))</h2>
        <p>\(Part.button(t("Ganti kata sandi", "Change the password"), to: Paths.deskPassword, secondary: true))</p>
        <h2>\(t("Kode pemulihan", "Recovery codes"))</h2>
        <p>\(t(
            "Dipakai sekali, sebagai ganti kode autentikator saat HP tidak ada. Membuat yang baru membatalkan yang lama.",
            "Each works once, in place of the authenticator's code when the phone is not at hand. New ones replace the old."))</p>
        <p>\(Part.button(
            codesLeft == 0
                ? t("Buat kode pemulihan", "Make recovery codes")
                : t("Buat kode pemulihan baru", "Make new recovery codes"),
            to: Paths.deskRecovery, secondary: true))</p>
        <h2>\(t("Lupa kata sandi, atau ganti HP", "Forgotten password, or another phone"))</h2>
        <p>\(DeskProof.lost(t))</p>
        """
    }

    static func sample(_ t: Words) -> DeskAccountPage {
        DeskAccountPage(t: t, entry: .sample, partner: "Pijarmahir", codesLeft: 3)
    }
}

extension OwnPasswordHolder {
    static let partnerPerson = OwnPasswordHolder(
        password: Paths.deskPassword, account: Paths.deskAccount,
        notified: { t in t("Email Anda mendapat pemberitahuan.", "Your e-mail gets a message.") },
        lost: DeskProof.lost)
}

extension ChangePasswordPage {
    static func sampleAtDesk(_ t: Words) -> ChangePasswordPage {
        ChangePasswordPage(t: t, form: .sample, holder: .partnerPerson)
    }
}

/// `/mitra/meja/akun/kode-pemulihan`: the proof before the codes are shown.
struct DeskRecoveryPage: Page {
    let t: Words
    let form: FormState

    var title: String { t("Buat kode pemulihan", "Make recovery codes") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Akun saya", "My account"), Paths.deskAccount)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(
            form: """
            <form method="post" action="\(Paths.deskRecovery)" novalidate>\(Field.token(form.csrf))
            \(OwnProofFields.html(form, t))
            \(Part.submit(t("Tampilkan kode pemulihan", "Show recovery codes")))</form>
            """, notes: Part.panel(t("Yang lama tidak berlaku lagi", "The old ones end"), next)))
        """
    }

    private var next: HTML {
        let text = t(
            "Kode tampil satu kali. Catat dan simpan di tempat aman. Email Anda mendapat pemberitahuan.",
            "The codes are shown once. Write them down and keep them safe. Your e-mail gets a message.")
        return "<p>\(text)</p><p>\(DeskProof.lost(t))</p>"
    }

    static func sample(_ t: Words) -> DeskRecoveryPage { DeskRecoveryPage(t: t, form: .sample) }
}

/// What a person of a partner does who cannot give both password and code.
enum DeskProof {
    @Sendable static func lost(_ t: Words) -> String {
        t(
            "Hilang salah satunya? Administrator mitra mengusulkan atur ulang cara masuk, dan administrator lain memutuskannya. Kode pemulihan tidak cukup di sini.",
            "Lost one of them? An administrator of the partner proposes a reset of your sign-in, and another decides. A recovery code is not enough here."
        )
    }
}
