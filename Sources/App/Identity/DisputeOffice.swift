import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/sengketa`: both sides of a NIK that two people claim, and the decisions of two officers.
struct DisputeOffice: Sendable {
    let dependencies: Dependencies

    /// The most disputes listed, of running and of ended ones each.
    fileprivate static let listed = 100

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.disputes, use: list)
        routes.get(Paths.dispute.pattern, use: show)
        routes.get(Paths.disputePhoto.pattern, use: image)
        routes.get(Paths.disputeProposal.pattern, use: back)
        routes.get(Paths.disputeAgreement.pattern, use: back)
        routes.get(Paths.disputeRejection.pattern, use: back)
        routes.post(Paths.disputeProposal.pattern, use: propose)
        routes.post(Paths.disputeAgreement.pattern, use: agree)
        routes.post(Paths.disputeRejection.pattern, use: reject)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.settleDisputes)
        let page = try await dependencies.database.read { tx in
            DisputesPage(
                t: context.t, running: try tx.disputes.running(limit: Self.listed),
                ended: try tx.disputes.ended(limit: Self.listed), count: try tx.disputes.runningCount())
        }
        return context.page(page)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try await page(context.newForm, refusal: nil, context)
    }

    /// An officer who reloads the page after a refused proposal is sent back to the dispute.
    @Sendable private func back(request: Request, context: OfficerContext) async throws -> Response {
        context.redirect(Paths.dispute(try disputeID(context)))
    }

    /// Each view of a person's photo is recorded in the audit log before the image is sent.
    @Sendable private func image(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.settleDisputes)
        let id = try disputeID(context)
        guard let wanted = context.parameters.get("photo").flatMap({ ID<StoredPhoto>($0) }) else {
            throw HTTPError(.notFound)
        }
        let photo = try await dependencies.database.transaction { tx -> StoredPhoto? in
            guard let dispute = try tx.disputes.find(id) else { return nil }
            try tx.officers.checkIsAnother(context.officer.id, than: dispute.older, dispute.newer)
            guard let photo = try tx.photos.photo(wanted),
                photo.state != .replaced, [dispute.older, dispute.newer].contains(photo.person)
            else { return nil }
            return try ViewPhoto(dependencies: dependencies).view(wanted, in: context, tx)
        }
        guard let photo else { throw HTTPError(.notFound) }
        return Response(jpeg: try PhotoStore(dependencies).read(photo.id))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.settleDisputes)
        try context.requireProof()
        let form = try await context.form(request)
        let id = try disputeID(context)
        let side = IdentityDispute.Side(rawValue: form[DisputePage.sideField])
        let (reason, reasonErrors) = ReasonField.read(form, context.t, name: DisputePage.reasonField)
        guard let side, let reason else {
            let message = context.t("Pilih NIK ini milik siapa.", "Choose whose NIK it is.")
            let missing = side == nil ? [FieldError(field: DisputePage.sideField, message: message)] : []
            return try await page(form.state.with(missing + reasonErrors), refusal: nil, context)
        }
        do {
            try await SettleDispute(dependencies: dependencies).propose(
                id, for: side, because: reason, by: context.officer)
        } catch let refusal as DisputeRefusal {
            return try await page(form.state, refusal: refusal, context)
        }
        return context.redirect(Paths.dispute(id), saying: .proposed)
    }

    @Sendable private func agree(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        return try await answer(try await context.form(request), context, agrees: true)
    }

    @Sendable private func reject(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        return try await answer(try await context.form(request), context, agrees: false)
    }

    private func answer(_ form: Form, _ context: OfficerContext, agrees: Bool) async throws -> Response {
        try context.require(.settleDisputes)
        let id = try disputeID(context)
        do {
            try await SettleDispute(dependencies: dependencies).answer(id, agrees: agrees, by: context.officer)
        } catch let refusal as DisputeRefusal {
            return try await page(form.state, refusal: refusal, context)
        }
        return context.redirect(Paths.dispute(id), saying: agrees ? .requestApproved : .requestRefused)
    }

    private func page(
        _ form: FormState, refusal: DisputeRefusal?, _ context: OfficerContext
    ) async throws -> Response {
        try context.require(.settleDisputes)
        let id = try disputeID(context)
        let page = try await dependencies.database.transaction { [dependencies] tx -> DisputePage? in
            guard let dispute = try tx.disputes.find(id), dispute.openedAt != nil else { return nil }
            try tx.officers.checkIsAnother(context.officer.id, than: dispute.older, dispute.newer)
            try context.records(
                .dispute, of: [dispute.older, dispute.newer], because: .work("dispute:\(id)"), in: tx)
            return DisputePage(
                t: context.t, now: dependencies.clock.now(), dispute: dispute, officer: context.officer,
                older: try side(dispute.older, dispute.olderClaim, tx),
                newer: try side(dispute.newer, dispute.id, tx), reason: try dispute.openReason(dependencies.vault),
                names: try tx.officers.names(), form: form, refusal: refusal)
        }
        guard let page else { throw HTTPError(.notFound) }
        let status: HTTPResponse.Status =
            switch refusal {
            case .fourEyes(let rule): rule.status
            case .some: .unprocessableContent
            case nil: form.errors.isEmpty ? .ok : .unprocessableContent
            }
        return context.page(page, status: status)
    }

    private func side(_ person: ID<Account>, _ claim: ID<StoredClaim>, _ tx: Transaction) throws -> DisputeSide {
        // A claim of a deleted account has no number any more.
        let stored = try tx.identity.claim(claim).flatMap { $0.isForgotten(dependencies.vault) ? nil : $0 }
        if let stored {
            guard stored.person == person else { throw RecordRefusal.applicantChanged }
            try dependencies.requireOwn([stored], in: tx)
        }
        let personal = try tx.applications.personalData(of: person, vault: dependencies.shownVault)
        return DisputeSide(
            name: personal?.name.text ?? "–", home: personal.map { "\($0.regency.name), \($0.province.name)" } ?? "–",
            nik: try stored.map { inFours(try $0.openNIK(dependencies.vault).digits) } ?? "–",
            birthDate: stored?.birthDate,
            household: stored?.familyCardSealed == nil ? nil : stored?.household, claimedAt: stored?.waitingSince,
            card: try tx.cards.of(person)?.status,
            photos: try tx.photos.current(of: person).values.sorted { $0.kind.rawValue < $1.kind.rawValue })
    }

    private func disputeID(_ context: OfficerContext) throws -> ID<StoredClaim> {
        guard let id = context.parameters.get("id").flatMap({ ID<StoredClaim>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension DutySource {
    static let disputes = DutySource(permission: .settleDisputes) { tx, _, _ in
        let label = Bilingual(id: "NIK yang diklaim dua orang", en: "NIKs that two people claim")
        return [
            Duty(
                label: label, try tx.disputes.backlog(), path: Paths.disputes,
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.disputes.running(limit: DisputeOffice.listed)
            .filter { !officer.isSame(as: $0.value.proposal?.author.officer) }
            .prefix(mostItems).map { Paths.dispute($0.id) }
    }
}

extension OfficeSection {
    static let disputes = OfficeSection(
        name: Bilingual(id: "NIK dua akun", en: "NIKs of two accounts"),
        purpose: Bilingual(
            id: "Putuskan milik siapa NIK yang diklaim dua orang.",
            en: "Decide whose NIK it is that two people claim."),
        path: Paths.disputes, readers: [.settleDisputes], group: .work, icon: .warning)
}
