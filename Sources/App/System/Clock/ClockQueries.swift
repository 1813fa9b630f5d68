import Programme
import Storage

extension Transaction {
    var clock: ClockQueries { ClockQueries(tx: self) }
}

/// The programme clock's lead over the real one, and the leases of node numbers.
struct ClockQueries {
    let tx: Transaction

    func lead() throws -> Span? {
        let stored: Int64? = try tx.row("SELECT lead FROM programme_clock WHERE id = 1")?["lead"]
        return stored.map(Span.init(milliseconds:))
    }

    func setLead(_ lead: Span) throws {
        try tx.run(
            """
            INSERT INTO programme_clock (id, lead)
            VALUES (1, \(lead.milliseconds))
            ON CONFLICT (id) DO UPDATE SET lead = excluded.lead
            """)
    }

    /// Leases the lowest free node number and returns it with its high-water mark; nil when there is none or another
    /// process was first.
    ///
    /// `fence` increases with every lease of a number: a process that was suspended past its lease finds a higher one
    /// and stops.
    func leaseNode(owner: String, until: Instant, now: Instant) throws -> NodeLease? {
        guard let free = try freeNode(now: now) else { return nil }
        let changed = try tx.run(
            """
            INSERT INTO node (number, owner, fence, high_water, leased_until)
            VALUES (\(free), \(owner), 1, 0, \(until))
            ON CONFLICT (number) DO UPDATE
            SET owner = excluded.owner, fence = node.fence + 1, leased_until = excluded.leased_until
            WHERE node.leased_until <= \(now)
            """)
        guard changed == 1 else { return nil }
        return try tx.row("SELECT number, fence, high_water FROM node WHERE number = \(free)").map(NodeLease.init)
    }

    /// False when another process has leased the number meanwhile.
    func renew(_ lease: NodeLease, highWater: Int64, until: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE node
            SET leased_until = \(until), high_water = \(highWater)
            WHERE number = \(lease.number) AND fence = \(lease.fence)
            """) == 1
    }

    /// The highest id that any node has reported, and that the log is closed at: new ids have to be higher, whatever
    /// the clock of this machine says.
    func highWater() throws -> Int64 {
        let reported: Int64? = try tx.row("SELECT MAX(high_water) AS highest FROM node")?["highest"]
        return max(reported ?? 0, try tx.proofs.head().through)
    }

    private func freeNode(now: Instant) throws -> Int? {
        let taken = try tx.rows("SELECT number FROM node WHERE leased_until > \(now)").map { try $0["number"] as Int }
        return (0..<1_024).first { !taken.contains($0) }
    }
}

struct NodeLease: Sendable {
    let number: Int
    let fence: Int64
    let highWater: Int64

    init(_ row: Row) throws {
        number = try row["number"]
        fence = try row["fence"]
        highWater = try row["high_water"]
    }
}
