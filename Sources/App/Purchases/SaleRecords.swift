import Programme
import Storage

/// What a sale, and the division of its price, go by besides the purchase: the course with its price, dates and
/// institution, and both partners with state, fee, owners and keys. Otherwise SQL could let a suspended platform sell
/// for a moment, or give an escrow to another institution.
///
/// They are compared without a lock: thousands of sales and attendances of one course run at once.
struct SaleRecords: Sendable {
    let dependencies: Dependencies

    /// The purchase's course. Throws `RecordRefusal.heldBack`, with an error in the server's log, where it or one of
    /// the partners is not as its last act left it.
    func course(of purchase: Purchase, in tx: Transaction) throws -> Course {
        try dependencies.requireOwn(.courses, due: [purchase.course], or: .heldBack, in: tx)
        guard let course = try tx.courses.find(purchase.course) else { throw Inconsistency("a purchase has a course") }
        let partners = Set([purchase.platform, course.institution])
        try dependencies.requireOwn(.partners, due: partners.sorted(), or: .heldBack, in: tx)
        return course
    }

    /// As above, for an act that has read the course and its institution before.
    func require(
        _ course: Course, givenBy institution: ID<Partner>, for purchase: Purchase, in tx: Transaction
    ) throws {
        let present = try self.course(of: purchase, in: tx)
        guard present.id == course.id, present.mode == course.mode, present.institution == institution else {
            dependencies.reportChanged(.courses, course.id)
            throw RecordRefusal.heldBack
        }
    }
}
