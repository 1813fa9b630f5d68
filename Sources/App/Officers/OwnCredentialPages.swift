import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/akun-saya/…`: an officer changes the password, replaces the authenticator, and ends sessions.
struct OwnCredentialPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.ownPassword) { _, context in
            context.page(ChangePasswordPage(t: context.t, form: context.newForm, holder: .officer))
        }
        routes.post(Paths.ownPassword, use: changePassword)
        routes.get(Paths.ownAuthenticator, use: showKey)
        routes.post(Paths.ownAuthenticator, use: replaceAuthenticator)
        routes.get(Paths.ownSessionEnd) { _, context in context.redirect(Paths.ownAccount) }
        routes.post(Paths.ownSessionEnd, use: endOne)
        routes.get(Paths.ownSessionsEnd) { _, context in context.redirect(Paths.ownAccount) }
        routes.post(Paths.ownSessionsEnd, use: endOthers)
        return routes
    }

    // MARK: - Password

    @Sendable private func changePassword(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let session = try session(context)
        return try await context.changePassword(form, of: .officer) { proof, password in
            try await OwnCredentials(dependencies: dependencies).changePassword(
                proof, to: password, of: context.officer, in: session)
        }
    }

    // MARK: - Authenticator

    @Sendable private func showKey(request: Request, context: OfficerContext) async throws -> Response {
        let pending = try PendingAuthenticator(
            newFor: context.officer.id, in: try session(context), on: dependencies)
        return context.page(try await keyPage(pending, [], context))
    }

    @Sendable private func replaceAuthenticator(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let (session, officer) = (try session(context), context.officer)
        let found = PendingAuthenticator(
            form[ReplaceAuthenticatorPage.key], of: officer.id, in: session, on: dependencies)
        guard let pending = found else {
            let fresh = try PendingAuthenticator(newFor: officer.id, in: session, on: dependencies)
            let error = FieldError(
                field: ReplaceAuthenticatorPage.code, message: OwnCredentialRefusal.keyOver.sentence(context.t))
            return context.page(try await keyPage(fresh, [error], context), status: .unprocessableContent)
        }
        do {
            try await OwnCredentials(dependencies: dependencies).replaceAuthenticator(
                OwnProofFields.read(form), by: pending.secret, provedBy: form[ReplaceAuthenticatorPage.code],
                of: officer, in: session)
            return context.redirect(Paths.ownAccount, saying: .authenticatorReplaced)
        } catch OwnCredentialRefusal.newCode {
            let error = FieldError(
                field: ReplaceAuthenticatorPage.code, message: OwnCredentialRefusal.newCode.sentence(context.t))
            return context.page(try await keyPage(pending, [error], context), status: .unprocessableContent)
        } catch let refusal as any UserFacingRefusal where OwnProofFields.isOf(refusal) {
            let error = OwnProofFields.error(refusal, context.t)
            return context.page(try await keyPage(pending, [error], context), status: refusal.status)
        }
    }

    private func keyPage(
        _ pending: PendingAuthenticator, _ errors: [FieldError], _ context: OfficerContext
    ) async throws -> ReplaceAuthenticatorPage {
        let id = context.officer.id
        let signIn = try await dependencies.database.read { try $0.officers.signIn(of: id) }
        guard let signIn else { throw SignInRequired.officer }
        return ReplaceAuthenticatorPage(
            t: context.t, key: AuthenticatorKey(secret: pending.secret, signIn: signIn), written: pending.written,
            form: context.newForm.with(errors))
    }

    // MARK: - Sessions

    @Sendable private func endOne(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        let hash = Data(base64URL: form[OwnAccountPage.session]) ?? Data()
        let isEnded = try await OwnAccount(dependencies: dependencies).end(hash, of: context.officer.id)
        return context.redirect(Paths.ownAccount, saying: isEnded ? .sessionEnded : .sessionGone)
    }

    @Sendable private func endOthers(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        try await OwnAccount(dependencies: dependencies).endOthers(of: context.officer.id, but: try session(context))
        return context.redirect(Paths.ownAccount, saying: .sessionsEnded)
    }

    private func session(_ context: OfficerContext) throws -> Session {
        guard let session = context.browser.session else { throw SignInRequired.officer }
        return session
    }
}

/// The present password and the present authenticator's code, on each form that changes one of them.
enum OwnProofFields {
    static let password = "sandi"
    static let code = "kode"

    static func html(_ form: FormState, _ t: Words) -> HTML {
        """
        \(Field.text(
            form, password, t("Kata sandi sekarang", "Present password"), type: "password",
            autocomplete: "current-password", maxLength: Password.longest))
        \(Field.code(
            form, code, t("Kode dari autentikator sekarang", "Code from your present authenticator"),
            hint: t("Enam angka, berganti tiap 30 detik.", "Six digits, new every 30 seconds.")))
        """
    }

    static func read(_ form: Form) -> OwnCredentials.Proof {
        OwnCredentials.Proof(password: form[password], code: form[code])
    }

    /// Whether the refusal is about these fields.
    static func isOf(_ refusal: any UserFacingRefusal) -> Bool {
        refusal is OwnCredentialRefusal || refusal is OfficerSignInRefusal
    }

    static func error(_ refusal: any UserFacingRefusal, _ t: Words) -> FieldError {
        FieldError(field: password, message: refusal.sentence(t))
    }

    /// What an officer does who cannot give both.
    @Sendable static func lost(_ t: Words) -> String {
        t(
            "Lupa kata sandi, atau HP hilang? Dua administrator mengatur ulang akun Anda. Kode pemulihan tidak cukup di sini.",
            "Forgot the password, or lost the phone? Two administrators reset your account. A recovery code is not enough here."
        )
    }
}
