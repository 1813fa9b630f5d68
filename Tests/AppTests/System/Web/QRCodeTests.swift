import Foundation
import Testing

@testable import App

@Suite("QR codes")
struct QRCodeTests {
    private static let text =
        "otpauth://totp/Prakerja:ratna@kantor.example?secret=A4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYH&issuer=Prakerja"

    @Test("a code has its three finder patterns, error correction M and the smallest size that holds the text")
    func symbol() throws {
        let code = try #require(QRCode(Self.text))
        #expect(code.side == 41)
        #expect(try #require(QRCode("a")).side == 21)
        let far = code.side - 7
        for (top, left) in [(0, 0), (0, far), (far, 0)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    let isRing = row == 0 || row == 6 || column == 0 || column == 6
                    let isCentre = (2...4).contains(row) && (2...4).contains(column)
                    let isBlack = code.isBlack(row: top + row, column: left + column)
                    #expect(isBlack == (isRing || isCentre), "\(top + row) \(left + column)")
                }
            }
        }
        // The first two bits of the format are the level, 00 for M, under the mask 10.
        #expect(code.isBlack(row: 8, column: 0) && !code.isBlack(row: 8, column: 1))
    }

    @Test("the drawing has a title and a quiet zone of four modules, is black on white, and has no style")
    func drawing() throws {
        let code = try #require(QRCode(Self.text))
        let svg = code.html(title: "Kode <QR>").text
        #expect(svg.contains("viewBox=\"0 0 49 49\"") && svg.contains("<path fill=\"#fff\" d=\"M0 0h49v49H0z\"/>"))
        #expect(svg.contains("<path fill=\"#000\" d=\"M4 4h7v1H4z"))
        #expect(svg.contains("role=\"img\"") && svg.contains("<title>Kode &lt;QR&gt;</title>"))
        #expect(!svg.contains("style=") && svg.utf8.count < 10_000)
        var black = 0
        for row in 0..<code.side { black += (0..<code.side).count { code.isBlack(row: row, column: $0) } }
        let drawn = svg.matches(of: /M([0-9]+) ([0-9]+)h([0-9]+)v1H/).map { (Int($0.1), Int($0.2), Int($0.3)) }
        #expect(drawn.reduce(0) { $0 + ($1.2 ?? 0) } == black)
        for (x, y, width) in drawn {
            let (x, y, width) = (x ?? 0, y ?? 0, width ?? 0)
            #expect(x >= 4 && x + width <= 45 && (4..<45).contains(y), "\(x) \(y) \(width)")
        }
    }

    @Test("an empty text and one that is too long have no code")
    func limits() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: QRCode.longest)) != nil)
        #expect(QRCode(String(repeating: "a", count: QRCode.longest + 1)) == nil)
    }

    @Test("a sign-in name with characters of a URI is one name to the authenticator app")
    func name() {
        let key = AuthenticatorKey(secret: Data(repeating: 7, count: 20), signIn: "a&b?c#d%e+f@kantor.example")
        #expect(key.address.hasPrefix("otpauth://totp/Prakerja:a%26b%3Fc%23d%25e%2Bf@kantor.example?secret="))
    }
}
