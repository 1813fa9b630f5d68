import Storage

/// Records which messages the gateways have accepted and which they never will, in one statement for each of the two.
struct RecordHandings: BatchWork {
    /// What has been recorded stays as it is.
    let mayRepeat = true

    func subjects(of handing: CodeQueries.Handing) -> [String] { [] }

    func carryOut(
        _ handings: [CodeQueries.Handing], in tx: Transaction
    ) throws -> [Result<Void, any Error>] {
        try tx.codes.handedOver(handings.filter { $0.failure == nil })
        try tx.codes.failed(handings.filter { $0.failure != nil })
        return handings.map { _ in .success(()) }
    }
}
