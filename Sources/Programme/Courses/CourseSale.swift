/// Whether a course that the curators accepted can be bought, and what keeps it from being sold.
package enum CourseSale: Sendable, Equatable {
    /// At one platform at least.
    case onSale
    /// No platform has a price for it.
    case noPrice
    /// Its institution may not sell, or none of its platforms may.
    case stopped(PartnerStop)
    /// Each platform that may sell has an owner in common with the institution.
    case sameOwner

    /// A platform with a price for the course.
    package struct Platform: Sendable {
        let stop: PartnerStop?
        let isRelated: Bool

        /// - Parameter isRelated: whether it and the institution have an owner in common.
        package init(stop: PartnerStop?, isRelated: Bool) {
            (self.stop, self.isRelated) = (stop, isRelated)
        }
    }

    /// The same answer as `Sale.check` gives for each platform, for all of them together.
    ///
    /// - Parameter institution: what stops the institution; nil where nothing does.
    package init(institution: PartnerStop?, platforms: [Platform]) {
        let unrelated = platforms.filter { !$0.isRelated }
        if platforms.isEmpty {
            self = .noPrice
        } else if let institution {
            self = .stopped(institution)
        } else if unrelated.contains(where: { $0.stop == nil }) {
            self = .onSale
        } else {
            self = unrelated.first?.stop.map(CourseSale.stopped) ?? .sameOwner
        }
    }
}
