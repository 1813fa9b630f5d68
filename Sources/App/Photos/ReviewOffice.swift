import Hummingbird
import Programme
import Storage

/// Officers review photos one at a time, oldest first.
struct ReviewOffice: Sendable {
    let dependencies: Dependencies

    /// Waiting photos listed at once.
    private static let listed = 50
    private static let longestNote = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.photoOffice, use: list)
        routes.get(Paths.photoReview.pattern, use: show)
        routes.get(Paths.photoReviewImage.pattern, use: image)
        routes.get(Paths.photoAcceptance.pattern, use: back)
        routes.post(Paths.photoAcceptance.pattern, use: accept)
        routes.get(Paths.photoRejection.pattern, use: back)
        routes.post(Paths.photoRejection.pattern, use: reject)
        return routes
    }

    /// A reload of a refused finding's page.
    @Sendable private func back(request: Request, context: OfficerContext) async throws -> Response {
        context.redirect(Paths.photoReview(try photoID(context)))
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let now = dependencies.realNow()
        let page = try await dependencies.database.read { tx in
            ReviewListPage(
                t: context.t, photos: try tx.photos.waiting(limit: Self.listed), count: try tx.photos.waitingCount(),
                next: try tx.photos.next(for: context.officer.id, at: now))
        }
        return context.page(page)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try await page(context.newForm, context)
    }

    @Sendable private func image(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let photo = try await dependencies.database.transaction { tx in
            try ViewPhoto(dependencies: dependencies).view(id, in: context, tx)
        }
        guard let photo, photo.state != .replaced else { throw HTTPError(.notFound) }
        return Response(jpeg: try PhotoStore(dependencies).read(photo.id))
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
        let now = dependencies.realNow()
        do {
            let next = try await dependencies.database.transaction { tx in
                guard let photo = try tx.photos.photo(id) else { throw HTTPError(.notFound) }
                try claimOrThrow(at: photo, of: context.officer.id, now, tx)
                guard
                    try tx.photos.review(
                        id, fault: fault, note: note, by: context.officer.id, at: dependencies.moment(),
                        ids: dependencies.ids)
                else {
                    throw StorageFault.contended
                }
                try tx.photos.release(id)
                try tx.applications.decide(photo.person, on: dependencies)
                if let fault { try tx.photos.announce(fault, note: note, of: photo, on: dependencies) }
                return try tx.photos.next(for: context.officer.id, at: now)
            }
            return context.redirect(next.map { Paths.photoReview($0) } ?? Paths.photoOffice)
        } catch let refusal as PhotoReviewRefusal {
            return try await page(context.newForm, refusal: refusal, context)
        }
    }

    /// Throws `PhotoReviewRefusal` when another officer has claimed the photo or recorded a finding.
    private func claimOrThrow(
        at photo: StoredPhoto, of officer: ID<Officer>, _ now: Instant, _ tx: Transaction
    ) throws {
        switch photo.state {
        case .replaced: throw PhotoReviewRefusal.replaced
        case .accepted, .rejected:
            let name = try tx.photos.reviewer(of: photo.id).flatMap { try tx.officers.names()[$0] } ?? "–"
            throw PhotoReviewRefusal.alreadyFound(name: name, photo.state)
        case .uploaded:
            let claim = try tx.photos.claim(photo.id, for: officer, at: now)
            guard claim.officer != officer else { return }
            throw PhotoReviewRefusal.otherOfficer(
                name: try tx.officers.names()[claim.officer] ?? "–", until: claim.until)
        }
    }

    /// Opening a waiting photo claims it for ten minutes.
    private func page(
        _ form: FormState, refusal: PhotoReviewRefusal? = nil, _ context: OfficerContext
    ) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let now = dependencies.realNow()
        let page = try await dependencies.database.transaction { tx -> ReviewPage? in
            guard let photo = try tx.photos.photo(id), refusal != nil || photo.state != .replaced else { return nil }
            var refusal = refusal
            if refusal == nil, photo.state == .uploaded {
                do {
                    try claimOrThrow(at: photo, of: context.officer.id, now, tx)
                } catch let other as PhotoReviewRefusal {
                    refusal = other
                }
            }
            try context.records(.identity, of: [photo.person], because: .work("photo:\(id)"), in: tx)
            let dossier = try tx.applications.dossier(of: photo.person, at: now, edition: dependencies.edition)
            return ReviewPage(
                t: context.t, photo: photo, name: dossier.personal?.name.text ?? "–",
                nik: try dossier.claim?.openNIK(dependencies.vault).masked ?? "–", birthDate: dossier.claim?.birthDate,
                others: dossier.photos.values.filter { $0.kind != photo.kind }, form: form, refusal: refusal)
        }
        guard let page else { throw HTTPError(.notFound) }
        let isFine = form.errors.isEmpty && refusal == nil
        return context.page(page, status: isFine ? .ok : .unprocessableContent)
    }

    private func photoID(_ context: OfficerContext) throws -> ID<StoredPhoto> {
        guard let id = context.parameters.get("id").flatMap({ ID<StoredPhoto>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension OfficeSection {
    static let photos = OfficeSection(
        name: Bilingual(id: "Foto", en: "Photos"),
        purpose: Bilingual(
            id: "Terima atau tolak foto KTP dan swafoto.", en: "Accept or reject photos of cards and people."),
        path: Paths.photoOffice, readers: [.reviewPhotos], group: .work, icon: .photo)
}

extension DutySource {
    static let photos = DutySource(permission: .reviewPhotos) { tx, _, dependencies in
        let label = Bilingual(id: "Foto yang menunggu pemeriksaan", en: "Photos that wait for review")
        return [
            Duty(
                label: label, try tx.photos.backlog(), path: Paths.photoOffice,
                verb: Bilingual(id: "Periksa", en: "Review"), lead: dependencies.clock.lead)
        ]
    }
}
