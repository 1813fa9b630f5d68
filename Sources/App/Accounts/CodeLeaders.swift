import Programme

/// The leaders of the batches in which one-time codes are handled: one of each per process.
struct CodeLeaders: Sendable {
    let asking = BatchLeader<AskForCodes>()
    let handing = BatchLeader<RecordHandings>()
    let entering = BatchLeader<EnterWithCode>()

    /// The longest wait of any caller for its batch since the last call.
    func takeLongestWait() -> Span {
        max(asking.takeLongestWait(), handing.takeLongestWait(), entering.takeLongestWait())
    }
}
