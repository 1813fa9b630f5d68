import Programme
import Storage

/// A person reviews a course they completed, once.
struct GiveReview: Sendable {
    let dependencies: Dependencies

    /// False when the person has no such purchase. Throws `IncentiveRefusal`.
    func give(_ review: Review, of id: ID<Purchase>, by person: ID<Account>) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let purchase = try tx.purchases.of(person, id) else { return false }
            guard purchase.state == .completed else { throw IncentiveRefusal.notCompleted }
            let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
            guard try tx.reviews.give(review, of: purchase, on: today) else { throw IncentiveRefusal.alreadyReviewed }
            try tx.audit.record(
                AuditEvent("review.given", subject: "purchase:\(id)", detail: ["rating": String(review.rating)]),
                by: .person(person), at: dependencies.moment(), ids: dependencies.ids)
            return true
        }
    }
}
