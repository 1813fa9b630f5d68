import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// `/kantor/ekspor`: tables for a stated purpose, approved by a second officer where a row is about a person.
struct ExportOffice: Sendable {
    let dependencies: Dependencies

    /// Requests per page, and downloads shown of one.
    static let listed = 50
    /// The latest batches that the form offers.
    static let batches = 200

    private var actions: ExportActions { ExportActions(dependencies: dependencies) }

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.exports, use: list)
        routes.post(Paths.exports, use: ask)
        routes.get(Paths.export.pattern, use: show)
        routes.get(Paths.exportFile.pattern, use: download)
        routes.post(Paths.exportDecision.pattern, use: decide)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.exportData)
        var form = context.newForm
        form.fill(Self.asked(in: request))
        return context.page(try await page(context, form, before: ID(request.query("sebelum"))))
    }

    /// What another page asks for in the address.
    private static func asked(in request: Request) -> [String: String] {
        let fields = ["jenis", AuditFilter.exportField] + ExportPart.first.fields + ExportPart.last.fields
        return fields.reduce(into: [:]) { values, field in
            let value = request.query(field)
            if !value.isEmpty { values[field] = value }
        }
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, before: ID<ExportRequest>? = nil
    ) async throws -> ExportsPage {
        let (waves, batches, exports, numbers, names) = try await dependencies.database.read { tx in
            let exports = try tx.exports.latest(before: before, limit: Self.listed + 1)
            var numbers: [ID<ExportRequest>: Int] = [:]
            for export in exports {
                guard case .batch(let id) = ExportPart(export.request.kind, stored: export.request.part) else {
                    continue
                }
                numbers[export.request.id] = try tx.payouts.batch(id)?.number
            }
            return (
                try tx.waves.begun(notOf: "").map(\.wave).filter { $0.state == .announced },
                try tx.payouts.latest(limit: Self.batches), exports, numbers, try tx.officers.names()
            )
        }
        return ExportsPage(
            t: context.t, waves: waves, batches: batches.map(BatchRow.init),
            exports: Array(exports.prefix(Self.listed)), numbers: numbers, names: names,
            hasOlder: exports.count > Self.listed, form: form)
    }

    @Sendable private func ask(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.exportData)
        try context.requireProof()
        let form = try await context.form(request)
        guard let kind = ExportsPage.kinds.first(where: { $0.rawValue == form["jenis"] }) else {
            let error = FieldError(
                field: "jenis", message: context.t("Pilih tabel yang Anda perlukan.", "Choose the table that you need.")
            )
            return context.page(try await page(context, form.state.with([error])), status: .unprocessableContent)
        }
        let (part, errors) = ExportPart.read(form, kind, context.t)
        let (purpose, slips) = ReasonField.read(form, context.t)
        guard let part, let purpose else {
            return context.page(try await page(context, form.state.with(errors + slips)), status: .unprocessableContent)
        }
        let id = try await actions.ask(kind, part, for: purpose, by: context.officer)
        return context.redirect(Paths.export(id), saying: kind.isPersonal ? .exportAsked : .exportBegun)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireAsking(context)
        let page = try await page(of: try id(context), context, context.newForm)
        try requireReading(page.export.request, context)
        return context.page(page)
    }

    /// Throws unless the officer may ask for a table of some kind.
    private func requireAsking(_ context: OfficerContext) throws {
        let asking = Set(ExportKind.allCases.flatMap(\.asking))
        try context.officer.requireAny(asking)
    }

    /// Who may ask for any table reads every request; an officer of payouts reads their own.
    private func requireReading(_ request: ExportRequest, _ context: OfficerContext) throws {
        guard !context.officer.isSame(as: request.author.officer) || !context.officer.mayAny(Set(request.kind.asking))
        else { return }
        try context.require(.exportData)
    }

    private func page(
        of id: ID<ExportRequest>, _ context: OfficerContext, _ form: FormState
    ) async throws -> ExportPage {
        let now = dependencies.realNow()
        return try await dependencies.database.read { [dependencies] tx in
            guard let export = try tx.exports.find(id) else { throw HTTPError(.notFound) }
            var (wave, batch): (Wave?, Int?) = (nil, nil)
            let part = ExportPart(export.request.kind, stored: export.request.part)
            switch part {
            case .wave(let id): wave = try tx.waves.require(id).wave
            case .batch(let id): batch = try tx.payouts.batch(id)?.number
            default: break
            }
            return ExportPage(
                t: context.t, export: export, wave: wave, batch: batch,
                rows: try Self.rows(of: export.request, part, in: tx, on: dependencies), officer: context.officer,
                now: now,
                downloads: try tx.exports.downloads(of: id, limit: Self.listed), names: try tx.officers.names(),
                form: form)
        }
    }

    /// How many rows a request comes to that a second officer has yet to decide on.
    private static func rows(
        of request: ExportRequest, _ part: ExportPart?, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Int? {
        guard request.state == .asked, let part else { return nil }
        let search = try MakeExport.search(part, in: tx, on: dependencies)
        return try tx.exports.count(request.kind, part, search: search)
    }

    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.exportData)
        let id = try id(context)
        guard let answer = context.parameters.get("answer").flatMap(ExportAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if answer == .approve { try context.requireProof() }
        let form = try await context.form(request)
        var reason: OfficeReason?
        if answer == .refuse {
            let read = ReasonField.read(form, context.t)
            guard let given = read.reason else {
                return context.page(
                    try await page(of: id, context, form.state.with(read.errors)), status: .unprocessableContent)
            }
            reason = given
        }
        guard try await actions.decide(id, answer, because: reason, by: context.officer) else {
            throw HTTPError(.notFound)
        }
        return context.redirect(
            Paths.export(id), saying: answer == .approve ? .exportApproved : .exportRefused)
    }

    /// The file is opened and sent a piece at a time.
    @Sendable private func download(request: Request, context: OfficerContext) async throws -> Response {
        try requireAsking(context)
        let id = try id(context)
        guard let asked = try await dependencies.database.read({ try $0.exports.find(id)?.request }) else {
            throw HTTPError(.notFound)
        }
        try requireReading(asked, context)
        guard
            let (export, pieces) = try await actions.download(id, by: context.officer, from: context.address),
            let file = export.file
        else { throw HTTPError(.notFound) }
        let dependencies = dependencies
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"prakerja-\(export.request.kind.rawValue)-\(id).csv\"",
            ],
            body: ResponseBody(contentLength: file.bytes) { writer in
                for place in 0..<pieces {
                    let text = try await dependencies.database.read { tx in
                        try tx.exports.piece(place, of: id, vault: dependencies.vault)
                    }
                    guard let text else { throw ExportRefusal.notThere }
                    try await writer.write(ByteBuffer(string: text))
                }
                try await writer.finish(nil)
            })
    }

    private func id(_ context: OfficerContext) throws -> ID<ExportRequest> {
        guard let id = context.parameters.get("id").flatMap({ ID<ExportRequest>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}

extension OfficeSection {
    static let exports = OfficeSection(
        name: Bilingual(id: "Ekspor", en: "Exports"),
        purpose: Bilingual(
            id: "Tabel untuk keperluan tertentu, dengan sidik dan masa berlaku.",
            en: "Tables for a stated purpose, with digest and expiry."),
        path: Paths.exports, readers: [.exportData], group: .oversight, icon: .download)
}

extension DutySource {
    static let exports = DutySource(permission: .exportData) { tx, officer, _ in
        let label = Bilingual(id: "Permintaan ekspor yang menunggu Anda", en: "Exports that wait for you")
        let verb = Bilingual(id: "Putuskan", en: "Decide")
        return [
            Duty(
                label: label, count: try tx.exports.waiting(for: officer.signatory(for: .exportData)),
                path: Paths.exports, verb: verb)
        ]
    } items: { tx, officer, _ in
        try tx.exports.firstWaiting(for: officer.signatory(for: .exportData), limit: mostItems)
            .map { Paths.export($0) }
    }
}
