import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// Uploading the two photos and viewing one's own.
struct PhotoPages: Sendable {
    let dependencies: Dependencies

    /// Bytes allowed beside the photo, for multipart headers and the token.
    private static let overhead = 64 * 1_024
    /// How long a page that waits for a measure stands before it is loaded again, in seconds.
    private static let pauseSeconds = 3

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.photos, use: show)
        routes.get(Paths.photo.pattern, use: one)
        routes.get(Paths.photoAgain.pattern, use: takeAgain)
        routes.post(Paths.photo.pattern, use: upload)
        routes.get(Paths.photoImage.pattern, use: image)
        return routes
    }

    /// Leads to the photo to take next, or shows both. Also open after the application is submitted.
    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let sent = try await sent(context)
        if let kind = sent.toTake { return context.redirect(Paths.photo(kind)) }
        return reloading(context.page(BothPhotosPage(t: context.t, sent: sent)), sent.photos.values, sent)
    }

    @Sendable private func one(request: Request, context: SignedInContext) async throws -> Response {
        let (kind, sent) = try await (kind(context), sent(context))
        guard let photo = sent.photos[kind] else {
            return sent.mayEdit
                ? take(kind, sent, context.newForm, context) : context.redirect(Paths.application)
        }
        if photo.state == .rejected, sent.mayEdit { return take(kind, sent, context.newForm, context) }
        return reloading(context.page(SentPhotoPage(t: context.t, photo: photo, sent: sent)), [photo], sent)
    }

    @Sendable private func takeAgain(request: Request, context: SignedInContext) async throws -> Response {
        let (kind, sent) = try await (kind(context), sent(context))
        guard sent.photos[kind].map(sent.mayReplace) ?? sent.mayEdit else { return context.redirect(Paths.photo(kind)) }
        return take(kind, sent, context.newForm, context)
    }

    private func kind(_ context: SignedInContext) throws -> IdentityPhoto.Kind {
        guard let kind = context.parameters.get("kind").flatMap(IdentityPhoto.Kind.init(slug:)) else {
            throw HTTPError(.notFound)
        }
        return kind
    }

    /// The photo is checked and shrunk before any transaction; its file is on disk before its row is committed.
    @Sendable private func upload(request: Request, context: SignedInContext) async throws -> Response {
        let kind = try kind(context)
        var state = context.newForm
        do {
            // The limit leaves room beyond the photo's own, so that a photo slightly too large gets a message at its
            // field.
            let limit = dependencies.edition.photos.acceptedBytes + Self.overhead
            let form = try await context.form(request, limit: limit)
            state = form.state
            guard let file = form.file(kind.slug) else { throw PhotoRefusal.noFile }
            _ = try await dependencies.database.read { try mayEdit($0, context) }
            try await keep(PhotoProcessingQueue.develop(file.bytes, rules: dependencies.edition.photos), kind, context)
        } catch FormRefusal.tooLarge {
            return try await again(
                .tooManyBytes(limit: dependencies.edition.photos.acceptedBytes), kind, state, context)
        } catch let refusal as PhotoRefusal {
            return try await again(refusal, kind, state, context)
        } catch ApplicationRefusal.alreadySubmitted, ApplicationRefusal.underReview {
            // The form was submitted twice: the first photo is stored, and the page shows it.
        }
        return context.redirect(Paths.photo(kind))
    }

    private func keep(_ picture: Picture, _ kind: IdentityPhoto.Kind, _ context: SignedInContext) async throws {
        let store = PhotoStore(dependencies)
        let id: ID<StoredPhoto> = dependencies.ids.next()
        try store.write(picture.jpeg, for: id)
        do {
            let replaced = try await dependencies.database.transaction { tx in
                try mayEdit(tx, context)
                // One that SQL gave to this account would be bound as its own, and deleted.
                try dependencies.requireOwn(Array(tx.photos.current(of: context.person).values), in: tx)
                let replaced = try tx.photos.add(
                    id, kind, picture, of: context.person, at: dependencies.moment(), ids: dependencies.ids)
                try tx.applications.decide(context.person, on: dependencies)
                try tx.jobs.enqueue(MeasurePhoto(photo: id), on: dependencies)
                return replaced
            }
            replaced.map(store.remove)
        } catch {
            store.remove(id)
            throw error
        }
    }

    @Sendable private func image(request: Request, context: SignedInContext) async throws -> Response {
        let kind = try kind(context)
        let photos = try await dependencies.database.read { [dependencies] tx in
            let photos = try tx.photos.current(of: context.person)
            try dependencies.requireOwn(Array(photos.values), in: tx)
            return photos
        }
        guard let photo = photos[kind] else { throw HTTPError(.notFound) }
        return Response(jpeg: try await PhotoProcessingQueue.preview(of: PhotoStore(dependencies).read(photo.id)).jpeg)
    }

    private func mayEdit(_ tx: Transaction, _ context: SignedInContext) throws {
        let dossier = try tx.applications.dossier(
            of: context.person, at: dependencies.realNow(), edition: dependencies.edition,
            vault: dependencies.vault)
        guard dossier.journey.mayEdit(.photos) else {
            if dossier.journey.submitted { throw ApplicationRefusal.alreadySubmitted }
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
    }

    private func again(
        _ refusal: PhotoRefusal, _ kind: IdentityPhoto.Kind, _ form: FormState, _ context: SignedInContext
    ) async throws -> Response {
        let error = FieldError(field: kind.slug, message: refusal.sentence(context.t))
        return try await take(kind, sent(context), form.with([error]), context, status: refusal.status)
    }

    private func take(
        _ kind: IdentityPhoto.Kind, _ sent: SentPhotos, _ form: FormState, _ context: SignedInContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = PhotoPage(
            t: context.t, kind: kind, rules: dependencies.edition.photos, form: form, old: sent.photos[kind])
        return context.page(page, status: status)
    }

    /// A page of photos that are being measured is loaded again by the browser, at its own address, so that going back
    /// leads to the page before it.
    private func reloading(
        _ response: Response, _ shown: some Collection<StoredPhoto>, _ sent: SentPhotos
    ) -> Response {
        guard sent.reloads(shown) else { return response }
        var response = response
        response.headers[WaitingPages.refresh] = "\(Self.pauseSeconds)"
        return response
    }

    private func sent(_ context: SignedInContext) async throws -> SentPhotos {
        let now = dependencies.realNow()
        return try await dependencies.database.read { [dependencies] tx in
            let dossier = try tx.applications.dossier(
                of: context.person, at: now, edition: dependencies.edition, vault: dependencies.vault)
            let journey = dossier.journey
            guard journey.status(of: .photos) != .blocked else {
                throw ApplicationRefusal.notYet(journey.next ?? .phone)
            }
            let checks = try tx.photos.checks(
                of: Array(dossier.photos.values), nik: dossier.claim?.openNIK(dependencies.vault),
                vault: dependencies.vault)
            let next = journey.next.map(StepTitle.path) ?? Paths.application
            return SentPhotos(
                photos: dossier.photos, checks: checks, mayEdit: journey.mayEdit(.photos),
                isSubmitted: journey.submitted, mayCorrectNIK: journey.mayEdit(.identity),
                onward: journey.submitted ? Paths.account : next, now: now)
        }
    }
}

extension Response {
    /// A picture of a person; `no-store` keeps browsers and proxies from caching it.
    init(jpeg: Data) {
        self.init(
            status: .ok,
            headers: [.contentType: "image/jpeg", .cacheControl: "no-store", .contentDisposition: "inline"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: jpeg)))
    }
}
