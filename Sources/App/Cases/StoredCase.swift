import Foundation
import Programme
import Storage

extension ServiceCase.State: SQLConvertible {}
extension ServiceCase.Channel: SQLConvertible {}
extension ServiceCase.Outcome: SQLConvertible {}
extension CaseCategory: SQLConvertible {}
extension ContestedDecision.Kind: SQLConvertible {}

extension ServiceCase {
    static let columns: SQL = """
        id, number, person_id, category, channel, state, begun_at, running_since, due_at, reopened, entered_by,
            assigned_to, outcome, proposed_by, proposed_duty, answered_at, contested, subject_id, result, made_by,
            reopened_by
        """

    init(_ row: Row, _ tx: Transaction) throws {
        let digits: String = try row["number"]
        guard let number = CaseNumber(digits) else { throw StorageFault.unreadable("a case's number reads back") }
        let (proposer, duty): (ID<Officer>?, Role?) = try (row["proposed_by"], row["proposed_duty"])
        let (kind, subject): (ContestedDecision.Kind?, Int64?) = try (row["contested"], row["subject_id"])
        let (result, maker): (String?, ID<Officer>?) = try (row["result"], row["made_by"])
        var contested: ContestedDecision?
        if let kind, let subject, let result {
            contested = ContestedDecision(kind: kind, subject: subject, result: result, madeBy: maker)
        }
        try self.init(
            id: row["id"], number: number, person: row["person_id"], category: row["category"], channel: row["channel"],
            state: row["state"], begunAt: row["begun_at"], runningSince: row["running_since"], dueAt: row["due_at"],
            reopened: row["reopened"], enteredBy: row["entered_by"], assignee: row["assigned_to"],
            outcome: row["outcome"], proposer: tx.officers.author(proposer, as: duty), answeredAt: row["answered_at"],
            contested: contested, reopenedBy: row["reopened_by"])
    }
}

/// What was written into a case, opened.
struct CaseMessage: Sendable, Equatable {
    enum Kind: String, SQLConvertible, Sendable {
        /// The person, or an officer for them.
        case person
        /// From the office to the person.
        case note
        /// An answer that waits for a second officer; the person does not see it.
        case draft
        case answer
        /// Between officers.
        case `internal`

        var isForPerson: Bool { self == .person || self == .note || self == .answer }
    }

    let kind: Kind
    let officer: ID<Officer>?
    let text: String
    let at: Instant
}

/// A person who has no account and left a name and a contact.
struct CaseGuest: Sendable, Equatable {
    let name: String
    let contact: Contact
}

/// The rules were run again for an appeal.
struct CaseRuling: Sendable, Equatable {
    let at: Instant
    let officer: ID<Officer>
    let was: String
    let becomes: String
    let findings: [StoredFinding]
}

/// The answers a person wants corrected, and how far that is.
struct StoredCorrection: Sendable {
    enum State: String, SQLConvertible, Sendable {
        case asked, proposed, done
    }

    let answers: AnswerCorrection
    let state: State
    let proposer: Signatory?
    /// Why the first officer accepted it.
    let reason: String?
    /// Who agreed as the second; nil before.
    let decider: ID<Officer>?
}
