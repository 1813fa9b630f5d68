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
    /// How often the page that waits for a measure is loaded again by itself, and how long it waits, in seconds.
    private static let looks = 5
    private static let pauseSeconds = 3

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.photos, use: show)
        routes.get(Paths.photo.pattern, use: back)
        routes.post(Paths.photo.pattern, use: upload)
        routes.get(Paths.photoImage.pattern, use: image)
        return routes
    }

    /// Also open after the application is submitted, where an applicant who has just replaced a photo sees its status.
    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let look = Int(request.query("lihat"), in: 1...Self.looks)
        return try await page(context.newForm, context, look: look)
    }

    /// A reload of a form's error page.
    @Sendable private func back(request: Request, context: SignedInContext) async throws -> Response {
        context.redirect(Paths.photos)
    }

    /// The photo is checked and shrunk before any transaction; its file is on disk before its row is committed.
    @Sendable private func upload(request: Request, context: SignedInContext) async throws -> Response {
        guard let kind = context.parameters.get("kind").flatMap(IdentityPhoto.Kind.init(slug:)) else {
            throw HTTPError(.notFound)
        }
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
        return context.redirect(Paths.photoResults(1))
    }

    private func keep(_ picture: Picture, _ kind: IdentityPhoto.Kind, _ context: SignedInContext) async throws {
        let store = PhotoStore(dependencies)
        let id: ID<StoredPhoto> = dependencies.ids.next()
        try store.write(picture.jpeg, for: id)
        do {
            let replaced = try await dependencies.database.transaction { tx in
                try mayEdit(tx, context)
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
        let kind = context.parameters.get("kind").flatMap(IdentityPhoto.Kind.init(slug:))
        let photos = try await dependencies.database.read { [dependencies] tx in
            let photos = try tx.photos.current(of: context.person)
            try dependencies.requireOwn(Array(photos.values), in: tx)
            return photos
        }
        guard let kind, let photo = photos[kind] else { throw HTTPError(.notFound) }
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
        return try await page(form.with([error]), context, status: refusal.status)
    }

    /// - Parameter look: how often the browser has asked for the measure of a new photo; nil when it does not wait.
    private func page(
        _ form: FormState, _ context: SignedInContext, status: HTTPResponse.Status = .ok, look: Int? = nil
    ) async throws -> Response {
        let now = dependencies.realNow()
        let (photos, journey, checks) = try await dependencies.database.read { tx in
            let dossier = try tx.applications.dossier(
                of: context.person, at: dependencies.realNow(), edition: dependencies.edition,
                vault: dependencies.vault)
            guard dossier.journey.status(of: .photos) != .blocked else {
                throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
            }
            let checks = try tx.photos.checks(
                of: Array(dossier.photos.values), nik: dossier.claim?.openNIK(dependencies.vault),
                vault: dependencies.vault)
            return (dossier.photos, dossier.journey, checks)
        }
        var page = PhotoPage(
            t: context.t, photos: photos, rules: dependencies.edition.photos, form: form,
            mayEdit: journey.mayEdit(.photos), isSent: journey.submitted, checks: checks, now: now,
            mayCorrectNIK: journey.mayEdit(.identity))
        guard let look, look < Self.looks, page.isMeasuring else { return context.page(page, status: status) }
        page.isWaiting = true
        var response = context.page(page, status: status)
        response.headers[WaitingPages.refresh] = "\(Self.pauseSeconds); url=\(Paths.photoResults(look + 1))"
        return response
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
