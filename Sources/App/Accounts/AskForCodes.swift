import Programme
import Storage

/// What the pages for signing up and signing in ask for: a code, and the message that carries it. All people who ask at
/// the same moment do so in one transaction of a few statements. Whether an address has an account changes only the
/// message, never the page.
struct AskForCodes: BatchWork {
    struct Intent: Sendable {
        enum Flow: Sendable {
            /// A visitor who already has an account is told so in the message, and the code signs them in.
            case signUp(byLink: Bool)
            /// An address without an account gets a message that says so, and a code that nothing matches.
            case signIn
        }

        let flow: Flow
        let contact: Contact
        let visit: String
        /// The limit it counts against, from `KnownBrowser`.
        let budget: CodeBudget
        /// What the person reads at this moment.
        let language: Language

        var purpose: CodePurpose {
            switch flow {
            case .signUp: .signUp
            case .signIn: .signIn
            }
        }
    }

    let dependencies: Dependencies
    /// A second time would be refused as too soon.
    let mayRepeat = false

    func subjects(of intent: Intent) -> [String] {
        ["visit \(intent.visit)", "to \(intent.contact.canonical)"]
    }

    func carryOut(_ intents: [Intent], in tx: Transaction) throws -> [Result<Void, any Error>] {
        let standings = try tx.accounts.standings(of: intents.map(\.contact), vault: dependencies.vault)
        let letters = try zip(intents, standings).map { try letter(for: $0, $1, in: tx) }
        return try CodeSender(dependencies: dependencies, language: nil).send(letters, in: tx)
    }

    private func letter(
        for intent: Intent, _ standing: ContactStanding, in tx: Transaction
    ) throws -> CodeLetter {
        let request = CodeQueries.Request(
            purpose: intent.purpose, subject: intent.visit, destination: intent.contact, budget: intent.budget)
        let minutes = dependencies.edition.account.codeValidMinutes
        switch intent.flow {
        case .signUp(let byLink):
            let situation: CodeNotice.Situation = standing.holder == nil ? .signUp : .signUpKnown
            return .link(
                request, Paths.signUpLink, showsDigits: !byLink, situation, minutes: minutes, language: intent.language)
        case .signIn:
            guard try standing.holder != nil || isProvable(intent.contact, standing, in: tx) else {
                return .decoy(request, .signInUnknown, minutes: minutes, language: intent.language)
            }
            return .link(
                request, Paths.signInLink, showsDigits: true, .signIn, minutes: minutes, language: intent.language)
        }
    }

    /// A contact that the office has approved for a person who lost theirs is proved by signing in with it.
    private func isProvable(_ contact: Contact, _ standing: ContactStanding, in tx: Transaction) throws -> Bool {
        guard standing.isAwaited else { return false }
        let now = dependencies.clock.now()
        return try tx.contactCases.provable(contact, at: now, vault: dependencies.vault) != nil
    }
}
