import Foundation
import Programme
import Storage

/// Entries by the receipt of joining, also those whose row is gone.
extension EntryQueries {
    /// The entry that a receipt is for, by the newest event of its joining that an act wrote. The person is nil where
    /// they were carried over and the row is gone.
    func joining(of receipt: JoinReceipt, vault: Vault) throws -> (entry: ID<Entry>, person: ID<Account>?)? {
        guard let event = try tx.audit.latestCoded("entry.joined", subject: receipt.subject, vault: vault),
            let row = try tx.row("SELECT actor_kind, actor_id, detail FROM audit_event WHERE id = \(event)")
        else { return nil }
        let (kind, actor, text): (String, Int64?, String) = try (row["actor_kind"], row["actor_id"], row["detail"])
        let detail = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        guard let entry = detail?["entry"].flatMap({ Int64($0, in: 1...Int64.max) }) else { return nil }
        if kind == Actor.person(ID(0)).kind, let actor { return (ID(entry), ID(actor)) }
        let owner: ID<Account>? = try tx.row("SELECT person_id FROM entry WHERE id = \(entry)")?["person_id"]
        return (ID(entry), owner)
    }

    /// How an entry stands, compared with the acts that the log has of it.
    func standing(of entry: ID<Entry>, in wave: Wave, vault: Vault) throws -> EntryStanding {
        let row = try tx.row(
            """
            SELECT entry.person_id, \(Self.state) AS state
            FROM \(Self.entries)
            WHERE entry.id = \(entry) AND entry.wave_id = \(wave.id)
            """)
        guard let row else { return .missing }
        let (person, state): (ID<Account>, Entry.State) = try (row["person_id"], row["state"])
        guard state == .withdrawn else {
            // From the sealing on each entry that counts has a ticket.
            let isListed = try wave.state < .sealed || of(person, in: wave.id)?.ticket != nil
            return isListed ? .counts : .missing
        }
        if try removal(of: entry) != nil {
            return try tx.records.isAsBound(.removals, entry, vault: vault) ? .removed : .missing
        }
        let left = try latestWithdrawal(of: entry, from: wave, vault: vault)
        let joined = try latestJoining(of: entry, vault: vault)
        guard let left else { return .missing }
        return joined.map { $0 > left } == true ? .missing : .withdrawn
    }
}
