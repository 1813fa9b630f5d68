import HTTPTypes
import Hummingbird
import Programme

/// `/kantor/akun-saya/sandi` and `/mitra/meja/akun/sandi`: an officer, or a person of a partner, changes the password.
struct ChangePasswordPage: Page {
    let t: Words
    let form: FormState
    let holder: OwnPasswordHolder

    static let new = "sandi-baru"

    var title: String { t("Ganti kata sandi", "Change the password") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Akun saya", "My account"), holder.account)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(
            form: """
            <form method="post" action="\(holder.password)" novalidate>\(Field.token(form.csrf))
            \(OwnProofFields.html(form, t))
            \(NewPasswordFields.html(form, t, name: Self.new))
            \(Part.submit(t("Ganti kata sandi", "Change the password")))</form>
            """, notes: Part.panel(t("Setelah diganti", "Once it is changed"), next)))
        """
    }

    private var next: HTML {
        """
        <p>\(t("Semua sesi Anda yang lain berakhir.", "All your other sessions end.")) \(holder.notified(t))</p>
        <p>\(holder.lost(t))</p>
        """
    }

    static func sample(_ t: Words) -> ChangePasswordPage {
        ChangePasswordPage(t: t, form: .sample, holder: .officer)
    }
}

/// In what the page of an officer and that of a person of a partner differ.
struct OwnPasswordHolder: Sendable {
    /// The address of the form.
    let password: String
    /// The address of the account's page, to which the form leads back.
    let account: String
    /// Where the message about the change goes.
    let notified: @Sendable (Words) -> String
    /// What the holder does who cannot give both password and code.
    let lost: @Sendable (Words) -> String

    static let officer = OwnPasswordHolder(
        password: Paths.ownPassword, account: Paths.ownAccount,
        notified: { t in
            t("Email kantor Anda mendapat pemberitahuan.", "Your e-mail at the office gets a message.")
        }, lost: OwnProofFields.lost)
}

extension PageContext {
    /// The answer to the form of `ChangePasswordPage`: `change` is called once the new password fits. Passwords and codes
    /// are not sent back in the page and must be entered again.
    func changePassword(
        _ form: Form, of holder: OwnPasswordHolder,
        by change: (_ proof: OwnCredentials.Proof, _ password: String) async throws -> Void
    ) async throws -> Response {
        func again(_ errors: [FieldError], _ status: HTTPResponse.Status = .unprocessableContent) -> Response {
            page(ChangePasswordPage(t: t, form: newForm.with(errors), holder: holder), status: status)
        }
        let name = ChangePasswordPage.new
        var errors = NewPasswordFields.errors(form, t, name: name)
        if errors.isEmpty, form[name] == form[OwnProofFields.password] {
            errors.append(FieldError(field: name, message: OwnCredentialRefusal.samePassword.sentence(t)))
        }
        guard errors.isEmpty else { return again(errors) }
        do {
            try await change(OwnProofFields.read(form), form[name])
            return redirect(holder.account, saying: .passwordChanged)
        } catch let refusal as any UserFacingRefusal where OwnProofFields.isOf(refusal) {
            return again([OwnProofFields.error(refusal, t)], refusal.status)
        }
    }
}
