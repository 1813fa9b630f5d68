import Foundation
import Programme
import Storage

@testable import App

/// Entries put into the journal as a whole, with everything that the ledger itself would have written. The books then
/// add up: only the entry's code tells it from one of the ledger.
extension Tampering {
    static let books: [Tampering] = [
        Tampering(
            .money, "a whole entry with its postings and balances", found: "the entry correction:forged has no code"
        ) {
            whole(to: $0, code: nil)
        },
        Tampering(.money, "the same, in the log", found: "journal entry \(forgedID) has no code") {
            whole(to: $0, code: nil)
        },
        Tampering(.money, "a whole entry with a guessed code", found: "the entry correction:forged has no code") {
            whole(to: $0, code: Data(repeating: 5, count: 32))
        },
        Tampering(.money, "the code of another entry", found: "a code that this installation's key did not make") {
            scene in
            whole(to: scene, code: nil, copying: true)
        },
    ]

    /// A posting has a code of its own, beside the one of its entry.
    static let postings: [Tampering] = [
        Tampering(.money, "a posting with the code of another one", found: "has a posting with a code of its own") {
            _ in
            [
                """
                INSERT INTO posting (entry_id, place, from_id, to_id, amount, code)
                SELECT entry_id, place + 7000, from_id, to_id, amount, code
                FROM posting
                WHERE code IS NOT NULL
                LIMIT 1
                """
            ]
        }
    ]

    /// What an edition promised, as the database keeps it, and the chart of accounts.
    static let promises: [Tampering] = [
        Tampering(.money, "a card's last day for the first use", found: "standing of card ") { _ in
            ["UPDATE card SET first_use_by = 1"]
        },
        Tampering(.money, "a card is active again", found: "standing of card ") { _ in
            ["UPDATE card SET status = CASE WHEN status = 'active' THEN 'suspended' ELSE 'active' END"]
        },
        Tampering(.money, "the account that pays a wave's cards", found: "address and account of wave ") { _ in
            ["UPDATE wave SET books = '77'"]
        },
        Tampering(.money, "a due day of an instalment", in: .people, found: "days of instalments of card ") { _ in
            ["UPDATE instalment SET due_on = '2020-01-01'"]
        },
        Tampering(.money, "an amount of an edition", found: "edition number 1 ") { _ in
            ["UPDATE edition SET text = REPLACE(text, '3550000', '3550001')"]
        },
        Tampering(.money, "an edition is unreadable", found: "edition number 1 ") { _ in
            ["UPDATE edition SET text = '- ['"]
        },
        Tampering(.money, "the digest of an edition", found: "edition number 1 ") { _ in
            ["UPDATE edition SET digest = \(Data(repeating: 1, count: 32))"]
        },
        Tampering(.money, "an edition that no start used", found: "edition number 9 was bound by no act") { _ in
            [
                """
                INSERT INTO edition (id, digest, text, first_used_at, number)
                SELECT 'lain', digest, text, first_used_at, 9
                FROM edition
                """
            ]
        },
        Tampering(.money, "an account that no version knows", found: "lain:1 is not in the chart of accounts") { _ in
            ["UPDATE ledger_account SET code = 'lain:1' WHERE id = (SELECT MAX(id) FROM ledger_account)"]
        },
        Tampering(.money, "the account of what was returned", found: "kas:1 is not in the chart of accounts") { _ in
            ["UPDATE ledger_account SET code = 'kas:1' WHERE code = 'returned'"]
        },
    ]

    private static let forgedID = Int64.max - 5
    private static let amount = Rupiah(1_000_000)

    /// A million rupiah on a card, as a correction.
    private static func whole(to scene: Scene, code: Data?, copying: Bool = false) -> [SQL] {
        let target = LedgerAccount.Code.cardTraining(scene.card)
        let entry = JournalEntry(
            id: ID(forgedID), kind: .correction, subject: "forged", reason: "Koreksi saldo",
            postings: [Posting(from: .treasury, to: target, amount: amount)], at: scene.now)
        let mark: SQL = copying ? "(SELECT code FROM journal_entry WHERE code IS NOT NULL LIMIT 1)" : "\(code)"
        return [
            """
            INSERT INTO journal_entry (id, key, kind, content, reason, at, code)
            VALUES (\(entry.id), \(entry.key), \(entry.kind), \(entry.content), \(entry.reason), \(entry.at), \(mark))
            """,
            """
            INSERT INTO posting (entry_id, place, from_id, to_id, amount)
            SELECT \(entry.id), 0, source.id, target.id, \(amount)
            FROM ledger_account AS source, ledger_account AS target
            WHERE source.code = \(LedgerAccount.Code.treasury) AND target.code = \(target)
            """,
            "UPDATE ledger_account SET posted = posted - \(amount) WHERE code = \(LedgerAccount.Code.treasury)",
            "UPDATE ledger_account SET posted = posted + \(amount) WHERE code = \(target)",
        ]
    }
}
