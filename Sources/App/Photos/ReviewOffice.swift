import Hummingbird
import Programme
import Storage

/// Officers look at photos, one at a time, the longest waiting first.
struct ReviewOffice: Sendable {
    let platform: Platform

    /// How many of the waiting are listed at once.
    private static let listed = 50
    private static let longestNote = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get("/kantor/foto", use: list)
        routes.get("/kantor/foto/:id", use: show)
        routes.get("/kantor/foto/:id/gambar", use: image)
        routes.post("/kantor/foto/:id/terima", use: accept)
        routes.post("/kantor/foto/:id/tolak", use: reject)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let (photos, count) = try await platform.database.read { tx in
            (try tx.photos.waiting(limit: Self.listed), try tx.photos.waitingCount())
        }
        return context.page(ReviewListPage(t: context.t, photos: photos, count: count))
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try await page(context.newForm, context)
    }

    /// Each look at somebody's card is in the audit log before the picture is sent.
    @Sendable private func image(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let photo = try await platform.database.transaction { tx in
            let photo = try tx.photos.photo(id)
            if photo != nil {
                try tx.audit.record(
                    AuditEvent("photo.viewed", subject: "photo:\(id)"), by: .officer(context.officer.id), on: platform)
            }
            return photo
        }
        guard let photo, photo.state != .replaced else { throw HTTPError(.notFound) }
        return Response(jpeg: try PhotoStore(platform).read(photo.id))
    }

    @Sendable private func accept(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        return try await decide(nil, note: "", context)
    }

    @Sendable private func reject(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        guard let fault = IdentityPhoto.Fault(rawValue: form["alasan"]) else {
            let error = FieldError(field: "alasan", message: context.t("Pilih alasannya.", "Choose the reason."))
            return try await page(form.state.with([error]), context)
        }
        return try await decide(fault, note: String(form["catatan"].prefix(Self.longestNote)), context)
    }

    private func decide(_ fault: IdentityPhoto.Fault?, note: String, _ context: OfficerContext) async throws -> Response
    {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let next = try await platform.database.transaction { tx in
            guard let photo = try tx.photos.photo(id) else { throw HTTPError(.notFound) }
            // When another officer was first, their finding stands and this one goes on to the next.
            if try tx.photos.review(id, fault: fault, note: note, by: context.officer.id, on: platform) {
                try tx.applications.decide(photo.person, on: platform)
                if let fault { try tx.photos.announce(fault, note: note, of: photo, on: platform) }
            }
            return try tx.photos.waiting(limit: 1).first?.id
        }
        return context.redirect(next.map(Paths.photoReview) ?? Paths.photoOffice)
    }

    private func page(_ form: FormState, _ context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let page = try await platform.database.read { tx -> ReviewPage? in
            guard let photo = try tx.photos.photo(id), photo.state != .replaced else { return nil }
            let dossier = try tx.applications.dossier(of: photo.person, on: platform)
            return ReviewPage(
                t: context.t, photo: photo, name: dossier.personal?.name.text ?? "–",
                nik: try dossier.claim?.openNIK(platform.vault).masked ?? "–", birthDate: dossier.claim?.birthDate,
                others: dossier.photos.values.filter { $0.kind != photo.kind }, form: form)
        }
        guard let page else { throw HTTPError(.notFound) }
        return context.page(page, status: form.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func photoID(_ context: OfficerContext) throws -> ID<StoredPhoto> {
        guard let id = context.parameters.get("id").flatMap({ ID<StoredPhoto>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
