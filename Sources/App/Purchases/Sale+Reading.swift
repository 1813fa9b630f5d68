import Programme
import Storage

extension Transaction {
    /// What decides whether the course may be sold at the platform now.
    func sale(of course: Course, at platform: ID<Partner>) throws -> Sale {
        guard let seller = try partners.record(platform), let giver = try partners.record(course.institution) else {
            throw Inconsistency("a partner that calls the API has a record")
        }
        return Sale(
            platform: seller, institution: giver, course: course.state,
            sharedOwner: try partners.sharedOwner(of: platform, and: course.institution))
    }
}
