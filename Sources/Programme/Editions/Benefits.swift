/// What a beneficiary can receive.
package struct Benefits: Sendable, Codable, Equatable {
    package let perPerson: Rupiah
    package let training: Rupiah
    package let incentive: InstalmentRule
    package let survey: InstalmentRule

    package init(perPerson: Rupiah, training: Rupiah, incentive: InstalmentRule, survey: InstalmentRule) {
        self.perPerson = perPerson
        self.training = training
        self.incentive = incentive
        self.survey = survey
    }
}

/// `count` payments of `amount`, `intervalDays` apart, each to be requested within `claimDays` of its due date.
package struct InstalmentRule: Sendable, Codable, Equatable {
    package let amount: Rupiah
    package let count: Int
    package let intervalDays: Int
    package let claimDays: Int
    /// The last day on which a payment can be earned; what was earned in time is paid until `payBy`.
    package let earnBy: CivilDate
    package let payBy: CivilDate
    /// What must be proved before it is paid; without all of them there is no payment.
    package let proofs: [Proof]

    package init(
        amount: Rupiah, count: Int, intervalDays: Int, claimDays: Int, earnBy: CivilDate, payBy: CivilDate,
        proofs: [Proof] = [.completion, .review, .payee]
    ) {
        self.amount = amount
        self.count = count
        self.intervalDays = intervalDays
        self.claimDays = claimDays
        self.earnBy = earnBy
        self.payBy = payBy
        self.proofs = proofs
    }

    package var total: Rupiah { amount * count }

    package enum Proof: String, Sendable, Codable, CaseIterable {
        /// The institution reported the first training complete, with its certificate.
        case completion
        /// The person rated and reviewed it.
        case review
        /// An account in the person's own name is linked.
        case payee
        /// The survey's questions are answered.
        case survey
    }
}

/// A bank or wallet that people may be paid to.
package struct PayoutPartner: Sendable, Codable, Equatable {
    package let slug: String
    package let name: String
    package let kind: Kind
    /// Bank Indonesia's three-digit code, for banks.
    package let bankCode: String?
    package let helpline: String?

    package init(slug: String, name: String, kind: Kind, bankCode: String? = nil, helpline: String? = nil) {
        self.slug = slug
        self.name = name
        self.kind = kind
        self.bankCode = bankCode
        self.helpline = helpline
    }

    package enum Kind: String, Sendable, Codable { case bank, wallet }
}
