/// What an officer read of a person, in the groups by which readings are searched and shown to the person.
package enum AccessKind: String, Sendable, CaseIterable {
    /// A photo of the identity card or of the face.
    case photo
    /// Name, NIK, birth date and answers of the application.
    case identity
    /// Phone numbers and e-mail addresses.
    case contact
    /// The account that payments go to, its holder's name, and payments.
    case payee
    /// Both sides of a contested NIK.
    case dispute
    /// The entry of a wave, and taking it away.
    case entry
    /// The person's page: everything the office knows of them.
    case person
    /// Who a search found.
    case search
    /// A complaint or an appeal, with what was written.
    case correspondence
    /// Events about the person in the audit log.
    case trail
    /// Messages to the person and their delivery.
    case messages
    /// The card, its purchases and instalments.
    case card
    /// The answer of a list of another office about the person.
    case list
    /// A file with rows of persons that leaves the system.
    case export
    /// The list of readings of one person.
    case readings
    /// What a partner's program read by the person's consent; no officer.
    case profile
    /// Stands for a stored kind that this version does not know: of a later version, or put in by other means. No act
    /// records it.
    case unknown

    /// Those that acts record.
    package static let recorded = allCases.filter { $0 != .unknown }
}

/// Why an officer read it: the item of work that led there, or a reason the officer stated.
package enum AccessReason: Sendable, Equatable {
    /// Kind and id of the item, such as `photo:5`, as subjects are written in the audit log.
    case work(String)
    case stated(OfficeReason)

    /// The item; empty where the officer stated a reason.
    package var item: String {
        if case .work(let item) = self { item } else { "" }
    }

    /// The stated reason; empty where an item led there.
    package var statement: String {
        if case .stated(let reason) = self { reason.text } else { "" }
    }
}

/// How often a repeated reading is recorded again.
package enum AccessWindow {
    /// A reload within the same ten minutes, by the same officer and for the same work, adds no row: an officer who
    /// reloads a page all day adds at most six rows an hour for each person on it.
    package static let span = Span.minutes(10)

    /// The number of the window that `instant` is in.
    package static func number(of instant: Instant) -> Int64 {
        instant.milliseconds / (span.seconds * 1_000)
    }
}
