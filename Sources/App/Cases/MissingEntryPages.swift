import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/gelombang/{n}/tidak-ikut`: a person who holds a receipt of a wave and is not in its draw asks the office to look
/// into it before the draw.
struct MissingEntryPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.missingEntry.pattern, use: show)
        routes.post(Paths.missingEntry.pattern, use: begin)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func begin(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        let form = try await context.form(request)
        let (text, slips) = CaseForm.read(form, context.t)
        let receipt: JoinReceipt
        do throws(ProofFault) {
            receipt = try JoinReceipt(form[MissingEntryPage.receipt], key: dependencies.seal.verifier.key)
        } catch {
            let missing = FieldError(field: MissingEntryPage.receipt, message: error.sentence(context.t))
            return context.page(
                try await page(context, form.state.with([missing] + slips)), status: .unprocessableContent)
        }
        guard let text else {
            return context.page(try await page(context, form.state.with(slips)), status: .unprocessableContent)
        }
        do {
            let found = try await found(receipt, address, context.person)
            if let running = found.running { return context.redirect(Paths.myCase(running)) }
            let number = try await CaseActions(dependencies: dependencies).begin(
                NewCase(
                    number: CaseNumber(form[CaseForm.number]), person: context.person, category: .missingEntry,
                    text: text, missing: found.missing))
            return context.redirect(Paths.myCase(number))
        } catch let refusal as CaseRefusal {
            let error = FieldError(field: MissingEntryPage.receipt, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error])), status: refusal.status)
        }
    }

    /// The entry that the receipt is for, and the case that runs about it. Throws where the receipt is of another wave
    /// or another person's, where the entry counts, and once it is too late for the draw.
    private func found(
        _ receipt: JoinReceipt, _ address: WaveAddress, _ person: ID<Account>
    ) async throws -> (missing: MissingEntry, running: CaseNumber?) {
        let now = dependencies.clock.now()
        return try await dependencies.database.read { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            let board = try tx.draws.board(wave.id, of: dependencies.edition(wave.edition))
            guard let until = board.missingUntil(at: now) else { throw CaseRefusal.tooLateForDraw }
            guard receipt.wave == wave.number,
                let joining = try tx.entries.joining(of: receipt, vault: dependencies.vault),
                joining.person == nil || joining.person == person
            else { throw CaseRefusal.otherReceipt }
            let standing = try tx.entries.standing(of: joining.entry, in: wave, vault: dependencies.vault)
            guard standing != .counts else { throw CaseRefusal.entryCounts }
            return (
                MissingEntry(wave: wave.id, entry: joining.entry, until: until),
                try tx.cases.running(about: joining.entry)
            )
        }
    }

    private func page(_ context: SignedInContext, _ form: FormState) async throws -> MissingEntryPage {
        let (address, now) = (try context.waveAddress(), dependencies.clock.now())
        return try await dependencies.database.read { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            let board = try tx.draws.board(wave.id, of: dependencies.edition(wave.edition))
            return MissingEntryPage(
                t: context.t, now: now, wave: wave, until: board.missingUntil(at: now), form: form,
                number: CaseActions.draw(dependencies.random))
        }
    }
}

extension DutySource {
    /// First on the page of the officers who run waves: after the round of the draw nothing can be put right.
    static let missingEntries = DutySource(permission: .runWaves) { tx, officer, _ in
        guard officer.may(.answerCases) else { return [] }
        let waiting = try tx.cases.missingEntries(for: officer.id)
        let label = Bilingual(
            id: "Orang dengan tanda terima yang tidak ikut undian", en: "People with a receipt who are not in the draw")
        return [
            Duty(
                label: label, count: waiting.count, path: Paths.caseOffice(.all, .missingEntry), people: waiting.count,
                oldest: waiting.oldest, due: waiting.due, verb: Bilingual(id: "Periksa", en: "Look into it"),
                isFinal: true)
        ]
    }
}
