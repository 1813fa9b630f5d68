import Programme

/// One moment on both clocks, for functions that write a date of the programme and a time of the machine. A caller
/// reads it once per transaction.
struct Moment: Sendable {
    /// The clock for everything the edition dates.
    let programme: Instant
    /// The clock for sessions, codes, jobs and the audit log.
    let real: Instant
}
