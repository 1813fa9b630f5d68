import Foundation
import Programme
import Storage

extension Transaction {
    var nameWords: NameWordQueries { NameWordQueries(tx: self) }
}

/// The index by which people are found by name: the keyed hash of each word, so that the table shows no name to a
/// reader without the key. The only writer of `person_name_word` and `name_index`.
struct NameWordQueries {
    let tx: Transaction

    /// Bytes of the hash that are stored: enough that words do not share one.
    private static let bytes = 12
    /// Entries of a word that are counted to find the rarest word.
    private static let counted = 5_000

    /// Replaces the words of a person's name.
    func index(_ name: String, of person: ID<Account>, vault: Vault) throws {
        let words = NameWords.of(name).map { Self.hash($0, vault) }
        let old: [Data] = try tx.rows("SELECT word FROM person_name_word WHERE person_id = \(person)").map {
            try $0["word"]
        }
        for word in old where !words.contains(word) {
            try tx.run("DELETE FROM person_name_word WHERE word = \(word) AND person_id = \(person)")
        }
        for word in words where !old.contains(word) {
            try tx.send(
                """
                INSERT INTO person_name_word (word, person_id)
                VALUES (\(word), \(person))
                ON CONFLICT (word, person_id) DO NOTHING
                """)
        }
    }

    /// People whose names hold all these words, at most `limit`. Begins with the rarest word, so that a frequent one is
    /// only compared. Nil when even the rarest is too frequent to search by.
    func people(named words: [String], limit: Int, vault: Vault) throws -> [ID<Account>]? {
        let counts = try words.map { word -> (hash: Data, count: Int) in
            let hash = Self.hash(word, vault)
            return (hash, try count(hash))
        }.sorted { $0.count < $1.count }
        guard let rarest = counts.first else { return [] }
        guard rarest.count < Self.counted || counts.count > 1 else { return nil }
        let rest: [SQL] = counts.dropFirst().map { other in
            """
             AND EXISTS (
                SELECT 1 FROM person_name_word AS other
                WHERE other.word = \(other.hash) AND other.person_id = person_name_word.person_id
            )
            """
        }
        var condition: SQL = "word = \(rarest.hash)"
        for part in rest { condition = "\(condition)\(part)" }
        return try tx.rows(
            """
            SELECT person_id
            FROM person_name_word
            WHERE \(condition)
            ORDER BY person_id DESC
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// Those of these people whose names hold all these words, in the order given.
    func people(among people: [ID<Account>], named words: [String], vault: Vault) throws -> [ID<Account>] {
        try words.reduce(people) { people, word in
            let named = try tx.rows(
                """
                SELECT person_id
                FROM person_name_word
                WHERE word = \(Self.hash(word, vault)) AND person_id IN (\(list: people))
                """
            ).map { row -> ID<Account> in try row["person_id"] }
            let known = Set(named)
            return people.filter(known.contains)
        }
    }

    private func count(_ hash: Data) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS entries
            FROM (SELECT person_id FROM person_name_word WHERE word = \(hash) LIMIT \(Self.counted)) AS entry
            """)?["entries"] ?? 0
    }

    // MARK: - Names of before the index

    /// Names that the job has not looked at, in the order of their people.
    func unread(limit: Int, vault: Vault) throws -> [(person: ID<Account>, name: String)] {
        try tx.rows(
            """
            SELECT person_id, name, sealed_name
            FROM personal_data
            WHERE person_id > \(through())
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { row in
            let person: ID<Account> = try row["person_id"]
            return (person, try SealedText.personName.open(row, of: person.rawValue, vault))
        }
    }

    /// Up to whom the job has entered the names.
    func through() throws -> Int64 {
        try tx.row("SELECT through FROM name_index WHERE id = 1")?["through"] ?? 0
    }

    func markRead(through person: ID<Account>) throws {
        try tx.run(
            """
            INSERT INTO name_index (id, through)
            VALUES (1, \(person))
            ON CONFLICT (id) DO UPDATE SET through = excluded.through
            """)
    }

    static func hash(_ word: String, _ vault: Vault) -> Data {
        vault.lookup(word, purpose: "name-word").prefix(bytes)
    }
}
