import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Codes of entries")
struct EntryCodeTests {
    private static let key = Data((0..<32).map { UInt8($0) })
    private static let entry = Int64(1) << 41
    private static let person = Int64(1) << 40
    private static let arrivedAt: Int64 = 1_586_916_000_000

    private static func content(
        entry: Int64 = Self.entry, wave: Int64 = 3, person: Int64 = Self.person, arrivedAt: Int64 = Self.arrivedAt,
        priority: Bool = true, province: Int = 82, household: Data = Data(repeating: 7, count: 32)
    ) -> EntryCode.Content {
        EntryCode.Content(
            entry: entry, wave: wave, person: person, arrivedAt: arrivedAt, priority: priority, province: province,
            household: household)
    }

    @Test("a code is HMAC-SHA256 over everything that joining wrote, also after another one was computed")
    func code() {
        var codes = EntryCode(key: Self.key)
        for household in [Data(repeating: 7, count: 32), Data([1, 2, 3]), Data(), Data(repeating: 9, count: 40)] {
            var message = Data()
            let marks = Int64(1) << 16 | Int64(82) << 8 | Int64(household.count)
            for number in [Self.entry, 3, Self.person, Self.arrivedAt, marks] {
                withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
            }
            message.append(household.prefix(32))
            message.append(Data(count: 32 - household.prefix(32).count))
            let expected = Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Self.key)))
            let content = Self.content(household: household)
            let (code, fits) = (codes.code(of: content), codes.fits(expected, content))
            #expect(code == expected && fits)
        }
    }

    @Test(
        "a code fits no other entry, wave, person, instant, priority, province, household or key",
        arguments: [
            content(entry: 1), content(wave: 4), content(person: 1), content(arrivedAt: arrivedAt + 1),
            content(priority: false), content(province: 31), content(household: Data(repeating: 8, count: 32)),
            content(household: Data(repeating: 7, count: 31)), content(household: Data(repeating: 7, count: 33)),
            content(household: Data(repeating: 7, count: 31) + Data([0])),
        ])
    func other(content: EntryCode.Content) {
        var codes = EntryCode(key: Self.key)
        let code = codes.code(of: Self.content())
        let (own, another, none, short) = (
            codes.fits(code, Self.content()), codes.fits(code, content), codes.fits(Data(), content),
            codes.fits(code.prefix(31), Self.content())
        )
        #expect(own && !another && !none && !short)
        var others = EntryCode(key: Data(repeating: 1, count: 32))
        let ofAnotherKey = others.fits(code, Self.content())
        #expect(!ofAnotherKey)
    }
}
