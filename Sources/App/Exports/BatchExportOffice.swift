import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/penyaluran/{id}/ekspor`: the payments of one batch as a table, for a stated purpose. As every export about
/// people it is approved by an officer of another duty, has a digest, and expires.
struct BatchExportOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payoutExport.pattern, use: show)
        routes.post(Paths.payoutExport.pattern, use: ask)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireAsking(context)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func ask(request: Request, context: OfficerContext) async throws -> Response {
        try requireAsking(context)
        try context.requireProof()
        let form = try await context.form(request)
        let page = try await page(context, form.state)
        let (purpose, errors) = ReasonField.read(form, context.t)
        guard let purpose else {
            return context.page(
                BatchExportPage(t: context.t, batch: page.batch, form: form.state.with(errors)),
                status: .unprocessableContent)
        }
        let request = try await ExportActions(dependencies: dependencies).ask(
            .batch, .batch(page.batch.id), for: purpose, by: context.officer)
        return context.redirect(Paths.export(request), saying: .exportAsked)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> BatchExportPage {
        guard let id = context.parameters.get("id").flatMap({ ID<PayoutBatch>($0) }),
            let stored = try await dependencies.database.read({ try $0.payouts.batch(id) })
        else { throw HTTPError(.notFound) }
        return BatchExportPage(t: context.t, batch: BatchRow(stored), form: form)
    }

    private func requireAsking(_ context: OfficerContext) throws {
        try context.officer.requireAny(Set(ExportKind.batch.asking))
    }
}

struct BatchExportPage: Page {
    let t: Words
    let batch: BatchRow
    let form: FormState

    var title: String { t("\(batch.name(t)) sebagai CSV", "\(batch.name(t)) as CSV") }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(batch.name(t), Paths.payoutBatch(batch.id))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Disusun \(t.shortMoment(batch.draftedAt)), \(batch.total).",
            "Drafted on \(t.shortMoment(batch.draftedAt)), \(batch.total)."))</p>
        <p>\(t(
            "Petugas dengan peran lain menyetujuinya. Berkas punya sidik, dihapus setelah "
                + "\(ExportRequest.lifetimeHours) jam, dan setiap unduhan dicatat.",
            "An officer of another duty approves it. The file has a digest, is deleted after "
                + "\(ExportRequest.lifetimeHours) hours, and every download is recorded."))</p>
        <form method="post" action="\(Paths.payoutExport(batch.id))">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Untuk apa tabel ini? Petugas kedua membacanya.", "What is it for? The second officer reads it.")))
        \(Part.submit(t("Minta CSV", "Request the CSV")))</form>
        """
    }

    static func sample(_ t: Words) -> BatchExportPage {
        BatchExportPage(t: t, batch: .sample, form: .sample)
    }
}
