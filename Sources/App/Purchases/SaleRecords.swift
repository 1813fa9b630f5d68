import Programme
import Storage

/// What a sale, and the division of its price, go by besides the purchase: the course with its price, dates and
/// institution, and both partners with state, fee, owners and keys. Otherwise SQL could let a suspended platform sell
/// for a moment, or give an escrow to another institution.
///
/// They are compared without a lock: thousands of sales and attendances of one course run at once. So the act goes by the
/// very rows that were compared, and reads none of them again.
struct SaleRecords: Sendable {
    let dependencies: Dependencies

    struct Compared: Sendable {
        let offered: ComparedCourse
        let platform: ComparedPartner
        let institution: ComparedPartner
        /// The institution as it calls the API.
        let giver: Partner

        var course: Course { offered.course }
    }

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, where the purchase's course or one of the
    /// partners is not as its last act left it.
    func read(for purchase: Purchase, in tx: Transaction) throws -> Compared {
        let vault = dependencies.vault
        guard let offered = try tx.courses.compared(purchase.course, vault: vault) else {
            dependencies.reportChanged(.courses, purchase.course)
            throw RecordRefusal.heldBack
        }
        let (seller, giver) = (purchase.platform, offered.course.institution)
        let partners = try tx.partners.compared(Set([seller, giver]).sorted(), vault: vault)
        guard let platform = partners[seller], let institution = partners[giver] else {
            for partner in [seller, giver] where partners[partner] == nil {
                dependencies.reportChanged(.partners, partner)
            }
            throw RecordRefusal.heldBack
        }
        guard let caller = institution.caller else { throw Inconsistency("an institution with a course calls the API") }
        return Compared(offered: offered, platform: platform, institution: institution, giver: caller)
    }

    /// What decides whether the course may be sold at the platform now.
    func sale(of compared: Compared, in tx: Transaction) throws -> Sale {
        Sale(
            platform: compared.platform.record, institution: compared.institution.record,
            course: compared.course.state,
            sharedOwner: try tx.partners.sharedOwner(of: compared.platform, and: compared.institution))
    }

    /// As `read`, for an act that has read the course and its institution before.
    @discardableResult
    func require(
        _ course: Course, givenBy institution: ID<Partner>, for purchase: Purchase, in tx: Transaction
    ) throws -> Compared {
        let compared = try read(for: purchase, in: tx)
        let present = compared.course
        guard present.id == course.id, present.mode == course.mode, compared.giver.id == institution else {
            dependencies.reportChanged(.courses, course.id)
            throw RecordRefusal.heldBack
        }
        return compared
    }
}
