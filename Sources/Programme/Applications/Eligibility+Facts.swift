extension Eligibility {
    /// What is known of a person; nil where it is unknown.
    package struct Facts: Sendable, Equatable {
        package var birthDate: CivilDate?
        package var citizen: Bool?
        package var inFormalEducation: Bool?
        package var occupation: Occupation?
        package var home: Home?
        package var phoneProved: Bool
        package var identity: IdentityProgress
        package var identityAnsweredOn: CivilDate?
        package var photos: PhotoProgress
        package var declared: Bool
        package var test: TestStanding
        /// By kind, whether the person is listed and how fresh the list is; a kind without an entry is missing.
        package var lists: [ListKind: ListAnswer]
        package var past: Past
        /// Whether the family card's number is known.
        package var hasFamilyCard: Bool
        /// How many others of the same family card were selected.
        package var beneficiariesInFamily: Int

        package init(
            birthDate: CivilDate? = nil, citizen: Bool? = nil, inFormalEducation: Bool? = nil,
            occupation: Occupation? = nil, home: Home? = nil, phoneProved: Bool = false,
            identity: IdentityProgress = .missing, identityAnsweredOn: CivilDate? = nil,
            photos: PhotoProgress = .missing, declared: Bool = false, test: TestStanding = TestStanding(),
            lists: [ListKind: ListAnswer] = [:], past: Past = .none, hasFamilyCard: Bool = false,
            beneficiariesInFamily: Int = 0
        ) {
            self.birthDate = birthDate
            self.citizen = citizen
            self.inFormalEducation = inFormalEducation
            self.occupation = occupation
            self.home = home
            self.phoneProved = phoneProved
            self.identity = identity
            self.identityAnsweredOn = identityAnsweredOn
            self.photos = photos
            self.declared = declared
            self.test = test
            self.lists = lists
            self.past = past
            self.hasFamilyCard = hasFamilyCard
            self.beneficiariesInFamily = beneficiariesInFamily
        }
    }

    /// One list's answer about one person.
    package struct ListAnswer: Sendable, Equatable {
        package let freshness: Freshness
        /// Nil for a person on no list of the kind.
        package let listing: Listing?

        package init(freshness: Freshness, listing: Listing?) {
            self.freshness = freshness
            self.listing = listing
        }

        /// The date of the data that the verdict rests on: of the list that holds the person, while lists of the kind
        /// are fresh; otherwise of the oldest list.
        package var asOf: CivilDate? { freshness.isFresh ? listing?.asOf ?? freshness.asOf : freshness.asOf }
    }

    /// The list that holds a person: its date and the office that can correct it. Where lists of several offices hold
    /// them, the newest date and all the offices.
    package struct Listing: Sendable, Equatable {
        package let asOf: CivilDate
        package let source: String

        package init(asOf: CivilDate, source: String) {
            self.asOf = asOf
            self.source = source
        }

        package func and(_ other: Listing) -> Listing {
            Listing(asOf: max(asOf, other.asOf), source: "\(source), \(other.source)")
        }
    }

    /// What a person received from the programme before.
    package enum Past: String, Sendable, CaseIterable {
        case none
        /// A card that was used, or was taken back.
        case card
        /// A card that lapsed unused.
        case lapsedCard = "lapsed-card"
    }
}
