import NIOConcurrencyHelpers

/// What one process knows of the objects in its database that no migration made.
final class SchemaGuard: Sendable {
    private struct State {
        var defaults: Set<String>?
        var expected: ExpectedSchema?
        var quick = UnknownObjects.refusal(defaults: nil, thoroughly: false)
        var thorough = UnknownObjects.refusal(defaults: nil, thoroughly: true)
        var found: [String] = []
        var seen: Set<String> = []
        var changes = 0
    }

    private let state = NIOLockedValueBox(State())

    /// The defaults that the migrations give columns: `table.column value`, in lower case. Nil while they are not known.
    var defaults: Set<String>? {
        get { state.withLockedValue(\.defaults) }
        set {
            state.withLockedValue { state in
                state.defaults = newValue
                state.quick = UnknownObjects.refusal(defaults: newValue, thoroughly: false)
                state.thorough = UnknownObjects.refusal(defaults: newValue, thoroughly: true)
                state.changes += 1
            }
        }
    }

    /// What the migrations make; nil while it is not known, and then nothing is compared with it.
    var expected: ExpectedSchema? {
        get { state.withLockedValue(\.expected) }
        set {
            state.withLockedValue { state in
                state.expected = newValue
                state.changes += 1
            }
        }
    }

    /// What `Database.checkSchema` found last.
    var found: [String] {
        get { state.withLockedValue(\.found) }
        set { state.withLockedValue { $0.found = newValue } }
    }

    /// Names kept between two calls of `takeSeen`; further ones are not.
    private static let mostSeen = 100

    /// Objects for which a transaction was refused, or which a look found: they may be gone again.
    func saw(_ names: [String]) {
        state.withLockedValue { state in
            for name in names where state.seen.count < Self.mostSeen { state.seen.insert(name) }
        }
    }

    func takeSeen() -> Set<String> {
        state.withLockedValue { state in
            defer { state.seen = [] }
            return state.seen
        }
    }

    /// See `UnknownObjects.refusal`.
    func refusal(thoroughly: Bool) -> SQL { state.withLockedValue { thoroughly ? $0.thorough : $0.quick } }

    /// Counts changes of what is expected, so that a result for others is not used again.
    var changes: Int { state.withLockedValue(\.changes) }
}

extension Database {
    /// What `checkSchema` found last, one name each: of triggers, rules, views and the like that no migration made, and of
    /// tables and indexes that are other than the migrations made them.
    package var unknownObjects: [String] { backend.schema.found }

    /// From here on a default of a column that is not among these counts as unknown, and so does what differs from the
    /// schema.
    ///
    /// - Parameters:
    ///   - defaults: `table.column value`, in lower case.
    ///   - schema: what the migrations make; nil leaves it as it was, and nothing is compared where it never was given.
    package func expect(defaults: Set<String>, schema: ExpectedSchema? = nil) {
        backend.schema.defaults = defaults
        if let schema { backend.schema.expected = schema }
    }

    /// Looks for objects that no migration made. While there are any, no transaction is carried out but `upkeep`: on
    /// SQLite each batch of transactions looks itself when the schema has changed, on PostgreSQL this look decides.
    ///
    /// - Parameter wholly: on PostgreSQL also at indexes and checks. A server that runs does not: an administrator who
    ///   builds an index again has a second one for that time.
    /// - Returns: their names.
    @discardableResult
    package func checkSchema(wholly: Bool = true) async throws -> [String] {
        let schema = backend.schema
        let found = try await read { try wholly ? $0.unknownObjects() : $0.actingObjects() }
        schema.found = found
        schema.saw(found)
        return found
    }

    /// The objects that no migration made and that were seen since the last call, also those that stood for a moment only:
    /// by a transaction that was refused because of them, or by `checkSchema`.
    package func takeSeenObjects() -> Set<String> { backend.schema.takeSeen() }

    /// For the next `takeSeenObjects`: they could not be recorded.
    package func putBackSeenObjects(_ names: Set<String>) { backend.schema.saw(names.sorted()) }

    /// As `transaction`, also while the database has objects that no migration made. For rows that no act binds, such as
    /// the lease of a node number: what a trigger does with them, SQL could do as well.
    @discardableResult
    package func upkeep<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await backend.transaction(.upkeep, body)
    }
}

extension Transaction {
    /// The names of the objects that no migration made, or made differently; and of what is missing.
    package func unknownObjects() throws -> [String] {
        let acting = try actingObjects()
        guard engine == .postgres, let expected = session.schema.expected else { return acting }
        return try acting + expected.differences(from: rows(PostgresSchema.objects))
    }

    /// On PostgreSQL without indexes and checks.
    fileprivate func actingObjects() throws -> [String] {
        let names: [String] = try rows(UnknownObjects.named(on: engine, defaults: session.schema.defaults))
            .map { try $0["name"] }
        guard engine == .sqlite, let expected = session.schema.expected else { return names }
        return names + expected.differences(from: try rows(StoredObject.all).map { StoredObject($0.values) })
    }

    /// Ends this transaction with `StorageFault.unknownObjects` where the database has any. On SQLite each transaction
    /// does so at its beginning; on PostgreSQL those that ask for it, right before the commit and in the same round trip.
    ///
    /// - Parameter thoroughly: see `UnknownObjects.refusal`.
    package func refuseUnknownObjects(thoroughly: Bool) {
        session.refuseUnknownObjects(thoroughly: thoroughly)
    }
}
