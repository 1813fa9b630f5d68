import Programme
import Storage

/// What waits in one of the office's queues, as one statement counts it: columns `waiting`, `people`, `amount`,
/// `oldest` and `due`, of which all but the first may be NULL.
struct Backlog: Sendable {
    let count: Int
    let people: Int?
    let amount: Rupiah?
    /// Since when the oldest item waits, and the end of the most urgent one's time.
    let oldest: Instant?
    let due: Instant?

    static let empty = Backlog(count: 0)

    init(count: Int, people: Int? = nil, amount: Rupiah? = nil, oldest: Instant? = nil, due: Instant? = nil) {
        (self.count, self.people, self.amount, self.oldest, self.due) = (count, people, amount, oldest, due)
    }

    init(_ row: Row) throws {
        try self.init(
            count: row["waiting"], people: row["people"], amount: row["amount"], oldest: row["oldest"],
            due: row["due"])
    }
}
