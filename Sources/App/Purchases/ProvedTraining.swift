import Logging
import Programme
import Storage

/// What the contract's calls have proved of a training, by events that SQL cannot make: its participant confirmed each
/// attendance, and its institution gave the feedback on the post-test. A row of one of them without its event completes
/// no training.
struct ProvedTraining: Sendable {
    let dependencies: Dependencies
    let purchase: ID<Purchase>

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, where no participant confirmed one of them.
    func attended(in tx: Transaction) throws -> Set<AttendanceSequence> {
        let attended = Set(try tx.attendance.verified(purchase).keys)
        let proved = try proved("attendance.verified", by: "sequence", in: tx)
        try require(attended.allSatisfy { proved.contains(String($0.number)) }, "attendance")
        return attended
    }

    /// Whether the institution graded the post-test. Throws `RecordRefusal.heldBack`, with an error in the server's
    /// log, where no institution gave the feedback.
    func isGraded(in tx: Transaction) throws -> Bool {
        let feedback = try tx.coursework.grades(of: purchase)
        guard !feedback.isEmpty else { return false }
        let proved = try proved("coursework.graded", by: "coursework", in: tx)
        try require(feedback.allSatisfy { proved.contains($0.description) }, "feedback")
        return true
    }

    private func proved(_ action: String, by name: String, in tx: Transaction) throws -> Set<String> {
        let events = try tx.audit.codedDetails(
            of: action, subject: "purchase:\(purchase)", vault: dependencies.vault)
        return Set(events.compactMap { $0[name] })
    }

    private func require(_ isProved: Bool, _ what: String) throws {
        guard !isProved else { return }
        dependencies.heldNotes.note(HeldNote(.proof, what, row: purchase.rawValue))
        dependencies.logger.error(
            "an act is held back: a training has a proof that no act left; run `prakerja audit verify`",
            metadata: ["purchase": "\(purchase)", "proof": "\(what)"])
        throw RecordRefusal.heldBack
    }
}
