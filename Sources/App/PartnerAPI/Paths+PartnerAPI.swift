import Programme

extension Paths {
    /// The modern partner API.
    static let apiToken = "/api/v2/token"
    static let apiDocument = "/api/v2/openapi.json"
    static let apiPurchases = "/api/v2/purchases"
    static let apiPurchase = Path<ID<Purchase>>("/api/v2/purchases/{id}")
    static let apiCompletePurchase = Path<ID<Purchase>>("/api/v2/purchases/{id}/completion")
    static let apiCancelPurchase = Path<ID<Purchase>>("/api/v2/purchases/{id}/cancellation")
    static let apiAttendance = "/api/v2/attendance"
    static let apiCompletions = "/api/v2/completions"
    static let apiCourses = "/api/v2/courses"
    static let apiWebhooks = "/api/v2/webhooks"
    static let completion = Path<String>("/api/v2/redeem-codes/{code}/completion")

    /// The page of that API, and the page that the `type` of a problem leads to.
    static let apiPage = "/mitra/api"
    static let apiProblems = "/mitra/api/masalah"
}
