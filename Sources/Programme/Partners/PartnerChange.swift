/// An act on a partner that one officer proposes and another decides: each could move money, open a sale or give access
/// to an impostor.
package enum PartnerChange: Sendable, Equatable, Codable {
    /// Comes into force, for the first time or after a suspension.
    case activate
    /// A new signing key; the present one is accepted for some days more.
    case rotateKey(overlapDays: Int)
    case agreement(PartnerAgreement)
    /// Where participants may return to, the institution's page for redeem codes, and where people return to who sign in
    /// with Prakerja. `signIn` is nil in a proposal from before that existed: it leaves them as they are.
    case addresses(redirects: [String], site: String?, signIn: [String]?)
    /// The e-mail address that links to new keys go to.
    case contact(address: String)
    /// An owner that no longer is one, by its key.
    case release(ownerKey: String, name: String)
    /// Where it is told of events, and of which. `endpoint` is the number of a new endpoint, or of one that is changed;
    /// nil in a proposal from before there were several: it means the partner's first.
    case webhook(endpoint: ID<PartnerEndpoint>?, address: String, types: [WebhookType])
    /// A new secret for an endpoint; the present one signs for some days more beside it. `endpoint` is nil for the only one.
    case webhookSecret(endpoint: ID<PartnerEndpoint>?, overlapDays: Int)
    case webhookEnd(endpoint: ID<PartnerEndpoint>?)
    case end

    package enum Act: String, Sendable, CaseIterable {
        case activate
        case rotateKey = "rotate-key"
        case agreement
        case addresses
        case contact
        case release
        case webhook
        case webhookSecret = "webhook-secret"
        case webhookEnd = "webhook-end"
        case end
    }

    package var act: Act {
        switch self {
        case .activate: .activate
        case .rotateKey: .rotateKey
        case .agreement: .agreement
        case .addresses: .addresses
        case .contact: .contact
        case .release: .release
        case .webhook: .webhook
        case .webhookSecret: .webhookSecret
        case .webhookEnd: .webhookEnd
        case .end: .end
        }
    }

    /// Throws unless the change can be made to `record` as it is on `day`.
    package func check(_ record: PartnerRecord, on day: CivilDate) throws(PartnerRecordRefusal) {
        guard record.state != .ended else { throw .hasEnded }
        switch self {
        case .activate: try record.checkActivation(on: day)
        case .rotateKey(let days):
            guard record.kind.api != nil else { throw .noKeys }
            guard PartnerKeyPeriod.overlapDays.contains(days) else { throw .overlap }
            guard record.contact != nil else { throw .noContact }
        case .addresses: guard record.kind.api != nil else { throw .noKeys }
        case .contact(let address):
            guard record.kind.api != nil else { throw .noKeys }
            guard let contact = EmailAddress(address) else { throw .contact }
            guard contact.address != record.contact else { throw .sameContact }
        case .agreement(let agreement):
            if record.kind != .platform, agreement.feeBasisPoints > 0 { throw .feeOfInstitution }
        case .webhook(_, _, let types):
            guard let kind = record.kind.api else { throw .noKeys }
            guard record.contact != nil else { throw .noContact }
            let known = WebhookType.of(isPlatform: kind == .platform)
            guard !types.isEmpty, types.allSatisfy(known.contains) else { throw .webhookTypes }
        case .webhookSecret(_, let days):
            guard WebhookSecret.overlapDays.contains(days) else { throw .secretOverlap }
            guard record.contact != nil else { throw .noContact }
        case .release, .webhookEnd, .end: break
        }
    }
}

/// How long signing keys are accepted.
package enum PartnerKeyPeriod {
    /// Days an earlier key may be accepted beside the new one; 0 ends it at once.
    package static let overlapDays: ClosedRange<Int> = 0...30
    package static let usualOverlapDays = 7
    /// Keys of a partner that has ended are accepted for so long, so that running purchases can be completed.
    package static let afterEnd = Span.days(90)
}

/// An agreement between the programme and a partner.
package struct PartnerAgreement: Sendable, Equatable, Codable {
    package static let longestNumber = 60
    /// Years from the first to the last day at most: longer is a mistyped year.
    package static let mostYears = 10

    package let number: String
    package let from: CivilDate
    package let to: CivilDate
    package let feeBasisPoints: Int

    /// - Parameter cap: the edition's cap on a platform's fee, in hundredths of a percent.
    package init(
        number: String, from: CivilDate, to: CivilDate, feeBasisPoints: Int, cap: Int
    ) throws(PartnerRecordRefusal) {
        let number = number.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !number.isEmpty, number.count <= Self.longestNumber else { throw .agreementNumber }
        guard from <= to, to.year - from.year <= Self.mostYears else { throw .agreementDays }
        guard (0...cap).contains(feeBasisPoints) else { throw .fee(mostBasisPoints: cap) }
        self.number = number
        self.from = from
        self.to = to
        self.feeBasisPoints = feeBasisPoints
    }
}
