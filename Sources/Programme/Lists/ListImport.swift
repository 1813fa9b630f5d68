/// A list as an office gave it: where it comes from, of which day it tells, and how far it has come here.
package struct ListImport: Sendable, Equatable {
    package let id: ID<ListImport>
    package let kind: ListKind
    package let source: String
    package let asOf: CivilDate
    /// The day from which the giver does not stand by it any more.
    package let expiresOn: CivilDate?
    package let state: State
    package let counts: Counts
    /// Nil for the command line.
    package let importedBy: ID<Officer>?

    package init(
        id: ID<ListImport>, kind: ListKind, source: String, asOf: CivilDate, expiresOn: CivilDate?, state: State,
        counts: Counts, importedBy: ID<Officer>?
    ) {
        self.id = id
        self.kind = kind
        self.source = source
        self.asOf = asOf
        self.expiresOn = expiresOn
        self.state = state
        self.counts = counts
        self.importedBy = importedBy
    }

    package enum State: String, Sendable, CaseIterable {
        /// Its file is being read, or was never read to the end.
        case reading
        /// Read; waits for a second officer of another duty.
        case proposed
        case inForce = "in-force"
        case refused
        /// A newer list of the same kind and source took its place.
        case replaced
    }

    /// What its file held, line by line.
    package struct Counts: Sendable, Equatable {
        package var accepted = 0
        package var duplicates = 0
        package var bad = 0
        /// People who can be reached.
        package var contacts = 0
        /// Telephone numbers and addresses that cannot be read.
        package var unreadContacts = 0

        package init(accepted: Int = 0, duplicates: Int = 0, bad: Int = 0, contacts: Int = 0, unreadContacts: Int = 0) {
            self.accepted = accepted
            self.duplicates = duplicates
            self.bad = bad
            self.contacts = contacts
            self.unreadContacts = unreadContacts
        }

        package var unreachable: Int { max(0, accepted - contacts) }
    }
}

extension ListImport {
    private static let longestSource = 200

    /// Whether a list may be brought in with these particulars.
    package static func check(
        source: String, asOf: CivilDate, expiresOn: CivilDate?, today: CivilDate
    ) throws(ListRefusal) {
        guard (1...longestSource).contains(source.count) else { throw .sourceMissing }
        guard asOf <= today else { throw .fromTheFuture(asOf) }
        if let expiresOn, expiresOn <= asOf { throw .expiresBeforeItBegins }
    }

    /// Every list waits for a second officer: one that keeps people out shuts them out, and one that prefers people
    /// draws them before all others. Who may decide says `FourEyes.confirm`.
    package func checkDecision() throws(ListRefusal) {
        guard state == .proposed else { throw .notProposed }
    }

    package func checkInviting() throws(ListRefusal) {
        guard kind.effect == .prefers else { throw .nobodyToInvite }
        guard state == .inForce else { throw .notInForce }
    }
}

package enum ListRefusal: Refusal {
    case sourceMissing
    case fromTheFuture(CivilDate)
    case expiresBeforeItBegins
    case unknownKind
    case emptyFile
    /// A workbook (.xlsx, .xls, .ods), whatever its name says.
    case workbook
    /// A PDF, a web page or a picture.
    case notTable
    /// There are headings, and none of them names the NIK.
    case noNIKColumn
    /// There are no headings, and two columns look like NIKs.
    case ambiguousColumns
    /// A spreadsheet wrote this many NIKs as `3,17101E+15`.
    case scientificNumbers(Int)
    /// So many of the NIKs end in 0 that a spreadsheet must have cut their last digit.
    case lastDigitLost(Int, of: Int)
    case notProposed
    case notInForce
    case nobodyToInvite
    /// The edition compares nobody with a list of this kind.
    case notInEdition(ListKind)
    /// No draw while a list that must be there is missing or too old.
    case stale(ListKind, Freshness, days: Int)

    package var code: String {
        switch self {
        case .sourceMissing: "lists.source-missing"
        case .fromTheFuture: "lists.from-the-future"
        case .expiresBeforeItBegins: "lists.expires-before-it-begins"
        case .unknownKind: "lists.unknown-kind"
        case .emptyFile: "lists.empty-file"
        case .workbook: "lists.workbook"
        case .notTable: "lists.not-table"
        case .noNIKColumn: "lists.no-nik-column"
        case .ambiguousColumns: "lists.ambiguous-columns"
        case .scientificNumbers: "lists.scientific-numbers"
        case .lastDigitLost: "lists.last-digit-lost"
        case .notProposed: "lists.not-proposed"
        case .notInForce: "lists.not-in-force"
        case .nobodyToInvite: "lists.nobody-to-invite"
        case .notInEdition: "lists.not-in-edition"
        case .stale: "lists.stale"
        }
    }
}

extension EligibilityRules {
    /// Throws unless every list that must be there is there and fresh.
    package func requireFresh(_ lists: [ListKind: Freshness]) throws(ListRefusal) {
        for rule in self.lists where rule.mandatory {
            let freshness = lists[rule.kind] ?? .missing
            guard freshness.isFresh else { throw .stale(rule.kind, freshness, days: rule.freshDays) }
        }
    }
}
