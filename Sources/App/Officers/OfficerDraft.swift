import Programme

/// A change of an officer as an administrator proposes it.
enum OfficerDraft: Sendable {
    case invite(name: String, signIn: String, roles: [Role], post: LocalPost?)
    case roles(ID<Officer>, [Role], post: LocalPost?)
    case reset(ID<Officer>)
    /// Of one of the last who may decide; every other suspension takes effect at once.
    case suspend(ID<Officer>)
    case reinstate(ID<Officer>)
    /// The officer is the person of the NIK that they stated.
    case identity(ID<Officer>)
    /// - Parameters:
    ///   - of: the absent officer.
    ///   - days: of the real clock.
    case deputy(ID<Officer>, roles: [Role], of: ID<Officer>, days: (from: Instant, until: Instant))

    /// A deputy's days at most; a longer absence is a change of roles.
    static let longestAbsence = Span.days(92)

    var kind: OfficerRequest.Kind {
        switch self {
        case .invite: .invite
        case .roles: .roles
        case .reset: .reset
        case .suspend: .suspend
        case .reinstate: .reinstate
        case .deputy: .deputy
        case .identity: .identity
        }
    }

    /// Nil for an officer who is to be invited.
    var officer: ID<Officer>? {
        switch self {
        case .invite: nil
        case .roles(let id, _, _), .reset(let id), .suspend(let id), .reinstate(let id), .identity(let id),
            .deputy(let id, _, _, _):
            id
        }
    }

    var roles: [Role] {
        switch self {
        case .invite(_, _, let roles, _), .roles(_, let roles, _), .deputy(_, let roles, _, _): roles
        case .reset, .suspend, .reinstate, .identity: []
        }
    }

    var post: LocalPost? {
        switch self {
        case .invite(_, _, _, let post), .roles(_, _, let post): post
        case .reset, .suspend, .reinstate, .identity, .deputy: nil
        }
    }

    /// As stored until another administrator decides.
    func stored(
        _ id: ID<OfficerRequest>, because reason: OfficeReason, by author: ID<Officer>, of table: OfficeRoles,
        at now: Instant
    ) -> StoredOfficerRequest {
        var name: String?
        var signIn: String?
        var heldFor: ID<Officer>?
        var days: (from: Instant, until: Instant)?
        if case .invite(let given, let address, _, _) = self { (name, signIn) = (given, address) }
        if case .deputy(_, _, let absent, let span) = self { (heldFor, days) = (absent, span) }
        return StoredOfficerRequest(
            id: id,
            value: OfficerRequest(kind: kind, officer: officer, proposedBy: author, state: .proposed),
            name: name, signIn: signIn, roles: table.ordered(roles), post: post, heldFor: heldFor, days: days,
            reason: reason.text, proposedAt: now)
    }
}

extension StoredOfficerRequest {
    /// What was proposed, to be carried out.
    var draft: OfficerDraft? {
        switch (value.kind, value.officer) {
        case (.invite, _): .invite(name: name ?? "", signIn: signIn ?? "", roles: roles, post: post)
        case (.roles, let officer?): .roles(officer, roles, post: post)
        case (.reset, let officer?): .reset(officer)
        case (.suspend, let officer?): .suspend(officer)
        case (.reinstate, let officer?): .reinstate(officer)
        case (.identity, let officer?): .identity(officer)
        case (.deputy, let officer?):
            heldFor.flatMap { absent in days.map { OfficerDraft.deputy(officer, roles: roles, of: absent, days: $0) } }
        default: nil
        }
    }
}
