import Programme

extension PaymentFailure {
    /// Why a payment failed, for officers.
    var name: Bilingual {
        switch self {
        case .notVerified: Bilingual(id: "rekening belum terverifikasi", en: "account not verified")
        case .inactive: Bilingual(id: "rekening tidak aktif", en: "account inactive")
        case .noSuchAccount: Bilingual(id: "rekening tidak ada", en: "no such account")
        case .limitExceeded: Bilingual(id: "melebihi batas rekening", en: "over the account's limit")
        case .notArrived: Bilingual(id: "tidak ada di mutasi bank", en: "not in the bank's statement")
        case .refused: Bilingual(id: "ditolak bank", en: "refused by the bank")
        }
    }
}

extension PaymentWithdrawal {
    /// Why a payment left its batch, for officers.
    var name: Bilingual {
        switch self {
        case .cardRevoked: Bilingual(id: "kartunya dicabut", en: "the card was revoked")
        case .nikOfAnother: Bilingual(id: "NIK milik orang lain", en: "the NIK is another person's")
        case .requestChanged: Bilingual(id: "permintaannya berubah", en: "the request changed")
        }
    }
}

extension Bilingual {
    /// The name of an instalment.
    init(of instalment: Instalment) {
        self.init(
            id: IncentiveWords(t: .indonesian).name(instalment), en: IncentiveWords(t: .english).name(instalment))
    }
}
