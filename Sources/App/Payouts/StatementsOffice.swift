import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/mutasi`: the provider's statements that were taken in, and what each line says of our payments.
struct StatementsOffice: Sendable {
    let dependencies: Dependencies

    /// Statements per page.
    static let listed = 20
    /// Lines per page.
    static let lines = 100

    static let file = "berkas"

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.statements, use: all)
        routes.post(Paths.statements, use: takeIn)
        routes.get(Paths.statement.pattern, use: show)
        return routes
    }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, context.newForm, before: ID<ProviderStatement>(request.query("sebelum"))))
    }

    /// By one officer alone: a statement moves no money.
    @Sendable private func takeIn(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny([.draftPayouts, .approvePayouts])
        func again(
            _ form: FormState, _ message: String, _ status: HTTPResponse.Status, taken digest: Data? = nil,
            faults: FaultyStatement? = nil
        ) async throws -> Response {
            let error = FieldError(field: Self.file, message: message)
            let shown = try await page(context, form.with([error]), taken: digest, faults: faults)
            return context.page(shown, status: status)
        }
        let form: Form
        do {
            form = try await context.form(request, limit: TakeInStatement.longestFile + FormLimit.fields)
        } catch FormRefusal.tooLarge {
            let refusal = ProviderStatementRefusal.tooLarge
            return try await again(context.newForm, refusal.sentence(context.t), refusal.status)
        }
        guard let file = form.file(Self.file) else {
            return try await again(
                form.state, context.t("Pilih berkas CSV-nya.", "Choose the CSV file."), .unprocessableContent)
        }
        do {
            let id = try await TakeInStatement(dependencies: dependencies).run(file, by: context.officer.id)
            return context.redirect(Paths.statement(id), saying: .statementTakenIn)
        } catch let faults as FaultyStatement {
            let refusal = faults.refusal
            return try await again(form.state, refusal.sentence(context.t), refusal.status, faults: faults)
        } catch let refusal as ProviderStatementRefusal {
            let digest = refusal == .takenBefore ? TakeInStatement.digest(of: file) : nil
            return try await again(form.state, refusal.sentence(context.t), refusal.status, taken: digest)
        }
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        guard let id = context.parameters.get("id").flatMap({ ID<ProviderStatement>($0) }) else {
            throw HTTPError(.notFound)
        }
        let onlyOpen = request.query("lihat") == ProviderStatementPage.open
        let after = Int(request.query("sesudah"), in: 0...Int.max) ?? 0
        let officer = context.officer
        let page = try await dependencies.database.read { tx in
            guard let statement = try tx.providerStatements.find(id) else { throw HTTPError(.notFound) }
            let lines = try tx.providerStatements.lines(
                of: id, onlyOpen: onlyOpen, after: after, limit: Self.lines + 1)
            return ProviderStatementPage(
                t: context.t, statement: statement, lines: Array(lines.prefix(Self.lines)), onlyOpen: onlyOpen,
                hasMore: lines.count > Self.lines, names: try tx.officers.names(), officer: officer)
        }
        return context.page(page)
    }

    /// - Parameters:
    ///   - digest: of a file that was taken in before; the page leads to its statement.
    ///   - faults: the wrong rows of the file that was just refused.
    private func page(
        _ context: OfficerContext, _ form: FormState, before: ID<ProviderStatement>? = nil, taken digest: Data? = nil,
        faults: FaultyStatement? = nil
    ) async throws -> ProviderStatementsPage {
        try requireReading(context)
        return try await dependencies.database.read { tx in
            // One more than shown, to know whether there are older ones.
            let found = try tx.providerStatements.latest(before: before, limit: Self.listed + 1)
            return ProviderStatementsPage(
                t: context.t, statements: Array(found.prefix(Self.listed)), hasOlder: found.count > Self.listed,
                takenBefore: try digest.flatMap { try tx.providerStatements.find(digest: $0) }, faults: faults,
                names: try tx.officers.names(), mayTakeIn: context.officer.mayAny([.draftPayouts, .approvePayouts]),
                form: form)
        }
    }

    private func requireReading(_ context: OfficerContext) throws {
        try context.officer.requireAny(PayoutOffice.readers)
    }
}
