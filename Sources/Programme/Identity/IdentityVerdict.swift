/// The programme's conclusion from the registry's answer.
package enum IdentityVerdict: Hashable, Sendable, Codable {
    case verified
    /// These fields do not match the registry's: the person corrects them here, or at the registry.
    case mismatch([IdentityField])
    case notFound
    case deceased
    /// The registry left these fields unanswered. Unknown is never a pass: ask again.
    case unanswered([IdentityField])

    /// A field that differs takes precedence over one that is missing, because asking again would not help.
    package init(on claim: IdentityClaim, given answer: IdentityAnswer) {
        switch answer {
        case .notFound:
            self = .notFound
        case .deceased:
            self = .deceased
        case .found(let compared):
            let differing = claim.comparedFields.filter { compared[$0] == false }
            let missing = claim.comparedFields.filter { compared[$0] == nil }
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
