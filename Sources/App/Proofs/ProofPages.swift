import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// The public pages of proofs: the state of the log, and verification of receipts.
struct ProofPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.proofs, use: room)
        routes.post(Paths.proofs, use: check)
        routes.get(Paths.checkpoint, use: checkpoint)
        return routes
    }

    @Sendable private func room(request: Request, context: VisitorContext) async throws -> Response {
        context.page(try await page(context, form: context.newForm, checked: nil))
    }

    /// Answers the POST on the same page: nothing is changed, so reloading is harmless.
    @Sendable private func check(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        do {
            let receipt = try JoinReceipt(form[ProofPage.field], key: dependencies.seal.verifier.key)
            let found = try await dependencies.database.read { tx -> CheckedReceipt in
                let event = try tx.audit.latest("entry.joined", subject: receipt.subject)
                let sequence = try event.flatMap { try tx.proofs.sequence(of: .audit, $0.rawValue) }
                return CheckedReceipt(receipt: receipt, sequence: sequence)
            }
            return context.page(try await page(context, form: form.state, checked: found))
        } catch let fault as ProofFault {
            let error = FieldError(field: ProofPage.field, message: fault.sentence(context.t))
            return context.page(
                try await page(context, form: form.state.with([error]), checked: nil), status: .unprocessableContent)
        }
    }

    /// The latest signed checkpoint, for programs and for auditors who keep one.
    @Sendable private func checkpoint(request: Request, context: VisitorContext) async throws -> Response {
        let note = try await dependencies.database.read { try $0.proofs.latestCheckpoint()?.note }
        guard let note else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "max-age=5"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: note)))
    }

    private func page(
        _ context: VisitorContext, form: FormState, checked: CheckedReceipt?
    ) async throws -> ProofPage {
        let verifier = dependencies.seal.verifier
        let note = try await dependencies.database.read { try $0.proofs.latestCheckpoint()?.note }
        let latest = try note.map { try Checkpoint(note: $0, verifier: verifier) }
        return ProofPage(
            t: context.t, latest: latest, verifier: verifier.description, checked: checked, form: form)
    }
}

/// A genuine receipt, and its position in the log.
struct CheckedReceipt: Sendable {
    let receipt: JoinReceipt
    /// Nil until it is sealed, which takes about a second.
    let sequence: Int?
}

extension ProofFault {
    func sentence(_ t: Words) -> String {
        switch self {
        case .malformed:
            t(
                "Tempel seluruh tanda terima, dari PRK1- sampai huruf terakhir.",
                "Paste the whole receipt, from PRK1- to its last letter.")
        case .unsigned, .wrongSignature:
            t(
                "Tanda terima ini bukan dari kami, atau ada yang berubah di dalamnya. Salin lagi dari halaman gelombang Anda.",
                "This receipt is not ours, or something in it was changed. Copy it again from the page of your wave.")
        }
    }
}
