/// What can be taken out of the programme as a table.
package enum ExportKind: String, Sendable, CaseIterable {
    /// The selected people of an announced wave.
    case selected
    /// The payments of a batch.
    case batch
    /// The postings of the ledger, of some days.
    case entries
    /// The audit log, of some days.
    case audit
    /// The counts of people by day, wave and province.
    case figures
    /// Complaints and appeals by category and month, without people.
    case cases

    /// Permissions that may ask for it: officers of payouts need no other tables than their batches.
    package var asking: [Permission] {
        self == .batch ? [.exportData, .draftPayouts, .approvePayouts] : [.exportData]
    }

    /// Whether a row is about one person: then an officer of another duty has to approve.
    package var isPersonal: Bool {
        switch self {
        case .selected, .batch, .audit: true
        case .entries, .figures, .cases: false
        }
    }
}

/// A request for an export: who asked for what and why, and who agreed.
package struct ExportRequest: Sendable {
    package let id: ID<ExportRequest>
    package let kind: ExportKind
    /// Which wave, batch or days; see the slice's own parsing.
    package let part: String
    package let purpose: String
    package let author: Signatory
    package let state: State

    /// The most rows of an export. More is asked for in parts.
    package static let mostRows = 200_000
    /// The most days of an export of days.
    package static let mostDays = 31
    /// How long the file can be downloaded, from when it was made.
    package static let lifetime = Span.hours(lifetimeHours)
    package static let lifetimeHours = 48

    package init(
        id: ID<ExportRequest>, kind: ExportKind, part: String, purpose: String, author: Signatory, state: State
    ) {
        (self.id, self.kind, self.part, self.purpose) = (id, kind, part, purpose)
        (self.author, self.state) = (author, state)
    }

    package enum State: String, Sendable, CaseIterable {
        case asked, approved, refused, made, failed, expired
    }

    /// Throws unless `officer` may decide: another person of another duty, while it waits.
    package func decide(by officer: Signatory, approving: Bool = true) throws {
        guard state == .asked else { throw ExportRefusal.decidedAlready }
        try FourEyes.confirm(author, by: officer, approving: approving)
    }

    /// Throws unless the officer may download: only its author, while the file is there.
    ///
    /// - Parameter end: from when on it is refused, although the job that deletes the file may not have run yet.
    package func download(by officer: ID<Officer>, at now: Instant, end: Instant?) throws(ExportRefusal) {
        guard officer == author.officer else { throw .notYours }
        guard state == .made, let end, now < end else { throw .notThere }
    }
}

package enum ExportRefusal: Refusal, Equatable {
    case decidedAlready
    case notYours
    /// Not made yet, or expired.
    case notThere
    /// The request, or whom the file is about, was changed by other means than an act.
    case changed

    package var code: String {
        switch self {
        case .decidedAlready: "exports.decided-already"
        case .notYours: "exports.not-yours"
        case .notThere: "exports.not-there"
        case .changed: "exports.changed"
        }
    }
}
