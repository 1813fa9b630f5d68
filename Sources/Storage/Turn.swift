/// A caller's transaction: the closure, and the caller who is to be answered when it is over.
struct Turn: Sendable {
    typealias Answer = @Sendable () -> Void

    enum Kind: Sendable {
        case read
        case write
    }

    let kind: Kind
    /// Runs the closure and returns the answer, to be given after the commit. When it throws, roll back and `fail`.
    let run: @Sendable (any Session) throws -> Answer
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ kind: Kind,
        _ body: @escaping @Sendable (Transaction) throws -> Value,
        answering caller: CheckedContinuation<Value, any Error>
    ) {
        self.kind = kind
        run = { session in
            let ending = try Self.ending(of: body, in: session)
            return { caller.resume(with: ending) }
        }
        fail = { caller.resume(throwing: $0) }
    }

    /// A value and a recorded refusal commit; every other error, and every failed statement, is thrown.
    static func ending<Value: Sendable>(
        of body: @Sendable (Transaction) throws -> Value,
        in session: any Session
    ) throws -> Result<Value, any Error> {
        let ending: Result<Value, any Error>
        do {
            ending = .success(try body(Transaction(session: session)))
        } catch let recorded as Recorded {
            ending = .failure(recorded.refusal)
        }
        if let failure = session.failure { throw failure }
        return ending
    }
}
