/// A photo somebody gives so that an officer can compare face, card and data.
package enum IdentityPhoto {
    /// Which of the two.
    package enum Kind: String, Sendable, CaseIterable {
        case card
        case selfie
    }

    package enum State: String, Sendable, CaseIterable {
        case uploaded
        case accepted
        case rejected
        /// A newer photo took its place.
        case replaced
    }

    /// Why an officer asks for a better one: a closed list, so that each has a sentence that says how.
    package enum Fault: String, Sendable, CaseIterable {
        case blurred
        case dark
        case cropped
        case copy
        case otherDocument = "other-document"
        case faceHidden = "face-hidden"
        case otherPerson = "other-person"
        case dataDiffers = "data-differs"
        case other
    }

    /// How far both have come, as the one that is worst off.
    package static func progress(_ states: [Kind: State]) -> PhotoProgress {
        let each = Kind.allCases.map { states[$0] }
        if each.contains(nil) || each.contains(.replaced) { return .missing }
        if each.contains(.rejected) { return .rejected }
        return each.contains(.uploaded) ? .waiting : .accepted
    }
}

/// Why a file is not taken as a photo, before any officer sees it.
package enum PhotoRefusal: Refusal {
    case noFile
    /// By its content, whatever its name says.
    case notAPhoto
    case tooManyBytes(limit: Int)
    case tooManyPixels(limit: Int)
    case tooSmall
    /// It begins like a photo and breaks off.
    case damaged

    package var code: String {
        switch self {
        case .noFile: "photos.no-file"
        case .notAPhoto: "photos.not-a-photo"
        case .tooManyBytes: "photos.too-many-bytes"
        case .tooManyPixels: "photos.too-many-pixels"
        case .tooSmall: "photos.too-small"
        case .damaged: "photos.damaged"
        }
    }
}
