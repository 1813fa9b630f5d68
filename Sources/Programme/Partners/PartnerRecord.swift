/// What the office records about a partner: its kind, where it stands, and its agreement. Platforms and institutions
/// also have a `Partner`, by which they call the API.
package struct PartnerRecord: Sendable, Equatable {
    package let id: ID<Partner>
    package let kind: Kind
    package let name: String
    package let website: String?
    /// The e-mail address agreed with the partner, to which links to its keys go. Nil for a partner that does not call
    /// the API, or from before addresses were recorded.
    package let contact: String?
    package let state: State
    /// Why it is suspended or ended; nil otherwise.
    package let stateReason: String?
    package let stateAt: Instant
    /// By the programme's clock.
    package let recordedAt: Instant
    /// The latest recorded first; empty for a partner from before agreements were recorded.
    package let agreements: [Agreement]

    package init(
        id: ID<Partner>, kind: Kind, name: String, website: String?, contact: String? = nil, state: State,
        stateReason: String?, stateAt: Instant, recordedAt: Instant, agreements: [Agreement] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.website = website
        self.contact = contact
        self.state = state
        self.stateReason = stateReason
        self.stateAt = stateAt
        self.recordedAt = recordedAt
        self.agreements = agreements
    }

    package enum Kind: String, Sendable, CaseIterable, Codable {
        case platform
        case institution
        case paymentProvider = "payment-provider"
        case jobPortal = "job-portal"
        case association

        /// Nil for partners that do not call the API.
        package var api: Partner.Kind? {
            switch self {
            case .platform: .platform
            case .institution: .institution
            case .paymentProvider, .jobPortal, .association: nil
            }
        }
    }

    package enum State: String, Sendable, CaseIterable, Codable {
        /// Recorded, with a key to test with; sells nothing yet.
        case invited
        case active
        /// No new sales. What was paid for goes on: attendance, completion, cancellation and payments.
        case suspended
        /// As suspended, for good; its keys end some weeks later.
        case ended
    }

    /// The days in force of the agreement, first and last included.
    package struct Agreement: Sendable, Equatable {
        package let number: String
        package let from: CivilDate
        package let to: CivilDate
        /// The platform's fee, in hundredths of a percent; 0 for other partners.
        package let feeBasisPoints: Int

        package init(number: String, from: CivilDate, to: CivilDate, feeBasisPoints: Int = 0) {
            self.number = number
            self.from = from
            self.to = to
            self.feeBasisPoints = feeBasisPoints
        }

        package func contains(_ day: CivilDate) -> Bool { from <= day && day <= to }
    }

    /// The agreement in force on `day`: where several contain it, the latest recorded. One that begins later is planned.
    package func agreement(on day: CivilDate) -> Agreement? { agreements.first { $0.contains(day) } }

    /// The last day that agreements cover from `day` on without a gap; nil when none is in force on `day`.
    package func coveredUntil(from day: CivilDate) -> CivilDate? {
        guard var last = agreement(on: day)?.to else { return nil }
        while let next = agreements.filter({ $0.from <= last.adding(days: 1) && $0.to > last }).map(\.to).max() {
            last = next
        }
        return last
    }

    /// Whether it may sell, or its courses be sold, on `day`.
    package func maySell(on day: CivilDate) -> Bool { stop(on: day) == nil }

    /// Throws unless the partner can be suspended.
    package func checkSuspension() throws(PartnerRecordRefusal) {
        guard state == .active else { throw .notActive }
    }

    /// Throws unless it can come into force, or again: it is invited or suspended, and one that calls the API has an
    /// agreement that is not over.
    package func checkActivation(on day: CivilDate) throws(PartnerRecordRefusal) {
        guard state == .invited || state == .suspended else { throw .notWaiting }
        guard kind.api != nil else { return }
        guard let last = agreements.map(\.to).max() else { throw .noAgreement }
        guard last >= day else { throw .agreementOver(last) }
    }
}

/// Why an act on a partner's record is refused.
package enum PartnerRecordRefusal: Refusal {
    case nameMissing
    case clientCode
    case clientCodeTaken(String)
    case website
    case address(String)
    case addressMissing
    case agreementNumber
    case agreementNumberTaken(String)
    case agreementDays
    case fee(mostBasisPoints: Int)
    /// Only platforms keep a fee.
    case feeOfInstitution
    case notActive
    case notWaiting
    case hasEnded
    case noAgreement
    case agreementOver(CivilDate)
    /// Two keys are valid already; the older ends then.
    case twoKeys(until: Instant)
    case overlap
    /// An e-mail address that cannot be read.
    case contact
    case sameContact
    /// No e-mail address was agreed, so that no key can be handed over.
    case noContact
    /// Only a key that its partner has not fetched is replaced without a second officer.
    case keyFetched
    case noKeys
    case proposedAlready
    case notProposed
    case owner
    case share
    case ownerSource
    case ownerKnown
    case ownItself
    /// Not https on one of its registered sites, whose hosts these are; empty where they are not known yet.
    case webhookAddress(hosts: [String])
    case webhookTypes
    /// It is told of nothing, or has no such endpoint.
    case noWebhook
    /// It has several, and none was chosen.
    case webhookChoice
    /// It has as many as a partner may have.
    case tooManyWebhooks
    /// Another of its endpoints has the address.
    case webhookTaken
    case secretOverlap

    package var code: String {
        switch self {
        case .nameMissing: "partners.record.name-missing"
        case .clientCode: "partners.record.client-code"
        case .clientCodeTaken: "partners.record.client-code-taken"
        case .website: "partners.record.website"
        case .address: "partners.record.address"
        case .addressMissing: "partners.record.address-missing"
        case .agreementNumber: "partners.record.agreement-number"
        case .agreementNumberTaken: "partners.record.agreement-number-taken"
        case .agreementDays: "partners.record.agreement-days"
        case .fee: "partners.record.fee"
        case .feeOfInstitution: "partners.record.fee-of-institution"
        case .notActive: "partners.record.not-active"
        case .notWaiting: "partners.record.not-waiting"
        case .hasEnded: "partners.record.ended"
        case .noAgreement: "partners.record.no-agreement"
        case .agreementOver: "partners.record.agreement-over"
        case .twoKeys: "partners.record.two-keys"
        case .overlap: "partners.record.overlap"
        case .contact: "partners.record.contact"
        case .sameContact: "partners.record.same-contact"
        case .noContact: "partners.record.no-contact"
        case .keyFetched: "partners.record.key-fetched"
        case .noKeys: "partners.record.no-keys"
        case .proposedAlready: "partners.record.proposed-already"
        case .notProposed: "partners.record.not-proposed"
        case .owner: "partners.record.owner"
        case .share: "partners.record.share"
        case .ownerSource: "partners.record.owner-source"
        case .ownerKnown: "partners.record.owner-known"
        case .ownItself: "partners.record.own-itself"
        case .webhookAddress: "partners.record.webhook-address"
        case .webhookTypes: "partners.record.webhook-types"
        case .noWebhook: "partners.record.no-webhook"
        case .webhookChoice: "partners.record.webhook-choice"
        case .tooManyWebhooks: "partners.record.too-many-webhooks"
        case .webhookTaken: "partners.record.webhook-taken"
        case .secretOverlap: "partners.record.secret-overlap"
        }
    }
}
