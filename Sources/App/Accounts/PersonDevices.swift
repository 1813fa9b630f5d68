import Programme
import Storage

extension PersonSectionSource {
    /// Where the person is signed in.
    static let devices = PersonSectionSource { tx, reading in
        let t = reading.t
        let most = 10
        let devices = try tx.sessions.devices(
            of: reading.person, now: reading.dependencies.realNow(), limit: most)
        guard !devices.isEmpty else { return nil }
        func row(_ one: SignedInDevice) -> HTML {
            let seen = t.shortMoment(real: one.seenAt)
            return "<li>\(one.device.label(t))<small>\(t("dipakai \(seen)", "used \(seen)"))</small></li>"
        }
        return PersonSection(
            title: Bilingual(id: "Perangkat yang masuk", en: "Signed-in devices"), column: .identity,
            body: "<ul class=\"plain-list\">\(each: devices, row)</ul>")
    }
}

extension SearchSource {
    /// By mobile number, e-mail address or account number.
    static let accounts = SearchSource { tx, sought, scope in
        let vault = scope.dependencies.vault
        switch sought {
        case .phone(let phone):
            return try tx.accounts.holder(of: .phone(phone), vault: vault).map {
                [.person($0.id, by: Bilingual(id: "nomor HP", en: "mobile number"))]
            } ?? []
        case .email(let email):
            return try tx.accounts.holder(of: .email(email), vault: vault).map {
                [.person($0.id, by: Bilingual(id: "email", en: "e-mail"))]
            } ?? []
        case .number(let number):
            guard try tx.people.exists(ID(number)) else { return [] }
            return [.person(ID(number), by: Bilingual(id: "nomor peserta", en: "participant number"))]
        default: return []
        }
    }
}
