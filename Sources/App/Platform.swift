import Foundation
import Logging
import Programme
import Storage

/// The one value with every effect in it: database, clocks, chance, keys and the outside world. Made once at start; a
/// test makes its own.
struct Platform: Sendable {
    let configuration: Configuration
    let database: Database
    /// Rules everything the edition dates.
    let clock: ProgrammeClock
    /// Rules sessions, one-time passwords, leases, signatures, ids and logs.
    let realClock: @Sendable () -> Instant
    let ids: IDSource
    let random: RandomSource
    let edition: Edition
    let vault: Vault
    let connectors: Outside
    let jobBell: JobBell
    let logger: Logger

    func realNow() -> Instant { realClock() }

    /// The real clock of this machine.
    static let systemClock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
