import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// A holder's own certificate, to print, and as a credential to give away.
struct CertificatePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.certificate.pattern, use: show)
        routes.get(Paths.credential.pattern, use: credential)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let purchase = try purchase(context)
        // The purchase's page says what is missing until the training is completed.
        guard let certificate = try await certificate(of: purchase, context) else {
            return context.redirect(Paths.purchase(purchase))
        }
        let now = dependencies.clock.now()
        let (cloth, given) = try await dependencies.database.read { tx in
            let cloth = try tx.cards.announced(of: certificate.person).flatMap { card in
                try tx.draws.cloth(of: card.waveAddress, shownAt: now)
            }
            return (cloth, try tx.purchases.completion(of: purchase)?.certificateNumber)
        }
        return context.page(
            CertificatePage(
                t: context.t, certificate: certificate, issuer: CredentialKeys(dependencies: dependencies).issuer,
                cloth: cloth, institutionNumber: certificate.training.score == nil ? nil : given))
    }

    @Sendable private func credential(request: Request, context: SignedInContext) async throws -> Response {
        let purchase = try purchase(context)
        guard let certificate = try await certificate(of: purchase, context), certificate.withdrawal == nil else {
            return context.redirect(Paths.certificate(purchase))
        }
        let keys = CredentialKeys(dependencies: dependencies)
        let signed = try await keys.sign(OpenBadge(certificate: certificate, issuer: keys.issuer).credential)
        // Without the number: a file's name is seen by other people than the ones it is given to.
        let name = "sertifikat-\(certificate.status.list)-\(purchase).json"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vc+json", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try signed.canonical)))
    }

    private func purchase(_ context: SignedInContext) throws -> ID<Purchase> {
        guard let id = context.parameters.get("id").flatMap({ ID<Purchase>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    /// The person's own certificate; made now where the training was completed and there is none, as after a completion
    /// by a server of an earlier version. Nil while the training is not completed.
    private func certificate(of purchase: ID<Purchase>, _ context: SignedInContext) async throws -> Certificate? {
        let person = context.person
        if let known = try await asIssued(purchase, of: person) { return known }
        let isOwn = try await dependencies.database.read { tx in try tx.purchases.of(person, purchase) != nil }
        guard isOwn else { throw HTTPError(.notFound) }
        try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.certificates.completed(purchase, vault: dependencies.vault) != nil else { return }
            try dependencies.requireAsBound(try tx.records.hold(.purchases, purchase), in: tx)
            try IssueCertificate(dependencies: dependencies).issue(for: purchase, in: tx)
        }
        return try await asIssued(purchase, of: person)
    }

    /// Throws `RecordRefusal.heldBack` for one that is not as an act left it.
    private func asIssued(_ purchase: ID<Purchase>, of person: ID<Account>) async throws -> Certificate? {
        try await dependencies.database.read { [dependencies] tx in
            guard let certificate = try tx.certificates.of(person, purchase, vault: dependencies.vault) else {
                return nil
            }
            guard try tx.records.isAsBound(.certificates, certificate.id, vault: dependencies.vault) else {
                dependencies.reportChanged(.certificates, certificate.id)
                throw RecordRefusal.heldBack
            }
            return certificate
        }
    }
}
