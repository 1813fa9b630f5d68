import Programme
import Storage

extension OwnDataSource {
    static let instalments = OwnDataSource(
        key: "incentives", title: Bilingual(id: "Insentif", en: "Incentives")
    ) { tx, own in
        let t = own.t
        let words = IncentiveWords(t: t)
        let views = try tx.incentives.of(own.person, today: Zone.wib.date(of: own.now))
        let cards = Set(views.map(\.instalment.card))
        try own.dependencies.requireOwn(.instalments, due: cards.sorted(), or: .heldBack, in: tx)
        return views.map { view in
            let one = view.instalment
            return OwnDataRecord([
                own.text("kind", t("Insentif", "Incentive"), "\(one.kind.rawValue).\(one.number)", words.name(one)),
                own.money("amount", t("Jumlah", "Amount"), one.amount),
                own.day("due_on", t("Tanggal pembayaran", "Payment date"), one.dueOn),
                own.text("state", t("Status", "State"), one.state.rawValue, one.state.meaning(t)),
                own.day("changed_on", t("Berubah pada", "Changed on"), one.changedOn),
            ])
        }
    }
}

extension Instalment.State {
    fileprivate func meaning(_ t: Words) -> String {
        switch self {
        case .planned: t("Dijadwalkan", "Planned")
        case .earned: t("Bisa diminta", "Can be asked for")
        case .requested: t("Diminta", "Requested")
        case .sent: t("Dikirim", "Sent")
        case .paid: t("Dibayar", "Paid")
        case .failed: t("Gagal dikirim", "Could not be sent")
        case .forfeited: t("Hangus", "Lapsed")
        }
    }
}
