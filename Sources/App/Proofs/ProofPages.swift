import Foundation
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
        routes.post(Paths.receiptProof, use: proof)
        routes.get(Paths.logCheckpoint, use: checkpoint)
        routes.get(Paths.logContinuation, use: continuation)
        routes.get(Paths.logWitnessed, use: witnessed)
        routes.get(Paths.logWitness.pattern, use: witness)
        routes.get(Paths.logWitnesses, use: witnesses)
        routes.post(Paths.logWitnesses, use: take)
        for pattern in [
            Paths.logTile.pattern, Paths.logTile2.pattern, Paths.logTile3.pattern, Paths.logTile4.pattern,
        ] {
            routes.get(pattern, use: tile)
        }
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
            let (edition, now) = (dependencies.edition, dependencies.clock.now())
            let found = try await dependencies.database.read { tx -> CheckedReceipt in
                let event = try tx.audit.latest("entry.joined", subject: receipt.subject)
                let sequence = try event.flatMap { try tx.proofs.sequence(of: .audit, $0.rawValue) }
                let wave = try tx.waves.known(of: edition.id).first { $0.number == receipt.wave }
                let isOpen = try wave.map { try tx.draws.board($0.id, of: edition).missingUntil(at: now) != nil }
                return CheckedReceipt(
                    receipt: receipt, isRecorded: event != nil, sequence: sequence,
                    missing: isOpen == true ? wave?.address : nil)
            }
            return context.page(try await page(context, form: form.state, checked: found))
        } catch let fault as ProofFault {
            let error = FieldError(field: ProofPage.field, message: fault.sentence(context.t))
            return context.page(
                try await page(context, form: form.state.with([error]), checked: nil), status: .unprocessableContent)
        }
    }

    /// The proof that a receipt's act is in the log, for its holder: with it and the key no answer of ours is needed.
    @Sendable private func proof(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let receipt: JoinReceipt
        do {
            receipt = try JoinReceipt(form[ProofPage.field], key: dependencies.seal.verifier.key)
        } catch {
            throw HTTPError(.notFound)
        }
        let event = try await dependencies.database.read {
            try $0.audit.latest("entry.joined", subject: receipt.subject)
        }
        let row = event.map { StoredLeaf.Row(kind: .audit, id: $0.rawValue) }
        guard let row, let proof = try await LogTileStore(dependencies: dependencies).proof(of: row) else {
            throw HTTPError(.notFound)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8",
                .contentDisposition: "attachment; filename=\"tanda-terima-\(receipt.number).tlog-proof\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: proof.text)))
    }

    @Sendable private func tile(request: Request, context: VisitorContext) async throws -> Response {
        guard request.uri.path.hasPrefix(Paths.logTiles),
            let bytes = try await bytes(at: String(request.uri.path.dropFirst(Paths.logTiles.count)))
        else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "public, max-age=604800, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The hashes of a tile, or its entries.
    private func bytes(at path: String) async throws -> Data? {
        let store = LogTileStore(dependencies: dependencies)
        if let tile = LogTile(entriesPath: path) { return try await store.bundle(of: tile)?.bytes }
        guard let tile = LogTile(path: path) else { return nil }
        return try await store.bytes(of: tile)
    }

    /// That the latest checkpoint continues one of `?dari=` records; from the beginning where nothing is given.
    @Sendable private func continuation(request: Request, context: VisitorContext) async throws -> Response {
        let from = request.query("dari")
        guard let old = from.isEmpty ? 0 : Int(from, in: 0...Int.max),
            let found = try await LogTileStore(dependencies: dependencies).continuation(from: old)
        else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "max-age=5"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: found.text)))
    }

    /// The latest signed checkpoint, for programs and for auditors who keep one.
    @Sendable private func checkpoint(request: Request, context: VisitorContext) async throws -> Response {
        let keys = dependencies.logWitnesses.map(\.key)
        let note = try await dependencies.database.read { [seal = dependencies.seal] tx -> String? in
            guard let latest = try tx.proofs.latestCheckpoint(signedBy: seal.verifier) else { return nil }
            let lines = try tx.proofs.cosignatureLines(under: latest.checkpoint, of: keys)
            return latest.stored.note + lines.map { $0 + "\n" }.joined()
        }
        guard let note else { throw HTTPError(.notFound) }
        return Self.log(note)
    }

    static func log(_ note: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "max-age=5"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: note)))
    }

    private func page(
        _ context: VisitorContext, form: FormState, checked: CheckedReceipt?
    ) async throws -> ProofPage {
        let verifier = dependencies.seal.verifier
        let witnesses = dependencies.logWitnesses
        let (latest, signed) = try await dependencies.database.read { tx in
            (
                try tx.proofs.latestCheckpoint(signedBy: verifier).map {
                    (checkpoint: $0.checkpoint, at: $0.stored.at)
                },
                try tx.proofs.newestCosignatures(of: witnesses.map(\.key), site: verifier)
            )
        }
        return ProofPage(
            t: context.t, latest: latest,
            witnessing: witnesses.isEmpty ? nil : LogWitnessing(witnesses, signed), verifier: verifier.description,
            checked: checked, form: form)
    }
}

/// A genuine receipt, and its position in the log.
struct CheckedReceipt: Sendable {
    let receipt: JoinReceipt
    /// Whether its act is in our records. An act that is gone, or a receipt made with a stolen key, is not.
    let isRecorded: Bool
    /// Nil until it is sealed, which takes about a second.
    let sequence: Int?
    /// The receipt's wave, while its holder can report that they are not in the draw.
    var missing: WaveAddress?
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
