import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/gelombang/{n}/pembatalan`: disqualifying entries after the draw, by two officers, and by a third one when
/// the case is contested.
struct DisqualificationOffice: Sendable {
    let dependencies: Dependencies

    /// Cases, and people found on a list, shown on one page.
    static let length = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.disqualifications.pattern, use: show)
        routes.post(Paths.disqualifications.pattern, use: propose)
        routes.post(Paths.disqualification.pattern, use: answer)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        return context.page(try await page(context, context.newForm, refusal: nil))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.runWaves)
        try context.requireProof()
        let address = try context.waveAddress()
        let form = try await context.form(request)
        let ticket = Int(form[DisqualificationsPage.ticketField], in: SealedList.tickets)
        let list = form[DisqualificationsPage.listField]
        var errors: [FieldError] = []
        if ticket == nil {
            let message = context.t(
                "Isi nomor undian dengan angka saja.", "Enter the draw number, digits only.")
            errors.append(FieldError(field: DisqualificationsPage.ticketField, message: message))
        }
        if list.isEmpty {
            let message = context.t("Pilih daftarnya.", "Choose the list.")
            errors.append(FieldError(field: DisqualificationsPage.listField, message: message))
        }
        guard let ticket, errors.isEmpty else {
            return context.page(
                try await page(context, form.state.with(errors), refusal: nil), status: .unprocessableContent)
        }
        do {
            try await DisqualifyEntry(dependencies: dependencies).propose(
                ticket, list: list, in: address, by: context.officer.id)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.disqualifications(address), saying: .proposed)
    }

    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.signDecrees)
        try context.requireProof()
        let address = try context.waveAddress()
        let form = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<Disqualification>($0) }),
            let answer = context.parameters.get("answer").flatMap(DisqualificationAnswer.init(rawValue:))
        else { throw HTTPError(.notFound) }
        let acts = DisqualifyEntry(dependencies: dependencies)
        let officer = context.officer
        do {
            switch answer {
            case .approve: try await acts.approve(id, in: address, by: officer)
            case .refuse: try await acts.refuse(id, in: address, by: officer)
            case .uphold: try await acts.judge(id, upheld: true, in: address, by: officer)
            case .dismiss: try await acts.judge(id, upheld: false, in: address, by: officer)
            }
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, form.state, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.disqualifications(address), saying: answer.done)
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, refusal: (any UserFacingRefusal)?
    ) async throws -> DisqualificationsPage {
        let address = try context.waveAddress()
        return try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            let lists = try tx.draws.lists(of: wave.id).compactMap { try tx.lists.sealedCopy($0) }
                .filter { $0.kind.effect == .excludes }
            let found = try lists.map { list in
                FoundOnList(
                    list: list,
                    tickets: wave.state == .announced
                        ? try tx.disqualifications.candidates(in: wave.id, on: list.id, limit: Self.length) : [])
            }
            let all = try tx.disqualifications.latest(of: wave.id, limit: Self.length)
            try context.records(.entry, of: all.map(\.person), because: .work(wave.subject), in: tx)
            let cases = try all.map { stored in
                // Only an officer who may decide reads what the person wrote.
                let isOpen = stored.value.state == .reserved
                let mayRead = context.officer.may(.signDecrees)
                let text = try stored.contest.flatMap { sealed in
                    isOpen && mayRead
                        ? try dependencies.vault.openText(
                            sealed, table: "disqualification", column: "contest", row: stored.value.id.rawValue) : nil
                }
                return DisqualificationCase(stored: stored, contest: text)
            }
            return DisqualificationsPage(
                t: context.t, wave: wave, officer: context.officer, found: found, cases: cases,
                names: try tx.officers.names(), form: form, refusal: refusal)
        }
    }
}

/// An officer's answer; the raw value is the last part of the path.
enum DisqualificationAnswer: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
    case uphold = "terima-sanggahan"
    case dismiss = "tolak-sanggahan"

    var done: DoneNotice {
        switch self {
        case .approve: .requestApproved
        case .refuse: .requestRefused
        case .uphold: .appealUpheld
        case .dismiss: .appealDismissed
        }
    }
}

extension DutySource {
    static let disqualifications = DutySource(permission: .signDecrees) { tx, officer, dependencies in
        let waiting = try tx.disqualifications.waiting(for: officer.id)
        let label = Bilingual(
            id: "Pembatalan dan sanggahan yang menunggu Anda", en: "Withdrawn places and appeals that wait for you")
        let path = waiting.first.map { Paths.disqualifications($0.wave) } ?? Paths.officeWaves
        let count = waiting.reduce(0) { $0 + $1.count }
        return [
            Duty(
                label: label, count: count, path: path, people: count, oldest: waiting.map(\.since).min(),
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.disqualifications.waiting(for: officer.id).prefix(mostItems).map { Paths.disqualifications($0.wave) }
    }
}
