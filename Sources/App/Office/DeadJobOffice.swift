import Hummingbird
import Programme
import Storage

/// `/kantor/pekerjaan`: dead jobs by kind and cause, run again or given up, one or all of a kind.
struct DeadJobOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeJobs, use: list)
        routes.post(Paths.officeJob.pattern, use: runAgain)
        routes.get(Paths.officeJobGroup.pattern, use: group)
        routes.post(Paths.officeJobGroupAct.pattern, use: act)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.mendJobs)
        let errors = try await dependencies.database.read { try $0.jobs.deadCounts() }
        return context.page(DeadJobsPage(t: context.t, groups: DeadJobGroup.all(errors)))
    }

    @Sendable private func runAgain(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.mendJobs)
        try context.requireProof()
        _ = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<StoredJob>($0) }) else { throw HTTPError(.notFound) }
        try await OfficeActions(dependencies: dependencies).runAgain(id, by: context.officer.id)
        return context.redirect(Paths.officeJobs, saying: .jobAgain)
    }

    @Sendable private func group(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.mendJobs)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.mendJobs)
        try context.requireProof()
        let form = try await context.form(request)
        let (name, cause) = try asked(context)
        guard let act = context.parameters.get("act").flatMap(DeadJobAct.init(rawValue:)),
            let last = ID<StoredJob>(form["sampai"])
        else { throw HTTPError(.notFound) }
        let actions = OfficeActions(dependencies: dependencies)
        let jobs = try await dependencies.database.read { tx in
            try tx.jobs.dead(name: name, limit: Self.searched).filter {
                DeadJobCause(error: $0.error) == cause && $0.id <= last
            }
            .prefix(DeadJobGroupPage.length).map(\.id)
        }
        switch act {
        case .again:
            let number = try await actions.runAgain(jobs, named: name, by: context.officer.id)
            return context.redirect(Paths.officeJobGroup(name, cause), saying: .jobsAgain.counting(number))
        case .giveUp:
            let (reason, errors) = ReasonField.read(form, context.t)
            guard let reason else {
                return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
            }
            let number = try await actions.giveUp(jobs, named: name, because: reason, by: context.officer.id)
            return context.redirect(Paths.officeJobGroup(name, cause), saying: .jobsGivenUp.counting(number))
        }
    }

    /// Dead jobs of one kind that are read to find those of one cause.
    private static let searched = 2_000

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> DeadJobGroupPage {
        let (name, cause) = try asked(context)
        let jobs = try await dependencies.database.read { tx in
            try tx.jobs.dead(name: name, limit: Self.searched).filter { DeadJobCause(error: $0.error) == cause }
        }
        return DeadJobGroupPage(
            t: context.t, name: name, cause: cause, jobs: Array(jobs.prefix(DeadJobGroupPage.length)),
            count: jobs.count, form: form)
    }

    private func asked(_ context: OfficerContext) throws -> (name: String, cause: DeadJobCause) {
        guard let name = context.parameters.get("name"), JobKind.all[name] != nil || JobWords.known[name] != nil,
            let cause = context.parameters.get("cause").flatMap(DeadJobCause.init(rawValue:))
        else { throw HTTPError(.notFound) }
        return (name, cause)
    }
}
