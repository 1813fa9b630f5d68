import NIOConcurrencyHelpers

/// A queued transaction: the closure, and the continuation of the caller that waits for its result.
///
/// Every turn ends in exactly one answer or one `fail`, so unsafe continuations suffice: checked ones cost a tenth of a
/// short transaction.
struct QueuedTransaction: Sendable {
    typealias Answer = @Sendable () -> Void

    enum Kind: Sendable {
        case read
        case write
        /// A write whose statements take lists: on PostgreSQL their plans look every row of a list up by an index.
        case batch
        /// A write that is carried out also while the database has objects that no migration made.
        case upkeep
    }

    let kind: Kind
    /// Runs the closure and returns the answer, to be called after the commit. When it throws, roll back and call
    /// `fail`.
    let run: @Sendable (any Session) throws -> Answer
    let fail: @Sendable (any Error) -> Void

    /// - Parameter kind: not `read`.
    init<Value: Sendable>(
        _ kind: Kind, _ body: @escaping @Sendable (Transaction) throws -> Value,
        answering caller: UnsafeContinuation<Value, any Error>
    ) {
        self.kind = kind
        run = { session in
            let ending = try Self.ending(of: body, in: session)
            return { caller.resume(with: ending) }
        }
        fail = { caller.resume(throwing: $0) }
    }

    init<Value: Sendable>(
        read body: @escaping @Sendable (Transaction) throws -> Value, answering reader: Reader<Value>
    ) {
        kind = .read
        run = { session in
            guard reader.isWaiting else { throw CancellationError() }
            let ending = try Self.ending(of: body, in: session)
            return { reader.resume(with: ending) }
        }
        fail = { reader.resume(with: .failure($0)) }
    }

    /// A value and a `CommittedRefusal` refusal commit; every other error, and every failed statement, is thrown.
    static func ending<Value: Sendable>(
        of body: @Sendable (Transaction) throws -> Value,
        in session: any Session
    ) throws -> Result<Value, any Error> {
        let ending: Result<Value, any Error>
        do {
            ending = .success(try body(Transaction(session: session)))
        } catch let recorded as CommittedRefusal {
            ending = .failure(recorded.refusal)
        }
        if let failure = session.failure { throw failure }
        return ending
    }
}

/// The caller of a read, which may be cancelled while it waits. The first of answer and cancellation resumes it; the
/// other has no effect.
final class Reader<Value: Sendable>: Sendable {
    private enum State {
        case coming
        case waiting(UnsafeContinuation<Value, any Error>)
        case gone
    }

    private let state = NIOLockedValueBox(State.coming)

    var isWaiting: Bool {
        state.withLockedValue { if case .waiting = $0 { true } else { false } }
    }

    /// False when the caller was cancelled before; it has been resumed with `CancellationError` then.
    func wait(_ caller: UnsafeContinuation<Value, any Error>) -> Bool {
        let isHere = state.withLockedValue { state in
            guard case .coming = state else { return false }
            state = .waiting(caller)
            return true
        }
        if !isHere { caller.resume(throwing: CancellationError()) }
        return isHere
    }

    func resume(with ending: Result<Value, any Error>) {
        let caller: UnsafeContinuation<Value, any Error>? = state.withLockedValue { state in
            defer { state = .gone }
            if case .waiting(let caller) = state { return caller }
            return nil
        }
        caller?.resume(with: ending)
    }
}

extension TransactionQueue {
    /// Runs even when the caller is cancelled.
    ///
    /// - Parameter kind: not `read`.
    func write<Value: Sendable>(
        _ kind: QueuedTransaction.Kind, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withUnsafeThrowingContinuation { join(QueuedTransaction(kind, body, answering: $0)) }
    }

    /// Skipped when the caller is cancelled before a worker takes it.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let reader = Reader<Value>()
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { caller in
                if reader.wait(caller) { join(QueuedTransaction(read: body, answering: reader)) }
            }
        } onCancel: {
            reader.resume(with: .failure(CancellationError()))
        }
    }
}
