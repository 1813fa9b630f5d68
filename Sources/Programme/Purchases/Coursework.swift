import Foundation

/// Which of a participant's works: an exercise between meetings, or the final test.
package struct CourseworkTask: Hashable, Sendable {
    package let scope: Scope
    package let sequence: Int

    package enum Scope: String, Sendable, CaseIterable {
        /// Tugas praktik mandiri: an exercise on one's own.
        case exercise = "tpm"
        /// Unjuk keterampilan: the final test.
        case finalTest = "uk"
    }

    package static let finalTest = CourseworkTask(known: .finalTest, 999)
    package static let sequences = 1...999

    /// Nil unless the sequence is 999 for the final test, and 1 to 998 for an exercise.
    package init?(_ scope: Scope, _ sequence: Int) {
        guard Self.sequences.contains(sequence), (scope == .finalTest) == (sequence == 999) else { return nil }
        self.init(known: scope, sequence)
    }

    private init(known scope: Scope, _ sequence: Int) {
        self.scope = scope
        self.sequence = sequence
    }
}

/// A work that an institution submitted, or what it wrote about one.
package struct Coursework: Sendable, Equatable {
    package let id: ID<Coursework>
    package let kind: Kind
    package let task: CourseworkTask
    /// Where the file is; empty for feedback without one.
    package let file: String
    /// Empty for a submission.
    package let notes: String

    package enum Kind: String, Sendable, CaseIterable { case submission, feedback }

    /// Of one kind for one task; a participant may submit several files.
    package static let most = 20
    /// Of all kinds and tasks of one purchase.
    package static let mostOfPurchase = 400
    /// Bytes of a file's address.
    package static let longestFile = 2_000

    package init(id: ID<Coursework>, kind: Kind, task: CourseworkTask, file: String, notes: String) {
        self.id = id
        self.kind = kind
        self.task = task
        self.file = file
        self.notes = notes
    }

    /// Whether it is a complete address of the web, without a user's name in it.
    package static func isFile(_ text: String) -> Bool {
        guard text.utf8.count <= longestFile, !text.contains(where: \.isWhitespace),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host
        else { return false }
        return ["https", "http"].contains(scheme) && !host.isEmpty && parts.user == nil
    }
}
