/// Rules of the officers' work on photos.
package enum PhotoWork {
    /// How long an officer's claim of a pair lasts; each view of the pair renews it.
    package static let claim = Span.minutes(5)
    /// How long an officer may undo their last verdict.
    package static let undo = Span.minutes(2)
    /// Of a hundred accepted pairs, how many a second officer looks at without knowing the first verdict.
    package static let secondLooks = 5

    /// Whether an accepted pair gets a second look.
    ///
    /// - Parameter lot: two random decimal digits, so that no officer can know beforehand.
    package static func asksSecondLook(_ lot: Int) -> Bool { (0..<secondLooks).contains(lot) }

    /// The reasons that have a key of their own, in the order of the keys 1 to 9 and 0.
    package static func quickFaults(_ kind: IdentityPhoto.Kind) -> [IdentityPhoto.Fault] {
        switch kind {
        case .card: [.blurred, .dark, .cropped, .copy, .otherDocument, .dataDiffers]
        case .selfie: [.blurred, .dark, .faceHidden, .otherPerson]
        }
    }
}
