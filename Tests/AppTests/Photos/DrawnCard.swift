import CVips
import Foundation
import Testing

/// A drawn card on a table, as JPEG.
///
/// - Parameters:
///   - light: of the card, 1 to 255.
///   - blur: the radius of a Gaussian in pixels.
///   - text: printed in its upper part; needs a font, so that tests which do not read it leave it out.
func drawnCard(
    width: Int32 = 1_600, height: Int32 = 1_200, light: Int32 = 200, blur: Double = 0, text: String = ""
) throws -> Data {
    var bytes: UnsafeMutableRawPointer?
    var length = 0
    #expect(prakerja_vips_start() == 0)
    #expect(prakerja_vips_card(width, height, light, blur, text, &bytes, &length) == 0)
    let buffer = try #require(bytes)
    defer { g_free(buffer) }
    return Data(bytes: buffer, count: length)
}
