import Foundation

/// That a person completed a training, as it was when the money was released. Its words do not change with the course's
/// or the institution's name.
package struct Certificate: Sendable, Equatable {
    package let id: ID<Certificate>
    package let number: CertificateNumber
    package let person: ID<Account>
    package let purchase: ID<Purchase>
    package let training: Training
    package let issuedAt: Instant
    package let status: StatusPlace
    /// Nil while it is valid.
    package let withdrawal: Withdrawal?

    package init(
        id: ID<Certificate>, number: CertificateNumber, person: ID<Account>, purchase: ID<Purchase>,
        training: Training, issuedAt: Instant, status: StatusPlace, withdrawal: Withdrawal?
    ) {
        self.id = id
        self.number = number
        self.person = person
        self.purchase = purchase
        self.training = training
        self.issuedAt = issuedAt
        self.status = status
        self.withdrawal = withdrawal
    }

    /// What was completed, and by whom.
    package struct Training: Sendable, Equatable {
        package let name: String
        package let course: ID<Course>
        package let title: String
        package let institution: ID<Partner>
        package let institutionName: String
        package let hours: Int
        /// Of 100; nil where the institution gave none.
        package let score: Int?
        package let completedAt: Instant

        package init(
            name: String, course: ID<Course>, title: String, institution: ID<Partner>, institutionName: String,
            hours: Int, score: Int?, completedAt: Instant
        ) {
            self.name = name
            self.course = course
            self.title = title
            self.institution = institution
            self.institutionName = institutionName
            self.hours = hours
            self.score = score
            self.completedAt = completedAt
        }
    }

    /// Its bit in a public list: which one says nothing about the holder, and the list nothing about other certificates.
    package struct StatusPlace: Sendable, Hashable {
        /// The month of issue, such as 202004.
        package let list: Int
        package let index: Int

        package init(list: Int, index: Int) {
            (self.list, self.index) = (list, index)
        }
    }

    package struct Withdrawal: Sendable, Equatable {
        package let reason: Reason
        package let at: Instant

        package init(reason: Reason, at: Instant) {
            (self.reason, self.at) = (reason, at)
        }

        package enum Reason: String, Sendable, CaseIterable {
            /// Two officers revoked the card that paid for the training.
            case cardRevoked = "card-revoked"
        }
    }
}

/// A holder's name before a reader who has to know it already.
package struct HiddenName: Sendable, Equatable {
    private let name: String

    package init(_ name: String) { self.name = name }

    /// The first letter of each word. The number of dots is always the same, so that lengths are not told.
    package var initials: String {
        name.split(whereSeparator: \.isWhitespace).map { "\($0.prefix(1))•••" }.joined(separator: " ")
    }

    /// Whether it is the whole name, whatever the case, accents, blanks and punctuation.
    package func isSame(as typed: String) -> Bool {
        let folded = Self.folded(name)
        return !folded.isEmpty && folded == Self.folded(typed)
    }

    private static func folded(_ text: String) -> [UInt8] {
        let plain = TypedText.visible(text).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        let words = plain.split { !$0.isLetter && !$0.isNumber }
        return Array(words.joined(separator: " ").utf8)
    }
}
