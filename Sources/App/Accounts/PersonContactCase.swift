import Programme
import Storage

extension PersonSectionSource {
    /// The newest lost contact: how far it is, and until when money waits for it.
    static let lostContact = PersonSectionSource { tx, reading in
        let (t, dependencies) = (reading.t, reading.dependencies)
        guard let stored = try tx.contactCases.newest(of: reading.person, vault: dependencies.vault) else { return nil }
        let (value, names) = (stored.value, try tx.officers.names())
        func name(_ officer: ID<Officer>) -> String {
            names[officer] ?? t("Petugas \(t.short(officer))", "Officer \(t.short(officer))")
        }
        let label: (text: String, kind: Tag) =
            stored.hasLapsed(at: reading.now)
            ? (t("Tidak dipakai tepat waktu", "Not used in time"), .blocked) : value.state.label(t)
        var facts: [(label: String, value: HTML)] = [
            (t("Status", "State"), Part.tag(label.text, label.kind)),
            (
                t("Kontak baru", "New contact"),
                value.contact.unbroken(reading.isOpen ? value.contact.written : value.contact.masked)
            ),
            (
                t("Diusulkan", "Proposed"),
                "\(name(value.proposedBy.officer)), \(t.shortMoment(stored.proposedAt))"
            ),
        ]
        if let decider = stored.decidedBy { facts.append((t("Diputuskan", "Decided"), "\(name(decider))")) }
        if let opensAt = value.opensAt { facts.append((t("Berlaku mulai", "Opens"), "\(t.shortMoment(opensAt))")) }
        let hold = Span.days(dependencies.edition.account.daysPayeeIsHeld)
        if let until = stored.moneyWaits(hold: hold, at: reading.now) {
            facts.append((t("Pembayaran menunggu", "Payments wait"), "\(t("sampai", "until")) \(t.shortMoment(until))"))
        }
        let link: HTML =
            reading.officer.mayAny(ContactOffice.readers)
            ? "<p><a href=\"\(Paths.contactOffice)\">\(t("Semua kasus kontak", "All cases of contacts"))</a></p>"
            : .empty
        return PersonSection(
            title: Bilingual(id: "Kontak hilang", en: "Lost contact"), column: .identity,
            body: Part.facts(facts) + link)
    }
}

extension PersonActionSource {
    static let lostContact = PersonActionSource(permission: .changePeople) { tx, reading in
        try replacing(tx, reading)
    }

    /// For reviewers of identities, who may propose it too.
    static let lostContactByReviewer = PersonActionSource(permission: .reviewPhotos) { tx, reading in
        reading.officer.may(.changePeople) ? [] : try replacing(tx, reading)
    }

    /// Only where the registry has confirmed who the person is, and no case is under way.
    private static func replacing(_ tx: Transaction, _ reading: PersonReading) throws -> [PersonAction] {
        let vault = reading.vault
        guard let claim = try tx.identity.claim(of: reading.person),
            try tx.identity.verifiedHolder(of: claim.nikLookup) == reading.person,
            try tx.contactCases.current(of: reading.person, at: reading.now, vault: vault) == nil
        else { return [] }
        return [
            PersonAction(
                label: Bilingual(id: "Ganti kontak yang hilang", en: "Replace a lost contact"),
                path: Paths.personContact(reading.person),
                note: Bilingual(
                    id: "Di loket, dengan KTP asli. Dua petugas, lalu 72 jam.",
                    en: "At the counter, with the card. Two officers, then 72 hours."))
        ]
    }
}

extension PersonWorkSource {
    static let contactCase = PersonWorkSource(
        kind: "contact-case", workers: Set(ReplaceLostContact.proposing + ReplaceLostContact.deciding)
    ) { tx, id in
        try tx.contactCases.person(ofRunning: ID(id)).map { [$0] } ?? []
    }
}
