import Programme
import Storage

/// What the sections of a person's page read by.
struct PersonReading: Sendable {
    let person: ID<Account>
    let officer: Officer
    /// Whether NIK, contacts and address are shown in full, because the officer stated why.
    let isOpen: Bool
    let now: Instant
    let t: Words
    let dependencies: Dependencies

    /// Of the page: a text that cannot be read is shown as words.
    var vault: Vault { dependencies.shownVault }
}

/// A box on a person's page in the office.
struct PersonSection: Sendable {
    enum Column: Sendable {
        /// Who the person is.
        case identity
        /// Below the story, over its whole width.
        case story
        /// Money.
        case money
    }

    let title: Bilingual
    let column: Column
    let body: HTML
    /// What is said beside the name too, because an officer who opens the page must see it first.
    var tags: [HTML] = []
    /// The box with the masked data, in which the officer asks for it in full.
    var isMasked = false
}

/// A source of boxes; each slice adds its own. Nil where it has nothing to say of this person.
struct PersonSectionSource: Sendable {
    let read: @Sendable (Transaction, PersonReading) throws -> PersonSection?

    /// In the order of the page within each column.
    static let all: [PersonSectionSource] = [
        .personActs, .identity, .work, .lostContact, .eligibility, .test, .photos, .looked, .devices, .cases, .entries,
        .heldMatters, .purchases,
        .money, .instalments,
        .payee,
    ]
}

/// Something that happened to a person.
struct PersonEvent: Sendable {
    /// The chips by which the story is filtered.
    enum Kind: String, Sendable, CaseIterable {
        case decision = "keputusan"
        case money = "uang"
        case message = "pesan"
        case other = "lain"
    }

    /// By the programme's clock.
    let at: Instant
    let title: String
    let detail: String
    let kind: Kind
    /// What failed, was refused or is contested.
    var isWrong = false
}

/// A source of events; each slice adds its own.
struct PersonEventSource: Sendable {
    /// The newest, at most `limit`, in any order.
    let read: @Sendable (Transaction, PersonReading, _ limit: Int) throws -> [PersonEvent]

    static let all: [PersonEventSource] = [.acts, .messages, .cardIssued]
}

/// An act that an officer may do from a person's page.
struct PersonAction: Sendable {
    let label: Bilingual
    let path: String
    /// The most important one is shown filled, a harmful one in red.
    var kind = "secondary"
    /// What the act needs, below the button.
    var note: Bilingual?
}

/// A source of acts; each slice adds its own.
struct PersonActionSource: Sendable {
    /// Officers with this permission see them.
    let permission: Permission
    let read: @Sendable (Transaction, PersonReading) throws -> [PersonAction]

    /// In the order of the page.
    static let all: [PersonActionSource] = [
        .cases, .caseEntry, .personDecisions, .personActs, .dispute, .lostContact, .lostContactByReviewer, .lists,
        .trail,
    ]

    /// All acts that concern the person, with the actor of each.
    static let trail = PersonActionSource(permission: .readAudit) { _, reading in
        [
            PersonAction(
                label: Bilingual(id: "Semua tindakan tentang orang ini", en: "All acts about this person"),
                path: Paths.officeAudit(AuditFilter(object: "\(reading.person)")))
        ]
    }
}

/// An item of work that leads to a person's page, such as `photo:5`. Each slice says whom its items concern, so that an
/// officer cannot name any item as the reason for opening any person, and whose work they are.
struct PersonWorkSource: Sendable {
    /// As in the subjects of the audit log.
    let kind: String
    /// An officer with any of these does this work. All others state a reason.
    let workers: Set<Permission>
    /// Whether the item with this id is open work and concerns the person.
    let concerns: @Sendable (Transaction, _ item: Int64, ID<Account>) throws -> Bool

    /// - Parameter people: whom the item concerns; none unless it is open work.
    init(
        kind: String, workers: Set<Permission>,
        people: @escaping @Sendable (Transaction, Int64) throws -> [ID<Account>]
    ) {
        (self.kind, self.workers) = (kind, workers)
        concerns = { tx, item, person in try people(tx, item).contains(person) }
    }

    /// For an item that concerns too many people to list.
    init(
        kind: String, workers: Set<Permission>,
        concerns: @escaping @Sendable (Transaction, Int64, ID<Account>) throws -> Bool
    ) {
        (self.kind, self.workers, self.concerns) = (kind, workers, concerns)
    }

    static let all: [PersonWorkSource] = [
        .photo, .dispute, .payeeQuestion, .disbursement, .disqualification, .personProposal, .contactCase, .personCase,
        .export,
    ]
}
