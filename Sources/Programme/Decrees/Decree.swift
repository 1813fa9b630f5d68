/// The decree that two officers of different duties sign: how many people of a wave receive a card, and the amount it
/// costs.
package struct Decree: Sendable {
    package let id: ID<Decree>
    package let people: Int
    package let amount: Rupiah
    package let draftedBy: ID<Officer>
    package let draftedAt: Instant
    /// When the second officer signed; nil until then.
    package let signedAt: Instant?
    package let signatures: [Signature]

    package init(
        id: ID<Decree>, people: Int, amount: Rupiah, draftedBy: ID<Officer>, draftedAt: Instant, signedAt: Instant?,
        signatures: [Signature]
    ) {
        self.id = id
        self.people = people
        self.amount = amount
        self.draftedBy = draftedBy
        self.draftedAt = draftedAt
        self.signedAt = signedAt
        self.signatures = signatures
    }

    /// The signatures that count. Until the decree is complete that of an officer who was suspended meanwhile does not.
    package var counted: [Signature] { signedAt == nil ? signatures.filter { !$0.by.isSuspended } : signatures }

    package struct Signature: Sendable {
        package let by: Signatory
        package let at: Instant

        package init(by: Signatory, at: Instant) {
            (self.by, self.at) = (by, at)
        }
    }
}
