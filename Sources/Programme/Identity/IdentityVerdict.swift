/// What the programme makes of the registry's answer.
package enum IdentityVerdict: Hashable, Sendable, Codable {
    case verified
    /// These fields do not match what the registry has: the person corrects them here, or the registry there.
    case mismatch([IdentityField])
    case notFound
    case deceased
    /// The registry left these fields unanswered. An unknown is never a pass: ask again.
    case unanswered([IdentityField])

    /// A field that differs weighs more than one that is missing: asking again cannot mend it.
    package init(on claim: IdentityClaim, given answer: IdentityAnswer) {
        switch answer {
        case .notFound:
            self = .notFound
        case .deceased:
            self = .deceased
        case .found(let compared):
            let differing = claim.asked.filter { compared[$0] == false }
            let missing = claim.asked.filter { compared[$0] == nil }
            if !differing.isEmpty {
                self = .mismatch(differing)
            } else if !missing.isEmpty {
                self = .unanswered(missing)
            } else {
                self = .verified
            }
        }
    }
}
