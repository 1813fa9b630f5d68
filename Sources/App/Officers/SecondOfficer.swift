import Programme

/// What this officer may answer to another's proposal: approve or refuse it, only refuse it, or nothing. The frame of
/// every page on which a second officer decides.
struct SecondOfficer: Sendable {
    /// Why they may not approve; nil when they may.
    let obstacle: (any UserFacingRefusal)?
    /// Whether they may refuse. What a suspended officer proposed is still refused, and never approved.
    let mayRefuse: Bool

    var mayApprove: Bool { obstacle == nil }

    /// - Parameter check: the slice's own rule, asked once for each answer.
    init<Failure: UserFacingRefusal>(_ check: (_ approving: Bool) throws(Failure) -> Void) {
        func refusal(_ approving: Bool) -> Failure? {
            do throws(Failure) {
                try check(approving)
                return nil
            } catch {
                return error
            }
        }
        obstacle = refusal(true)
        mayRefuse = refusal(false) == nil
    }

    /// - Parameter author: nil where the command line proposed it.
    init(_ author: Signatory?, by second: Signatory) {
        self.init { (approving) throws(FourEyesRefusal) in
            try FourEyes.confirm(author, by: second, approving: approving)
        }
    }

    /// Whom the author of a proposal asks who erred, where it has no state in which its author took it back.
    ///
    /// - Parameter deciders: the roles whose officers may refuse it.
    static func takingBack(_ t: Words, _ deciders: [RoleDefinition]) -> HTML {
        let roles = deciders.map { t($0.name) }.joined(separator: t(" atau ", " or "))
        let text = t(
            "Keliru, atau tidak perlu lagi? Anda tidak dapat menariknya. Minta petugas lain menolaknya di halaman ini: "
                + "\(roles).",
            "Wrong, or not needed any more? You cannot take it back. Ask another officer to refuse it on this page: "
                + "\(roles).")
        return "<p>\(text)</p>"
    }

    /// The sentence that says what is not open, and below it the page's own forms where any is.
    ///
    /// - Parameter forms: called with whether the button that approves belongs in it.
    func html(_ t: Words, _ forms: (_ mayApprove: Bool) -> HTML) -> HTML {
        guard let obstacle else { return forms(true) }
        guard mayRefuse else { return "\(Banner(.information, obstacle.sentence(t)))" }
        return "\(Banner(.attention, obstacle.sentence(t)))\(forms(false))"
    }
}
