import Programme

/// What officers do to their own account.
extension AuditWords {
    static let ownAccount: [String: Bilingual] = [
        "officer.recovery-codes": Bilingual(id: "Kode pemulihan dibuat", en: "Recovery codes made"),
        "officer.password-changed": Bilingual(
            id: "Petugas mengganti kata sandinya", en: "Officer changed their password"),
        "officer.authenticator-replaced": Bilingual(
            id: "Petugas mengganti autentikatornya", en: "Officer replaced their authenticator"),
        "officer.session-ended": Bilingual(
            id: "Petugas mengakhiri satu sesinya", en: "Officer ended one of their sessions"),
        "officer.sessions-ended": Bilingual(
            id: "Petugas mengakhiri sesi lainnya", en: "Officer ended their other sessions"),
    ]
}
