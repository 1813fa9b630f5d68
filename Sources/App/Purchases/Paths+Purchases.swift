import Programme

extension Paths {
    static let purchase = Path<ID<Purchase>>("/kartu/pembelian/{id}")
    /// The page where an institution's participant confirms attendance.
    static let attendance = Path<String>("/hadir/{state}")

    /// An institution's implausible completions, and what it answered when it was asked.
    static let hastyCompletions = Path<ID<Partner>>("/kantor/laporan-lembaga/{id}")
    static let hastyCompletionsPrefix = "/kantor/laporan-lembaga"

    /// The platforms' interface, version 1.
    static let quotaSchedule = "/api/v1/integration/payment/quota-schedule"
    static let sendOTP = "/api/v1/integration/payment/send-otp"
    static let authorizePurchase = "/api/v1/integration/payment/authorize"
    static let purchaseStatus = "/api/v1/integration/payment/status"
    static let voidPurchase = "/api/v1/integration/payment/void"

    /// The institutions' interface, version 1.
    static let redeemStatus = "/api/v1/integration/payment/redeem-code/status"
    static let redeemCommit = "/api/v1/integration/payment/redeem-code/commit"
    static let attendanceURL = "/api/v1/integration/oauth/url-generate"
    static let redeemReset = "/api/v1/integration/payment/redeem-code/reset"
    static let courseworkSubmission = "/api/v1/integration/tpm/submission"
    static let courseworkFeedback = "/api/v1/integration/tpm/feedback/submission"
    static let courseworkStatus = "/api/v1/integration/tpm/submission/status"
}
