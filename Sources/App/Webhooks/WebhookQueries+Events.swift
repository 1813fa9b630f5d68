import Foundation
import Programme
import Storage

/// An event that a partner is told of.
struct WebhookEvent: Sendable {
    let id: ID<WebhookEvent>
    let object: ID<WebhookObject>
    let endpoint: ID<PartnerEndpoint>
    let partner: ID<Partner>
    /// Its place among the endpoint's events of the purchase.
    let sequence: Int
    let type: WebhookType?
    let body: String
    let recordedAt: Instant
    let state: State
    let stateAt: Instant
    let attempts: Int
    /// Attempts since it was last put into the queue.
    let tries: Int

    enum State: String, Sendable, CaseIterable {
        case waiting, delivered, failed
    }

    /// The same for every attempt; without a full stop, which separates it from the timestamp.
    var messageID: String { "evt_\(id)" }
}

/// What one endpoint is told of one purchase, in order.
enum WebhookObject: Sendable {}

extension WebhookQueries {
    /// How many objects of an endpoint are told at once.
    static let lanes: Int64 = 2

    /// Whether any partner is told of events.
    func isUsed() throws -> Bool {
        try tx.row("SELECT 1 AS used FROM webhook_endpoint WHERE state IN ('active', 'failing') LIMIT 1") != nil
    }

    /// A card lapsed unused. A platform that had sold on it learns so by its last purchase, which was returned: it is
    /// told the same when it asks for a code. An institution and a platform without a paid purchase learn nothing.
    func recordExpiry(of card: ID<Card>, _ person: ID<Account>, at moment: Moment, ids: IDSource) throws {
        guard try isUsed() else { return }
        let last = try tx.rows(
            """
            SELECT id, platform_id, invoice_code, transaction_code
            FROM purchase
            WHERE id IN (
                SELECT MAX(id)
                FROM purchase
                WHERE person_id = \(person) AND card_id = \(card) AND paid_at IS NOT NULL
                GROUP BY platform_id
            )
            ORDER BY id
            """)
        for row in last {
            let (invoice, transaction): (String, String) = try (row["invoice_code"], row["transaction_code"])
            try record(
                .cardExpired, of: row["id"], to: row["platform_id"],
                ["invoice_code": .text(invoice), "transaction_code": .text(transaction)], at: moment, ids: ids)
        }
    }

    /// Records an event for each endpoint of the partner that is told of the type, in the transaction of its fact.
    func record(
        _ type: WebhookType, of purchase: ID<Purchase>, to partner: ID<Partner>, _ data: [String: WebhookValue],
        at moment: Moment, ids: IDSource
    ) throws {
        for endpoint in try endpoints(of: partner) where endpoint.isTold && endpoint.types.contains(type) {
            try record(type, of: purchase, to: endpoint, data, at: moment, ids: ids)
        }
    }

    private func record(
        _ type: WebhookType, of purchase: ID<Purchase>, to endpoint: WebhookEndpoint, _ data: [String: WebhookValue],
        at moment: Moment, ids: IDSource
    ) throws {
        let (object, sequence) = try next(purchase, endpoint.id, at: moment.real, ids: ids)
        let ordered = data.merging(["purchase": .text(purchase.description), "sequence": .number(Int64(sequence))]) {
            $1
        }
        let body = try WebhookBody(type: type, at: moment.programme, data: ordered).text()
        let id: ID<WebhookEvent> = ids.next()
        try tx.run(
            """
            INSERT INTO webhook_event (id, object_id, endpoint_id, partner_id, sequence, type, body, recorded_at, state,
                state_at, attempts, tries)
            VALUES (\(id), \(object), \(endpoint.id), \(endpoint.partner), \(sequence), \(type), \(body),
                \(moment.real), 'waiting', \(moment.real), 0, 0)
            """)
    }

    /// The object's next number. Its row stays locked until the transaction ends, so that two facts at once have
    /// two numbers.
    private func next(
        _ purchase: ID<Purchase>, _ endpoint: ID<PartnerEndpoint>, at now: Instant, ids: IDSource
    ) throws -> (ID<WebhookObject>, Int) {
        let id: ID<WebhookObject> = ids.next()
        let row = try tx.row(
            """
            INSERT INTO webhook_object (id, endpoint_id, purchase_id, lane, last_sequence, due_at)
            VALUES (\(id), \(endpoint), \(purchase), \(Self.lane(of: purchase)), 1, \(now))
            ON CONFLICT (endpoint_id, purchase_id) DO UPDATE
            SET last_sequence = webhook_object.last_sequence + 1,
                due_at = COALESCE(webhook_object.due_at, excluded.due_at)
            RETURNING id, last_sequence
            """)
        guard let row else { throw Inconsistency("a webhook's object has a row") }
        return (try row["id"], try row["last_sequence"])
    }

    /// By the millisecond of the purchase's id.
    private static func lane(of purchase: ID<Purchase>) -> Int64 { (purchase.rawValue >> 22) % lanes }

    /// The endpoints and lanes with an event that is due.
    func due(at now: Instant) throws -> [(endpoint: ID<PartnerEndpoint>, lane: Int64)] {
        try tx.rows(
            """
            SELECT DISTINCT webhook_object.endpoint_id, webhook_object.lane
            FROM webhook_object
            JOIN webhook_endpoint ON webhook_endpoint.id = webhook_object.endpoint_id
            WHERE webhook_object.due_at <= \(now) AND webhook_endpoint.state IN ('active', 'failing')
            ORDER BY webhook_object.endpoint_id, webhook_object.lane
            """
        ).map { (try $0["endpoint_id"], try $0["lane"]) }
    }

    /// The first waiting event of the object that has been due the longest.
    func next(of endpoint: ID<PartnerEndpoint>, lane: Int64, at now: Instant) throws -> WebhookEvent? {
        let object = try tx.row(
            """
            SELECT id
            FROM webhook_object
            WHERE endpoint_id = \(endpoint) AND lane = \(lane) AND due_at <= \(now)
            ORDER BY due_at, id
            LIMIT 1
            """)
        guard let id: ID<WebhookObject> = try object?["id"] else { return nil }
        return try tx.row(
            """
            SELECT \(Self.eventColumns)
            FROM webhook_event
            WHERE object_id = \(id) AND state = 'waiting'
            ORDER BY sequence
            LIMIT 1
            """
        ).map(WebhookEvent.init)
    }

    func event(_ id: ID<WebhookEvent>) throws -> WebhookEvent? {
        try tx.row("SELECT \(Self.eventColumns) FROM webhook_event WHERE id = \(id)").map(WebhookEvent.init)
    }

    /// Of all its endpoints, the newest first.
    ///
    /// - Parameter before: the last event of the page before; nil for the first page.
    func events(of partner: ID<Partner>, before: ID<WebhookEvent>?, limit: Int) throws -> [WebhookEvent] {
        let last = before ?? ID<WebhookEvent>(Int64.max)
        return try tx.rows(
            """
            SELECT \(Self.eventColumns)
            FROM webhook_event
            WHERE partner_id = \(partner) AND id < \(last)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(WebhookEvent.init)
    }

    /// Puts an event into the queue once more, under the same id. False when it waits already.
    func sendAgain(_ event: WebhookEvent, at now: Instant) throws -> Bool {
        // The object's row first, as a new event locks it. The pause of a later event does not hold this one back; that
        // of an earlier one does.
        try tx.run(
            """
            UPDATE webhook_object
            SET due_at = CASE
                WHEN due_at IS NOT NULL AND EXISTS (
                    SELECT 1 FROM webhook_event AS earlier
                    WHERE earlier.object_id = webhook_object.id AND earlier.state = 'waiting'
                        AND earlier.sequence < \(event.sequence)
                ) THEN due_at
                ELSE CAST(\(now) AS BIGINT)
            END
            WHERE id = \(event.object)
            """)
        return try tx.run(
            """
            UPDATE webhook_event
            SET state = 'waiting', state_at = \(now), tries = 0
            WHERE id = \(event.id) AND state <> 'waiting'
            """) == 1
    }

    static let eventColumns: SQL = """
        id, object_id, endpoint_id, partner_id, sequence, type, body, recorded_at, state, state_at, attempts, tries
        """
}

extension WebhookEvent.State: SQLConvertible {}

extension WebhookEvent {
    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        object = try row["object_id"]
        endpoint = try row["endpoint_id"]
        partner = try row["partner_id"]
        sequence = try row["sequence"]
        let name: String = try row["type"]
        type = WebhookType(rawValue: name)
        body = try row["body"]
        recordedAt = try row["recorded_at"]
        state = try row["state"]
        stateAt = try row["state_at"]
        attempts = try row["attempts"]
        tries = try row["tries"]
    }
}
