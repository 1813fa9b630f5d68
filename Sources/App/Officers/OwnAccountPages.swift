import Hummingbird
import Programme
import Storage

/// `/kantor/akun-saya`: an officer's own roles, NIK, sessions and recovery codes.
struct OwnAccountPages: Sendable {
    let dependencies: Dependencies

    /// Sessions listed at once. All others can be ended, also those that are not listed.
    private static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.ownAccount, use: show)
        routes.post(Paths.ownAccount, use: stateNIK)
        routes.post(Paths.officerKeys, use: switchKeys)
        routes.post(Paths.recoveryCodes, use: makeCodes)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func stateNIK(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        let (nik, slips) = OfficerNIKField.read(form, context.t)
        guard let nik else {
            return context.page(try await page(context, form.state.with(slips)), status: .unprocessableContent)
        }
        do {
            try await OwnAccount(dependencies: dependencies).state(nik, of: context.officer.id)
            return context.redirect(Paths.ownAccount, saying: .nikStated)
        } catch let refusal as OfficerRefusal {
            let error = FieldError(field: OfficerNIKField.name, message: refusal.sentence(context.t))
            return context.page(
                try await page(context, form.state.with([error])), status: .unprocessableContent)
        }
    }

    @Sendable private func switchKeys(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        let areOn = form[KeysSwitch.stateField] == KeysSwitch.on
        if let session = context.browser.session {
            try await OwnAccount(dependencies: dependencies).setKeys(areOn, in: session)
        }
        let target = form[KeysSwitch.pathField].asLocalPath
        return context.redirect(
            target.hasPrefix(Paths.office) ? target : Paths.ownAccount, saying: areOn ? .keysOn : .keysOff)
    }

    /// The codes stand in the answer and nowhere else.
    @Sendable private func makeCodes(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        _ = try await context.form(request)
        let codes = try await OwnAccount(dependencies: dependencies).makeCodes(of: context.officer)
        return context.page(RecoveryCodesPage(t: context.t, codes: codes))
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> OwnAccountPage {
        let officer = context.officer
        let (now, idle) = (dependencies.realNow(), dependencies.configuration.officeIdle)
        let (keys, present) = (context.browser.keys, context.browser.session?.hash)
        return try await dependencies.database.read { tx in
            OwnAccountPage(
                t: context.t, officer: officer, codesLeft: try tx.officers.recoveryLeft(of: officer.id),
                hasNIK: try tx.officers.nik(of: officer.id) != nil,
                identity: try tx.officerIdentities.find(officer.id)?.state, keys: keys,
                sessions: try tx.sessions.devices(of: officer.id, now: now, idle: idle, limit: Self.listed),
                present: present, form: form)
        }
    }
}
