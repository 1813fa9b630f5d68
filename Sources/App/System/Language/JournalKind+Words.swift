import Programme

extension JournalEntry.Kind {
    /// What an entry of the books records.
    func said(_ t: Words) -> String {
        switch self {
        case .appropriation: t("Anggaran diberikan", "Budget given")
        case .cut: t("Anggaran dikembalikan", "Budget handed back")
        case .decree: t("Keputusan mengikat anggaran", "Decree committed money")
        case .release: t("Ikatan dilepas", "Commitment released")
        case .reallocation: t("Anggaran dipindahkan", "Budget moved")
        case .cards: t("Kartu diisi", "Cards filled")
        case .purchase: t("Pelatihan dibeli", "Course bought")
        case .milestone: t("Pelatihan diikuti", "Training attended")
        case .refund: t("Pembelian dikembalikan", "Purchase refunded")
        case .settlement: t("Penyelesaian kepada mitra", "Settlement with a partner")
        case .settlementPaid: t("Mitra dibayar", "Partner paid")
        case .instalmentSent: t("Insentif dikirim", "Incentive sent")
        case .instalmentPaid: t("Insentif sampai", "Incentive arrived")
        case .instalmentFailed: t("Insentif kembali ke kartu", "Incentive back on the card")
        case .bankReturn: t("Bank mengembalikan uang", "The bank returned money")
        case .expiry: t("Hangus, kembali ke negara", "Lapsed, back to the state")
        case .recovery: t("Penagihan", "Recovery")
        case .correction: t("Koreksi", "Correction")
        }
    }
}
