/// A person of a platform or an institution who works at the partner's desk. Never an officer, never a participant.
package struct PartnerPerson: Sendable, Equatable {
    package let id: ID<PartnerPerson>
    /// The partner whose desk it is. Everything that the person reads and does is of this partner.
    package let partner: Partner
    package let name: String
    package let role: Role

    package init(id: ID<PartnerPerson>, partner: Partner, name: String, role: Role) {
        self.id = id
        self.partner = partner
        self.name = name
        self.role = role
    }

    package enum Role: String, Sendable, CaseIterable {
        /// Also people, keys and addresses.
        case administrator
        /// Reads everything of the partner, and brings in courses.
        case staff
    }

    package var isAdministrator: Bool { role == .administrator }

    /// Throws `PartnerPersonRefusal.notAdministrator` for an act on people, keys or addresses.
    package func requireAdministrator() throws(PartnerPersonRefusal) {
        guard isAdministrator else { throw .notAdministrator }
    }
}

/// A change of a partner's people. One proposes it, another decides.
package enum PartnerPersonChange: Sendable, Equatable {
    case invite(name: String, address: EmailAddress, role: PartnerPerson.Role)
    case role(ID<PartnerPerson>, PartnerPerson.Role)
    /// Another password and another authenticator, by a new link.
    case reset(ID<PartnerPerson>)
    case suspend(ID<PartnerPerson>)
    case reinstate(ID<PartnerPerson>)

    package enum Kind: String, Sendable, CaseIterable {
        case invite, role, reset, suspend, reinstate
    }

    package var kind: Kind {
        switch self {
        case .invite: .invite
        case .role: .role
        case .reset: .reset
        case .suspend: .suspend
        case .reinstate: .reinstate
        }
    }

    /// Nil where a person is to be invited.
    package var subject: ID<PartnerPerson>? {
        switch self {
        case .invite: nil
        case .role(let id, _), .reset(let id), .suspend(let id), .reinstate(let id): id
        }
    }

    package static let longestName = 80

    /// Parses the name of a person who is invited.
    package static func name(_ typed: String) throws(PartnerPersonRefusal) -> String {
        let name = TypedText.visible(typed).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name.contains(where: \.isLetter), name.count <= longestName else { throw .name }
        return name
    }
}

/// Who proposed a change about a partner.
package enum PartnerAuthor: Sendable, Equatable {
    case officer(ID<Officer>)
    case person(ID<PartnerPerson>)
}

/// Who may decide what was proposed about a partner's people: always another human, and never the one it is about.
package enum PartnerPersonRule {
    /// A person of the partner decides what a colleague proposed.
    ///
    /// - Parameter subject: whom the change is about; nil for a person who is to be invited, and for keys.
    package static func decide(
        _ author: PartnerAuthor, about subject: ID<PartnerPerson>?, by second: PartnerPerson
    ) throws(PartnerPersonRefusal) {
        try second.requireAdministrator()
        guard case .person(let first) = author else { throw .officersDecide }
        guard first != second.id else { throw .ownRequest }
        guard subject != second.id else { throw .aboutYourself }
    }

    /// An officer decides for a partner only where none of its people could.
    ///
    /// - Parameter administrators: those of the partner who have set up their sign-in and are not suspended.
    package static func decideForPartner(
        _ author: ID<PartnerPerson>, about subject: ID<PartnerPerson>?, administrators: Set<ID<PartnerPerson>>
    ) throws(PartnerPersonRefusal) {
        guard administrators.subtracting([author, subject].compactMap(\.self)).isEmpty else { throw .partnerDecides }
    }
}

package enum PartnerPersonRefusal: Refusal {
    case notAdministrator
    case name
    case address
    /// Another person of any partner has the address.
    case taken
    case ownRequest
    case aboutYourself
    /// Officers proposed it.
    case officersDecide
    /// Another administrator of the partner can decide.
    case partnerDecides
    case anotherWaits
    case notWaiting
    case suspended
    case notSuspended
    case sameRole
    /// Only platforms and institutions have a desk.
    case noDesk
    case hasEnded
    /// The proposer is suspended: the proposal can only be refused.
    case authorSuspended

    package var code: String {
        switch self {
        case .notAdministrator: "partners.person.not-administrator"
        case .name: "partners.person.name"
        case .address: "partners.person.address"
        case .taken: "partners.person.taken"
        case .ownRequest: "partners.person.own-request"
        case .aboutYourself: "partners.person.about-yourself"
        case .officersDecide: "partners.person.officers-decide"
        case .partnerDecides: "partners.person.partner-decides"
        case .anotherWaits: "partners.person.another-waits"
        case .notWaiting: "partners.person.not-waiting"
        case .suspended: "partners.person.suspended"
        case .notSuspended: "partners.person.not-suspended"
        case .sameRole: "partners.person.same-role"
        case .noDesk: "partners.person.no-desk"
        case .hasEnded: "partners.person.ended"
        case .authorSuspended: "partners.person.author-suspended"
        }
    }
}
