import Logging
import Programme
import Storage

/// An account whose row says what its postings say.
struct ProvedAccount: Sendable {
    let balance: Balance
    let stored: [StoredPosting]

    var postings: [Posting] { stored.map(\.value) }
}

extension Dependencies {
    /// The account as its postings give it, held until the transaction ends. Throws `refusal`, with an error in the
    /// server's log, where its row says otherwise: by a balance that was changed by other means no money moves.
    func requireProved(
        _ code: LedgerAccount.Code, most: Int = LedgerQueries.mostPostings, or refusal: RecordRefusal = .heldBack,
        in tx: Transaction
    ) throws -> ProvedAccount {
        try tx.ledger.lock(code)
        if let account = try tx.ledger.proved(code, most: most, vault: vault) { return account }
        logger.error(
            "an act is held back: an account's balance is not what its postings say; run `prakerja audit verify`",
            metadata: ["account": "\(code)"])
        throw refusal
    }
}
