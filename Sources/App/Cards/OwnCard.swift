import Programme
import Storage

extension OwnDataSource {
    /// The card as its holder sees it, from the announcement on. The number is shown on the card's page alone.
    static let card = OwnDataSource(key: "card", title: Bilingual(id: "Kartu", en: "Card")) { tx, own in
        let t = own.t
        guard let card = try tx.cards.announced(of: own.person) else { return [] }
        try own.dependencies.requireOwn(.cards, due: [card.id], or: .heldBack, in: tx)
        let training = try tx.ledger.balance(.cardTraining(card.id))
        let incentive = try tx.ledger.balance(.cardIncentive(card.id))
        return [
            OwnDataRecord([
                own.text("last_four", t("Empat angka terakhir", "Last four digits"), card.lastFour),
                own.text("status", t("Status", "State"), card.status.rawValue, card.status.meaning(t)),
                own.text("edition", t("Edisi aturan", "Edition of the rules"), card.edition),
                own.count("wave", t("Gelombang", "Wave"), card.wave),
                own.moment("issued_at", t("Terbit", "Issued"), card.issuedAt),
                own.money("granted_training", t("Dana pelatihan", "Training money granted"), card.training),
                own.money("granted_incentive", t("Insentif", "Incentives granted"), card.incentive),
                own.money("balance", t("Saldo pelatihan", "Balance for training"), training.available),
                own.money("reserved", t("Dicadangkan", "Reserved"), training.held),
                own.money("incentive_left", t("Sisa insentif", "Incentives left"), incentive.posted),
                own.moment("first_use_by", t("Batas pembelian pertama", "First purchase by"), card.firstUseBy),
                own.moment("first_used_at", t("Pembelian pertama", "First purchase"), card.firstUsedAt),
            ])
        ]
    }
}

extension Card.Status {
    fileprivate func meaning(_ t: Words) -> String {
        switch self {
        case .active: t("Aktif", "Active")
        case .suspended: t("Ditahan", "Suspended")
        case .expired: t("Hangus", "Lapsed")
        case .revoked: t("Dicabut", "Revoked")
        case .closed: t("Ditutup", "Closed")
        }
    }
}
