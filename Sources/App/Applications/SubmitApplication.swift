import Programme
import Storage

/// Steps of an application whose facts other slices act on: the registry is asked, the rules decide.
extension ApplicationQueries {
    func save(_ data: PersonalData, of person: ID<Account>, on dependencies: Dependencies) throws {
        // A name that SQL changed cannot be opened; the registry is asked again.
        let isChanged = try noteDeclared(by: person, on: dependencies)
        let oldName = try isChanged ? nil : tx.accounts.name(of: person, vault: dependencies.vault)
        try keep(data, of: person, at: dependencies.realNow(), vault: dependencies.vault)
        try tx.nameWords.index(data.name.text, of: person, vault: dependencies.vault)
        try bindDeclared(by: person, on: dependencies)
        if oldName != data.name.text { try tx.identity.nameChanged(of: person, on: dependencies) }
    }

    /// As `save`, with another birth date, by officers. The registry is asked once about both.
    ///
    /// - Parameter birthDate: nil where it stays.
    func amend(
        _ data: PersonalData, birthDate: CivilDate?, of person: ID<Account>, on dependencies: Dependencies
    ) throws {
        try tx.identity.requireNoDispute(of: person)
        try requireDeclared(by: person, on: dependencies)
        guard let birthDate, let claim = try tx.identity.claim(of: person) else {
            return try save(data, of: person, on: dependencies)
        }
        try keep(data, of: person, at: dependencies.realNow(), vault: dependencies.vault)
        try tx.nameWords.index(data.name.text, of: person, vault: dependencies.vault)
        try bindDeclared(by: person, on: dependencies)
        try tx.identity.save(
            try claim.openNIK(dependencies.vault), birthDate: birthDate,
            familyCard: try claim.openFamilyCard(dependencies.vault), of: person, on: dependencies)
    }

    /// Stores the edition's declarations. One of them consents to the registry check, so the registry is asked now and
    /// not before.
    func declare(_ person: ID<Account>, on dependencies: Dependencies) throws {
        let (isFirst, isChanged) = (try !hasConsented(person), try noteDeclared(by: person, on: dependencies))
        try keepDeclarations(of: person, at: dependencies.realNow(), edition: dependencies.edition)
        // What SQL put into the answers beside the declarations does not pass with them.
        if !isChanged { try bindDeclared(by: person, on: dependencies) }
        if isFirst { try tx.identity.consented(person, on: dependencies) }
    }

    /// Binds what the person declared, from the first answer on.
    func bindDeclared(by person: ID<Account>, on dependencies: Dependencies) throws {
        try tx.records.bind(.declared, person, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Records, before an act changes what a person declared, that it had been changed by other means.
    ///
    /// - Returns: whether it had been.
    @discardableResult
    func noteDeclared(by person: ID<Account>, on dependencies: Dependencies) throws -> Bool {
        guard try isDeclaredChanged(by: person, on: dependencies) else { return false }
        try dependencies.noteIfChanged(.declared, [person], in: tx)
        return true
    }

    /// Throws `RecordRefusal.applicantChanged` where what the person declared is not as their last act left it: an act
    /// that goes by it, or changes a part of it, would bind what SQL put into the rest.
    func requireDeclared(by person: ID<Account>, on dependencies: Dependencies) throws {
        _ = try tx.records.hold(.declared, person)
        guard try isDeclaredChanged(by: person, on: dependencies) else { return }
        dependencies.reportChanged(.declared, person)
        throw RecordRefusal.applicantChanged
    }

    /// Answers that were never sent may be from before they were bound from the first one on.
    private func isDeclaredChanged(by person: ID<Account>, on dependencies: Dependencies) throws -> Bool {
        let isSent = try of(person)?.submittedAt != nil
        return try !tx.records.changed(
            .declared, due: isSent ? [person] : [], free: isSent ? [] : [person], vault: dependencies.vault
        ).isEmpty
    }

    /// Submits the application. Submitting again changes nothing.
    func submit(_ person: ID<Account>, on dependencies: Dependencies) throws {
        let moment = dependencies.moment()
        let dossier = try dossier(
            of: person, at: moment.real, edition: dependencies.edition, vault: dependencies.vault)
        if dossier.journey.submitted { return }
        guard dossier.journey.mayEdit(.check) else {
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        try requireDeclared(by: person, on: dependencies)
        guard try markSubmitted(person, at: moment.programme), let application = dossier.application else { return }
        try bindDeclared(by: person, on: dependencies)
        try tx.audit.record(
            AuditEvent("application.submitted", subject: "application:\(application.id)"), by: .person(person),
            at: moment, ids: dependencies.ids)
        try decide(person, on: dependencies)
    }
}
