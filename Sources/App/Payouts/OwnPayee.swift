import Programme
import Storage

extension OwnDataSource {
    /// Masked as on the account's pages: the whole number would help an attacker who got hold of the file.
    static let payee = OwnDataSource(
        key: "payee", title: Bilingual(id: "Rekening penerima", en: "Payee account")
    ) { tx, own in
        let t = own.t
        guard let payee = try tx.payees.linked(to: own.person) else { return [] }
        let holder = try payee.holder(own.dependencies.shownVault)
        guard !holder.contains(UnreadableValues.marker) else {
            // The row cannot be compared, so nothing else of it is in the file.
            return [OwnDataRecord([own.text("holder", t("Atas nama", "Holder"), holder)])]
        }
        try own.dependencies.requireOwn(.payees, due: [payee.account.id], or: .heldBack, in: tx)
        return [
            OwnDataRecord([
                own.text(
                    "account", t("Rekening", "Account"), payee.readable(in: own.dependencies.payoutPartners)),
                own.text("holder", t("Atas nama", "Holder"), holder),
                own.moment("linked_at", t("Tersambung", "Linked"), payee.account.linkedAt),
            ])
        ]
    }

    static let payments = OwnDataSource(
        key: "payments", title: Bilingual(id: "Pembayaran insentif", en: "Payments of incentives")
    ) { tx, own in
        let t = own.t
        let payments = try tx.payouts.payments(to: own.person, limit: OwnDataSource.most + 1)
        let (drafted, approved) = (
            payments.filter { $0.disbursement.state == .drafted }, payments.filter { $0.disbursement.state != .drafted }
        )
        try own.dependencies.requireOwn(.payments, due: approved.map(\.disbursement.id), or: .heldBack, in: tx)
        try own.dependencies.requireOwn(
            .payoutDrafts, due: [], free: Set(drafted.map(\.batch)).sorted(), or: .heldBack, in: tx)
        return payments.map { payment in
            let state = payment.disbursement.state
            return OwnDataRecord([
                own.money("amount", t("Jumlah", "Amount"), payment.disbursement.amount),
                own.text(
                    "state", t("Status", "State"), payment.isWithdrawn ? "withdrawn" : state.rawValue,
                    payment.isWithdrawn ? t("Ditarik", "Withdrawn") : state.meaning(t)),
                own.moment("drafted_at", t("Disusun", "Drafted"), payment.draftedAt),
                own.moment("ended_at", t("Berakhir", "Ended"), payment.endedAt),
                own.text("reference", t("Rujukan bank", "Bank's reference"), payment.railReference),
            ])
        }
    }
}

extension Disbursement.State {
    fileprivate func meaning(_ t: Words) -> String {
        switch self {
        case .drafted: t("Disusun", "Drafted")
        case .approved: t("Akan dikirim", "To be sent")
        case .sent: t("Dikirim", "Sent")
        case .paid: t("Sampai", "Arrived")
        case .failed: t("Gagal", "Failed")
        case .missing: t("Sedang dicari", "Being looked for")
        }
    }
}
