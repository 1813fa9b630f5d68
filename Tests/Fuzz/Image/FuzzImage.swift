import Foundation
import FuzzRunner
import Programme

/// Untrusted photos: each gives a picture within the limits, or a refusal.
@main
enum FuzzImage {
    private static let rules = PhotoRules(acceptedBytes: 200_000, acceptedPixels: 400_000, keptBytes: 100_000)

    static func main() {
        Fuzzer.run { bytes in
            guard let picture = try? Picture.make(from: bytes, rules: rules, .alone) else { return }
            demand(
                picture.jpeg.count <= rules.keptBytes && Picture.Format(picture.jpeg) == .jpeg, "not a picture we keep")
            demand(picture.width * picture.height <= rules.acceptedPixels, "\(picture.width) × \(picture.height)")
        }
    }
}
