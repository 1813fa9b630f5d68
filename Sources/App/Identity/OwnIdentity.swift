import Programme
import Storage

extension OwnDataSource {
    /// What the person gave as NIK and birth date, and what came of it. Nothing of the other side of a contested NIK.
    static let identity = OwnDataSource(
        key: "identity", title: Bilingual(id: "NIK dan pemeriksaan Dukcapil", en: "NIK and the civil registry's check")
    ) { tx, own in
        let (t, vault) = (own.t, own.dependencies.vault)
        let claims = try tx.identity.claims(of: own.person)
        try own.dependencies.requireOwn(claims, in: tx)
        return try claims.reversed().map { claim in
            OwnDataRecord([
                own.count("attempt", t("Isian ke", "Entry number"), claim.attempt),
                own.text("nik", "NIK", try claim.openNIK(vault).digits),
                own.text("family_card", t("No. KK", "Family card"), try claim.openFamilyCard(vault)?.digits),
                own.day("born_on", t("Tanggal lahir", "Birth date"), claim.birthDate),
                own.text("state", t("Status", "State"), claim.state.rawValue, claim.state.meaning(t)),
                own.text(
                    "differing", t("Yang berbeda di Dukcapil", "What differs at the registry"),
                    claim.differing.isEmpty ? nil : claim.differing.map(\.rawValue).joined(separator: ", "),
                    claim.differing.map { $0.meaning(t) }.joined(separator: ", ")),
                own.count("checks", t("Berapa kali ditanyakan", "How often it was asked"), claim.checks),
                own.moment("waiting_since", t("Diperiksa sejak", "Checked since"), real: claim.waitingSince),
                own.moment(
                    "refused_at", t("Diputuskan milik orang lain", "Decided to be another person's"), claim.refusedAt),
            ])
        }
    }
}

extension StoredClaim.State {
    fileprivate func meaning(_ t: Words) -> String {
        switch self {
        case .waiting: t("Menunggu jawaban Dukcapil", "Waits for the registry's answer")
        case .verified: t("Cocok dengan Dukcapil", "Matches the registry")
        case .mismatch: t("Tidak cocok dengan Dukcapil", "Does not match the registry")
        case .notFound:
            t("Menunggu Dukcapil: NIK belum ditemukan", "Waits for the registry: the NIK is not found yet")
        case .contested: t("Diisi juga oleh akun lain", "Given by another account too")
        case .replaced: t("Diganti dengan isian baru", "Replaced by a later entry")
        }
    }
}

extension IdentityField {
    func meaning(_ t: Words) -> String {
        switch self {
        case .birthDate: t("Tanggal lahir", "Birth date")
        case .familyCard: t("No. KK", "Family card")
        case .name: t("Nama", "Name")
        }
    }
}
