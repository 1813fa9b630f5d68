import Programme
import Storage

extension PersonSectionSource {
    /// Who the person is: NIK, birth date, the registry's answer, contacts. Masked unless the officer stated why.
    static let identity = PersonSectionSource { tx, reading in
        let (t, vault) = (reading.t, reading.vault)
        let claim = try tx.identity.claim(of: reading.person)
        let contacts = try tx.accounts.contacts(of: reading.person, vault: vault)
        var facts: [(label: String, value: HTML)] = []
        if let claim {
            // In another person's name its number would be read without a trace for the one whose it is.
            if reading.isOpen { try reading.dependencies.requireOwn([claim], in: tx) }
            let nik = try claim.openNIK(vault)
            facts.append(("NIK", Part.number(reading.isOpen ? inFours(nik.digits) : nik.masked)))
            if let family = try claim.openFamilyCard(vault) {
                facts.append(
                    (
                        t("No. KK", "Family card"),
                        Part.number(
                            reading.isOpen ? inFours(family.digits) : "•••• •••• •••• \(family.digits.suffix(4))")
                    ))
            }
            // The day is six digits of the NIK.
            let born = reading.isOpen ? t.date(claim.birthDate) : String(claim.birthDate.year)
            facts.append((t("Lahir", "Born"), "\(born)"))
            facts.append(("Dukcapil", claim.progress.tag(t)))
        } else {
            facts.append(("NIK", "\(t("belum diisi", "not given yet"))"))
        }
        for contact in contacts {
            let label = contact.kind == .phone ? t("HP", "Mobile") : t("Email", "E-mail")
            facts.append((label, contact.unbroken(reading.isOpen ? contact.written : contact.masked)))
        }
        if reading.isOpen,
            let personal = try tx.applications.personalData(of: reading.person, vault: reading.vault)
        {
            facts.append((t("Alamat KTP", "Address on the card"), "\(personal.cardAddress)"))
            if let home = personal.homeAddress { facts.append((t("Tempat tinggal", "Lives at"), "\(home)")) }
        }
        let disputed = try tx.disputes.isRunning(for: reading.person)
        let warning: HTML =
            disputed
            ? "<p>\(Part.tag(t("NIK dipakai dua akun", "NIK of two accounts"), .wrong))</p>" : .empty
        return PersonSection(
            title: Bilingual(id: "Identitas", en: "Identity"), column: .identity, body: warning + Part.facts(facts),
            tags: disputed ? [Part.tag(t("NIK dipakai dua akun", "NIK of two accounts"), .wrong)] : [], isMasked: true)
    }
}

extension IdentityProgress {
    func tag(_ t: Words) -> HTML {
        switch self {
        case .missing: Part.tag(t("Belum diisi", "Not given"), .blocked)
        case .waiting: Part.tag(t("Menunggu jawaban", "Awaits the answer"), .waiting)
        case .notFound: Part.tag(t("Belum ditemukan, ditanya lagi", "Not found yet, asked again"), .waiting)
        case .verified: Part.tag(t("Cocok", "Matches"), .done)
        case .mismatch: Part.tag(t("Tidak cocok", "Does not match"), .wrong)
        case .contested: Part.tag(t("Dipakai dua akun", "Claimed twice"), .wrong)
        case .refused: Part.tag(t("Milik orang lain", "Another person's"), .wrong)
        }
    }
}

extension PersonActionSource {
    /// The running disputes over the person's NIK, on either side.
    static let dispute = PersonActionSource(permission: .settleDisputes) { tx, reading in
        try tx.disputes.running(of: reading.person).map { dispute in
            let until = dispute.value.decideBy.map { Words.indonesian.shortLastMoment(before: $0) } ?? "–"
            let english = dispute.value.decideBy.map { Words.english.shortLastMoment(before: $0) } ?? "–"
            return PersonAction(
                label: Bilingual(id: "Putuskan sengketa NIK", en: "Decide the contested NIK"),
                path: Paths.dispute(dispute.id), kind: "",
                note: Bilingual(
                    id: "Dua petugas, paling lambat \(until).", en: "Two officers, by \(english)."))
        }
    }
}

extension PersonWorkSource {
    static let dispute = PersonWorkSource(kind: "dispute", workers: [.settleDisputes]) { tx, id in
        guard let dispute = try tx.disputes.find(ID(id)), [.open, .proposed].contains(dispute.value.state) else {
            return []
        }
        return [dispute.older, dispute.newer]
    }
}

extension SearchSource {
    /// By NIK: every person who claims it now.
    static let claims = SearchSource { tx, sought, scope in
        guard case .nik(let nik) = sought else { return [] }
        let lookup = scope.dependencies.vault.lookup(nik.digits, purpose: "nik")
        return try tx.identity.claimants(of: lookup, limit: SearchScope.most).map {
            .person($0, by: Bilingual(id: "NIK", en: "NIK"))
        }
    }
}

/// `8271 0154 0296 0011`
func inFours(_ digits: String) -> String {
    stride(from: 0, to: digits.count, by: 4).map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: " ")
}
