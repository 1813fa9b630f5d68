import Foundation
import Programme
import Storage

extension SealedText {
    /// By which the officer recognises a person, often a name.
    static let counterLabel = SealedText("counter_case", "label", blank: "–")
    /// What the person said.
    static let counterWords = SealedText("counter_case", "words", blank: "–")
}

extension CounterCase {
    /// The columns of a row as they were bound before label and words were sealed.
    static func bound(_ row: Row, _ vault: Vault) throws -> [String?] {
        let id: Int64 = try row["id"]
        var texts = try SealedText.counterLabel.bound(row, at: 6, of: id, leavingOut: 2, vault)
        texts[9] = try SealedText.counterWords.open(row, of: id, vault)
        return texts
    }
}

extension CounterQueries {
    /// Seals labels and words from before they were sealed; returns how many rows were found.
    func sealEarlier(limit: Int, vault: Vault) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT id, label, words
            FROM counter_case
            WHERE sealed_label IS NULL
            ORDER BY id
            LIMIT \(limit)
            """)
        for row in rows {
            let (id, label, words): (Int64, String, String) = try (row["id"], row["label"], row["words"])
            try seal(
                label, words, of: id, while: "sealed_label IS NULL AND label = \(label) AND words = \(words)", vault)
        }
        return rows.count
    }

    func seal(
        _ label: String, _ words: String, of id: Int64, while condition: SQL = "id = id", _ vault: Vault
    ) throws {
        try tx.run(
            """
            UPDATE counter_case
            SET sealed_label = \(SealedText.counterLabel.seal(label, row: id, vault)),
                sealed_words = \(SealedText.counterWords.seal(words, row: id, vault)),
                label = \(SealedText.counterLabel.blank), words = \(SealedText.counterWords.blank)
            WHERE id = \(id) AND \(condition)
            """)
    }
}
