import Hummingbird
import Programme
import Storage

/// Officers review pairs of photos one at a time, oldest first.
struct ReviewOffice: Sendable {
    let dependencies: Dependencies

    /// Waiting pairs listed at once.
    private static let listed = 50
    static let longestNote = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.photoOffice, use: list)
        routes.get(Paths.photoReview.pattern, use: show)
        routes.get(Paths.photoReviewImage.pattern, use: image)
        routes.get(Paths.photoAcceptance.pattern, use: back)
        routes.post(Paths.photoAcceptance.pattern, use: accept)
        routes.get(Paths.photoRejection.pattern, use: back)
        routes.post(Paths.photoRejection.pattern, use: reject)
        routes.post(Paths.photoUndo, use: undo)
        return routes
    }

    /// A reload of a refused finding's page.
    @Sendable private func back(request: Request, context: OfficerContext) async throws -> Response {
        context.redirect(Paths.photoReview(try photoID(context)))
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let now = dependencies.realNow()
        let page = try await dependencies.database.read { [dependencies] tx in
            let pairs = try WaitingPair.all(limit: Self.listed, for: context.officer.id, at: now, in: tx)
            return ReviewListPage(
                t: context.t, pairs: pairs, due: pairs.map { dependencies.photosDue(sent: $0.photo.uploadedAt) },
                count: try tx.photos.backlog().count,
                next: try tx.photos.next(for: context.officer.id, at: now),
                secondLook: try tx.photos.nextSecondLook(for: context.officer.id),
                thirdLook: try tx.photos.nextThirdLook(for: context.officer.id),
                mayUndo: try !tx.photos.lastVerdict(of: context.officer.id, since: now - PhotoWork.undo).isEmpty,
                csrf: context.newForm.csrf, keys: context.browser.keys, now: dependencies.clock.now())
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
            return try await page(form.state.with([.photoReason(context.t)]), context)
        }
        guard form["catatan"].count <= Self.longestNote else {
            return try await page(form.state.with([.photoNote(context.t)]), context)
        }
        return try await decide(fault, note: form["catatan"], context)
    }

    private func decide(_ fault: IdentityPhoto.Fault?, note: String, _ context: OfficerContext) async throws -> Response
    {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let now = dependencies.realNow()
        do {
            let next = try await dependencies.database.transaction { tx in
                guard let photo = try tx.photos.photo(id) else { throw HTTPError(.notFound) }
                try JudgePhotos(dependencies: dependencies).judge(photo, fault, note: note, by: context.officer.id, tx)
                return try tx.photos.next(for: context.officer.id, at: now)
            }
            return context.redirect(
                next.map { Paths.photoReview($0) } ?? Paths.photoOffice,
                saying: fault == nil ? .photosAccepted : .photosRejected)
        } catch let refusal as PhotoReviewRefusal {
            return try await page(context.newForm, refusal: refusal, context)
        }
    }

    @Sendable private func undo(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        _ = try await context.form(request)
        let photo = try await dependencies.database.transaction { tx in
            try JudgePhotos(dependencies: dependencies).undo(by: context.officer.id, tx)
        }
        return context.redirect(Paths.photoReview(photo), saying: .verdictUndone)
    }

    /// Opening a waiting pair claims it.
    private func page(
        _ form: FormState, refusal: PhotoReviewRefusal? = nil, _ context: OfficerContext
    ) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try photoID(context)
        let page = try await dependencies.database.transaction { tx -> ReviewPage? in
            guard let photo = try tx.photos.photo(id), refusal != nil || photo.state != .replaced else { return nil }
            var (refusal, claimedUntil) = (refusal, Instant?.none)
            if refusal == nil, photo.state == .uploaded {
                do {
                    claimedUntil = try JudgePhotos(dependencies: dependencies).claim(photo, for: context.officer.id, tx)
                } catch let other as PhotoReviewRefusal {
                    refusal = other
                }
            }
            try context.records(.identity, of: [photo.person], because: .work("photo:\(id)"), in: tx)
            return try ReviewPage(
                t: context.t, photo: photo,
                person: ReviewedPerson(photo.person, tx, at: dependencies.realNow(), dependencies),
                queue: ReviewQueue(
                    count: tx.photos.backlog().count, claimedUntil: claimedUntil,
                    next: tx.photos.next(for: context.officer.id, after: photo, at: dependencies.realNow())
                        .map { Paths.photoReview($0) }),
                form: form, officer: context.officer, keys: context.browser.keys, refusal: refusal)
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
        path: Paths.photoOffice, readers: [.reviewPhotos], group: .work, icon: .photo,
        also: [Paths.secondLooks, Paths.thirdLooks])

    static let photoAgreement = OfficeSection(
        name: Bilingual(id: "Pemeriksa foto", en: "Photo reviewers"),
        purpose: Bilingual(
            id: "Seberapa sering dua pemeriksa foto sepakat.", en: "How often two reviewers of photos agree."),
        path: Paths.photoAgreement, readers: [.readAudit], group: .oversight, icon: .difference)
}

extension DutySource {
    static let photos = DutySource(permission: .reviewPhotos) { tx, officer, dependencies in
        let label = Bilingual(id: "Foto yang menunggu pemeriksaan", en: "Photos that wait for review")
        let backlog = try tx.photos.backlog()
        return [
            Duty(
                label: label, count: backlog.count, path: Paths.photoOffice, people: backlog.people,
                oldest: backlog.oldest.map(dependencies.clock.timeline.programme),
                due: backlog.oldest.map(dependencies.photosDue), verb: Bilingual(id: "Periksa", en: "Review")),
            Duty(
                label: Bilingual(id: "Foto untuk pemeriksaan kedua", en: "Photos for a second look"),
                count: try tx.photos.secondLookCount(for: officer.id), path: Paths.secondLooks,
                verb: Bilingual(id: "Periksa", en: "Review")),
            Duty(
                label: Bilingual(id: "Foto yang dinilai berbeda", en: "Photos on which reviewers differ"),
                try tx.photos.thirdLooks(for: officer.id), path: Paths.thirdLooks,
                verb: Bilingual(id: "Putuskan", en: "Decide"), timeline: dependencies.clock.timeline),
        ]
    }
}

extension FieldError {
    /// A better photo is asked for with a reason.
    static func photoReason(_ t: Words) -> FieldError {
        FieldError(field: "alasan", message: t("Pilih alasannya.", "Choose the reason."))
    }

    /// A note to the applicant is short, and not cut.
    static func photoNote(_ t: Words) -> FieldError {
        let most = ReviewOffice.longestNote
        return FieldError(
            field: "catatan",
            message: t("Catatan paling banyak \(most) huruf.", "A note has \(most) characters at most."))
    }
}
