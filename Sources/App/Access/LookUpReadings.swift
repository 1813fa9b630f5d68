import Programme
import Storage

/// An auditor names the person whose readings they want to see: counted like every search for people.
struct LookUpReadings: Sendable {
    let dependencies: Dependencies

    /// Nil, recorded, where no person has what was typed.
    func person(_ typed: String, by officer: ID<Officer>) async throws -> ID<Account>? {
        try await dependencies.database.transaction { [dependencies] tx in
            let moment = dependencies.moment()
            try tx.openings.countLookUp(by: officer, at: moment, ids: dependencies.ids)
            let person = try Self.person(typed, tx, dependencies.vault)
            if person == nil { try tx.openings.recordMiss("access", by: officer, at: moment, ids: dependencies.ids) }
            return person
        }
    }

    /// The account of a NIK, of a proved contact, or with this number.
    private static func person(_ typed: String, _ tx: Transaction, _ vault: Vault) throws -> ID<Account>? {
        if let nik = try? NIK(typed),
            let holder = try tx.identity.verifiedHolder(of: vault.lookup(nik.digits, purpose: "nik"))
        {
            return holder
        }
        if let contact = Contact(typed), let account = try tx.accounts.holder(of: contact, vault: vault) {
            return account.id
        }
        guard let id = ID<Account>(typed), try !tx.accounts.contacts(of: id, vault: vault).isEmpty else { return nil }
        return id
    }
}
