import Programme
import Storage

/// What a person wrote about themselves, with its addresses.
extension ApplicationQueries {
    func personalData(of person: ID<Account>, vault: Vault) throws -> PersonalData? {
        try tx.row(
            """
            SELECT personal_data.name, personal_data.address, personal_data.sealed_name, personal_data.sealed_address,
                personal_data.province, personal_data.regency,
                personal_data.citizen, personal_data.education, personal_data.in_formal_education,
                personal_data.occupation, personal_data.wanted_training,
                personal_data.sealed_wanted_training, card.district AS card_district,
                card.district_code AS card_district_code, card.village AS card_village,
                card.rukun_tetangga AS card_rukun_tetangga, card.rukun_warga AS card_rukun_warga,
                card.postcode AS card_postcode, home.street AS home_street, home.province AS home_province,
                home.regency AS home_regency, home.district AS home_district,
                home.district_code AS home_district_code, home.village AS home_village,
                home.rukun_tetangga AS home_rukun_tetangga, home.rukun_warga AS home_rukun_warga,
                home.postcode AS home_postcode, card.street AS card_street,
                card.sealed AS card_sealed, home.sealed AS home_sealed,
                person_work.form AS work_form, person_work.impact AS work_impact
            FROM personal_data
            LEFT JOIN person_address AS card ON card.person_id = personal_data.person_id AND card.kind = 'card'
            LEFT JOIN person_address AS home ON home.person_id = personal_data.person_id AND home.kind = 'home'
            LEFT JOIN person_work ON person_work.person_id = personal_data.person_id
            WHERE personal_data.person_id = \(person)
            """
        ).map { try PersonalData($0, of: person, vault) }
    }

    /// Where the person's identity card says they live, without opening the rest; nil before they have written it.
    func regency(of person: ID<Account>) throws -> Regency? {
        try tx.row("SELECT province, regency FROM personal_data WHERE person_id = \(person)").flatMap { row in
            let province: String = try row["province"]
            return try Province(code: province).map { try Self.regency(row, in: $0) }
        }
    }

    fileprivate static func regency(_ row: Row, in province: Province) throws -> Regency {
        let regency: String = try row["regency"]
        // Before there was a list to choose from, people typed the name.
        return Regency(code: regency) ?? Regency(named: regency, in: province)
            ?? Regency(code: province.code, name: regency)
    }

    /// Replaces what the person said of their work beside the occupation.
    func keep(_ work: WorkSituation, of person: ID<Account>) throws {
        try tx.run("DELETE FROM person_work WHERE person_id = \(person)")
        guard work != .unsaid else { return }
        try tx.run(
            """
            INSERT INTO person_work (person_id, form, impact)
            VALUES (\(person), \(work.form), \(work.impact))
            """)
    }

    /// Replaces the parts of both addresses that have fields of their own.
    func keep(_ addresses: PersonalAddresses, of person: ID<Account>, vault: Vault) throws {
        try tx.run("DELETE FROM person_address WHERE person_id = \(person)")
        if let card = addresses.card { try insert(card, .card, nil, of: person, vault) }
        if let home = addresses.home { try insert(home.detail, .home, home, of: person, vault) }
    }

    private func insert(
        _ detail: AddressDetail, _ kind: SealedAddress.Kind, _ home: Residence?, of person: ID<Account>, _ vault: Vault
    ) throws {
        let words = SealedAddress(
            street: home?.street, village: detail.village, rukunTetangga: detail.rukunTetangga,
            rukunWarga: detail.rukunWarga, postcode: detail.postcode)
        try tx.run(
            """
            INSERT INTO person_address (person_id, kind, street, province, regency, district, district_code, village,
                sealed)
            VALUES (\(person), \(kind), \(home.map { _ in "" }), \(home?.province.code), \(home?.regency.code),
                \(detail.district), \(detail.districtCode), \(SealedAddress.blankVillage),
                \(words.seal(kind, of: person, vault)))
            """)
    }
}

extension Education: SQLConvertible {}

extension PersonalData {
    fileprivate init(_ row: Row, of person: ID<Account>, _ vault: Vault) throws {
        let id = person.rawValue
        let (name, province): (String, String) = try (SealedText.personName.open(row, of: id, vault), row["province"])
        guard let name = PersonName(name), let province = Province(code: province) else {
            throw StorageFault.unreadable("stored personal data does not read back")
        }
        try self.init(
            name: name, address: SealedText.personStreet.open(row, of: id, vault), province: province,
            regency: ApplicationQueries.regency(row, in: province),
            citizen: row["citizen"],
            education: row["education"], inFormalEducation: row["in_formal_education"], occupation: row["occupation"],
            wantedTraining: SealedText.wantedTraining.open(row, of: id, vault),
            addresses: PersonalAddresses(
                card: StoredAddress(row, .card, of: person, vault)?.detail, home: Residence(row, of: person, vault)),
            work: WorkSituation(row))
    }
}

/// The parts of one address, with the street where the row has it.
private struct StoredAddress {
    let detail: AddressDetail
    let street: String?

    /// Nil where the person's row of this kind is not there.
    init?(_ row: Row, _ kind: SealedAddress.Kind, of person: ID<Account>, _ vault: Vault) throws {
        let district: String? = try row["\(kind)_district"]
        guard let district else { return nil }
        let words = try SealedAddress(row, prefix: "\(kind)_", kind, of: person, vault)
        detail = try AddressDetail(
            district: district, districtCode: row["\(kind)_district_code"], village: words.village,
            rukunTetangga: words.rukunTetangga, rukunWarga: words.rukunWarga, postcode: words.postcode)
        street = words.street
    }
}

extension Residence {
    fileprivate init?(_ row: Row, of person: ID<Account>, _ vault: Vault) throws {
        guard let stored = try StoredAddress(row, .home, of: person, vault) else { return nil }
        let (province, regency): (String?, String?) = try (row["home_province"], row["home_regency"])
        guard let street = stored.street, let province = province.flatMap(Province.init(code:)),
            let regency = regency.flatMap(Regency.init(code:))
        else { throw StorageFault.unreadable("a stored place of residence does not read back") }
        self.init(street: street, province: province, regency: regency, detail: stored.detail)
    }
}
