import Programme
import Storage

/// What a visitor of a sandbox can do with a test person's card, by what all visitors did with it so far.
enum CardUse: Sendable {
    case unused
    /// A training was bought and neither completed nor taken back: the card buys no other one.
    case inTraining
    case used
    case closed

    func name(_ t: Words) -> String {
        switch self {
        case .unused: t("Kartu belum dipakai", "Card not used yet")
        case .inTraining: t("Satu pelatihan belum selesai", "One training is not completed yet")
        case .used: t("Pernah dipakai", "Was used")
        case .closed: t("Kartu tidak aktif", "Card not active")
        }
    }
}

/// The test people's cards and purchases as the sandbox's database has them now.
struct SandboxCards: Sendable {
    /// By the card's number.
    private(set) var uses: [String: CardUse] = [:]
    /// Of trainings that were bought and are not completed; the newest of each person first.
    private(set) var redeemCodes: [DemoRedeemCode] = []

    static func read(of people: [DemoPerson], on dependencies: Dependencies) async throws -> SandboxCards {
        try await dependencies.database.read { tx in
            var cards = SandboxCards()
            for number in people.compactMap(\.cardNumber) {
                guard let known = try? CardNumber(number),
                    let card = try tx.cards.find(known, vault: dependencies.vault)
                else { continue }
                cards.uses[number] = use(of: card)
                cards.redeemCodes += try codes(of: card, in: tx)
            }
            return cards
        }
    }

    private static func use(of card: Card) -> CardUse {
        guard card.status == .active else { return .closed }
        guard card.unfinished == 0 else { return .inTraining }
        return card.firstUsedAt == nil ? .unused : .used
    }

    private static func codes(of card: Card, in tx: Transaction) throws -> [DemoRedeemCode] {
        try tx.purchases.of(card.person).compactMap { purchase in
            guard purchase.state == .posted || purchase.state == .attended, let payment = purchase.payment,
                let course = try tx.courses.find(purchase.course),
                let institution = try tx.partners.find(course.institution)
            else { return nil }
            return DemoRedeemCode(
                redeemCode: payment.redeemCode, courseCode: course.code, institution: institution.clientCode)
        }
    }
}
