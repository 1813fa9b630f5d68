import Programme
import Storage

extension PersonSectionSource {
    /// What officers have done to the account or propose: a running suspension, a revoked card, what waits.
    static let personActs = PersonSectionSource { tx, reading in
        let (t, vault) = (reading.t, reading.vault)
        let suspension = try tx.suspensions.running(of: reading.person)
        let revocation = try tx.revocations.running(of: reading.person)
        let proposals = try tx.personProposals.of(reading.person, limit: PersonActSection.most, vault: vault)
        guard suspension != nil || revocation != nil || !proposals.isEmpty else { return nil }
        return PersonSection(
            title: Bilingual(id: "Tindakan petugas", en: "Officers' acts"), column: .identity,
            body: PersonActSection(
                t: t, suspension: suspension, revocation: revocation, proposals: proposals,
                names: try tx.officers.names()
            ).html,
            tags: suspension == nil ? [] : [Part.tag(t("Akun ditangguhkan", "Account suspended"), .wrong)])
    }
}

private struct PersonActSection {
    let t: Words
    let suspension: AccountSuspension?
    let revocation: StoredRevocation?
    let proposals: [StoredPersonProposal]
    let names: [ID<Officer>: String]

    static let most = 10

    var html: HTML {
        func row(_ stored: StoredPersonProposal) -> HTML {
            let state = stored.value.state.label(t)
            return """
                <li><a href="\(Paths.personProposal(stored.value.id))">\(t(stored.value.act.label))</a> \
                \(Part.tag(state.text, state.kind))<small>\(who(stored))</small></li>
                """
        }
        return """
            \(suspension.map(suspended))
            \(revocation.map(revoked))
            <ul class="plain-list">\(each: proposals, row)</ul>
            """
    }

    /// Both officers, and when it was proposed.
    private func who(_ stored: StoredPersonProposal) -> String {
        func name(_ officer: ID<Officer>) -> String {
            names[officer] ?? t("Petugas \(t.short(officer))", "Officer \(t.short(officer))")
        }
        let (first, at) = (name(stored.value.proposedBy.officer), t.shortMoment(stored.value.proposedAt))
        let proposed = t("Diusulkan \(first), \(at)", "Proposed by \(first), \(at)")
        guard let second = stored.decidedBy.map(name) else { return proposed }
        return proposed + t(" · diputuskan \(second)", " · decided by \(second)")
    }

    private func suspended(_ value: AccountSuspension) -> HTML {
        let since = t.shortMoment(value.beganAt)
        let until = value.confirmBy.map {
            t(", paling lama sampai \(t.shortMoment($0))", ", at most until \(t.shortMoment($0))")
        }
        return """
            <p>\(Part.tag(t("Akun ditangguhkan", "Account suspended"), .wrong)) \(t("sejak \(since)", "since \(since)"))\
            \(until ?? ""): \(t(value.cause.label))</p>
            """
    }

    private func revoked(_ value: StoredRevocation) -> HTML {
        let (at, sum) = (t.shortMoment(value.revokedAt), value.revoked.total.description)
        return """
            <p>\(Part.tag(t("Kartu dicabut", "Card revoked"), .wrong)) \(t(
                "\(at), \(sum) kembali ke negara", "\(at), \(sum) returned"))</p>
            """
    }
}

extension PersonActionSource {
    /// What an officer may propose now.
    static let personActs = PersonActionSource(permission: .changePeople) { tx, reading in
        let twoOfficers = Bilingual(id: "Perlu petugas kedua", en: "Needs a second officer")
        func action(_ act: PersonProposal.Act, kind: String = "secondary") -> PersonAction {
            PersonAction(
                label: act.label, path: Paths.personAct(reading.person, act.form), kind: kind, note: twoOfficers)
        }
        var actions: [PersonAction] = []
        if try tx.accounts.hasName(reading.person) { actions.append(action(.correction)) }
        if let running = try tx.suspensions.running(of: reading.person) {
            if running.confirmBy == nil { actions.append(action(.lifting)) }
        } else {
            actions.append(action(.suspension, kind: "danger"))
        }
        if try tx.revocations.running(of: reading.person) != nil {
            actions.append(action(.restoration))
        } else if let card = try tx.cards.announced(of: reading.person), [.active, .suspended].contains(card.status) {
            actions.append(action(.revocation, kind: "danger"))
        }
        return actions + [
            PersonAction(
                label: Bilingual(id: "Kirim pesan lagi", en: "Send a message again"),
                path: Paths.personAct(reading.person, .message))
        ]
    }

    /// What waits for this officer's decision.
    static let personDecisions = PersonActionSource(permission: .approvePeopleChanges) { tx, reading in
        try tx.personProposals.of(reading.person, limit: 10, vault: reading.vault)
            .filter { $0.value.state == .proposed && !reading.officer.isSame(as: $0.value.proposedBy.officer) }
            .map { stored in
                let label = stored.value.act.label
                return PersonAction(
                    label: Bilingual(id: "Putuskan: \(label.id)", en: "Decide: \(label.en)"),
                    path: Paths.personProposal(stored.value.id), kind: "")
            }
    }
}

extension PersonWorkSource {
    static let personProposal = PersonWorkSource(
        kind: "person-proposal", workers: PersonActOffice.readers
    ) { tx, id in
        try tx.personProposals.person(ofWaiting: ID(id)).map { [$0] } ?? []
    }
}

extension DutySource {
    static let personProposals = DutySource(permission: .approvePeopleChanges) { tx, officer, _ in
        let label = Bilingual(
            id: "Tindakan pada orang yang menunggu putusan", en: "Acts on people that wait for a decision")
        return [
            Duty(
                label: label, try tx.personProposals.backlog(for: officer.id), path: Paths.personProposals,
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.personProposals.waiting(limit: PersonProposalsPage.most)
            .filter { !officer.isSame(as: $0.proposedBy.officer) }
            .prefix(mostItems).map { Paths.personProposal($0.id) }
    }
}

extension OfficeSection {
    static let personActs = OfficeSection(
        name: Bilingual(id: "Tindakan pada orang", en: "Acts on people"),
        purpose: Bilingual(
            id: "Koreksi data, penangguhan akun, dan pencabutan kartu oleh dua petugas.",
            en: "Corrections of data, suspensions and revoked cards by two officers."),
        path: Paths.personProposals, readers: PersonActOffice.readers, group: .work, icon: .stop)
}
