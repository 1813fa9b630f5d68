import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Codes of entries")
struct EntryCodeTests {
    @Test("a code is HMAC-SHA256 over everything that joining wrote, also after another one was computed")
    func code() {
        let key = Data((0..<32).map { UInt8($0) })
        var codes = EntryCode(key: key)
        for household in [Data(repeating: 7, count: 32), Data([1, 2, 3]), Data(), Data(repeating: 9, count: 40)] {
            let content = EntryCode.Content(
                wave: 3, person: 1 << 40, arrivedAt: 1_586_916_000_000, priority: true, province: 82,
                household: household)
            var message = Data()
            for number in [3, 1 << 40, 1_586_916_000_000] as [Int64] {
                withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
            }
            message.append(contentsOf: [1, 82, UInt8(household.count)])
            message.append(household.prefix(32))
            message.append(Data(count: 32 - household.prefix(32).count))
            let expected = Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
            let (code, fits) = (codes.code(of: content), codes.fits(expected, content))
            #expect(code == expected && fits)
            let others = [
                EntryCode.Content(
                    wave: 4, person: 1 << 40, arrivedAt: 1_586_916_000_000, priority: true, province: 82,
                    household: household),
                EntryCode.Content(
                    wave: 3, person: 1, arrivedAt: 1_586_916_000_000, priority: true, province: 82,
                    household: household),
                EntryCode.Content(
                    wave: 3, person: 1 << 40, arrivedAt: 1_586_916_000_000, priority: false, province: 82,
                    household: household),
                EntryCode.Content(
                    wave: 3, person: 1 << 40, arrivedAt: 1_586_916_000_000, priority: true, province: 31,
                    household: household),
            ]
            let fitting = others.filter { codes.fits(expected, $0) }
            #expect(fitting.isEmpty)
            let isAny = codes.fits(Data(), content)
            #expect(!isAny)
        }
    }
}
