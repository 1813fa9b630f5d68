import Foundation
import Programme
import Testing

@Suite("Buying with a card")
struct CardTests {
    let noon = Instant(milliseconds: 1_587_013_200_000)
    let rules: TrainingRules

    init() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Editions/edition-3.yaml")
        rules = try Edition.load(path: path.path).training
    }

    @Test("card: it lapses at the end of its days, to the millisecond")
    func lapse() throws {
        let card = card(firstUseBy: noon)
        try allow(card, 1, at: noon - Span(milliseconds: 1))
        #expect(throws: PurchaseRefusal.cardLapsed(since: noon)) { try allow(card, 1, at: noon) }
    }

    @Test("card: the whole balance can be spent, and not more")
    func balance() throws {
        let card = card(firstUseBy: noon + .days(1))
        try allow(card, 1_000_000, at: noon)
        #expect(throws: PurchaseRefusal.insufficientBalance(available: Rupiah(1_000_000))) {
            try allow(card, 1_000_001, at: noon)
        }
    }

    @Test("card: a further training can be bought only after the previous one")
    func oneAtATime() {
        let card = card(firstUseBy: noon, firstUsedAt: noon - .days(3), unfinished: 1)
        #expect(throws: PurchaseRefusal.trainingUnfinished) { try allow(card, 1, at: noon) }
    }

    @Test("card: buying ends with the last day in the programme's time zone")
    func lastDay() throws {
        let card = card(firstUseBy: noon, firstUsedAt: noon)
        let midnight = Zone.wib.instant(rules.buyBy.adding(days: 1))
        try allow(card, 1, at: midnight - Span(milliseconds: 1))
        #expect(throws: PurchaseRefusal.buyingOver(last: rules.buyBy)) { try allow(card, 1, at: midnight) }
    }

    @Test("card: a suspended card cannot buy")
    func suspended() {
        let card = card(status: .suspended, firstUseBy: noon + .days(1))
        #expect(throws: PurchaseRefusal.cardNotActive(.suspended)) { try allow(card, 1, at: noon) }
    }

    @Test(
        "card: the reminder is the nearest one for the days left",
        arguments: [(20, nil), (14, 14), (8, 14), (7, 7), (2, 3), (1, 1)])
    func reminders(daysLeft: Int, expected: Int?) {
        #expect(rules.reminder(with: .days(daysLeft)) == expected)
    }

    private func allow(_ card: Card, _ price: Int64, at now: Instant) throws(PurchaseRefusal) {
        try card.allow(Rupiah(price), available: Rupiah(1_000_000), rules: rules, zone: .wib, at: now)
    }

    private func card(
        status: Card.Status = .active, firstUseBy: Instant, firstUsedAt: Instant? = nil, unfinished: Int = 0
    ) -> Card {
        Card(
            id: ID(1), person: ID(2), edition: "2020-3", wave: 1, status: status, training: Rupiah(1_000_000),
            incentive: Rupiah(2_550_000),
            lastFour: "0000", issuedAt: noon - .days(10), firstUseBy: firstUseBy, firstUsedAt: firstUsedAt,
            unfinished: unfinished)
    }
}
