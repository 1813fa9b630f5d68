/// How many calls are allowed in a fixed window of time.
package struct CallQuota: Sendable, Hashable {
    /// The policy's name in `RateLimit-Policy`.
    package let name: String
    package let limit: Int
    package let window: Span

    /// Calls with one token.
    package static let calls = CallQuota(name: "calls", limit: 600, window: .minutes(1))
    /// New tokens of one partner.
    package static let tokens = CallQuota(name: "tokens", limit: 60, window: .minutes(1))
    /// Refused requests for a token with one client code from one network address: wrong keys of one partner do not
    /// keep another out that has the same address.
    package static let refusals = CallQuota(name: "refusals", limit: 30, window: .minutes(1))
    /// Refused requests for a token from one network address, with whatever client codes.
    package static let addressRefusals = CallQuota(name: "address-refusals", limit: 300, window: .minutes(1))

    package static let all = [calls, tokens, refusals, addressRefusals]

    /// A partner's standing in the window that began last.
    package struct Standing: Sendable, Equatable {
        package let quota: CallQuota
        /// Calls that are left; negative for one beyond the limit.
        package let left: Int
        /// Whole seconds until the next window, at least 1.
        package let seconds: Int

        package var isOver: Bool { left < 0 }
        /// `"calls";q=600;w=60`
        package var policy: String { "\"\(quota.name)\";q=\(quota.limit);w=\(quota.window.seconds)" }
        /// `"calls";r=599;t=60`
        package var state: String { "\"\(quota.name)\";r=\(max(0, left));t=\(seconds)" }
    }

    /// When the window of `now` began. All windows begin at whole multiples of their length.
    package func begin(at now: Instant) -> Instant {
        Instant(milliseconds: now.milliseconds - now.milliseconds % window.milliseconds)
    }

    /// - Parameter used: the calls in this window, with this one.
    package func standing(used: Int, at now: Instant) -> Standing {
        let rest = (begin(at: now) + window - now).milliseconds
        return Standing(quota: self, left: limit - used, seconds: max(1, Int((rest + 999) / 1_000)))
    }
}
