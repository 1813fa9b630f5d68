import Programme
import Storage

/// After a pause that was not the person's: gives the days back in which they could not request their instalments.
struct ResumeInstalments: Sendable {
    let dependencies: Dependencies

    func resume(of person: ID<Account>, from began: CivilDate, to end: CivilDate, in tx: Transaction) throws {
        let views = try tx.incentives.of(person, today: end)
        guard let card = views.first?.instalment.card else { return }
        try InstalmentDates(dependencies: dependencies).changing(card, in: tx) {
            try resume(views, from: began, to: end, in: tx)
        }
    }

    private func resume(
        _ views: [InstalmentView], from began: CivilDate, to end: CivilDate, in tx: Transaction
    ) throws {
        for view in views {
            let rule = try tx.cards.edition(of: view.instalment.card, among: dependencies.editions).benefits.rule(
                for: view.instalment.kind)
            guard let due = view.instalment.dueAfterPause(from: began, to: end, view.facts, under: rule) else {
                continue
            }
            try tx.incentives.postpone(view.instalment, to: due)
        }
    }
}
