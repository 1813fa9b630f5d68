/// A list delivered by an office: its source, the date of its data, and the state of its import.
package struct ListImport: Sendable, Equatable {
    package let id: ID<ListImport>
    package let kind: ListKind
    package let source: String
    package let asOf: CivilDate
    /// The first day on which the source does not vouch for it any more.
    package let expiresOn: CivilDate?
    package let state: State
    package let counts: Counts
    /// Nil for an import on the command line.
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
        /// Its file is being read.
        case reading
        /// Its file was refused, or the reading was interrupted. It never counts.
        case failed
        /// Read; waits for a second officer of another duty.
        case proposed
        case inForce = "in-force"
        case refused
        /// A newer list of the same kind and source replaced it.
        case replaced
        /// Two officers withdrew it.
        case withdrawn
    }

    /// The counts of rows and contacts in its file.
    package struct Counts: Sendable, Equatable {
        package var accepted = 0
        package var duplicates = 0
        package var bad = 0
        /// People with at least one contact.
        package var contacts = 0
        /// Telephone numbers and addresses that cannot be parsed.
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

    /// Throws unless a list with these particulars may be imported.
    package static func check(
        source: String, asOf: CivilDate, expiresOn: CivilDate?, today: CivilDate
    ) throws(ListRefusal) {
        guard (1...longestSource).contains(source.count) else { throw .sourceMissing }
        guard asOf <= today else { throw .fromTheFuture(asOf) }
        if let expiresOn, expiresOn <= asOf { throw .expiresBeforeItBegins }
    }

    /// Throws unless the list waits for a second officer, as every list does: an excluding list bars people, and a
    /// preferring one draws people before all others. `FourEyes.confirm` says who may decide.
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
    /// A workbook (.xlsx, .xls, .ods), regardless of its name.
    case workbook
    /// A PDF, a web page or a picture.
    case notTable
    /// There is a header, and no column of it is the NIK.
    case noNIKColumn
    /// There is no header, and two columns look like NIKs.
    case ambiguousColumns
    /// A spreadsheet wrote this many NIKs as `3,17101E+15`.
    case scientificNumbers(Int)
    /// So many NIKs end in 0 that a spreadsheet must have replaced their last digit.
    case lastDigitLost(Int, of: Int)
    /// The reading of the file was interrupted, such as by a restart of the server.
    case interrupted
    /// While the file was read, the list's lines in the database became other ones than the file's.
    case linesChanged
    case notProposed
    case notInForce
    case nobodyToInvite
    /// What the list changes is not counted yet, or was counted against a version that is not in force any more.
    case notCompared
    /// It loses so many of the lines in force that the officer types how many.
    case lossNotConfirmed(lost: Int, of: Int)
    /// Its withdrawal waits for the second officer already.
    case withdrawalWaits
    /// The version in force does not carry the line.
    case notOnList
    /// No document is named.
    case proofMissing
    /// The case is not this person's.
    case otherCase
    /// The officer's own NIK stands on the list.
    case ownLine
    /// What is stored with a list that was refused because its importer is on it: the reason is the importer's alone.
    case anotherImports
    /// The invitations are not being sent.
    case notRunning
    case notPaused
    /// The officer may not decide what they or their duty proposed.
    case fourEyes(FourEyesRefusal)
    /// The edition does not use a list of this kind.
    case notInEdition(ListKind)
    /// A mandatory list is missing or too old, so there is no draw.
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
        case .interrupted: "lists.interrupted"
        case .linesChanged: "lists.lines-changed"
        case .notProposed: "lists.not-proposed"
        case .notInForce: "lists.not-in-force"
        case .nobodyToInvite: "lists.nobody-to-invite"
        case .notCompared: "lists.not-compared"
        case .lossNotConfirmed: "lists.loss-not-confirmed"
        case .notOnList: "lists.not-on-list"
        case .notRunning: "lists.not-running"
        case .notPaused: "lists.not-paused"
        case .proofMissing: "lists.proof-missing"
        case .otherCase: "lists.other-case"
        case .ownLine: "lists.own-line"
        case .anotherImports: "lists.another-imports"
        case .fourEyes(let refusal): refusal.code
        case .withdrawalWaits: "lists.withdrawal-waits"
        case .notInEdition: "lists.not-in-edition"
        case .stale: "lists.stale"
        }
    }
}

extension EligibilityRules {
    /// Throws unless every mandatory list is in force and fresh.
    package func requireFresh(_ lists: [ListKind: Freshness]) throws(ListRefusal) {
        for rule in self.lists where rule.mandatory {
            let freshness = lists[rule.kind] ?? .missing
            guard freshness.isFresh else { throw .stale(rule.kind, freshness, days: rule.freshDays) }
        }
    }
}
