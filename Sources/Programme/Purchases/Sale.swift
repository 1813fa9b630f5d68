/// What decides whether a course may be sold at a platform: both partners, the curators' verdict and who owns whom.
/// Purchases that are paid for go on regardless.
package struct Sale: Sendable, Equatable {
    package let platform: PartnerRecord
    package let institution: PartnerRecord
    package let course: CourseState
    /// The owner that platform and institution have in common; nil where they have none.
    package let sharedOwner: String?

    package init(platform: PartnerRecord, institution: PartnerRecord, course: CourseState, sharedOwner: String?) {
        self.platform = platform
        self.institution = institution
        self.course = course
        self.sharedOwner = sharedOwner
    }

    package func check(on day: CivilDate) throws(PurchaseRefusal) {
        guard platform.maySell(on: day) else { throw .platformNotSelling }
        guard institution.maySell(on: day) else { throw .institutionNotSold }
        guard course == .approved else { throw .notCurated }
        guard sharedOwner == nil else { throw .sameOwner }
    }
}
