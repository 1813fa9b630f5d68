import Programme
import TestSupport

/// The simplest correct ledger, in memory: the oracle of the random tests. The real ledger gets the same calls, must
/// give the same answers and end with the same balances.
struct NaiveAuditor {
    enum Answer: Equatable {
        case done
        case refused
    }

    private(set) var posted: [LedgerAccount.Code: Int64] = [:]
    private var held: [LedgerAccount.Code: Int64] = [:]
    private var entries: [String: JournalEntry] = [:]
    private var holds: [String: (hold: Hold, state: Hold.State)] = [:]

    func balance(_ code: LedgerAccount.Code) -> Balance {
        Balance(posted: Rupiah(posted[code] ?? 0), held: Rupiah(held[code] ?? 0))
    }

    /// The sum of all balances, which must always be zero.
    var total: Int64 { posted.values.reduce(0, +) }

    mutating func post(_ entry: JournalEntry, spending key: IdempotencyKey? = nil) -> Answer {
        if let key, holds[key.text] == nil { return .refused }
        if let first = entries[entry.key.text] {
            return first.postings == entry.postings && first.reason == entry.reason ? .done : .refused
        }
        var attempt = self
        if let key, let (hold, state) = holds[key.text] {
            guard state == .placed else { return .refused }
            attempt.holds[key.text] = (hold, .posted)
            attempt.held[hold.account, default: 0] -= hold.amount.amount
        }
        for posting in entry.postings {
            attempt.posted[posting.from, default: 0] -= posting.amount.amount
            attempt.posted[posting.to, default: 0] += posting.amount.amount
        }
        for posting in entry.postings where !attempt.isAboveFloor(posting.from) { return .refused }
        attempt.entries[entry.key.text] = entry
        self = attempt
        return .done
    }

    mutating func place(_ hold: Hold) -> Answer {
        if let (first, state) = holds[hold.key.text] {
            let same = first.account == hold.account && first.amount == hold.amount
            return same && (state == .placed || state == .posted) ? .done : .refused
        }
        var attempt = self
        attempt.held[hold.account, default: 0] += hold.amount.amount
        guard attempt.isAboveFloor(hold.account) else { return .refused }
        attempt.holds[hold.key.text] = (hold, .placed)
        self = attempt
        return .done
    }

    mutating func end(_ key: IdempotencyKey, as state: Hold.State) -> Answer {
        guard let (hold, now) = holds[key.text], now != .posted else { return .refused }
        guard now == .placed else { return .done }
        holds[key.text] = (hold, state)
        held[hold.account, default: 0] -= hold.amount.amount
        return .done
    }

    func hold(_ key: IdempotencyKey) -> Hold? { holds[key.text]?.hold }

    private func isAboveFloor(_ code: LedgerAccount.Code) -> Bool {
        !code.hasFloor || (posted[code] ?? 0) >= (held[code] ?? 0)
    }
}

extension NaiveAuditor: SequentialModel {
    /// The balances follow from the entries and the holds.
    var state: [String] {
        entries.map { "\($0.key) \($0.value.reason)" }.sorted() + holds.map { "\($0.key) \($0.value.state)" }.sorted()
    }

    mutating func answer(_ act: Act) -> Answer { act.ask(&self) }
}
