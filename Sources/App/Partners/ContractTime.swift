import Foundation
import Programme

enum ContractTime {
    /// To the second, in UTC: `2023-10-24T10:54:45Z`.
    static func text(_ instant: Instant) -> String {
        instant.description.prefix(19) + "Z"
    }
}
