import HTTPTypes
import Programme
import Storage

/// After how many seconds a request that met a limit, or a busy system, is worth repeating: the value of `Retry-After`.
enum RetryPause {
    /// Seconds.
    private static let hour = 3_600
    private static let day = 86_400
    /// For a busy system.
    private static let short = 60

    /// Nil for an answer that is neither 429 nor 503.
    static func seconds(_ error: any Error, _ status: HTTPResponse.Status, at now: Instant) -> Int? {
        guard status.code == 429 || status.code == 503 else { return nil }
        switch error {
        case CodeRefusal.tooSoon(let until):
            return max(1, Int((until.milliseconds - now.milliseconds + 999) / 1_000))
        case CodeRefusal.destinationFull, PurchaseRefusal.tooManyCodes: return day
        // Counted in whole hours of the clock.
        case PurchaseRefusal.tooManyUnknownNumbers: return hour - Int(now.milliseconds / 1_000) % hour
        case let refusal as AllowanceRefusal:
            return max(1, Int((refusal.until.milliseconds - now.milliseconds + 999) / 1_000))
        case is CodeRefusal: return hour
        default: return short
        }
    }
}
