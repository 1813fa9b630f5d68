import Foundation
import Programme
import Storage

/// The code of one posting. The code of its entry covers it too, but can only be checked with all postings of the entry:
/// with a thousand others where cards were issued.
extension RowMark {
    /// Bytes of the code that are stored: as many as no attacker guesses.
    private static var postingBytes: Int { 16 }

    /// - Parameter place: of the posting in its entry.
    func code(of posting: Posting, at place: Int, in entry: ID<JournalEntry>) -> Data {
        // Accounts by their codes and not by their ids, so that two accounts cannot change their codes.
        let from = posting.from.description
        let content =
            "\(entry.rawValue):\(place):\(posting.amount.amount):\(from.utf8.count):\(from):\(posting.to.description)"
        return Data(
            vault.authenticationCode(of: Data(content.utf8), for: "posting-code").prefix(Self.postingBytes))
    }
}

/// A posting as it is stored.
struct StoredPosting: Sendable {
    let value: Posting
    let entry: ID<JournalEntry>
    let place: Int
    /// Nil for one from before postings had codes.
    let code: Data?

    /// Nil for a row that can be no posting, such as one of an account that is not in the chart of accounts.
    ///
    /// - Parameter row: `entry_id`, `place`, `amount`, `code`, and the codes of both accounts.
    init?(_ row: Row) throws {
        let amount: Rupiah = try row["amount"]
        let (one, other): (String?, String?) = try (row["from_code"], row["to_code"])
        guard let from = one.flatMap({ LedgerAccount.Code($0) }), let to = other.flatMap({ LedgerAccount.Code($0) }),
            amount > .zero, from != to
        else { return nil }
        value = Posting(from: from, to: to, amount: amount)
        (entry, place, code) = try (row["entry_id"], row["place"], row["code"])
    }

    /// What the installation's key says of the posting alone.
    func rowCode(_ mark: RowMark) -> RowCode {
        guard let code else { return .missing }
        return constantTimeEqual(code, mark.code(of: value, at: place, in: entry)) ? .fits : .differs
    }
}
