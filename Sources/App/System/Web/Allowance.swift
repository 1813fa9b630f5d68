import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// A rate limit: how often an action is allowed per fixed window, for one network address or one browser.
///
/// Limits per address are generous, because a village or a mobile network shares one; limits per browser are tight. How
/// many messages one telephone or mailbox may receive, and how often one code may be tried, is counted in the database
/// (`CodePolicy`).
struct Allowance: Sendable, Hashable {
    enum Subject: Sendable, Hashable { case address, browser }

    let subject: Subject
    let limit: Int
    let window: Span
    private let name: String

    static let codesPerAddress = Allowance(.address, 6_000, each: .hours(1), "codes")
    static let codesPerBrowser = Allowance(.browser, 20, each: .hours(1), "codes")
    static let answersPerAddress = Allowance(.address, 20_000, each: .hours(1), "answers")
    static let answersPerBrowser = Allowance(.browser, 60, each: .hours(1), "answers")
    /// Codes that platforms answer for one card: SQL could set the tries of a code back as often as one guesses.
    static let answersPerCard = Allowance(.address, 300, each: .hours(1), "card-answers")
    static let identitiesPerAddress = Allowance(.address, 3_000, each: .hours(1), "identities")
    static let identitiesPerBrowser = Allowance(.browser, 20, each: .hours(1), "identities")
    /// Codes and tokens of the sign-in with Prakerja that a partner's program was refused for.
    static let refusedTokensPerAddress = Allowance(.address, 600, each: .hours(1), "tokens")
    /// How often a partner reads one person's profile; its key is the consent.
    static let profilesPerConsent = Allowance(.address, 60, each: .hours(1), "profiles")
    static let consentsPerBrowser = Allowance(.browser, 60, each: .hours(1), "consents")

    /// Employers and machines look certificates up; a browser that types names for one is slowed down.
    static let certificatesPerAddress = Allowance(.address, 6_000, each: .hours(1), "certificates")
    static let certificatesPerBrowser = Allowance(.browser, 60, each: .hours(1), "certificates")

    private init(_ subject: Subject, _ limit: Int, each window: Span, _ name: String) {
        (self.subject, self.limit, self.window, self.name) = (subject, limit, window, name)
    }
}

/// Counts rate limits in the memory of this node. It must be cheap at eighty thousand requests a minute; a client that
/// spreads its requests over nodes and restarts gains little.
final class Allowances: Sendable {
    /// Addresses and browsers with a counter of their own. Beyond that, further ones share `sharedCounters` counters
    /// until their window ends, so that a client that fills the table neither goes uncounted nor locks other visitors
    /// out.
    static let mostCounted = 1_000_000
    static let sharedCounters = 4_096
    /// A shared counter allows this many times the limit of a single client.
    static let sharedBy = 50

    private enum Key: Hashable {
        case one(Allowance, key: String)
        case shared(Allowance, counter: Int)

        var allowance: Allowance {
            switch self {
            case .one(let allowance, _), .shared(let allowance, _): allowance
            }
        }
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var begun: [Allowance: Instant] = [:]
    }

    private let state = NIOLockedValueBox(State())
    private let mostCounted: Int

    init(mostCounted: Int = mostCounted) {
        self.mostCounted = mostCounted
    }

    /// Counts one use. Throws `AllowanceRefusal` when it exceeds the limit.
    ///
    /// - Parameter now: the real clock.
    func take(_ allowance: Allowance, by key: String, at now: Instant) throws(AllowanceRefusal) {
        let window = allowance.window.milliseconds
        let begun = Instant(milliseconds: now.milliseconds - now.milliseconds % window)
        let hits = state.withLockedValue { state in
            if state.begun[allowance] != begun {
                state.counts = state.counts.filter { $0.key.allowance != allowance }
                state.begun[allowance] = begun
            }
            var (key, limit) = (Key.one(allowance, key: key), allowance.limit)
            if state.counts[key] == nil, state.counts.count >= mostCounted {
                let counter = Int(UInt(bitPattern: key.hashValue) % UInt(Self.sharedCounters))
                (key, limit) = (.shared(allowance, counter: counter), allowance.limit * Self.sharedBy)
            }
            let count = (state.counts[key] ?? 0) + 1
            state.counts[key] = count
            return (count: count, limit: limit)
        }
        guard hits.count <= hits.limit else {
            throw AllowanceRefusal(subject: allowance.subject, until: begun + allowance.window)
        }
    }
}

/// Too many uses by one address or one browser in the current window.
struct AllowanceRefusal: UserFacingRefusal {
    let subject: Allowance.Subject
    let until: Instant

    var code: String { "web.too-often" }
    var status: HTTPResponse.Status { .tooManyRequests }

    func sentence(_ t: Words) -> String {
        let clock = t.hour(t.fullMinute(until))
        return switch subject {
        case .address:
            t(
                "Terlalu banyak permintaan dari jaringan internet yang Anda pakai. Coba lagi pukul \(clock), atau pakai jaringan lain.",
                "Too many requests came from the network you use. Try again at \(clock), or use another network.")
        case .browser:
            t(
                "Perangkat ini sudah terlalu sering mencoba. Coba lagi pukul \(clock).",
                "This device has tried too often. Try again at \(clock).")
        }
    }
}

extension PageContext {
    /// Throws `AllowanceRefusal`. Called after the form's token is checked, so that another site cannot use up a
    /// visitor's limit.
    func allow(_ allowances: Allowance...) throws {
        for allowance in allowances {
            let key = allowance.subject == .address ? address : visit
            try dependencies.allowances.take(allowance, by: key, at: dependencies.realNow())
        }
    }
}
