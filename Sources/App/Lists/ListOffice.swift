import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/daftar`: other offices' lists: their age, import, approval and take-up.
struct ListOffice: Sendable {
    let dependencies: Dependencies

    /// Lists per page.
    static let length = 50
    /// Largest upload in bytes; larger files are imported by the command line.
    static let uploadBytes = 16 * 1_024 * 1_024

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeLists, use: all)
        routes.post(Paths.officeLists, use: bringIn)
        routes.get(Paths.officeList.pattern, use: show)
        routes.post(Paths.officeListApproval.pattern, use: approve)
        routes.post(Paths.officeListRefusal.pattern, use: refuse)
        routes.post(Paths.officeListInvitation.pattern, use: invite)
        routes.post(Paths.officeListCount.pattern, use: count)
        return routes
    }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        return context.page(try await page(context, form: context.newForm))
    }

    @Sendable private func bringIn(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.importLists)
        let form: Form
        do {
            form = try await context.form(request, limit: Self.uploadBytes)
        } catch FormRefusal.tooLarge(let limit) {
            let error = FieldError(field: "berkas", message: ListForm.tooLarge(limit, context.t))
            return context.page(
                try await page(context, form: context.newForm.with([error])), status: .contentTooLarge)
        }
        let (typed, errors) = ListForm.read(form, by: context.officer.id, t: context.t)
        guard let typed else {
            return context.page(
                try await page(context, form: form.state.with(errors)), status: .unprocessableContent)
        }
        do {
            let list = try await ImportList(dependencies: dependencies, order: typed.order).run(.upload(typed.file))
            return context.redirect(Paths.officeList(list.value.id), saying: .listBroughtIn)
        } catch let refusal as ListRefusal {
            let error = FieldError(field: ListForm.field(of: refusal), message: refusal.sentence(context.t))
            return context.page(try await page(context, form: form.state.with([error])), status: refusal.status)
        }
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        return context.page(try await listPage(context, refusal: nil))
    }

    @Sendable private func approve(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.approveLists)
        try context.requireProof()
        let form = try await context.form(request)
        let typed = form[TypedFigure.field]
        let seen = ID<StoredDifference>(form[ListPage.seenField])
        do {
            return try await decide(form, context, saying: .listApproved) { id, reason in
                do {
                    try await ListActions(dependencies: dependencies).approve(
                        id, because: reason, losing: TypedFigure.read(typed), having: seen, by: context.officer.id)
                } catch ListRefusal.lossNotConfirmed(let lost, _) {
                    throw LossNotTyped(number: lost)
                }
            }
        } catch let untyped as LossNotTyped {
            let errors = [TypedFigure(Int64(untyped.number)).error(typed, context.t)].compactMap(\.self)
            return context.page(
                try await listPage(context, form: form.state.with(errors), refusal: nil),
                status: .unprocessableContent)
        }
    }

    /// The number of lost lines is to be typed: an error of its field, and no refusal of the page.
    private struct LossNotTyped: Error {
        let number: Int
    }

    @Sendable private func refuse(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.approveLists)
        try context.requireProof()
        return try await decide(try await context.form(request), context, saying: .listRefused) { id, reason in
            try await ListActions(dependencies: dependencies).refuse(id, because: reason, by: context.officer.id)
        }
    }

    @Sendable private func invite(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.importLists)
        let (id, form) = (try context.list(), try await context.form(request))
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await listPage(context, form: form.state.with(errors), refusal: nil),
                status: .unprocessableContent)
        }
        do {
            let batch = try await InvitationActions(dependencies: dependencies).draft(
                id, because: reason, by: context.officer)
            return context.redirect(Paths.invitationBatch(batch), saying: .invitationDrafted)
        } catch let refusal as any UserFacingRefusal {
            return context.page(
                try await listPage(context, form: form.state, refusal: refusal), status: refusal.status)
        }
    }

    @Sendable private func count(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        _ = try await context.form(request)
        return try await act(context, saying: .counting) { id in
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.jobs.enqueue(CountTakeUp(only: id), on: dependencies)
            }
        }
    }

    /// Approving and refusing need a reason; without one the page is shown again with the submitted values.
    private func decide(
        _ form: Form, _ context: OfficerContext, saying notice: DoneNotice,
        _ decision: (ID<ListImport>, OfficeReason) async throws -> Void
    ) async throws -> Response {
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(
                try await listPage(context, form: form.state.with(errors), refusal: nil),
                status: .unprocessableContent)
        }
        return try await act(context, form: form.state, saying: notice) { try await decision($0, reason) }
    }

    /// Performs the act and redirects to the list; a refusal is shown on the page.
    private func act(
        _ context: OfficerContext, form: FormState? = nil, saying notice: DoneNotice,
        _ act: (ID<ListImport>) async throws -> Void
    ) async throws -> Response {
        let id = try context.list()
        do {
            try await act(id)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await listPage(context, form: form, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.officeList(id), saying: notice)
    }

    private func page(_ context: OfficerContext, form: FormState) async throws -> ListsPage {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let rules = dependencies.edition.eligibility.lists
        return try await dependencies.database.read { tx in
            ListsPage(
                t: context.t, rules: rules, freshness: try tx.lists.freshness(rules, on: today),
                lists: try tx.lists.latest(limit: Self.length),
                mayImport: context.officer.may(.importLists), form: form)
        }
    }

    private func listPage(
        _ context: OfficerContext, form: FormState? = nil, refusal: (any UserFacingRefusal)?
    ) async throws -> ListPage {
        let id = try context.list()
        let (officer, form) = (context.officer, form ?? context.newForm)
        return try await dependencies.database.read { [dependencies] tx in
            guard let stored = try tx.lists.find(id) else { throw HTTPError(.notFound) }
            return ListPage(
                t: context.t, list: stored, rowErrors: try tx.lists.rowErrors(of: id),
                takeUp: try tx.lists.takeUp(of: id),
                difference: try tx.listDifferences.latest(of: id, .version).map {
                    ($0, try tx.listDifferences.groups(of: $0.id))
                },
                isApplying: try tx.lists.isBeingApplied(stored.value),
                removals: try tx.listRemovals.carried(by: stored.value, limit: ListRemovalsPage.length),
                invitations: try tx.invitationBatches.latest(of: id)?.value,
                withdrawal: try tx.listWithdrawals.latest(of: id), names: try tx.officers.names(), officer: officer,
                author: try ListActions(dependencies: dependencies).author(of: stored.value, in: tx), form: form,
                refusal: refusal)
        }
    }
}

extension OfficerContext {
    /// The list id in the path.
    func list() throws -> ID<ListImport> {
        guard let id = parameters.get("id").flatMap({ ID<ListImport>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension DutySource {
    static let lists = DutySource(permission: .approveLists) { tx, officer, dependencies in
        let label = Bilingual(id: "Data instansi yang menunggu persetujuan", en: "Lists that wait for approval")
        return [
            Duty(
                label: label, try tx.lists.proposed(for: officer.signatory(for: .approveLists)),
                path: Paths.officeLists,
                verb: Bilingual(id: "Lihat dampak", en: "See the effect"), timeline: dependencies.clock.timeline)
        ]
    } items: { tx, officer, _ in
        try tx.lists.firstProposed(for: officer.signatory(for: .approveLists), limit: mostItems)
            .map { Paths.officeList($0) }
    }
}

extension OfficeSection {
    static let lists = OfficeSection(
        name: Bilingual(id: "Data instansi", en: "Agency lists"),
        purpose: Bilingual(
            id: "Daftar dari instansi lain: kebaruannya, persetujuannya, dan siapa yang sudah datang.",
            en: "Lists of other offices: how fresh they are, who approved them, and who has come."),
        path: Paths.officeLists, readers: [.readLists], group: .programme, icon: .list,
        also: [Paths.listRemovals, Paths.invitationBatches])
}
