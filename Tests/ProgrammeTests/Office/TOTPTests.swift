import Foundation
import Programme
import Testing

@Suite("Officer's second factor")
struct TOTPTests {
    let totp = TOTP(secret: Data("12345678901234567890".utf8))

    @Test(
        "TOTP: the vectors of RFC 6238 match",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int, String)])
    func vectors(seconds: Int, code: String) {
        let step = TOTP.step(at: Instant(milliseconds: Int64(seconds) * 1_000))
        #expect(totp.code(step: step, digits: 8) == code)
        #expect(totp.code(step: step) == String(code.suffix(6)))
    }

    @Test(
        "TOTP: one step before and after is accepted, two are not",
        arguments: [
            (-2, false), (-1, true), (0, true), (1, true), (2, false),
        ] as [(Int64, Bool)])
    func drift(steps: Int64, accepted: Bool) {
        let now = Instant(milliseconds: 1_600_000_000_000)
        let typed = totp.code(step: TOTP.step(at: now) + steps)
        #expect((totp.accept(typed, at: now, lastUsed: nil) != nil) == accepted)
    }

    @Test("TOTP: a code works once, and no older one works after it")
    func once() throws {
        let now = Instant(milliseconds: 1_600_000_000_000)
        let current = TOTP.step(at: now)
        let used = try #require(totp.accept(totp.code(step: current), at: now, lastUsed: nil))
        #expect(used == current)
        #expect(totp.accept(totp.code(step: current), at: now, lastUsed: used) == nil)
        #expect(totp.accept(totp.code(step: current - 1), at: now, lastUsed: used) == nil)
        #expect(totp.accept(totp.code(step: current + 1), at: now, lastUsed: used) == current + 1)
    }

    @Test("TOTP: spaces are accepted, other formats are not", arguments: ["", "12345", "1234567", "abcdef", "१२३४५६"])
    func shapes(typed: String) {
        let now = Instant(milliseconds: 1_600_000_000_000)
        #expect(totp.accept(typed, at: now, lastUsed: nil) == nil)
        let code = totp.code(step: TOTP.step(at: now))
        #expect(totp.accept("\(code.prefix(3)) \(code.suffix(3))", at: now, lastUsed: nil) != nil)
    }

    @Test(
        "base32: the vectors of RFC 4648 match",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(plain: String, text: String) {
        #expect(Base32.encode(Data(plain.utf8)) == text)
        #expect(Base32.decode(text) == Data(plain.utf8))
        #expect(Base32.decode(text.lowercased() + "===") == Data(plain.utf8))
        #expect(Base32.decode(text + "1") == nil)
    }
}
