import Programme
import Storage

extension BoundKind {
    /// A person's visit to a counter: it stands for the proved number of a person without one, and an assisted session
    /// shows whose help it is.
    static let counterCases = BoundKind(
        "counter-case", title: "case at a counter", covers: "officer, office, consent, contact, person and times",
        due: "SELECT id FROM counter_case", fields: { _, row, vault in try CounterCase.bound(row, vault) }
    ) { ids in
        [
            """
            SELECT id, number, officer_id, region, place, day, label, way, consent, words, relation, earlier, contact,
                contact_lookup, person_id, state, begun_at, assisted_at, ended_at,
                sealed_label, sealed_words
            FROM counter_case
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension CounterQueries {
    /// On PostgreSQL: keeps the person's cases as they are until the transaction ends.
    func lock(of person: ID<Account>) throws {
        try tx.send("SELECT id FROM counter_case WHERE person_id = \(person) FOR UPDATE")
    }

    /// Until the transaction ends, no other one counts or adds cases of these accounts of one officer: two at the same
    /// moment would both be the last of the day.
    func keepDay(of officers: [ID<Officer>]) throws {
        try tx.records.keepOrder(of: "counter-day", officers.map(\.rawValue))
    }

    /// The same for the persons of one household member's number.
    func keepHousehold(of contact: Contact, vault: Vault) throws {
        let number = Self.lookup(contact, vault).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        try tx.records.keepOrder(of: "counter-household", [Int64(bitPattern: number)])
    }

    /// Every case of the person.
    func ids(of person: ID<Account>) throws -> [ID<CounterCase>] {
        try tx.rows("SELECT id FROM counter_case WHERE person_id = \(person) ORDER BY id").map { try $0["id"] }
    }

    /// Blanks what names or quotes the person. Officer, office, times and the keyed hash of a household member's number
    /// stay: the number's persons are still counted. The caller binds the cases.
    func blank(_ person: ID<Account>, vault: Vault) throws {
        for id in try ids(of: person) {
            try seal("–", "–", of: id.rawValue, vault)
            try tx.run("UPDATE counter_case SET contact = NULL WHERE id = \(id)")
        }
    }
}
