import Crypto
import Foundation
import Programme
import Storage

extension Transaction {
    var applications: ApplicationQueries { ApplicationQueries(tx: self) }
}

/// Applications and their parts: the only writer of `application`, `personal_data`, `declaration` and
/// `eligibility_decision`.
struct ApplicationQueries {
    let tx: Transaction

    func of(_ person: ID<Account>) throws -> StoredApplication? {
        try tx.row("SELECT id, person_id, submitted_at FROM application WHERE person_id = \(person)")
            .map(StoredApplication.init)
    }

    func dossier(of person: ID<Account>, on platform: Platform) throws -> ApplicationFile {
        ApplicationFile(
            person: person,
            application: try of(person),
            phoneProved: try tx.accounts.hasContact(of: .phone, person),
            claim: try tx.identity.claim(of: person),
            personal: try personalData(of: person),
            photos: try tx.photos.current(of: person),
            declared: try declared(person, edition: platform.edition),
            testOver: try tx.tests.sitting(of: person)?.value.isOver(at: platform.realNow()) ?? false,
            decision: try decision(of: person),
            needsFamilyCard: platform.edition.eligibility.beneficiariesPerFamilyCard != nil)
    }

    /// Throws `ApplicationRefusal` unless `step` may be filled in or changed now; returns the dossier it was checked
    /// against.
    @discardableResult
    func require(_ step: Journey.Step, of person: ID<Account>, on platform: Platform) throws -> ApplicationFile {
        let dossier = try dossier(of: person, on: platform)
        guard dossier.journey.mayEdit(step) else {
            if dossier.journey.submitted { throw ApplicationRefusal.alreadySubmitted }
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        if dossier.application == nil { try begin(person, on: platform) }
        return dossier
    }

    func save(_ data: PersonalData, of person: ID<Account>, on platform: Platform) throws {
        let oldName = try tx.accounts.name(of: person)
        try tx.run(
            """
            INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education,
                in_formal_education, occupation, wanted_training, saved_at)
            VALUES (\(person), \(data.name.text), \(data.address), \(data.province.code), \(data.regency.code),
                \(data.citizen), \(data.education), \(data.inFormalEducation), \(data.occupation),
                \(data.wantedTraining), \(platform.realNow()))
            ON CONFLICT (person_id) DO UPDATE
            SET name = excluded.name, address = excluded.address, province = excluded.province,
                regency = excluded.regency, citizen = excluded.citizen, education = excluded.education,
                in_formal_education = excluded.in_formal_education, occupation = excluded.occupation,
                wanted_training = excluded.wanted_training, saved_at = excluded.saved_at
            """)
        if oldName != data.name.text { try tx.identity.nameChanged(of: person, on: platform) }
    }

    func personalData(of person: ID<Account>) throws -> PersonalData? {
        try tx.row(
            """
            SELECT name, address, province, regency, citizen, education, in_formal_education, occupation,
                wanted_training
            FROM personal_data
            WHERE person_id = \(person)
            """
        ).map(PersonalData.init)
    }

    /// Stores every declaration of the edition with the hash of its text in both languages. One of them consents to the
    /// registry check, so the registry is asked now and not before.
    func declare(_ person: ID<Account>, on platform: Platform) throws {
        let (edition, isFirst) = (platform.edition, try !hasConsented(person))
        for declaration in edition.declarations {
            try tx.send(
                """
                INSERT INTO declaration (person_id, edition, name, text_hash, declared_at)
                VALUES (\(person), \(edition.id), \(declaration.id), \(declaration.text.hash), \(platform.realNow()))
                ON CONFLICT DO NOTHING
                """)
        }
        if isFirst { try tx.identity.consented(person, on: platform) }
    }

    /// Whether the person has agreed, under any edition, that their data is checked.
    func hasConsented(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT name FROM declaration WHERE person_id = \(person) LIMIT 1") != nil
    }

    /// Submits the application. Submitting again changes nothing.
    func submit(_ person: ID<Account>, on platform: Platform) throws {
        let dossier = try dossier(of: person, on: platform)
        if dossier.journey.submitted { return }
        guard dossier.journey.mayEdit(.check) else {
            throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
        }
        let changed = try tx.run(
            """
            UPDATE application
            SET state = 'submitted', submitted_at = \(platform.clock.now())
            WHERE person_id = \(person) AND state = 'draft'
            """)
        guard changed == 1, let application = dossier.application else { return }
        try tx.audit.record(
            AuditEvent("application.submitted", subject: "application:\(application.id)"), by: .person(person),
            on: platform)
        try decide(person, on: platform)
    }

    private func begin(_ person: ID<Account>, on platform: Platform) throws {
        let id: ID<Application> = platform.ids.next()
        try tx.send(
            """
            INSERT INTO application (id, person_id, edition, state, begun_at)
            VALUES (\(id), \(person), \(platform.edition.id), 'draft', \(platform.clock.now()))
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

extension Education: SQLConvertible {}

extension PersonalData {
    fileprivate init(_ row: Row) throws {
        let (name, province): (String, String) = try (row["name"], row["province"])
        guard let name = PersonName(name), let province = Province(code: province) else {
            throw StorageFault.unreadable("stored personal data does not read back")
        }
        let regency: String = try row["regency"]
        try self.init(
            name: name, address: row["address"], province: province,
            // Before there was a list to choose from, people typed the name.
            regency: Regency(code: regency) ?? Regency(named: regency, in: province)
                ?? Regency(code: province.code, name: regency),
            citizen: row["citizen"],
            education: row["education"], inFormalEducation: row["in_formal_education"], occupation: row["occupation"],
            wantedTraining: row["wanted_training"])
    }
}

extension Bilingual {
    /// SHA-256 of the exact text a person agreed to, in both languages.
    var hash: Data { Data(SHA256.hash(data: Data("\(id)\n\(en)".utf8))) }
}
