/// Who may approve whose request. One pair of eyes proposes, another decides: no act that moves money has one author.
package enum FourEyes {
    /// A request is approved by anybody entitled but its author.
    package static func approve(requestOf author: ID<Officer>, by approver: ID<Officer>) throws(FourEyesRefusal) {
        guard approver != author else { throw .ownRequest }
    }

    /// A decree takes two signatures of two people; whoever drafted it may be one of them.
    package static func sign(
        signed: [ID<Officer>], needed: Int = 2, by signer: ID<Officer>
    ) throws(FourEyesRefusal) -> Signed {
        guard signed.count < needed else { throw .complete }
        guard !signed.contains(signer) else { throw .sameSigner }
        return signed.count + 1 == needed ? .complete : .partly(missing: needed - signed.count - 1)
    }

    package enum Signed: Equatable, Sendable {
        case partly(missing: Int)
        /// With this signature the act takes effect.
        case complete
    }
}

package enum FourEyesRefusal: Refusal {
    case ownRequest
    case sameSigner
    case complete

    package var code: String {
        switch self {
        case .ownRequest: "office.four-eyes.own-request"
        case .sameSigner: "office.four-eyes.same-signer"
        case .complete: "office.four-eyes.complete"
        }
    }
}
