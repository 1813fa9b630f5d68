import Programme
import Storage

extension Transaction {
    var people: PersonQueries { PersonQueries(tx: self) }
}

/// Reads across slices for a person's page and for the hits of a search. Writes nothing.
struct PersonQueries {
    let tx: Transaction

    /// Whether there is such an account.
    func exists(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT id FROM account WHERE id = \(person)") != nil
    }

    /// Name, province and the last four digits of an announced card, for the list of hits; in the order of the ids
    /// given.
    func lines(_ people: [ID<Account>], vault: Vault) throws -> [PersonLine] {
        let rows = try tx.rows(
            """
            SELECT account.id, account.status, account.created_at, personal_data.name, personal_data.sealed_name,
                personal_data.province, personal_data.regency
            FROM account
            LEFT JOIN personal_data ON personal_data.person_id = account.id
            WHERE account.id IN (\(list: people))
            """)
        let lines = try rows.map { try PersonLine($0, vault) }
        return people.compactMap { person in lines.first { $0.id == person } }
    }

    /// The subjects of the audit log that belong to the person, besides entries, whose names are keyed hashes.
    func subjects(of person: ID<Account>) throws -> [String] {
        try tx.rows(
            """
            SELECT 'application' AS kind, id FROM application WHERE person_id = \(person)
            UNION ALL
            SELECT 'photo' AS kind, id FROM identity_document WHERE person_id = \(person)
            UNION ALL
            SELECT 'card' AS kind, id FROM card WHERE person_id = \(person)
            UNION ALL
            SELECT 'purchase' AS kind, id FROM purchase WHERE person_id = \(person)
            UNION ALL
            SELECT 'instalment' AS kind, id FROM instalment WHERE person_id = \(person)
            UNION ALL
            SELECT 'disbursement' AS kind, id FROM disbursement WHERE person_id = \(person)
            UNION ALL
            SELECT 'payee-question' AS kind, id FROM payee_question WHERE person_id = \(person)
            UNION ALL
            SELECT 'dispute' AS kind, id FROM identity_claim WHERE person_id = \(person)
            UNION ALL
            SELECT 'dispute' AS kind, claim_id AS id FROM identity_dispute WHERE older_person = \(person)
            UNION ALL
            SELECT 'case' AS kind, id FROM service_case WHERE person_id = \(person)
            UNION ALL
            SELECT 'list-removal' AS kind, id FROM list_removal WHERE person_id = \(person)
            UNION ALL
            SELECT 'account' AS kind, id FROM account WHERE id = \(person)
            """
        ).map { row in
            let (kind, id): (String, Int64) = try (row["kind"], row["id"])
            return "\(kind):\(id)"
        }
    }

    /// All subjects of the audit log that concern the person, also those whose acts the person's page tells in its own
    /// sections.
    func auditSubjects(of person: ID<Account>, vault: Vault) throws -> [String] {
        let others = try tx.rows(
            """
            SELECT 'second-look' AS kind, id FROM photo_second_look WHERE person_id = \(person)
            UNION ALL
            SELECT 'contact-case' AS kind, id FROM contact_case WHERE person_id = \(person)
            UNION ALL
            SELECT 'person-proposal' AS kind, id FROM person_proposal WHERE person_id = \(person)
            UNION ALL
            SELECT 'disqualification' AS kind, id FROM disqualification WHERE person_id = \(person)
            """
        ).map { row -> String in
            let (kind, id): (String, Int64) = try (row["kind"], row["id"])
            return "\(kind):\(id)"
        }
        let entries = try entries(of: person).map { "entry:\(JoinReceipt.name(of: $0, vault).hex)" }
        return try subjects(of: person) + others + entries
    }

    /// The people whom subjects of the audit log are about, such as `photo:5`; subjects of no person add none. For a
    /// case of a person without an account it is `AccessQueries.guest`.
    func people(of subjects: Set<String>) throws -> [ID<Account>] {
        var numbers: [String: [Int64]] = [:]
        for subject in subjects {
            let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let id = Int64(parts[1], in: 1...Int64.max) else { continue }
            numbers[parts[0], default: []].append(id)
        }
        var people: Set<ID<Account>> = []
        for (kind, ids) in numbers {
            guard let source = Self.source(of: kind, ids) else { continue }
            let found: [ID<Account>] = try tx.rows(source).map { try $0["person_id"] }
            people.formUnion(found)
        }
        return people.sorted()
    }

    private static func source(of kind: String, _ ids: [Int64]) -> SQL? {
        switch kind {
        case "account": "SELECT id AS person_id FROM account WHERE id IN (\(list: ids))"
        case "application": "SELECT person_id FROM application WHERE id IN (\(list: ids))"
        case "photo": "SELECT person_id FROM identity_document WHERE id IN (\(list: ids))"
        case "second-look": "SELECT person_id FROM photo_second_look WHERE id IN (\(list: ids))"
        case "card": "SELECT person_id FROM card WHERE id IN (\(list: ids))"
        case "purchase": "SELECT person_id FROM purchase WHERE id IN (\(list: ids))"
        case "instalment": "SELECT person_id FROM instalment WHERE id IN (\(list: ids))"
        case "disbursement": "SELECT person_id FROM disbursement WHERE id IN (\(list: ids))"
        case "payee-question": "SELECT person_id FROM payee_question WHERE id IN (\(list: ids))"
        case "disqualification": "SELECT person_id FROM disqualification WHERE id IN (\(list: ids))"
        case "contact-case": "SELECT person_id FROM contact_case WHERE id IN (\(list: ids))"
        case "list-removal":
            "SELECT person_id FROM list_removal WHERE id IN (\(list: ids)) AND person_id IS NOT NULL"
        case "person-proposal": "SELECT person_id FROM person_proposal WHERE id IN (\(list: ids))"
        case "case":
            """
            SELECT COALESCE(person_id, \(AccessQueries.guest)) AS person_id
            FROM service_case
            WHERE id IN (\(list: ids))
            """
        case "dispute":
            """
            SELECT older_person AS person_id FROM identity_dispute WHERE claim_id IN (\(list: ids))
            UNION
            SELECT person_id FROM identity_claim WHERE id IN (\(list: ids))
            """
        default: nil
        }
    }

    /// The ids of all entries of the person.
    func entries(of person: ID<Account>) throws -> [ID<Entry>] {
        try tx.rows("SELECT id FROM entry WHERE person_id = \(person) ORDER BY id").map { try $0["id"] }
    }

    /// How each of these messages travelled: by channel, with its state.
    func deliveries(of messages: [ID<Message>]) throws -> [ID<Message>: [(channel: String, state: String)]] {
        try tx.rows(
            """
            SELECT message_id, channel, state
            FROM delivery
            WHERE message_id IN (\(list: messages))
            ORDER BY channel, id
            """
        ).reduce(into: [:]) { found, row in
            let message: ID<Message> = try row["message_id"]
            let (channel, state): (String, String) = try (row["channel"], row["state"])
            found[message, default: []].append((channel, state))
        }
    }
}

/// A person in a list of hits.
struct PersonLine: Sendable {
    let id: ID<Account>
    let isActive: Bool
    let createdAt: Instant
    /// Nil before the person has written it.
    let name: String?
    let place: String?
    /// The code of the province of the address; nil before it is written.
    let province: String?
    /// What tells the person from others of the same name; nil unless it was asked for.
    private(set) var mark: Mark?

    struct Mark: Sendable {
        let birthYear: Int
        /// Of the NIK.
        let lastDigits: String
    }

    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let regency: String?
        (province, regency) = try (row["province"], row["regency"])
        let home = regency.flatMap(Regency.init(code:)).map(\.name)
        let status: Account.Status = try row["status"]
        id = try row["id"]
        isActive = status == .active
        createdAt = try row["created_at"]
        name = try SealedText.personName.find(row, of: id.rawValue, vault)
        place = [home, province.flatMap(Province.init(code:)).map(\.name)].compactMap(\.self).joined(separator: ", ")
    }

    init(id: ID<Account>, name: String, place: String, createdAt: Instant) {
        self.id = id
        self.name = name
        self.place = place
        self.createdAt = createdAt
        province = nil
        isActive = true
    }

    func marked(by claim: StoredClaim?, _ vault: Vault) throws -> PersonLine {
        guard let claim else { return self }
        var line = self
        line.mark = Mark(birthYear: claim.birthDate.year, lastDigits: String(try claim.openNIK(vault).digits.suffix(4)))
        return line
    }

    /// Whether the person lives elsewhere than where a local officer works. Never for an officer of the whole country,
    /// nor before the person has written an address.
    func isElsewhere(than region: Province?) -> Bool {
        guard let region, let province else { return false }
        return province != region.code
    }

    /// `Rina M•••`: enough to tell two hits apart, too little to copy.
    var masked: String? {
        name.map { name in
            let words = name.split(separator: " ")
            let rest = words.dropFirst().map { "\($0.prefix(1))•••" }
            return (words.prefix(1).map(String.init) + rest).joined(separator: " ")
        }
    }
}
