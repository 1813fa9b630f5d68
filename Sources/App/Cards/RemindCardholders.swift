import Programme
import Storage

/// Reminds people who have not used their card how many days are left, at the edition's intervals.
struct RemindCardholders: Job {
    static let name = "cards.remind"
    static let mayBeGivenUp = true
    static let chunk = 200

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        // The shortest first: a cardholder with two days left does not also get the reminder of fourteen.
        for days in Set(dependencies.editions.flatMap(\.training.reminderDays)).sorted() {
            let due = try await dependencies.database.read { tx in
                try tx.cards.dueReminder(days: days, at: now, limit: Self.chunk)
            }
            for card in due {
                try await dependencies.database.transaction { tx in
                    guard try tx.cards.markReminded(card, days: days, at: now) else { return }
                    let notice = CardReminderNotice(
                        left: card.firstUseBy - now, until: card.firstUseBy, balance: card.training)
                    try tx.inbox.send(notice, to: card.person, on: dependencies)
                }
            }
            if due.count == Self.chunk { return .again(after: .zero) }
        }
        return .done
    }
}
