import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/mitra`: partners, their agreements, keys, addresses and owners, and what two officers decide about them.
struct PartnerOffice: Sendable {
    let dependencies: Dependencies

    /// Acts and decided proposals shown on a partner's page.
    private static let length = 12

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officePartners, use: all)
        routes.get(Paths.newPartner, use: new)
        routes.post(Paths.newPartner, use: invite)
        routes.get(Paths.officePartner.pattern, use: show)
        routes.post(Paths.officePartnerAct.pattern, use: act)
        routes.get(Paths.partnerProposals) { request, context in
            try context.redirect(Paths.officePartners, withFormOf: request)
        }
        routes.get(Paths.partnerProposal.pattern, use: proposal)
        routes.post(Paths.partnerProposalAnswer.pattern, use: answer)
        return routes
    }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        let officer = context.officer
        let page = try await dependencies.database.read { tx in
            PartnersPage(
                t: context.t, records: try tx.partners.records(), sales: try tx.partners.sales(),
                waiting: try tx.partners.waitingProposals(), today: today, officer: officer)
        }
        return context.page(page)
    }

    @Sendable private func new(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        return context.page(NewPartnerPage(t: context.t, form: context.newForm, cap: cap))
    }

    @Sendable private func invite(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        try context.requireProof()
        let form = try await context.form(request)
        func again(_ errors: [FieldError], _ status: HTTPResponse.Status) -> Response {
            context.page(NewPartnerPage(t: context.t, form: form.state.with(errors), cap: cap), status: status)
        }
        do {
            let (partner, reason) = try reading(form, context).new()
            let id = try await PartnerActions(dependencies: dependencies).invite(
                partner, because: reason, by: context.officer.id)
            return context.redirect(Paths.officePartner(id), saying: .partnerInvited)
        } catch let found as PartnerForm.Errors {
            return again(found.errors, .unprocessableContent)
        } catch let refusal as PartnerRecordRefusal {
            let field = PartnerForm.field(of: refusal, nil)
            return again([FieldError(field: field, message: refusal.sentence(context.t))], refusal.status)
        }
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await page(try context.partner(), context, form: context.newForm))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        let id = try context.partner()
        guard let act = context.parameters.get("act").flatMap(PartnerAct.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if act.needsProof { try context.requireProof() }
        let form = try await context.form(request)
        do {
            try await carryOut(act, id, form, context)
            return context.redirect(Paths.officePartner(id), saying: act.done)
        } catch let found as PartnerForm.Errors {
            let shown = try await page(id, context, form: form.state.with(found.errors))
            return context.page(shown, status: .unprocessableContent)
        } catch let refusal as PartnerRecordRefusal {
            let error = FieldError(
                field: PartnerForm.field(of: refusal, act), message: refusal.sentence(context.t))
            let shown = try await page(id, context, form: form.state.with([error]))
            return context.page(shown, status: refusal.status)
        } catch let refusal as WebhookRefusal {
            let error = FieldError(field: PartnerForm.reasonField(act), message: refusal.sentence(context.t))
            let shown = try await page(id, context, form: form.state.with([error]))
            return context.page(shown, status: refusal.status)
        }
    }

    private func carryOut(
        _ act: PartnerAct, _ id: ID<Partner>, _ form: Form, _ context: OfficerContext
    ) async throws {
        let (actions, officer) = (PartnerActions(dependencies: dependencies), context.officer.id)
        let reading = reading(form, context)
        switch act {
        case .suspend:
            let (reason, errors) = ReasonField.read(form, context.t, name: PartnerForm.reasonField(act))
            guard let reason else { throw PartnerForm.Errors(errors: errors) }
            try await actions.suspend(id, because: reason, by: officer)
        case .newLink:
            let (reason, errors) = ReasonField.read(form, context.t, name: PartnerForm.reasonField(act))
            guard let reason else { throw PartnerForm.Errors(errors: errors) }
            try await HandOverKey(dependencies: dependencies).again(of: id, because: reason, by: officer)
        case .newSecretLink:
            let (reason, errors) = ReasonField.read(form, context.t, name: PartnerForm.reasonField(act))
            guard let reason else { throw PartnerForm.Errors(errors: errors) }
            try await HandOverWebhookSecret(dependencies: dependencies).again(
                of: id, reading.endpoint(of: act), because: reason, by: officer)
        case .owner:
            guard try await dependencies.database.read({ try $0.partners.record(id) }) != nil else {
                throw HTTPError(.notFound)
            }
            let typed = try reading.owner()
            if let parent = typed.parent {
                try await actions.add(parent, share: typed.share, source: typed.source, to: id, by: officer)
            } else {
                let owner = try PartnerOwner(
                    name: typed.name, shareBasisPoints: typed.share, source: typed.source)
                try await actions.add(owner, to: id, by: officer)
            }
        case .activate, .end, .rotateKey, .agreement, .addresses, .contact, .release, .webhook, .webhookSecret,
            .webhookEnd:
            let (record, owners) = try await dependencies.database.read { tx in
                (try tx.partners.record(id), try tx.partners.owners(of: id))
            }
            guard let record else { throw HTTPError(.notFound) }
            let (change, reason) = try reading.change(act, of: record, owners: owners)
            try await PartnerProposals(dependencies: dependencies).propose(
                change, of: id, because: reason, by: officer)
        }
    }

    @Sendable private func proposal(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await proposalPage(context, form: context.newForm, refusal: nil))
    }

    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        let id = try context.proposal()
        guard let answer = context.parameters.get("answer").flatMap(ProposalAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if answer == .approve { try context.requireProof() }
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            let shown = try await proposalPage(context, form: form.state.with(errors), refusal: nil)
            return context.page(shown, status: .unprocessableContent)
        }
        let deciding = PartnerProposals(dependencies: dependencies)
        do {
            switch answer {
            case .approve: try await deciding.approve(id, because: reason, by: context.officer.id)
            case .refuse: try await deciding.refuse(id, because: reason, by: context.officer)
            }
        } catch let refusal as any UserFacingRefusal {
            let shown = try await proposalPage(context, form: form.state, refusal: refusal)
            return context.page(shown, status: refusal.status)
        }
        return context.redirect(
            Paths.partnerProposal(id), saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    // MARK: - Pages

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }
    private var cap: Int { dependencies.edition.training.feeCapBasisPoints }

    private func reading(_ form: Form, _ context: OfficerContext) -> PartnerForm {
        PartnerForm(
            form: form, t: context.t, cap: cap, allowsLoopback: dependencies.configuration.allowsLoopbackAddresses,
            ids: dependencies.ids)
    }

    private func page(_ id: ID<Partner>, _ context: OfficerContext, form: FormState) async throws -> PartnerPage {
        let (today, now, cap) = (today, dependencies.realNow(), cap)
        let officer = context.officer
        return try await dependencies.database.read { [dependencies] tx in
            guard let file = try PartnerFile(id, today: today, now: now, acts: Self.length, in: tx) else {
                throw HTTPError(.notFound)
            }
            let seconds = try file.waiting.map { proposal in
                (proposal.id, try PartnerProposals.second(officer, on: proposal, in: tx, on: dependencies))
            }
            return PartnerPage(
                t: context.t, file: file, officer: officer, names: try tx.officers.names(),
                seconds: Dictionary(uniqueKeysWithValues: seconds), form: form, cap: cap)
        }
    }

    private func proposalPage(
        _ context: OfficerContext, form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> PartnerProposalPage {
        let (id, officer, today, now) = (try context.proposal(), context.officer, today, dependencies.realNow())
        return try await dependencies.database.read { [dependencies] tx in
            guard let proposal = try tx.partners.proposal(id),
                let file = try PartnerFile(proposal.partner, today: today, now: now, acts: Self.length, in: tx)
            else { throw HTTPError(.notFound) }
            return PartnerProposalPage(
                t: context.t, proposal: proposal, file: file, officer: officer,
                second: try PartnerProposals.second(officer, on: proposal, in: tx, on: dependencies),
                names: try tx.officers.names(),
                colleagues: try tx.partnerPeople.names(of: proposal.partner),
                form: form, refusal: refusal)
        }
    }
}

extension OfficerContext {
    fileprivate func partner() throws -> ID<Partner> {
        guard let id = parameters.get("id").flatMap({ ID<Partner>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    fileprivate func proposal() throws -> ID<PartnerProposal> {
        guard let id = parameters.get("id").flatMap({ ID<PartnerProposal>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension Configuration {
    /// A development server, the demo, and a sandbox that this machine alone reaches accept addresses on the same machine,
    /// where their simulators run.
    var allowsLoopbackAddresses: Bool { development || demo || (sandbox && isHereAlone) }

    private var isHereAlone: Bool {
        ExternalURL.isLoopback(host: host) && ExternalURL(baseURL, schemes: ["http", "https"])?.isLoopback == true
    }
}

extension DutySource {
    /// How long before its end an agreement is shown.
    private static let noticeDays = 30

    static let partners = DutySource(permission: .managePartners) { tx, officer, dependencies in
        let waiting = try PartnerProposals.waiting(for: officer, in: tx, on: dependencies)
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let ending = try tx.partners.records().filter { record in
            guard record.state == .active, !record.agreements.isEmpty else { return false }
            return record.coveredUntil(from: today).map { $0 < today.adding(days: Self.noticeDays) } ?? true
        }
        let proposals = Bilingual(id: "Usulan tentang mitra yang menunggu Anda", en: "Proposals about partners for you")
        let agreements = Bilingual(
            id: "Perjanjian mitra yang habis dalam \(Self.noticeDays) hari",
            en: "Agreements that end within \(Self.noticeDays) days")
        return [
            Duty(
                label: proposals, count: waiting.count,
                path: waiting.first.map { Paths.partnerProposal($0.id) } ?? Paths.officePartners,
                oldest: waiting.first.map { dependencies.clock.timeline.programme($0.proposedAt) },
                verb: Bilingual(id: "Putuskan", en: "Decide")),
            Duty(
                label: agreements, count: ending.count,
                path: ending.first.map { Paths.officePartner($0.id) } ?? Paths.officePartners,
                verb: Bilingual(id: "Perbarui", en: "Renew")),
        ]
    } items: { tx, officer, dependencies in
        try PartnerProposals.waiting(for: officer, in: tx, on: dependencies).prefix(mostItems)
            .map { Paths.partnerProposal($0.id) }
    }
}

extension OfficeSection {
    static let partners = OfficeSection(
        name: Bilingual(id: "Mitra", en: "Partners"),
        purpose: Bilingual(
            id: "Platform, lembaga, dan mitra lain: perjanjian, kunci, alamat, dan pemiliknya.",
            en: "Platforms, institutions and other partners: agreements, keys, addresses and owners."),
        path: Paths.officePartners, readers: [.readPartners], group: .programme, icon: .shop,
        also: [
            Paths.newPartner, Paths.partnerProposals, Paths.officeWebhooks, Paths.officePersonRequests,
            Paths.officePeopleOfPartners, Paths.heldCompletions, Paths.hastyCompletionsPrefix,
        ])
}
