import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// The endpoint where witnesses of a draw hand in papers, and the public page of what each has handed in. It needs no
/// sign-in: every paper is signed by a key that the edition pins, or matches a published commitment.
struct WitnessPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.witnesses.pattern, use: show)
        routes.post(Paths.witnesses.pattern, use: take)
        routes.get(Paths.witnessReceipt.pattern, use: receipt)
        routes.get(Paths.drawStatement.pattern, use: statement)
        routes.get(Paths.drawAnnex.pattern, use: annex)
        routes.get(Paths.witnessBoard, use: board)
        routes.get(Paths.annex, use: currentAnnex)
        routes.get(Paths.currentEditionFile, use: edition)
        routes.get(Paths.editionFile.pattern, use: anyEdition)
        routes.get(Paths.editionCanonical.pattern, use: canonical)
        routes.get(Paths.drawChecker, use: checker)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: dependencies).wave
        let board = try await DrawActions(dependencies: dependencies, of: wave).board(wave.number)
        return context.page(
            WitnessPage(t: context.t, now: dependencies.clock.now(), board: board, form: context.newForm))
    }

    @Sendable private func take(request: Request, context: VisitorContext) async throws -> Response {
        let address = try context.waveAddress()
        let form = try await context.form(request)
        let file = form.file(WitnessPage.fileField).map { String(decoding: $0.bytes, as: UTF8.self) }
        let wave = try await PublicWave.of(address, on: dependencies).wave
        let acts = WitnessActions(dependencies: dependencies, of: wave)
        do {
            try await acts.takeIn(file ?? form[WitnessPage.field], wave: wave.number, by: context.actor)
        } catch let refusal as WitnessRefusal {
            let error = FieldError(field: WitnessPage.field, message: refusal.sentence(context.t))
            let page = WitnessPage(
                t: context.t, now: dependencies.clock.now(),
                board: try await DrawActions(dependencies: dependencies, of: wave).board(wave.number),
                form: form.state.with([error]))
            return context.page(page, status: refusal.status)
        }
        return context.redirect(Paths.witnesses(address))
    }

    /// What was received from a witness, signed by the site, for the witness to keep.
    @Sendable private func receipt(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: dependencies).wave
        let board = try await DrawActions(dependencies: dependencies, of: wave).board(wave.number)
        guard let receipt = context.parameters.get("witness").flatMap(board.receipt) else {
            throw HTTPError(.notFound)
        }
        return Self.text(try dependencies.seal.note(receipt.text))
    }

    /// The statement, drafted or final, with the signatures so far; of an earlier attempt with its number as `?percobaan=`.
    @Sendable private func statement(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: dependencies).wave
        let board = try await DrawActions(dependencies: dependencies, of: wave).board(wave.number)
        let asked = request.query(Paths.attemptName)
        let number = Int(asked, in: 1...1_000_000)
        let note =
            asked.isEmpty
            ? try board.note(signedBy: dependencies.seal)
            : try number.flatMap { try board.note(ofAttempt: $0, signedBy: dependencies.seal) }
        guard let note else { throw HTTPError(.notFound) }
        return Self.text(note)
    }

    /// The annex under which the wave was opened.
    @Sendable private func annex(request: Request, context: VisitorContext) async throws -> Response {
        let wave = try await PublicWave.of(try context.waveAddress(), on: dependencies).wave
        let note = try await dependencies.database.read { tx in
            try tx.draws.of(wave.id)?.annex.flatMap { try tx.editions.annex($0) }
        }
        guard let note else { throw HTTPError(.notFound) }
        return Self.text(note)
    }

    @Sendable private func currentAnnex(request: Request, context: VisitorContext) async throws -> Response {
        guard let note = dependencies.editionStore?.annexNote else { throw HTTPError(.notFound) }
        return Self.text(note)
    }

    /// The papers still awaited, for witnesses' own programs and for monitoring them.
    @Sendable private func board(request: Request, context: VisitorContext) async throws -> Response {
        let now = dependencies.clock.now()
        let dependencies = dependencies
        let json = try await dependencies.publicCache.value("witnesses", for: .seconds(1), now: dependencies.realNow())
        {
            try await dependencies.database.read { tx in
                guard dependencies.edition.waves.draw != nil else {
                    return try WitnessBoard(now: now, waves: []).json()
                }
                let waves = try tx.waves.known(of: dependencies.edition.id)
                    .filter { $0.state == .open || $0.state == .sealed }
                let boards = try waves.map { try tx.draws.board($0.number, of: dependencies.edition) }
                return try WitnessBoard(now: now, waves: boards.map { .init($0, at: now) }).json()
            }
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    /// The edition in force as a file, to verify bundles and statements with. It is served as it was published in this
    /// installation, not as the file on disk may be by now.
    @Sendable private func edition(request: Request, context: VisitorContext) async throws -> Response {
        guard let published = dependencies.editionStore?.inForce else { throw HTTPError(.notFound) }
        return Self.text(published.publicText, type: "application/yaml; charset=utf-8")
    }

    /// The canonical text of any edition of this installation, for verifiers that do not read YAML.
    @Sendable private func canonical(request: Request, context: VisitorContext) async throws -> Response {
        guard let published = context.parameters.get("id").flatMap({ dependencies.editionStore?.find($0) }) else {
            throw HTTPError(.notFound)
        }
        return Self.text(try EditionText.canonicalText(yaml: published.publicText))
    }

    /// The independent verifier that visitors download. Read at start: without it a draw could only be verified with
    /// the programme itself.
    static func readChecker(_ directory: URL = Bundle.module.bundleURL.appending(path: "Public")) throws -> String {
        do {
            return try String(contentsOf: directory.appending(path: "periksa.py"), encoding: .utf8)
        } catch {
            throw BootFault.fileMissing("Public/periksa.py", "\(error)")
        }
    }

    private static let checkerText = try? readChecker()

    @Sendable private func checker(request: Request, context: VisitorContext) async throws -> Response {
        guard let text = Self.checkerText else { throw Inconsistency("a start reads the verifier of draws") }
        return Self.text(text, type: "text/x-python; charset=utf-8")
    }

    /// Any edition of this installation, because an earlier draw is verified with its own edition.
    @Sendable private func anyEdition(request: Request, context: VisitorContext) async throws -> Response {
        guard let published = context.parameters.get("id").flatMap({ dependencies.editionStore?.find($0) }) else {
            throw HTTPError(.notFound)
        }
        return Self.text(published.publicText, type: "application/yaml; charset=utf-8")
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// `/saksi.json`: the waves whose witnesses still have something to hand in.
struct WitnessBoard: Encodable {
    let now: String
    let waves: [WaveEntry]

    init(now: Instant, waves: [WaveEntry]) {
        self.now = now.description
        self.waves = waves
    }

    struct WaveEntry: Encodable {
        let number: Int
        /// As in the paths of its pages: `1`, or `2020-4b.1`.
        let address: String
        /// `committing`, `revealing`, `signing`, `beacon` or `failed`
        let phase: String
        /// When the phase ends; for `beacon` and `failed`, when it began.
        let at: String
        let round: Int?
        let needed: Int
        let witnesses: [Standing]

        init(_ board: DrawState, at now: Instant) {
            let (phase, at) = Self.words(board.phase(at: now), board.wave)
            number = board.wave.number
            address = board.wave.address.description
            self.phase = phase
            self.at = at.description
            round = board.current?.round
            needed = board.rules?.cosignatures ?? 0
            witnesses = (board.rules?.witnesses ?? []).map { witness in
                Standing(
                    id: witness.id, committed: board.witness(witness.id) != nil,
                    revealed: board.witness(witness.id)?.secret != nil,
                    signed: board.current?.signatures.contains { $0.witness == witness.id } ?? false)
            }
        }

        private static func words(_ phase: DrawPhase?, _ wave: Wave) -> (String, Instant) {
            switch phase {
            case nil: ("committing", wave.closesAt)
            case .revealing(let until): ("revealing", until)
            case .signing(let until): ("signing", until)
            case .waitingForBeacon(let since), .silent(let since): ("beacon", since)
            case .failed(let at, _, _): ("failed", at)
            }
        }
    }

    struct Standing: Encodable {
        let id: String
        let committed: Bool
        let revealed: Bool
        let signed: Bool
    }

    func json() throws -> Data { try JSONEncoder.sorted.encode(self) + Data("\n".utf8) }
}
