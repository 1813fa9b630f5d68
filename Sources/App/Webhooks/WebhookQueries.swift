import Foundation
import Programme
import Storage

extension Transaction {
    var webhooks: WebhookQueries { WebhookQueries(tx: self) }
}

/// Where partners are told of events, and the events; with its extensions the only writer of the webhooks' tables.
struct WebhookQueries {
    let tx: Transaction

    func endpoint(_ id: ID<PartnerEndpoint>) throws -> WebhookEndpoint? {
        try tx.row("SELECT \(Self.columns) FROM webhook_endpoint WHERE id = \(id)").map(WebhookEndpoint.init)
    }

    /// All that it ever had, the first one first.
    func endpoints(of partner: ID<Partner>) throws -> [WebhookEndpoint] {
        try tx.rows("SELECT \(Self.columns) FROM webhook_endpoint WHERE partner_id = \(partner) ORDER BY id")
            .map(WebhookEndpoint.init)
    }

    /// Those that have not ended, the first one first.
    func current(of partner: ID<Partner>) throws -> [WebhookEndpoint] {
        try endpoints(of: partner).filter { $0.state != .ended }
    }

    /// Writes the address and the types. It is active from now on, whatever it was. Nothing for an endpoint of another
    /// partner.
    ///
    /// - Returns: whether it was written.
    func set(
        _ address: String, _ types: [WebhookType], to id: ID<PartnerEndpoint>, of partner: ID<Partner>,
        by officer: ID<Officer>?, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            INSERT INTO webhook_endpoint (id, partner_id, address, types, set_at, set_by, state, state_at)
            VALUES (\(id), \(partner), \(address), \(WebhookType.stored(types)), \(now), \(officer), 'active', \(now))
            ON CONFLICT (id) DO UPDATE
            SET address = excluded.address, types = excluded.types, set_at = excluded.set_at,
                set_by = excluded.set_by, state = excluded.state, state_at = excluded.state_at
            WHERE webhook_endpoint.partner_id = excluded.partner_id
            """) == 1
    }

    /// Changes the state of one that is told of events. False when it was not in one of `states`.
    func set(
        _ state: WebhookEndpoint.State, of endpoint: ID<PartnerEndpoint>, from states: [WebhookEndpoint.State],
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE webhook_endpoint
            SET state = \(state), state_at = \(now)
            WHERE id = \(endpoint) AND state IN (\(list: states))
            """) == 1
    }

    /// What waits for an endpoint that is told nothing more is not delivered.
    func giveUpWaiting(of endpoint: ID<PartnerEndpoint>, at now: Instant) throws {
        try tx.run("UPDATE webhook_object SET due_at = NULL WHERE endpoint_id = \(endpoint) AND due_at IS NOT NULL")
        try tx.run(
            """
            UPDATE webhook_event
            SET state = 'failed', state_at = \(now)
            WHERE endpoint_id = \(endpoint) AND state = 'waiting'
            """)
    }

    /// Those that officers look at: the last event was given up, or the partner's server closed it.
    func troubled() throws -> [WebhookEndpoint] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM webhook_endpoint
            WHERE state IN ('failing', 'disabled')
            ORDER BY state_at, id
            """
        ).map(WebhookEndpoint.init)
    }

    /// All, those that officers look at first.
    func endpoints() throws -> [WebhookEndpoint] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM webhook_endpoint
            ORDER BY CASE WHEN state IN ('failing', 'disabled') THEN 0 WHEN state = 'active' THEN 1 ELSE 2 END,
                state_at, id
            """
        ).map(WebhookEndpoint.init)
    }

    static let columns: SQL = "id, partner_id, address, types, set_at, state, state_at"
}

/// An address at which a partner is told of events.
struct WebhookEndpoint: Sendable, Equatable {
    let id: ID<PartnerEndpoint>
    let partner: ID<Partner>
    let address: String
    let types: [WebhookType]
    let setAt: Instant
    let state: State
    let stateAt: Instant

    enum State: String, Sendable, CaseIterable {
        case active, failing, disabled, ended
    }

    var isTold: Bool { state == .active || state == .failing }

    static let sample = WebhookEndpoint(
        id: ID(31), partner: ID(7), address: "https://pijarmahir.example/webhook", types: WebhookType.allCases,
        setAt: Instant(milliseconds: 1_587_000_000_000), state: .active,
        stateAt: Instant(milliseconds: 1_587_000_000_000))
}

extension WebhookEndpoint.State: SQLConvertible {}
extension WebhookType: SQLConvertible {}

extension WebhookEndpoint {
    init(_ row: Row) throws {
        id = try row["id"]
        partner = try row["partner_id"]
        address = try row["address"]
        types = WebhookType.read(try row["types"])
        setAt = try row["set_at"]
        state = try row["state"]
        stateAt = try row["state_at"]
    }
}
