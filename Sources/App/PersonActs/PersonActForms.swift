import HTTPTypes
import Hummingbird
import Programme
import Storage

/// The first officer's form for one act: shown only while the officer has the person's page open for a stated reason,
/// and every view is recorded.
struct PersonActForms: Sendable {
    let dependencies: Dependencies
    let context: OfficerContext
    let person: ID<Account>
    let form: PersonActForm

    private var t: Words { context.t }

    /// - Parameter filled: begins with the stored data; false where what was typed is shown again.
    func page(
        filled: Bool, _ state: FormState, _ refusal: (any UserFacingRefusal)?
    ) async throws -> Response {
        let status = refusal?.status ?? (state.errors.isEmpty ? .ok : .unprocessableContent)
        return try await dependencies.database.transaction { tx -> Response in
            guard try recordView(tx) else { return context.redirect(Paths.person(person)) }
            switch form {
            case .correction:
                guard let page = try correction(filled, state, refusal, tx) else {
                    return context.page(
                        PersonActPage(
                            t: t, person: person, name: "\(person)", act: .correction, form: state,
                            refusal: PersonActRefusal.noData), status: .unprocessableContent)
                }
                return context.page(page, status: status)
            case .message: return context.page(try messages(state, refusal, tx), status: status)
            case .suspension, .lifting, .revocation, .restoration:
                return context.page(
                    PersonActPage(
                        t: t, person: person, name: try name(tx), act: form.act ?? .suspension, stake: try stake(tx),
                        form: state, refusal: refusal), status: status)
            }
        }
    }

    /// Proposes, or sends a message again, and leads on: to the person's page, which asks why, unless the officer has
    /// opened it.
    func send(_ typed: Form) async throws -> Response {
        if form == .message {
            guard let message = ID<Message>(typed[MessageAgainPage.messageField]) else {
                throw PersonActRefusal.notSendable
            }
            return try await dependencies.database.transaction { [dependencies] tx in
                guard try opening(tx) != nil else { return context.redirect(Paths.person(person)) }
                try SendMessageAgain(dependencies: dependencies).send(
                    message, to: person, by: context.officer, in: tx)
                return context.redirect(Paths.personAct(person, .message), saying: .messageSentAgain)
            }
        }
        let draft = try await draft(typed)
        return try await dependencies.database.transaction { [dependencies] tx in
            guard try opening(tx) != nil else { return context.redirect(Paths.person(person)) }
            let proposal = try ProposePersonAct(dependencies: dependencies).propose(
                draft, of: person, by: context.officer, in: tx)
            return context.redirect(Paths.personProposal(proposal), saying: .proposed)
        }
    }

    private func draft(_ typed: Form) async throws -> ProposePersonAct.Draft {
        let act = form.act ?? .correction
        let (reason, reasonErrors) = ReasonField.read(typed, t)
        let (proof, proofErrors) = PersonActFields.readProof(typed, t)
        var errors: [FieldError] = []
        let cause = PersonActCause(rawValue: typed[PersonActPage.causeField])
        if !act.causes.isEmpty, cause.map(act.causes.contains) != true {
            errors.append(
                FieldError(field: PersonActPage.causeField, message: PersonActRefusal.causeMissing.sentence(t)))
        }
        var correction: DataCorrection?
        if act == .correction {
            let (after, fieldErrors) = after(typed)
            errors += fieldErrors
            if let after {
                do { correction = try await self.correction(to: after) } catch let found as PersonActErrors {
                    errors += found.errors
                }
            }
        }
        errors += reasonErrors + proofErrors
        guard errors.isEmpty, let reason, let proof else { throw PersonActErrors(errors: errors) }
        return ProposePersonAct.Draft(
            act: act, cause: act.causes.isEmpty ? nil : cause, reason: reason, proof: proof, correction: correction,
            isUrgent: act == .suspension && typed.has(PersonActPage.urgentField))
    }

    private func correction(to after: DataVersion) async throws -> DataCorrection {
        let before = try await dependencies.database.read { [vault = dependencies.vault] tx in
            try ProposePersonAct.data(of: person, in: tx, vault: vault)
        }
        guard let before else { throw PersonActRefusal.noData }
        do throws(PersonActRefusal) {
            return try DataCorrection(before: before, after: after)
        } catch {
            throw PersonActErrors(errors: [FieldError(field: "nama", message: error.sentence(t))])
        }
    }

    private func after(_ typed: Form) -> (DataVersion?, [FieldError]) {
        let read = PersonalForm.read(typed, districts: nil, t: t)
        var errors = read.errors
        let (birthDate, wrongDate) = IdentityForm.birthDate(
            typed, today: Zone.wit.date(of: dependencies.clock.now()), t)
        if let wrongDate { errors.append(wrongDate) }
        guard errors.isEmpty, let personal = read.value, let birthDate else { return (nil, errors) }
        return (DataVersion(personal, birthDate: birthDate), [])
    }

    // MARK: - Pages

    /// False where the officer has not said why the person's page is open.
    private func recordView(_ tx: Transaction) throws -> Bool {
        guard let reason = try opening(tx) else { return false }
        try context.records(.identity, of: [person], because: reason, in: tx)
        if form == .message { try context.records(.messages, of: [person], because: reason, in: tx) }
        return true
    }

    /// The money that a revocation takes; recorded as a reading of the card.
    private func stake(_ tx: Transaction) throws -> [PersonActStake] {
        guard form == .revocation, let reason = try opening(tx) else { return [] }
        try context.records(.card, of: [person], because: reason, in: tx)
        return try PersonActStake.card(of: person, in: tx)
    }

    /// Why the officer has the person's page open; nil where they do not. Throws for an account that does not exist.
    private func opening(_ tx: Transaction) throws -> AccessReason? {
        guard try tx.people.exists(person) else { throw HTTPError(.notFound) }
        return try tx.openings.current(
            of: person, by: context.officer.id, at: dependencies.realNow(), vault: dependencies.vault
        )?.accessReason()
    }

    private func name(_ tx: Transaction) throws -> String {
        try tx.accounts.name(of: person, vault: dependencies.shownVault) ?? "\(person)"
    }

    /// Nil before the person has entered their data.
    private func correction(
        _ filled: Bool, _ state: FormState, _ refusal: (any UserFacingRefusal)?, _ tx: Transaction
    ) throws -> CorrectionPage? {
        try ProposePersonAct(dependencies: dependencies).requireOwnData(of: person, in: tx)
        guard let data = try tx.applications.personalData(of: person, vault: dependencies.vault),
            let now = try ProposePersonAct.data(of: person, in: tx, vault: dependencies.vault)
        else { return nil }
        var state = state
        if filled { state.fill(CorrectionPage.values(of: data, birthDate: now.birthDate)) }
        return CorrectionPage(t: t, person: person, now: now, form: state, refusal: refusal)
    }

    private func messages(
        _ state: FormState, _ refusal: (any UserFacingRefusal)?, _ tx: Transaction
    ) throws -> MessageAgainPage {
        let found = try tx.inbox.latest(
            of: person, before: nil, limit: MessageAgainPage.most, vault: dependencies.vault)
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault).map(\.masked)
        let today = SendMessageAgain(dependencies: dependencies).today
        let lines = try found.map { message in
            MessageAgainPage.Line(
                id: message.id, subject: message.content[t.language].subject, at: message.at,
                deliveries: DeliveryWords(t: t).all(try tx.deliveries.of(message.id, vault: dependencies.vault)))
        }
        return MessageAgainPage(
            t: t, person: person, name: try name(tx), messages: lines,
            sentTo: context.browser.done == .messageSentAgain ? contacts : [],
            left: MessageRepetition.mostPerDay - (try tx.repetitions.sent(to: person, on: today)), form: state,
            refusal: refusal)
    }
}

/// How a message's deliveries went, in words.
struct DeliveryWords: Sendable {
    let t: Words

    func all(_ deliveries: [Delivery]) -> String {
        guard !deliveries.isEmpty else { return t("hanya di kotak pesan", "in the inbox only") }
        return latest(deliveries).map { "\(channel($0.channel)): \(state($0))" }.joined(separator: ", ")
    }

    /// The last of each channel: a message sent again went out more than once.
    private func latest(_ deliveries: [Delivery]) -> [Delivery] {
        Dictionary(grouping: deliveries, by: \.channel).values
            .compactMap { sent in sent.max { $0.id < $1.id } }
            .sorted { $0.channel.rawValue < $1.channel.rawValue }
    }

    private func channel(_ channel: Delivery.Channel) -> String {
        switch channel {
        case .email: t("email", "e-mail")
        case .sms: "SMS"
        }
    }

    private func state(_ delivery: Delivery) -> String {
        switch delivery.state {
        case .queued: t("menunggu dikirim", "waits to be sent")
        case .handedOver where delivery.channel == .email: t("dikirim", "sent")
        case .handedOver: t("diserahkan ke operator", "handed to the operator")
        case .delivered: t("sampai", "arrived")
        case .failed: t("gagal", "failed")
        }
    }
}
