import Programme

/// Sample values shared by several messages.
extension Instalment {
    static let sample = Instalment(
        id: ID(1), card: ID(1), person: ID(1), kind: .incentive, number: 1, amount: Rupiah(600_000),
        dueOn: CivilDate(daysSinceEpoch: 18_402), state: .planned, changedOn: CivilDate(daysSinceEpoch: 18_402))
}

extension PayeeCodeMessage {
    static let sample = PayeeCodeMessage(
        digits: "274910", account: "LinkAja 0812-••••-7890", minutes: 10, site: "https://www.prakerja.go.id")
}
