import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// The public check of a certificate, without an account, and what programs fetch to check a credential.
struct CertificateCheckPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.certificateCheck, use: form)
        routes.post(Paths.certificateCheck, use: check)
        routes.get(Paths.checkedCertificate.pattern, use: scan)
        routes.get(Paths.statusList.pattern, use: list)
        routes.get(Paths.didDocument, use: document)
        return routes
    }

    @Sendable private func form(request: Request, context: VisitorContext) async throws -> Response {
        context.page(CertificateCheckPage(t: context.t, form: context.newForm, checked: nil)).unindexed
    }

    /// Answers the POST on the same page, so that neither number nor name is in an address.
    @Sendable private func check(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.certificatesPerAddress, .certificatesPerBrowser)
        let typed = form[CertificateCheckPage.number]
        let number: CertificateNumber
        do {
            number = try CertificateNumber(typed: typed)
        } catch {
            let message = FieldError(field: CertificateCheckPage.number, message: error.sentence(context.t))
            return context.page(
                CertificateCheckPage(t: context.t, form: form.state.with([message]), checked: nil),
                status: .unprocessableContent
            ).unindexed
        }
        return try await answer(number, name: form[CertificateCheckPage.name], form.state, context)
    }

    /// The address in the QR code.
    @Sendable private func scan(request: Request, context: VisitorContext) async throws -> Response {
        try context.allow(.certificatesPerAddress)
        var form = context.newForm
        let typed = context.parameters.get("number") ?? ""
        form.fill([CertificateCheckPage.number: String(typed.prefix(CertificateCheckPage.longestNumber))])
        guard let number = try? CertificateNumber(typed: typed) else {
            return context.page(CertificateCheckPage(t: context.t, form: form, checked: .unknown)).unindexed
        }
        return try await answer(number, name: "", form, context)
    }

    private func answer(
        _ number: CertificateNumber, name: String, _ form: FormState, _ context: VisitorContext
    ) async throws -> Response {
        let checked = try await dependencies.database.read { [dependencies] tx in
            try CheckedCertificate(number, name: name, in: tx, on: dependencies)
        }
        return context.page(CertificateCheckPage(t: context.t, form: form, checked: checked)).unindexed
    }

    /// Every month has a list, also one without a certificate: whether there is one says nothing about its certificates.
    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        try context.allow(.certificatesPerAddress)
        let now = dependencies.clock.now()
        let present = StatusList.number(of: dependencies.edition.waves.zone.date(of: now))
        guard let month = context.parameters.get("month").flatMap({ Int($0, in: Self.firstMonth...present) }),
            (1...12).contains(month % 100)
        else { throw HTTPError(.notFound) }
        let withdrawn = try await dependencies.database.read { tx in try tx.certificates.withdrawn(in: month) }
        let list = StatusList(number: month, withdrawn: withdrawn)
        guard let compressed = Gzip.compressed(list.bits) else { throw HTTPError(.serviceUnavailable) }
        let keys = CredentialKeys(dependencies: dependencies)
        let signed = try await keys.sign(list.credential(of: keys.issuer, compressed: compressed, at: now))
        return try Self.file(signed, type: "application/vc+json")
    }

    @Sendable private func document(request: Request, context: VisitorContext) async throws -> Response {
        let keys = CredentialKeys(dependencies: dependencies)
        return try Self.file(keys.issuer.document(try await keys.published()), type: "application/did+json")
    }

    /// The programme's first year: no certificate is older.
    private static let firstMonth = 202_001

    private static func file(_ value: JSONValue, type: String) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=300"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try value.canonical)))
    }
}

extension Response {
    /// Not for search engines: the address may have a certificate's number.
    fileprivate var unindexed: Response {
        var response = self
        if let field = HTTPField.Name("X-Robots-Tag") { response.headers[field] = "noindex, nofollow" }
        return response
    }
}

extension CertificateNumberFault {
    func sentence(_ t: Words) -> String {
        switch self {
        case .character(let character):
            t(
                "“\(String(character))” tidak ada dalam nomor sertifikat. Nomornya berisi huruf dan angka saja.",
                "“\(String(character))” is in no certificate's number. Numbers have letters and digits only.")
        case .length:
            t(
                "Nomor sertifikat terdiri atas 16 huruf dan angka. Salin semuanya dari sertifikat.",
                "A certificate's number has 16 letters and digits. Copy all of them from the certificate.")
        case .check:
            t(
                "Nomor ini salah ketik: ada huruf atau angka yang tertukar. Bandingkan dengan sertifikatnya.",
                "This number is mistyped: a letter or digit is wrong. Compare it with the certificate.")
        }
    }
}
