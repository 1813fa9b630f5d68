import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/daftar/{id}/cabut`: what withdrawing a list in force would mean, the proposal, and the second officer.
struct ListWithdrawalOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.listWithdrawal.pattern, use: show)
        routes.post(Paths.listWithdrawal.pattern, use: propose)
        routes.post(Paths.listWithdrawalCount.pattern, use: count)
        routes.post(Paths.listWithdrawalAnswer.pattern, use: decide)
        return routes
    }

    private var acts: ListWithdrawalActions { ListWithdrawalActions(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        return context.page(try await page(context, context.newForm, refusal: nil))
    }

    @Sendable private func count(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.importLists)
        let form = try await context.form(request)
        return try await act(context, form.state, saying: .counting) { try await acts.count($0) }
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.importLists)
        try context.requireProof()
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else { return try await refused(form.state.with(errors), context) }
        return try await act(context, form.state, saying: .proposed) { id in
            try await acts.propose(id, because: reason, by: context.officer)
        }
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.approveLists)
        try context.requireProof()
        let form = try await context.form(request)
        guard let answer = context.parameters.get("answer").flatMap(ListAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else { return try await refused(form.state.with(errors), context) }
        let notice: DoneNotice = answer == .approve ? .requestApproved : .requestRefused
        return try await act(context, form.state, saying: notice) { id in
            try await acts.decide(id, approved: answer == .approve, because: reason, by: context.officer)
        }
    }

    private func refused(_ form: FormState, _ context: OfficerContext) async throws -> Response {
        context.page(try await page(context, form, refusal: nil), status: .unprocessableContent)
    }

    private func act(
        _ context: OfficerContext, _ form: FormState, saying notice: DoneNotice,
        _ act: (ID<ListImport>) async throws -> Void
    ) async throws -> Response {
        let id = try context.list()
        do {
            try await act(id)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.listWithdrawal(id), saying: notice)
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> ListWithdrawalPage {
        let id = try context.list()
        let rules = dependencies.edition.eligibility.lists
        return try await dependencies.database.read { tx in
            guard let list = try tx.lists.find(id)?.value else { throw HTTPError(.notFound) }
            let withdrawal = try tx.listWithdrawals.latest(of: id)
            guard list.state == .inForce || withdrawal != nil else { throw HTTPError(.notFound) }
            return ListWithdrawalPage(
                t: context.t, officer: context.officer, list: list,
                rule: rules.first { $0.kind == list.kind },
                difference: try tx.listDifferences.latest(of: id, .withdrawal).map {
                    ($0, try tx.listDifferences.groups(of: $0.id))
                }, isApplying: try tx.lists.isBeingApplied(list), withdrawal: withdrawal,
                names: try tx.officers.names(), form: form, refusal: refusal)
        }
    }
}

/// The second officer's answer; the raw value is the last part of the path.
enum ListAnswer: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
}

extension DutySource {
    static let listWithdrawals = DutySource(permission: .approveLists) { tx, officer, dependencies in
        let waiting = try tx.listWithdrawals.waiting(for: officer.signatory(for: .approveLists))
        return [
            Duty(
                label: Bilingual(id: "Pencabutan data instansi", en: "Withdrawals of lists"), count: waiting.count,
                path: waiting.list.map { Paths.listWithdrawal($0) } ?? Paths.officeLists,
                oldest: waiting.oldest.map(dependencies.clock.timeline.programme),
                verb: Bilingual(id: "Lihat dampak", en: "See the effect"))
        ]
    } items: { tx, officer, _ in
        try tx.listWithdrawals.waiting(for: officer.signatory(for: .approveLists)).list
            .map { [Paths.listWithdrawal($0)] } ?? []
    }
}
