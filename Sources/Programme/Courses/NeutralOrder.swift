/// The order of courses that nothing else puts in an order: another one each day, and the same for every person. It is
/// computed from the day and the course's id, which the programme gives, so that neither title, size, price nor payment
/// moves an institution or a platform to the front.
package struct NeutralOrder: Sendable, Equatable {
    package let day: CivilDate
    private let seed: UInt64

    package init(day: CivilDate) {
        self.day = day
        seed = Self.mixed(UInt64(bitPattern: day.daysSinceEpoch) &+ 0x9E37_79B9_7F4A_7C15)
    }

    /// A course with a smaller number stands first.
    package func number(of course: ID<Course>) -> UInt64 { Self.mixed(UInt64(bitPattern: course.rawValue) ^ seed) }

    /// The last step of SplitMix64, which is one-to-one: two courses never have one number.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
