import Programme
import Storage

/// What a person wrote about themselves, with its addresses.
extension ApplicationQueries {
    func personalData(of person: ID<Account>) throws -> PersonalData? {
        try tx.row(
            """
            SELECT personal_data.name, personal_data.address, personal_data.province, personal_data.regency,
                personal_data.citizen, personal_data.education, personal_data.in_formal_education,
                personal_data.occupation, personal_data.wanted_training, card.district AS card_district,
                card.district_code AS card_district_code, card.village AS card_village,
                card.rukun_tetangga AS card_rukun_tetangga, card.rukun_warga AS card_rukun_warga,
                card.postcode AS card_postcode, home.street AS home_street, home.province AS home_province,
                home.regency AS home_regency, home.district AS home_district,
                home.district_code AS home_district_code, home.village AS home_village,
                home.rukun_tetangga AS home_rukun_tetangga, home.rukun_warga AS home_rukun_warga,
                home.postcode AS home_postcode, person_work.form AS work_form, person_work.impact AS work_impact
            FROM personal_data
            LEFT JOIN person_address AS card ON card.person_id = personal_data.person_id AND card.kind = 'card'
            LEFT JOIN person_address AS home ON home.person_id = personal_data.person_id AND home.kind = 'home'
            LEFT JOIN person_work ON person_work.person_id = personal_data.person_id
            WHERE personal_data.person_id = \(person)
            """
        ).map(PersonalData.init)
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
    func keep(_ addresses: PersonalAddresses, of person: ID<Account>) throws {
        try tx.run("DELETE FROM person_address WHERE person_id = \(person)")
        if let card = addresses.card { try insert(card, "card", nil, of: person) }
        if let home = addresses.home { try insert(home.detail, "home", home, of: person) }
    }

    private func insert(
        _ detail: AddressDetail, _ kind: String, _ home: Residence?, of person: ID<Account>
    ) throws {
        try tx.run(
            """
            INSERT INTO person_address (person_id, kind, street, province, regency, district, district_code, village,
                rukun_tetangga, rukun_warga, postcode)
            VALUES (\(person), \(kind), \(home?.street), \(home?.province.code), \(home?.regency.code),
                \(detail.district), \(detail.districtCode), \(detail.village), \(detail.rukunTetangga),
                \(detail.rukunWarga), \(detail.postcode))
            """)
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
            wantedTraining: row["wanted_training"],
            addresses: PersonalAddresses(card: AddressDetail(row, "card"), home: Residence(row)),
            work: WorkSituation(row))
    }
}

extension AddressDetail {
    /// - Parameter prefix: of the row's columns. Nil where the address has no such row.
    fileprivate init?(_ row: Row, _ prefix: String) throws {
        let (district, village): (String?, String?) = try (row["\(prefix)_district"], row["\(prefix)_village"])
        guard let district, let village else { return nil }
        try self.init(
            district: district, districtCode: row["\(prefix)_district_code"], village: village,
            rukunTetangga: row["\(prefix)_rukun_tetangga"], rukunWarga: row["\(prefix)_rukun_warga"],
            postcode: row["\(prefix)_postcode"])
    }
}

extension Residence {
    fileprivate init?(_ row: Row) throws {
        guard let detail = try AddressDetail(row, "home") else { return nil }
        let (street, province, regency): (String?, String?, String?) = try (
            row["home_street"], row["home_province"], row["home_regency"]
        )
        guard let street, let province = province.flatMap(Province.init(code:)),
            let regency = regency.flatMap(Regency.init(code:))
        else { throw StorageFault.unreadable("a stored place of residence does not read back") }
        self.init(street: street, province: province, regency: regency, detail: detail)
    }
}
