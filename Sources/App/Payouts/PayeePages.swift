import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/rekening`: a person's payee account. It is linked if the holder's name at the bank or wallet matches the
/// registry's and the person enters a code sent to them.
struct PayeePages: CodeFlow {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.payee, use: show)
        routes.post(Paths.payee, use: check)
        CodeFlowPages(flow: self).add(to: routes, code: Paths.payeeCode, resend: Paths.payeeResend)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        try await page(context.newForm, context)
    }

    @Sendable private func check(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            guard let partner = dependencies.edition.payoutPartners.first(where: { $0.slug == form["mitra"] }) else {
                throw PayeeRefusal.unknownPartner
            }
            let owner = try await owner(context.person)
            let number = try AccountNumber(form["nomor"], at: partner.kind, ownedBy: owner.phone)
            try context.allowCode()
            try await dependencies.database.transaction { tx in
                try tx.payees.countInquiry(of: context.person, at: dependencies.realNow())
            }
            let holder = try await PayeeInquiry(dependencies: dependencies, person: context.person).ask(
                Payee(partner: partner, number: number, name: owner.name))
            try await dependencies.database.transaction { tx in
                let link = LinkPayee(dependencies: dependencies)
                try link.note(number, at: partner, holder: holder, of: context.person, in: tx)
                try link.requireNoHold(context.person, in: tx)
                do {
                    try sendCode(to: context, in: tx)
                } catch CodeRefusal.tooSoon {
                    // The code sent a moment ago for this account is still valid; continue with that one.
                }
            }
            return context.redirect(Paths.payeeCode)
        } catch let refusal as PayeeRefusal {
            return try await refused(refusal, form, context)
        } catch let refusal as CodeRefusal {
            return try await page(
                form.state.with([FieldError(field: "nomor", message: refusal.sentence(context.t))]), context)
        }
    }

    func withoutCode(_ context: SignedInContext) -> Response { context.redirect(Paths.payee) }

    func confirm(_ form: Form, _ context: SignedInContext) async throws -> Response {
        do {
            try await dependencies.database.transaction { tx in
                try LinkPayee(dependencies: dependencies).link(
                    form[CodeForm.digits], of: context.person, visit: context.visit, in: tx)
            }
            return context.redirect(Paths.payee)
        } catch let refusal as PayeeRefusal {
            return try await refused(refusal, form, context)
        }
    }

    func sendAgain(_ form: Form, _ context: SignedInContext) async throws -> Response {
        try await dependencies.database.transaction { tx in try sendCode(to: context, in: tx) }
        return context.redirect(Paths.payeeCode)
    }

    // MARK: - Steps

    private struct Owner: Sendable {
        /// As the registry confirmed it.
        let name: String
        /// The person's verified number.
        let phone: PhoneNumber?
    }

    private func owner(_ person: ID<Account>) async throws -> Owner {
        try await dependencies.database.read { tx in
            try dependencies.requireMoney(for: person, in: tx)
            try LinkPayee(dependencies: dependencies).requireNoHold(person, in: tx)
            guard let identity = try tx.identity.verified(of: person, vault: dependencies.vault) else {
                throw PayeeRefusal.identityNotVerified
            }
            return Owner(name: identity.name, phone: try tx.accounts.phone(of: person, vault: dependencies.vault))
        }
    }

    private func sendCode(to context: SignedInContext, in tx: Transaction) throws {
        try CodeSender(dependencies: dependencies, language: context.t.language).payee(
            of: context.person, visit: context.visit, in: tx)
    }

    private func subject(_ context: SignedInContext) -> String {
        CodeSender.subject(context.person, context.visit)
    }

    // MARK: - Pages

    private func refused(_ refusal: PayeeRefusal, _ form: Form, _ context: SignedInContext) async throws -> Response {
        let field = refusal == .unknownPartner ? "mitra" : "nomor"
        return try await page(
            form.state.with([FieldError(field: field, message: refusal.sentence(context.t))]), context,
            status: refusal.status)
    }

    private func page(
        _ form: FormState, _ context: SignedInContext, status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let page = try await dependencies.database.read { tx in
            let phone = try tx.accounts.phone(of: context.person, vault: dependencies.vault)
            let linked = try tx.payees.linked(to: context.person)
            return PayeePage(
                t: context.t, partners: dependencies.edition.payoutPartners,
                linked: try linked.map { payee in
                    try PayeePage.Linked(
                        payee, isFormerPhone: isFormerPhone(payee, now: phone), vault: dependencies.shownVault)
                },
                name: try tx.identity.verified(of: context.person, vault: dependencies.shownVault)?.name, phone: phone,
                heldUntil: try MoneyHold(dependencies: dependencies).payee(of: context.person, in: tx),
                nikUntil: try tx.disputes.moneyWaits(for: context.person), form: form)
        }
        return context.page(page, status: status ?? (form.errors.isEmpty ? .ok : .unprocessableContent))
    }

    /// Whether the account is a wallet of a number that the person has since replaced.
    private func isFormerPhone(_ payee: StoredPayee, now phone: PhoneNumber?) throws -> Bool {
        let kind = dependencies.payoutPartners.first { $0.slug == payee.account.partner }?.kind
        guard kind == .wallet, let phone else { return false }
        return try PhoneNumber(payee.open(dependencies.vault).digits) != phone
    }

    /// Nil when no checked account waits for a code, it is not as its check left it, or the pending code is for another
    /// account.
    func codePage(_ form: FormState, returnPath: String, _ context: SignedInContext) async throws -> CodePage? {
        try await dependencies.database.read { tx -> CodePage? in
            let payee = try tx.payees.checked(for: context.person, at: dependencies.realNow())
            let pending = try tx.codes.pending(
                .payee, subject: subject(context), vault: dependencies.vault, edition: dependencies.edition)
            guard let payee, let pending, pending.matter == payee.matter,
                try LinkPayee(dependencies: dependencies).isWhole(payee, in: tx)
            else { return nil }
            let holder = try payee.holder(dependencies.shownVault)
            return CodePage.make(
                .payee, pending: pending, form: form,
                about: .payee(payee, of: holder, dependencies.payoutPartners, context.t),
                context: context)
        }
    }
}
