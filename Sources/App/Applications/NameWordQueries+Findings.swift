import Foundation
import Programme
import Storage

/// What `prakerja audit verify` says of the index by which officers find people by name.
extension NameWordQueries {
    /// People compared in one read.
    private static let compared = 2_000

    /// One sentence in English for each person who is not found by a word of their name, or is found by another word; at
    /// most `limit`. Of names that the job has not entered yet only the latter.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        let entered = try through()
        var (findings, after): ([String], Int64) = ([], .min)
        while findings.count < limit {
            let names = try names(after: after, vault)
            let isLast = names.count < Self.compared
            let end = isLast ? Int64.max : names.last?.person ?? .max
            var stored = try words(after: after, through: end)
            for (person, name) in names {
                guard let name else {
                    findings.append("account \(person) has a name that was changed by other means than an act")
                    stored.removeValue(forKey: person)
                    continue
                }
                let expected = Set(NameWords.of(name).map { Self.hash($0, vault) })
                let present = stored.removeValue(forKey: person) ?? []
                let isAwaited = person > entered && present.isEmpty
                if !expected.isSubset(of: present), !isAwaited {
                    findings.append("account \(person) is not found by its name: its row in the index of names is gone")
                }
                if !present.isSubset(of: expected) { findings.append(Self.foreign(person)) }
            }
            // Of an account without a name.
            findings += stored.keys.sorted().map(Self.foreign)
            if isLast { break }
            after = end
        }
        return Array(findings.prefix(limit))
    }

    private static func foreign(_ person: Int64) -> String {
        "account \(person) is found by a name that is not its own: the index of names was changed by other means"
    }

    /// Nil in place of a name that was not sealed for its row.
    private func names(after: Int64, _ vault: Vault) throws -> [(person: Int64, name: String?)] {
        try tx.rows(
            """
            SELECT person_id, name, sealed_name
            FROM personal_data
            WHERE person_id > \(after)
            ORDER BY person_id
            LIMIT \(Self.compared)
            """
        ).map { row in
            let person: Int64 = try row["person_id"]
            do {
                return (person, try SealedText.personName.open(row, of: person, vault))
            } catch is VaultFault {
                return (person, nil)
            }
        }
    }

    private func words(after: Int64, through end: Int64) throws -> [Int64: Set<Data>] {
        try tx.rows(
            """
            SELECT person_id, word
            FROM person_name_word
            WHERE person_id > \(after) AND person_id <= \(end)
            """
        ).reduce(into: [:]) { words, row in
            let (person, word): (Int64, Data) = try (row["person_id"], row["word"])
            words[person, default: []].insert(word)
        }
    }
}
