import CVips
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Photos as phones, scanners and messengers make them")
struct FieldPhotoTests {
    let rules = PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000)

    /// The first bytes of a file of each kind, and what the person reads.
    private static let others: [(head: [UInt8], words: String)] = [
        ([0, 0, 0, 24] + Array("ftypheic".utf8), "berformat HEIC (iPhone)"),
        ([0, 0, 0, 24] + Array("ftypmif1".utf8), "berformat HEIC (iPhone)"),
        ([0, 0, 0, 32] + Array("ftypavif".utf8), "berformat AVIF"),
        (Array("RIFF".utf8) + [36, 1, 0, 0] + Array("WEBPVP8 ".utf8), "berformat WebP"),
        (Array("%PDF-1.4".utf8), "dokumen PDF"), (Array("GIF89a".utf8), "berformat GIF"),
        ([0x49, 0x49, 0x2A, 0], "berformat TIFF"), ([0, 0, 0, 24] + Array("ftypmp42".utf8), "Ini video"),
        (Array("hello".utf8), "bukan foto JPEG atau PNG"),
    ]

    @Test(
        "a file of another kind is named, with a way to convert it",
        .bug(
            id: "6.5",
            "HEIC, AVIF, WebP and PDF files all got one sentence, “no JPEG or PNG whatever its name”, and no remedy."),
        arguments: Engine.tested)
    func otherKinds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            for (head, words) in Self.others {
                let file = Data(head) + Data(repeating: 7, count: 4_000)
                let answer = try await siti.browser.upload(
                    Paths.photo(.card), files: [("ktp", "ktp.jpg", file)], seeing: Paths.photos)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(words), "\(words)")
                #expect(answer.body.contains("href=\"#ktp\"") && answer.body.contains("id=\"ktp\""))
            }
        }
    }

    /// `Tests/Browser/photos.py` tests the scripts in a real browser; this test checks their text.
    @Test(
        "the page's scripts block a form with a file until its answer arrives, and flatten images on white",
        .bug(
            id: "4.22",
            """
            Eight seconds into a slow upload a second tap aborted and restarted it; transparent areas became black in \
            the browser; a truncated photo was submitted as if it were whole.
            """), arguments: Engine.tested)
    func scripts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let page = try await world.visitor().get(Paths.home).body
            let scripts = page.matches(of: /<script src="([^"]*app[^"]*)"/).map { String($0.1) }
            let app = try await world.visitor().get(try #require(scripts.first)).body
            #expect(app.contains("form.enctype !== \"multipart/form-data\""))
            let photo = try await world.visitor().get(PublicFiles.shared.path(of: "photo.js")).body
            #expect(photo.contains("breaksOff") && photo.contains("fillStyle = \"#fff\""))
            #expect(photo.contains("upload.addEventListener(\"progress\"") && photo.contains("PAUSES"))
            #expect(photo.contains("dispatchEvent(new Event(\"submit\""))
        }
    }

    @Test(
        "a truncated photo is refused, also with an end mark appended",
        .bug(
            id: "6.6",
            "A photo truncated on its way, with an end mark appended, was accepted: half of the card was grey."),
        arguments: [0.3, 0.6, 0.9])
    func cutOff(share: Double) async throws {
        let photo = try sampleJPEG(width: 1_200, height: 900)
        let part = Data(photo.prefix(Int(Double(photo.count) * share)))
        await #expect(throws: PhotoRefusal.damaged) { try await PhotoProcessingQueue.develop(part, rules: rules) }
        await #expect(throws: PhotoRefusal.damaged) {
            try await PhotoProcessingQueue.develop(part + Data([0xFF, 0xD9]), rules: rules)
        }
    }

    @Test(
        "extra bytes that phones write before and after a photo are accepted",
        arguments: ["scan header", "film", "notes"])
    func oddities(kind: String) async throws {
        var photo = try sampleJPEG(width: 640, height: 480)
        switch kind {
        case "scan header":
            // Some Samsung phones write 0 to 0 where a baseline scan has 0 to 63.
            let scan = try #require(photo.range(of: Data([0xFF, 0xDA])))
            let components = Int(photo[scan.upperBound + 2])
            let place = scan.upperBound + 3 + 2 * components
            photo.replaceSubrange(place..<place + 3, with: [0, 0, 0])
        case "film": photo += Data([0, 0, 0, 24]) + Data("ftypmp42".utf8) + Data(repeating: 3, count: 60_000)
        default: photo += Data("MotionPhoto_Data".utf8)
        }
        #expect(try await PhotoProcessingQueue.develop(photo, rules: rules).width == 640)
    }

    @Test(
        "a photo that is a page, a script or an archive as well is stored as a photo alone",
        arguments: ["<html><script>alert(1)</script></html>", "PK\u{3}\u{4}isi.txt", "%PDF-1.7 /JavaScript"])
    func polyglot(payload: String) async throws {
        let photo = try sampleJPEG(width: 640, height: 480)
        // A comment directly after the start of the image, as well as bytes after its end.
        var comment = Data([0xFF, 0xFE, 0, UInt8(payload.utf8.count + 2)])
        comment.append(Data(payload.utf8))
        let both = photo.prefix(2) + comment + photo.dropFirst(2) + Data(payload.utf8)
        let picture = try await PhotoProcessingQueue.develop(both, rules: rules)
        #expect(Picture.Format(picture.jpeg) == .jpeg)
        #expect(picture.jpeg.range(of: Data(payload.utf8)) == nil)
        // What begins as another kind is none, whatever follows.
        await #expect(throws: (any Error).self) {
            try await PhotoProcessingQueue.develop(Data(payload.utf8) + photo, rules: rules)
        }
    }

    @Test(
        "transparent areas become white, also with sixteen bits per channel",
        .bug(
            id: "6.7",
            """
            The transparent edge of a PNG with sixteen bits per channel became nearly black, and print on it \
            disappeared.
            """),
        arguments: [2, 6, 4])
    func transparent(colour: Int) async throws {
        let png = PNG.sixteenBits(width: 300, height: 240, colour: UInt8(colour))
        let picture = try await PhotoProcessingQueue.develop(png, rules: rules)
        let corner = try #require(pixel(of: picture.jpeg, x: 5, y: 5))
        if colour == 2 {
            #expect(corner.allSatisfy { abs($0 - 128) < 12 }, "\(corner)")
        } else {
            #expect(corner.allSatisfy { $0 > 240 }, "\(corner)")
        }
        let middle = try #require(pixel(of: picture.jpeg, x: 150, y: 120))
        #expect(middle.allSatisfy { abs($0 - 128) < 12 }, "\(middle)")
    }

    @Test(
        "the limit of fifty megapixels accepts what phones sell as 50 megapixels",
        .bug(id: "6.8", "A photo of 8192 × 6144, which is sold as 50 megapixels, was refused as too large."),
        arguments: [(8_160, 6_120, true), (8_192, 6_144, true), (8_400, 6_144, false)])
    func megapixels(width: Int, height: Int, fits: Bool) async {
        #expect(rules.takes(width: width, height: height) == fits)
        let refusal = fits ? PhotoRefusal.damaged : .tooManyPixels(limit: 50_000_000)
        await #expect(throws: refusal) {
            try await PhotoProcessingQueue.develop(
                PNG.claiming(width: UInt32(width), height: UInt32(height)), rules: rules)
        }
    }

    /// Red, green and blue of one pixel.
    private func pixel(of jpeg: Data, x: Int32, y: Int32) -> [Double]? {
        jpeg.withUnsafeBytes { raw in
            guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, 2_000, 1, 0) else { return nil }
            defer { g_object_unref(image) }
            return (0..<3).map { prakerja_vips_pixel(image, x, y, $0) }
        }
    }
}
