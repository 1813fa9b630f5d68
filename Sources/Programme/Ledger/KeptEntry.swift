/// An entry of the journal that the log has sealed, and one of the accounts that it moved money of.
package struct KeptEntry: Hashable, Sendable {
    package let account: LedgerAccount.Code
    package let entry: ID<JournalEntry>

    package init(account: LedgerAccount.Code, entry: ID<JournalEntry>) {
        self.account = account
        self.entry = entry
    }

    /// The card whose purse lacks the entry; nil for another account.
    package var card: ID<Card>? {
        switch account {
        case .cardTraining(let card), .cardIncentive(let card): card
        default: nil
        }
    }
}
