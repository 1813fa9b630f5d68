import Logging
import Programme
import Storage

/// What follows once a contact is proved by its code: finds or opens its account and begins a session. All people who
/// prove one at the same moment do so in one transaction of a few statements.
struct EnterWithCode: BatchWork {
    struct Intent: Sendable {
        /// With the purpose of signing up, an account is opened where there is none.
        let answer: CodeAnswer
        let device: Device
        /// The case at a counter for which the session begins; nil for a session of the person's own.
        var assistance: ID<CounterCase>?
    }

    let dependencies: Dependencies
    /// A code is used up once.
    let mayRepeat = false

    /// Of several answers to one code, each is judged after the one before was recorded.
    func subjects(of intent: Intent) -> [String] {
        let visit = intent.answer.visit.map { ["visit \($0)"] } ?? []
        guard case .link(let token) = intent.answer.given else { return visit }
        return visit + ["link \(token)"]
    }

    func carryOut(_ intents: [Intent], in tx: Transaction) throws -> [Result<SignIn.Begun, any Error>] {
        let verdicts = try tx.codes.judge(
            intents.map(\.answer), at: dependencies.realNow(), vault: dependencies.vault, edition: dependencies.edition)
        var entries = zip(intents, verdicts).map { Entry(intent: $0, verdict: $1) }
        try findAccounts(of: &entries, in: tx)
        guard try tx.codes.record(entries.compactMap(\.change)) else { throw BatchConflict() }
        try openAccounts(for: &entries, in: tx)
        return try beginSessions(of: entries, in: tx)
    }

    /// One intent on its way.
    private struct Entry {
        let intent: Intent
        let verdict: CodeVerdict
        /// Why the person may not enter although the answer is right: then it leaves no trace.
        var refusal: (any Error)?
        var account: Account?
        /// Whether this transaction has opened it.
        var isOpened = false

        init(intent: Intent, verdict: CodeVerdict) {
            (self.intent, self.verdict) = (intent, verdict)
            if case .failure(let refusal) = verdict.outcome { self.refusal = refusal }
        }

        var proof: ProvedCode? { try? verdict.outcome.get() }
        var change: CodeChange? { proof != nil && refusal != nil ? nil : verdict.change }
        /// The contact of an account that is to be opened.
        var newContact: Contact? { refusal == nil && account == nil ? proof?.contact : nil }
    }

    private func findAccounts(of entries: inout [Entry], in tx: Transaction) throws {
        let proved = entries.indices.filter { entries[$0].proof != nil }
        let standings = try tx.accounts.standings(
            of: proved.compactMap { entries[$0].proof?.contact }, vault: dependencies.vault)
        for (place, standing) in zip(proved, standings) {
            guard let proof = entries[place].proof else { continue }
            var account = standing.holder
            if account == nil, standing.isAwaited, !proof.isSecondTap {
                account = try ReplaceLostContact(dependencies: dependencies).finish(proof.contact, in: tx)
            }
            let opens = entries[place].intent.answer.purpose == .signUp && !proof.isSecondTap
            if account == nil, !opens { entries[place].refusal = CodeRefusal.noCode }
            if let account, account.status != .active { entries[place].refusal = AccountRefusal.suspended }
            if let account, !standing.isAsProved { entries[place].refusal = heldBack(account.id) }
            entries[place].account = account
        }
    }

    /// By a contact that SQL gave to this account, a stranger would sign in.
    private func heldBack(_ account: ID<Account>) -> RecordRefusal {
        dependencies.logger.error(
            "a sign-in is refused: a contact was changed by other means than an act; run `prakerja audit verify`",
            metadata: ["account": "\(account)"])
        return .heldBack
    }

    private func openAccounts(for entries: inout [Entry], in tx: Transaction) throws {
        let new = entries.indices.filter { entries[$0].newContact != nil }
        guard !new.isEmpty else { return }
        let opened = try tx.accounts.open(
            withNew: new.compactMap { entries[$0].newContact }, at: dependencies.realNow(), ids: dependencies.ids,
            vault: dependencies.vault)
        var acts: [(event: AuditEvent, actor: Actor)] = []
        for (place, (account, isNew)) in zip(new, opened) {
            let kind = entries[place].newContact?.kind.rawValue ?? ""
            if isNew {
                let event = AuditEvent("account.opened", subject: "account:\(account.id)", detail: ["by": kind])
                acts.append((event, .person(account.id)))
            }
            // An account that another browser opened meanwhile, and that was suspended since.
            try tx.accounts.requireActive(account)
            (entries[place].account, entries[place].isOpened) = (account, isNew)
        }
        try tx.audit.record(acts, at: dependencies.moment(), ids: dependencies.ids)
    }

    private func beginSessions(
        of entries: [Entry], in tx: Transaction
    ) throws -> [Result<SignIn.Begun, any Error>] {
        let entering = entries.indices.filter { entries[$0].refusal == nil }
        let signIns = entering.compactMap { place -> ProvedSignIn? in
            guard let proof = entries[place].proof, let account = entries[place].account else { return nil }
            return ProvedSignIn(
                person: account.id, isNew: entries[place].isOpened, proof: proof, device: entries[place].intent.device,
                assistance: entries[place].intent.assistance)
        }
        let cookies = try tx.sessions.begin(signIns, at: dependencies.realNow(), vault: dependencies.vault)
        var results = entries.map { entry -> Result<SignIn.Begun, any Error> in
            .failure(entry.refusal ?? CodeRefusal.noCode)
        }
        for (place, (signIn, cookie)) in zip(entering, zip(signIns, cookies)) {
            guard let cookie else { continue }
            results[place] = .success(
                SignIn.Begun(
                    cookie: cookie, contact: signIn.proof.contact, person: signIn.person))
        }
        return results
    }
}
