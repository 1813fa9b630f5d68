import Programme

extension Paths {
    static let payee = "/akun/rekening"
    static let payeeCode = "/akun/rekening/kode"
    static let payeeResend = "/akun/rekening/kode/ulang"

    static let payeeNames = "/kantor/nama-rekening"
    static let payeeName = Path<ID<PayeeQuestion>>("/kantor/nama-rekening/{id}")
    static let payeeNameDecision = Path<ID<PayeeQuestion>>("/kantor/nama-rekening/{id}/putusan")

    static let statements = "/kantor/mutasi"
    static let statement = Path<ID<ProviderStatement>>("/kantor/mutasi/{id}")

    static let payouts = "/kantor/penyaluran"
    static let payoutBatch = Path<ID<PayoutBatch>>("/kantor/penyaluran/{id}")
    static let payoutApproval = Path<ID<PayoutBatch>>("/kantor/penyaluran/{id}/persetujuan")
    static let payoutRefusal = Path<ID<PayoutBatch>>("/kantor/penyaluran/{id}/penolakan")
    static let payoutTakingOut = Path<ID<PayoutBatch>, ID<Disbursement>>("/kantor/penyaluran/{id}/keluarkan/{payment}")
    static let payoutStatement = Path<ID<PayoutBatch>, ID<Disbursement>>("/kantor/penyaluran/{id}/mutasi/{payment}")
    static let payoutStatementDecision = Path<ID<PayoutBatch>, ID<Disbursement>>(
        "/kantor/penyaluran/{id}/mutasi/{payment}/putusan")
}
