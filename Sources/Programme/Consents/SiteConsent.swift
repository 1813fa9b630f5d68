/// A person's consent that a partner reads some of their data. One is running for each person and partner.
package struct SiteConsent: Sendable, Equatable {
    package let id: ID<SiteConsent>
    package let person: ID<Account>
    package let partner: ID<Partner>
    package let scopes: [SignInScope]
    /// By the real clock, as all times here.
    package let givenAt: Instant
    package let ended: End?

    package struct End: Sendable, Equatable {
        package let at: Instant
        package let why: Ending

        package init(at: Instant, why: Ending) { (self.at, self.why) = (at, why) }
    }

    package enum Ending: String, Sendable, CaseIterable {
        /// The person ended it.
        case person
        /// The person gave another one to the same partner.
        case renewed
        /// The person's account was suspended.
        case suspension
        /// The person's account was deleted.
        case deletion
    }

    package init(
        id: ID<SiteConsent>, person: ID<Account>, partner: ID<Partner>, scopes: [SignInScope], givenAt: Instant,
        ended: End? = nil
    ) {
        (self.id, self.person, self.partner) = (id, person, partner)
        (self.scopes, self.givenAt, self.ended) = (scopes, givenAt, ended)
    }

    /// Whether the partner may read by it. A consent from before the partner's last suspension ended with that: coming
    /// into force again does not bring it back.
    package func holds(at partner: PartnerRecord) -> Bool {
        ended == nil && partner.id == self.partner && partner.state == .active && givenAt >= partner.stateAt
    }
}
