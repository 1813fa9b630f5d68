/// What a program measured on a photo. It never decides: from it come hints for the applicant, who may keep the photo,
/// and for the officer, who decides.
///
/// Measured on a grey copy whose longer side has at most `side` pixels, so that one threshold suits all photos.
package struct PhotoMeasure: Sendable, Equatable {
    /// Of the stored photo, in pixels.
    package let width: Int
    package let height: Int
    /// Mean of all pixels, 0 (black) to 255 (white).
    package let brightness: Int
    /// Of a thousand pixels, those darker than 32 of 255.
    package let dark: Int
    /// Of a thousand pixels, those of at least 250 of 255, which show no detail.
    package let bright: Int
    /// The largest variance of the Laplacian in one of 4 × 4 tiles (Pech-Pacheco and others 2000, “Diatom
    /// autofocusing”): of tiles, because a card on a plain table is sharp in a part of the picture only.
    package let sharpness: Int
    /// Whether print of an identity card was read; nil when the photo was not read, as selfies and where no reader is
    /// installed.
    package let hasPrint: Bool?

    package init(
        width: Int, height: Int, brightness: Int, dark: Int, bright: Int, sharpness: Int, hasPrint: Bool? = nil
    ) {
        (self.width, self.height, self.brightness) = (width, height, brightness)
        (self.dark, self.bright, self.sharpness, self.hasPrint) = (dark, bright, sharpness, hasPrint)
    }

    /// Longest side of the grey copy in pixels.
    package static let side = 1_000
    /// How long after an upload the page loads itself again to show what was measured.
    package static let reloading = Span.seconds(30)
    /// How long the page says that a photo is being looked at; after it the photo counts as not measured.
    package static let patience = Span.minutes(10)

    /// Set on drawn cards (`PhotoHintTests`) and on the two example photos of the simulators, far from each of them. A
    /// wrong hint costs an applicant a few sentences, so the limits name clear cases only.
    package enum Limits {
        /// Drawn card in normal light 165, the example photos 184 and 185; in a quarter of the light 33.
        package static let darkest = 55
        package static let mostDark = 600
        /// A card that fills the frame and is white throughout has 590; the example photos 0.
        package static let mostBright = 500
        /// Sharp print 2,382; blurred by 2, 4 and 8 of 1,600 pixels 200, 24 and 4; the example photos 1,849 and 1,087.
        package static let leastSharp = 60
        /// On a card that fills 640 × 480 pixels print is 11 pixels high; Tesseract asks for 10 or more.
        package static let shortestSide = 480
    }

    /// In the order in which they help: a dark photo is also unsharp, and its print is not read.
    package var hints: [PhotoHint] {
        if brightness < Limits.darkest || dark > Limits.mostDark { return [.dark] }
        var hints: [PhotoHint] = []
        if bright > Limits.mostBright { hints.append(.bright) }
        if sharpness < Limits.leastSharp { hints.append(.blurred) }
        if min(width, height) < Limits.shortestSide { hints.append(.small) }
        return hints.isEmpty && hasPrint == false ? [.noCard] : hints
    }
}

/// What may be wrong with a photo, as measured. An applicant may keep the photo all the same.
package enum PhotoHint: String, Sendable, CaseIterable {
    case dark
    case bright
    case blurred
    case small
    /// No print of a card was read: there is none, it is cut off, or it is turned.
    case noCard = "no-card"
}

/// What was read on the photo of a card.
package struct CardPrint: Sendable, Equatable {
    /// Whether a word that stands on every card, or a number as long as a NIK, was read.
    package let isCard: Bool
    /// The only number on it that can be a NIK; nil when there is none or more than one.
    package let number: NIK?

    /// Words that stand on every identity card, in capitals.
    private static let words: Set<String> = [
        "NIK", "NAMA", "LAHIR", "ALAMAT", "PROVINSI", "KABUPATEN", "KOTA", "KELAMIN", "AGAMA", "KECAMATAN",
    ]
    private static let digits = 16

    /// - Parameter text: as the reader wrote it, of any length and with any characters.
    package init(_ text: String) {
        let runs = Set(text.split { !("0"..."9").contains($0) }.filter { $0.utf8.count == Self.digits })
        let numbers = Set(runs.compactMap { try? NIK(String($0)) })
        let words = text.uppercased().split { !("A"..."Z").contains($0) }
        isCard = !runs.isEmpty || words.contains { Self.words.contains(String($0)) }
        number = numbers.count == 1 ? numbers.first : nil
    }
}

extension NIK {
    /// The digits of `read` that differ from this NIK, all others covered: `•••• •••• •••• •••3`. Nil when none does.
    package func difference(from read: NIK) -> String? {
        guard read != self else { return nil }
        let pairs = zip(digits, read.digits).map { $0 == $1 ? "•" : String($1) }
        return stride(from: 0, to: pairs.count, by: 4).map { pairs[$0..<min($0 + 4, pairs.count)].joined() }
            .joined(separator: " ")
    }
}
