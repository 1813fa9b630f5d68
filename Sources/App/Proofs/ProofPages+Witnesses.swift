import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Witnesses of the log: what each has signed, and the form to hand signatures in.
extension ProofPages {
    @Sendable func witnesses(request: Request, context: VisitorContext) async throws -> Response {
        context.page(try await witnessPage(context, context.newForm))
    }

    @Sendable func take(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let file = form.file(LogWitnessPage.fileField).map { String(decoding: $0.bytes, as: UTF8.self) }
        do {
            try await TakeCosignature(dependencies: dependencies).take(
                file ?? form[LogWitnessPage.field], by: context.actor)
        } catch let refusal as CosignatureRefusal {
            let error = FieldError(field: LogWitnessPage.field, message: refusal.sentence(context.t))
            let page = try await witnessPage(context, form.state.with([error]))
            return context.page(page, status: refusal.status)
        }
        return context.redirect(Paths.logWitnesses)
    }

    /// The newest checkpoint that a witness has signed, with all signatures under it.
    @Sendable func witnessed(request: Request, context: VisitorContext) async throws -> Response {
        let newest = try await witnessing().signed.max { $0.checkpoint.size < $1.checkpoint.size }
        guard let newest else { throw HTTPError(.notFound) }
        return try await note(newest.checkpoint)
    }

    @Sendable func witness(request: Request, context: VisitorContext) async throws -> Response {
        let id = context.parameters.get("witness")
        let signed = try await witnessing().signed.first { $0.cosignatures.first?.witness == id }
        guard let signed else { throw HTTPError(.notFound) }
        return try await note(signed.checkpoint)
    }

    /// A published checkpoint with every signature of the annex's witnesses under it.
    private func note(_ checkpoint: Checkpoint) async throws -> Response {
        let (keys, site) = (dependencies.logWitnesses.map(\.key), dependencies.seal.verifier)
        let note = try await dependencies.database.read { tx -> String? in
            let lines = try tx.proofs.cosignatureLines(under: checkpoint, of: keys)
            return try tx.proofs.checkpoint(of: checkpoint.size, signedBy: site).map { found in
                found.stored.note + lines.map { $0 + "\n" }.joined()
            }
        }
        guard let note else { throw HTTPError(.notFound) }
        return Self.log(note)
    }

    private func witnessing() async throws -> LogWitnessing {
        let (witnesses, site) = (dependencies.logWitnesses, dependencies.seal.verifier)
        let signed = try await dependencies.database.read { tx in
            try tx.proofs.newestCosignatures(of: witnesses.map(\.key), site: site)
        }
        return LogWitnessing(witnesses, signed)
    }

    private func witnessPage(_ context: VisitorContext, _ form: FormState) async throws -> LogWitnessPage {
        LogWitnessPage(
            t: context.t, witnessing: try await witnessing(), verifier: dependencies.seal.verifier.description,
            form: form)
    }
}

/// Which witnesses have signed the log, and what each of them last.
struct LogWitnessing: Sendable {
    let witnesses: [LogWitness]
    /// One of each witness at most, in the annex's order.
    let signed: [WitnessedCheckpoint]

    init(_ witnesses: [LogWitness], _ signed: [WitnessedCheckpoint]) {
        (self.witnesses, self.signed) = (witnesses, signed)
    }

    /// What this witness signed last, and when; nil where it has signed nothing.
    func last(of witness: LogWitness) -> (size: Int, at: Instant)? {
        signed.lazy.compactMap { one in
            one.cosignatures.first { $0.witness == witness.id }.map { (one.checkpoint.size, $0.at) }
        }.first
    }

    /// The latest signature of all.
    var latest: (witness: LogWitness, size: Int, at: Instant)? {
        witnesses.compactMap { witness in last(of: witness).map { (witness, $0.size, $0.at) } }.max { $0.2 < $1.2 }
    }
}
