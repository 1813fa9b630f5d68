import Programme
import Storage

/// After a pause that was not the person's: gives the days back in which they could not request their instalments.
struct ResumeInstalments: Sendable {
    let dependencies: Dependencies

    func resume(of person: ID<Account>, from began: CivilDate, to end: CivilDate, in tx: Transaction) throws {
        for view in try tx.incentives.of(person, today: end) {
            let rule = try tx.cards.edition(of: view.instalment.card, among: dependencies.editions).benefits.rule(
                for: view.instalment.kind)
            guard let due = view.instalment.dueAfterPause(from: began, to: end, view.facts, under: rule) else {
                continue
            }
            try tx.incentives.postpone(view.instalment, to: due)
        }
    }
}
