import Crypto
import Foundation
import Programme
import Storage

extension Transaction {
    var applications: ApplicationQueries { ApplicationQueries(tx: self) }
}

/// Applications and their parts: the only writer of `application`, `personal_data`, `person_address`, `declaration`
/// and `eligibility_decision`.
struct ApplicationQueries {
    let tx: Transaction

    func of(_ person: ID<Account>) throws -> StoredApplication? {
        try tx.row("SELECT id, person_id, submitted_at FROM application WHERE person_id = \(person)")
            .map(StoredApplication.init)
    }

    func dossier(
        of person: ID<Account>, at now: Instant, edition: Edition, vault: Vault
    ) throws -> ApplicationFile {
        let hasNumber = try tx.accounts.hasContact(of: .phone, person)
        return ApplicationFile(
            person: person,
            application: try of(person),
            phoneProved: try hasNumber || tx.counterCases.vouches(for: person, vault: vault), hasNumber: hasNumber,
            claim: try tx.identity.claim(of: person),
            personal: try personalData(of: person, vault: vault),
            photos: try tx.photos.current(of: person).mapValues { try $0.readable(vault) },
            declared: try declared(person, edition: edition),
            test: try tx.tests.standing(of: person, at: now, edition: edition),
            decision: try decision(of: person),
            needsFamilyCard: edition.eligibility.beneficiariesPerFamilyCard != nil)
    }

    /// Throws `ApplicationRefusal` unless `step` may be filled in or changed now; returns the dossier it was checked
    /// against.
    @discardableResult
    func require(
        _ step: Journey.Step, of person: ID<Account>, at moment: Moment, ids: IDSource, edition: Edition, vault: Vault
    ) throws -> ApplicationFile {
        let dossier = try dossier(of: person, at: moment.real, edition: edition, vault: vault)
        guard dossier.journey.mayEdit(step) else {
            if dossier.journey.submitted { throw ApplicationRefusal.alreadySubmitted }
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        if dossier.application == nil { try begin(person, at: moment.programme, ids: ids, edition: edition) }
        return dossier
    }

    func keep(_ data: PersonalData, of person: ID<Account>, at now: Instant, vault: Vault) throws {
        let name = try SealedText.personName.seal(data.name.text, row: person.rawValue, vault)
        let address = try SealedText.personStreet.seal(data.address, row: person.rawValue, vault)
        let wish = try SealedText.wantedTraining.sealIfAny(data.wantedTraining, row: person.rawValue, vault)
        try tx.run(
            """
            INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education,
                in_formal_education, occupation, wanted_training, saved_at, sealed_name, sealed_address,
                sealed_wanted_training)
            VALUES (\(person), '', '', \(data.province.code), \(data.regency.code), \(data.citizen),
                \(data.education), \(data.inFormalEducation), \(data.occupation), '', \(now),
                \(name), \(address), \(wish))
            ON CONFLICT (person_id) DO UPDATE
            SET name = '', address = '', sealed_name = excluded.sealed_name,
                sealed_address = excluded.sealed_address, province = excluded.province, regency = excluded.regency,
                citizen = excluded.citizen, education = excluded.education,
                in_formal_education = excluded.in_formal_education, occupation = excluded.occupation,
                wanted_training = '', sealed_wanted_training = excluded.sealed_wanted_training,
                saved_at = excluded.saved_at
            """)
        try keep(data.addresses, of: person, vault: vault)
        try keep(data.work, of: person)
    }

    /// Stores every declaration of the edition with the hash of its text in both languages.
    func keepDeclarations(of person: ID<Account>, at now: Instant, edition: Edition) throws {
        for declaration in edition.declarations {
            try tx.send(
                """
                INSERT INTO declaration (person_id, edition, name, text_hash, declared_at)
                VALUES (\(person), \(edition.id), \(declaration.id), \(declaration.text.hash), \(now))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Whether the person has agreed, under any edition, that their data is checked.
    func hasConsented(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT name FROM declaration WHERE person_id = \(person) LIMIT 1") != nil
    }

    /// False when it was submitted before.
    func markSubmitted(_ person: ID<Account>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE application
            SET state = 'submitted', submitted_at = \(now)
            WHERE person_id = \(person) AND state = 'draft'
            """) == 1
    }

    private func begin(_ person: ID<Account>, at now: Instant, ids: IDSource, edition: Edition) throws {
        let id: ID<Application> = ids.next()
        try tx.send(
            """
            INSERT INTO application (id, person_id, edition, state, begun_at)
            VALUES (\(id), \(person), \(edition.id), 'draft', \(now))
            ON CONFLICT (person_id) DO NOTHING
            """)
    }

    private func declared(_ person: ID<Account>, edition: Edition) throws -> Bool {
        let names = try tx.rows(
            "SELECT name FROM declaration WHERE person_id = \(person) AND edition = \(edition.id)"
        ).map { try $0["name"] as String }
        return edition.declarations.allSatisfy { names.contains($0.id) }
    }
}

extension Bilingual {
    /// SHA-256 of the exact text a person agreed to, in both languages.
    var hash: Data { Data(SHA256.hash(data: Data("\(id)\n\(en)".utf8))) }
}
