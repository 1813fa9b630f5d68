import Programme
import Storage

extension Transaction {
    var nodes: NodeQueries { NodeQueries(tx: self) }
}

/// The leases of node numbers, which make the ids of processes on one database distinct (`IDSource`). Their times are
/// the real clock's, because the programme clock can be moved past a lease.
struct NodeQueries {
    let tx: Transaction

    /// Leases the lowest free number; nil when there is none or another process was first.
    ///
    /// `fence` increases with every lease of a number: a process that was suspended past its lease finds a higher one
    /// when it renews, and stops.
    func lease(owner: String, until: Instant, now: Instant) throws -> NodeLease? {
        guard let free = try freeNumber(now: now) else { return nil }
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

    /// The highest id that is known: the highest that any node has reported, or that the log of journal and audit log
    /// has sealed. New ids have to be higher, regardless of the clock of this machine: the log would count a row with a
    /// lower id as inserted by hand. Ids that no node can have made until `now` are left out.
    func highestID(at now: Instant) throws -> Int64 {
        let ceiling = IDSource.ceiling(at: now)
        let row = try tx.row("SELECT MAX(high_water) AS highest FROM node WHERE high_water < \(ceiling)")
        let reported: Int64? = try row?["highest"]
        return max(reported ?? 0, try tx.proofs.highestSealed(below: ceiling) ?? 0)
    }

    /// Nodes whose high water no node can have reached until `now`: their row was changed by other means.
    func incredible(at now: Instant) throws -> [Int] {
        try tx.rows(
            """
            SELECT number
            FROM node
            WHERE high_water >= \(IDSource.ceiling(at: now)) OR high_water < 0
            ORDER BY number
            """
        ).map { try $0["number"] }
    }

    private func freeNumber(now: Instant) throws -> Int? {
        let taken = try tx.rows("SELECT number FROM node WHERE leased_until > \(now)").map { try $0["number"] as Int }
        return IDSource.nodes.first { !taken.contains($0) }
    }
}

struct NodeLease: Sendable {
    let number: Int
    let fence: Int64
    /// The highest id made under this number, as its last renewal reported it; 0 for a new number.
    let highWater: Int64

    init(_ row: Row) throws {
        number = try row["number"]
        fence = try row["fence"]
        highWater = try row["high_water"]
    }
}
