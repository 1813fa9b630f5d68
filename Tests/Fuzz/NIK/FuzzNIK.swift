import Foundation
import FuzzRunner
import Programme

/// Text entered as a NIK or family card number: parsed or refused, and a parsed number parses again to the same.
@main
enum FuzzNIK {
    static func main() {
        Fuzzer.run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let nik = try? NIK(text) {
                demand(nik.digits.utf8.count == 16, "\(nik.digits.utf8.count) digits")
                demand((try? NIK(nik.digits)) == nik, "does not read back")
                demand(nik.masked.count == 19 && nik.regency.count == 5 && nik.province.count == 2, "parts")
                _ = (nik.isWoman, CivilDate(text).map(nik.agrees))
            }
            if let card = try? FamilyCard(text) { demand((try? FamilyCard(card.digits)) == card, "card") }
        }
    }
}
