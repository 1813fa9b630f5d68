/// How much one officer registers at a counter, as the role file says it.
package struct CounterLimits: Sendable, Equatable, Codable {
    /// Persons that one officer helps on one day of the programme's clock.
    package let casesPerDay: Int
    /// Persons registered with the number of one household member.
    package let peoplePerHousehold: Int

    package init(casesPerDay: Int, peoplePerHousehold: Int) {
        (self.casesPerDay, self.peoplePerHousehold) = (casesPerDay, peoplePerHousehold)
    }

    /// Of a role file without limits of its own.
    package static let usual = CounterLimits(casesPerDay: 40, peoplePerHousehold: 5)

    /// What a role file may say.
    package static let cases = 1...200
    package static let household = 1...20
}
