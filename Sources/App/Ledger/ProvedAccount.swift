import Logging
import Programme
import Storage

/// An account whose row says what its postings say.
struct ProvedAccount: Sendable {
    let balance: Balance
    let stored: [StoredPosting]

    var postings: [Posting] { stored.map(\.value) }
}

/// What the rows of an account say together.
enum AccountProof: Sendable {
    case proved(ProvedAccount)
    /// Its row says another balance than its postings, or one of them is not the ledger's.
    case differs
    /// Sealed entries of the account are gone, or have no posting of it any more.
    case lacks([ID<JournalEntry>])
}

extension Dependencies {
    /// The account as its postings give it, held until the transaction ends. Throws `refusal`, with an error in the
    /// server's log, where its row says otherwise: by a balance that was changed by other means no money moves.
    func requireProved(
        _ code: LedgerAccount.Code, most: Int = LedgerQueries.mostPostings, or refusal: RecordRefusal = .heldBack,
        in tx: Transaction
    ) throws -> ProvedAccount {
        try tx.ledger.lock(code)
        switch try tx.ledger.proof(of: code, most: most, vault: vault) {
        case .proved(let account): return account
        case .differs:
            heldNotes.note(HeldNote(.balance, code.description))
            logger.error(
                "an act is held back: an account's balance is not what its postings say; run `prakerja audit verify`",
                metadata: ["account": "\(code)"])
        case .lacks(let entries): reportGone(entries.map { KeptEntry(account: code, entry: $0) })
        }
        throw refusal
    }

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, where a sealed entry of one of these accounts
    /// is gone: what it moved would be given out again.
    func requireSealedEntries(of accounts: [LedgerAccount.Code], in tx: Transaction) throws {
        let gone = try tx.ledger.gone(from: accounts)
        guard !gone.isEmpty else { return }
        reportGone(gone)
        throw RecordRefusal.heldBack
    }

    func reportGone(_ entries: [KeptEntry]) {
        for entry in entries {
            heldNotes.note(HeldNote(.entries, entry.account.description))
            logger.error(
                """
                no money moves: a sealed entry of the journal is gone, or has no posting of this account any more; put \
                its rows back from a backup, and run `prakerja audit verify`
                """,
                metadata: ["account": "\(entry.account)", "entry": "\(entry.entry)"])
        }
    }
}
