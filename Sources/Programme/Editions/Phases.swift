/// A period of the programme with a name: the setting up of its office, the information site, a pilot, registration. It
/// may begin before the edition is in force, because a programme is prepared before it opens.
package struct Phase: Sendable, Codable, Equatable {
    package let name: Bilingual
    package let from: CivilDate
    /// The last day; nil where the phase goes on until the edition's end.
    package let to: CivilDate?

    package init(name: Bilingual, from: CivilDate, to: CivilDate? = nil) {
        self.name = name
        self.from = from
        self.to = to
    }

    /// The most phases of one edition: more fit no page that a person reads to its end.
    static let most = 12

    package func contains(_ date: CivilDate) -> Bool { from <= date && (to.map { date <= $0 } ?? true) }
}

/// How many people the programme is for.
package struct Target: Sendable, Codable, Equatable {
    /// The number that the budget is planned for.
    package let people: Int
    /// What was announced, where that was a range and not one number.
    package let range: Range?

    package init(people: Int, range: Range? = nil) {
        self.people = people
        self.range = range
    }

    package struct Range: Sendable, Codable, Equatable {
        package let from: Int
        /// Included.
        package let to: Int

        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }
}

/// The name of a wave, beside its number.
package struct WaveName: Sendable, Codable, Equatable {
    package let number: Int
    package let name: Bilingual

    package init(number: Int, name: Bilingual) {
        self.number = number
        self.name = name
    }

    /// Letters in a name, at most: it stands in a table's cell on a small telephone.
    static let longest = 40
}

extension WaveRules {
    /// The name of a wave; nil where it is called by its number alone.
    package func name(of number: Int) -> Bilingual? {
        names?.first { $0.number == number }?.name
    }
}
