/// A photo an applicant uploads so that an officer can compare face, card and data.
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
        /// A newer photo replaced it.
        case replaced
    }

    /// Why an officer asks for a better photo: a closed list, so that each has a sentence that says what to do.
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

    /// The photo to take next: the first, in the order of `Kind`, that is missing or that an officer rejected; nil when
    /// both are there.
    package static func toTake(_ states: [Kind: State]) -> Kind? {
        Kind.allCases.first { kind in
            switch states[kind] {
            case nil, .replaced, .rejected: true
            case .uploaded, .accepted: false
            }
        }
    }

    /// The progress of both photos together: that of the one further behind.
    package static func progress(_ states: [Kind: State]) -> PhotoProgress {
        let each = Kind.allCases.map { states[$0] }
        if each.contains(nil) || each.contains(.replaced) { return .missing }
        if each.contains(.rejected) { return .rejected }
        return each.contains(.uploaded) ? .waiting : .accepted
    }
}

/// Why an uploaded file is refused as a photo, before an officer sees it.
package enum PhotoRefusal: Refusal {
    case noFile
    /// By its content, regardless of its name.
    case notAPhoto
    /// A picture or document of a kind that is not accepted: named, because the remedy differs by kind.
    case otherKind(OtherKind)
    case tooManyBytes(limit: Int)
    case tooManyPixels(limit: Int)
    case tooSmall
    /// It begins like a photo and is truncated.
    case damaged

    package var code: String {
        switch self {
        case .noFile: "photos.no-file"
        case .notAPhoto: "photos.not-a-photo"
        case .otherKind(let kind): "photos.other-kind.\(kind.rawValue)"
        case .tooManyBytes: "photos.too-many-bytes"
        case .tooManyPixels: "photos.too-many-pixels"
        case .tooSmall: "photos.too-small"
        case .damaged: "photos.damaged"
        }
    }
}

extension PhotoRefusal {
    /// The formats besides JPEG and PNG in which phones, messengers and scanners save pictures.
    package enum OtherKind: String, Sendable, CaseIterable {
        case heic
        case avif
        case webp
        case pdf
        case gif
        case tiff
        case video

        /// Recognises the format by the first bytes; nil for any other.
        package init?(_ bytes: some Collection<UInt8>) {
            let head = Array(bytes.prefix(Self.headBytes))
            func says(_ text: String, at place: Int = 0) -> Bool {
                head.count >= place + text.utf8.count && head[place..<place + text.utf8.count].elementsEqual(text.utf8)
            }
            if says("ftyp", at: Self.brandMark) {
                let brand = String(decoding: head.dropFirst(Self.brandMark + 4).prefix(4), as: UTF8.self)
                self = Self.brands[brand] ?? .video
            } else if says("RIFF"), says("WEBP", at: 8) {
                self = .webp
            } else if says("%PDF") {
                self = .pdf
            } else if says("GIF8") {
                self = .gif
            } else if says("II*\0") || says("MM\0*") {
                self = .tiff
            } else {
                return nil
            }
        }

        private static let headBytes = 16
        /// The offset of `ftyp` in the ISO base media format, in bytes; the brand follows.
        private static let brandMark = 4
        private static let brands: [String: OtherKind] = [
            "heic": .heic, "heix": .heic, "heim": .heic, "heis": .heic, "hevc": .heic, "hevx": .heic, "mif1": .heic,
            "msf1": .heic, "avif": .avif, "avis": .avif,
        ]
    }
}

extension PhotoRules {
    /// Whether a picture has no more whole megapixels than the edition accepts. Cameras round down too: one sold as 50
    /// megapixels makes 8192 × 6144.
    ///
    /// - Parameters: in pixels, each at most 100,000.
    package func takes(width: Int, height: Int) -> Bool {
        width * height / 1_000_000 <= acceptedPixels / 1_000_000
    }
}
