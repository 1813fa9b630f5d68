import Foundation
import Programme

/// A signed-in device, as shown to its owner.
struct SignedInDevice: Sendable {
    let hash: Data
    let device: Device
    /// Both of the real clock; `seenAt` to within `SessionQueries.seenEvery`.
    let begunAt: Instant
    let seenAt: Instant
}
