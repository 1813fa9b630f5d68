import Programme
import Storage

/// An answer to a one-time code.
struct CodeAnswer: Sendable {
    enum Given: Sendable {
        /// Digits that were typed.
        ///
        /// - subject: who may type them in: a browser, a person in a browser, a purchase.
        /// - matter: what the person is about to confirm; a code for another matter does not match.
        case digits(String, subject: String, matter: String = "")
        /// The token of a link that was followed. It uses up the digits of the same message too.
        case link(String)
    }

    let purpose: CodePurpose
    let given: Given
    /// The browser that answers: a second tap in it gets the same answer as the first. Nil when no page asks.
    let visit: String?
}

/// A code that was answered correctly.
struct ProvedCode: Sendable {
    let id: ID<OneTimeCode>
    /// Where it had been sent.
    let contact: Contact
    /// The same browser gave the same answer a moment ago: its effects have already been carried out.
    let isSecondTap: Bool
}

/// What an answer comes to. Nothing is written before `CodeQueries.record`.
struct CodeVerdict: Sendable {
    let outcome: Result<ProvedCode, CodeRefusal>
    /// What the code's row is to become: one try more, or used. Nil where it stays as it is.
    var change: CodeChange?
    /// Whether an open code was compared: such a refusal is recorded with everything its transaction wrote before.
    var isAnswered = false

    /// The proof, or the refusal: a recorded one as `CommittedRefusal`.
    func get() throws -> ProvedCode {
        do {
            return try outcome.get()
        } catch {
            guard isAnswered else { throw error }
            throw CommittedRefusal(error)
        }
    }

    static func refused(_ refusal: CodeRefusal) -> CodeVerdict { CodeVerdict(outcome: .failure(refusal)) }
}

/// A change of a code's row, valid as long as the row is as it was read: of two concurrent answers the second finds it
/// changed, and reads again.
struct CodeChange: Sendable {
    let code: StoredCode
    let tries: Int
    /// When and by which browser it is used up; nil when it stays open.
    let use: (at: Instant, visit: String?)?
}
