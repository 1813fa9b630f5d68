/// Two findings on one pair of photos that differ: the first reviewer accepted it, and the second, who did not see that,
/// would ask for a new photo. Neither decides: the pair stays accepted until a third reviewer, who reads both findings,
/// keeps it or asks for a new photo.
package struct PhotoDisagreement: Sendable {
    package let first: ID<Officer>
    package let second: ID<Officer>
    /// Why the second reviewer would ask for a new photo.
    package let fault: IdentityPhoto.Fault

    package init(first: ID<Officer>, second: ID<Officer>, fault: IdentityPhoto.Fault) {
        (self.first, self.second, self.fault) = (first, second, fault)
    }

    /// Throws unless the officer is neither of the two reviewers.
    package func checkDecision(by third: Signatory) throws(PhotoDisagreementRefusal) {
        guard !third.isSame(as: first), !third.isSame(as: second) else { throw .involved }
    }
}

package enum PhotoDisagreementRefusal: Refusal, Equatable {
    /// The officer gave one of the two findings.
    case involved
    /// Another officer decided first, or the pair does not stand as it was any more.
    case decidedAlready

    package var code: String {
        switch self {
        case .involved: "photos.third-look.involved"
        case .decidedAlready: "photos.third-look.decided-already"
        }
    }
}
