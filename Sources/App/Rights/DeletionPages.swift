import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/hapus`: what a deletion deletes, what stays and why, and the buttons that ask for it and take it back. It is
/// asked for with a code to a proved contact.
struct DeletionPages: CodeFlow {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.deletion, use: show)
        routes.post(Paths.deletion, use: send)
        routes.post(Paths.deletionCancel, use: cancel)
        CodeFlowPages(flow: self).add(to: routes, code: Paths.deletionCode, resend: Paths.deletionResend)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        try await page(context.newForm, nil, context)
    }

    @Sendable private func send(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        guard form.has(DeletionPage.tick) else {
            let error = FieldError(
                field: DeletionPage.tick, message: DeletionRefusal.notUnderstood.sentence(context.t))
            return try await page(form.state.with([error]), DeletionRefusal.notUnderstood, context)
        }
        do {
            try await context.sendFirstCode {
                try await dependencies.database.transaction { tx in try sendCode(to: context, in: tx) }
            }
            return context.redirect(Paths.deletionCode)
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            return try await page(form.state, refusal, context)
        }
    }

    func withoutCode(_ context: SignedInContext) -> Response { context.redirect(Paths.deletion) }

    func confirm(_ form: Form, _ context: SignedInContext) async throws -> Response {
        do {
            try await dependencies.database.transaction { tx in
                try ConfirmDeletion(dependencies: dependencies).confirm(
                    form[CodeForm.digits], of: context.person, visit: context.visit, in: tx)
            }
            return context.redirect(Paths.deletion)
        } catch let refusal as DeletionRefusal {
            return try await page(context.newForm, refusal, context)
        }
    }

    func sendAgain(_ form: Form, _ context: SignedInContext) async throws -> Response {
        try await dependencies.database.transaction { tx in try sendCode(to: context, in: tx) }
        return context.redirect(Paths.deletionCode)
    }

    /// Nil when no code for the deletion is open: one for the file or a change of contact has another matter.
    func codePage(_ form: FormState, returnPath: String, _ context: SignedInContext) async throws -> CodePage? {
        let pending = try await dependencies.database.read { tx in
            try tx.codes.pending(
                ConfirmDeletion.purpose, subject: CodeSender.subject(context.person, context.visit),
                vault: dependencies.vault, edition: dependencies.edition)
        }
        guard let pending, pending.matter == ConfirmDeletion.matter else { return nil }
        let paths = CodePaths(
            purpose: ConfirmDeletion.purpose, start: Paths.deletion, code: Paths.deletionCode,
            resend: Paths.deletionResend)
        return CodePage.make(paths, pending: pending, form: form, about: .deletion(context.t), context: context)
    }

    private func sendCode(to context: SignedInContext, in tx: Transaction) throws {
        try ConfirmDeletion(dependencies: dependencies).sendCode(
            to: context.person, visit: context.visit, language: context.t.language, in: tx)
    }

    @Sendable private func cancel(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { [dependencies] tx in
            try DeleteAccount(dependencies: dependencies).cancel(context.person, in: tx)
        }
        return context.redirect(Paths.deletion)
    }

    private func page(
        _ form: FormState, _ refusal: (any UserFacingRefusal)?, _ context: SignedInContext
    ) async throws -> Response {
        let now = dependencies.clock.now()
        let page = try await dependencies.database.read { [dependencies] tx in
            let contacts = try tx.accounts.contacts(of: context.person, vault: dependencies.vault)
            return DeletionPage(
                t: context.t, destination: contacts.first,
                obstacles: try DeleteAccount(dependencies: dependencies).obstacles(
                    of: context.person, at: now, in: tx),
                waiting: try tx.deletions.waiting(of: context.person), refusal: refusal?.sentence(context.t),
                form: form)
        }
        return context.page(page, status: refusal?.status ?? .ok)
    }
}

extension CodePage.About {
    /// What the code confirms.
    static func deletion(_ t: Words) -> CodePage.About {
        let text = t(
            "Dengan kode itu Anda meminta akun ini dihapus. Bukan maunya Anda? Tutup halaman ini.",
            "With that code you ask for this account to be deleted. Do not want that? Close this page.")
        return CodePage.About(sentence: "<p>\(text)</p>")
    }
}
