import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/mitra/meja/kunci` and `/mitra/meja/alamat`: the state of the partner's keys, never a key, its return addresses, and
/// what it proposes about both.
struct DeskKeyPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskKeys, use: show)
        routes.post(Paths.deskKeys, use: rotate)
        routes.get(Paths.deskAddresses) { request, context in
            try context.redirect(Paths.deskKeys, withFormOf: request)
        }
        routes.post(Paths.deskAddresses, use: move)
        routes.get(Paths.deskProposalAnswer.pattern) { request, context in
            try context.redirect(Paths.deskKeys, withFormOf: request)
        }
        routes.post(Paths.deskProposalAnswer.pattern, use: answer)
        return routes
    }

    private var proposing: DeskProposals { DeskProposals(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: PartnerPersonContext) async throws -> Response {
        context.page(try await page(context, context.newForm, nil))
    }

    @Sendable private func rotate(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        return try await propose(.rotateKey, form, saying: .deskProposed, context)
    }

    @Sendable private func move(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        return try await propose(.addresses, form, saying: .addressesProposed, context)
    }

    private func propose(
        _ act: PartnerAct, _ form: Form, saying notice: DoneNotice, _ context: PartnerPersonContext
    ) async throws -> Response {
        let partner = context.partner
        guard let record = try await dependencies.database.read({ try $0.partners.record(partner) }) else {
            throw HTTPError(.notFound)
        }
        let reading = PartnerForm(
            form: form, t: context.t, cap: dependencies.edition.training.feeCapBasisPoints,
            allowsLoopback: dependencies.configuration.allowsLoopbackAddresses, ids: dependencies.ids)
        do {
            let (change, reason) = try reading.change(act, of: record, owners: [])
            try await proposing.propose(change, because: reason, by: context.person)
            return context.redirect(Paths.deskKeys, saying: notice)
        } catch let found as PartnerForm.Errors {
            return context.page(
                try await page(context, form.state.with(found.errors), nil), status: .unprocessableContent)
        } catch let refusal as PartnerRecordRefusal {
            let error = FieldError(
                field: PartnerForm.field(of: refusal, act), message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error]), nil), status: refusal.status)
        } catch let refusal as PartnerPersonRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
    }

    @Sendable private func answer(request: Request, context: PartnerPersonContext) async throws -> Response {
        let form = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<PartnerProposal>($0) }),
            let answer = context.parameters.get("answer").flatMap(ProposalAnswer.init(rawValue:))
        else { throw HTTPError(.notFound) }
        let partner = context.partner
        let found = try await dependencies.database.read { try $0.partners.proposal(id) }
        guard found?.partner == partner else { throw HTTPError(.notFound) }
        let (reason, errors) = ReasonField.read(form, context.t, name: DeskKeysPage.answer)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors), nil), status: .unprocessableContent)
        }
        do {
            try await proposing.decide(id, approving: answer == .approve, because: reason, by: context.person)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal), status: refusal.status)
        }
        return context.redirect(Paths.deskKeys, saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    private func page(
        _ context: PartnerPersonContext, _ form: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> DeskKeysPage {
        let (person, partner, now) = (context.person, context.partner, dependencies.realNow())
        return try await dependencies.database.read { tx in
            guard let record = try tx.partners.record(partner) else { throw HTTPError(.notFound) }
            let waiting = try tx.partners.waitingProposals().filter { $0.partner == partner }
            return DeskKeysPage(
                t: context.t, person: person, contact: record.contact,
                keys: try tx.partners.keys(of: partner).filter { $0.isValid(at: now) },
                uses: try tx.partners.keyUses(of: partner), waiting: waiting,
                names: try tx.partnerPeople.names(of: partner),
                isSandbox: dependencies.configuration.sandbox, form: form, refusal: refusal)
        }
    }
}
