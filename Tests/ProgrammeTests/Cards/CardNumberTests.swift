import Programme
import Testing

@Suite("Card number")
struct CardNumberTests {
    @Test("card number: it has sixteen digits, the programme's prefix and a valid check digit")
    func made() throws {
        let number = CardNumber(random: "123456789012")
        #expect(number.digits.count == 16)
        #expect(number.digits.hasPrefix(CardNumber.prefix))
        #expect(try CardNumber(number.digits) == number)
        #expect(try CardNumber(number.grouped) == number)
    }

    @Test("card number: a single wrong digit is detected at every position", arguments: 0..<16)
    func wrongDigit(place: Int) {
        var digits = Array(CardNumber(random: "402938475610").digits)
        digits[place] = digits[place] == "9" ? "0" : "9"
        #expect(throws: CardNumberRefusal.mistyped) { try CardNumber(String(digits)) }
    }

    @Test(
        "card number: any other length is refused as such",
        arguments: ["", "998", "99812345678901234", "9981 2345 6789 012x"])
    func length(text: String) {
        #expect(throws: CardNumberRefusal.length) { try CardNumber(text) }
    }

    @Test("card number: its prefix is not a province, so it cannot be a NIK")
    func notNIK() {
        #expect(Int(CardNumber.prefix.prefix(2), in: 0...99) == 99)
    }

    @Test("card number: the masked form shows only the last four digits")
    func masked() {
        let number = CardNumber(random: "123456789012")
        #expect(number.masked == "•••• •••• •••• \(number.digits.suffix(4))")
    }
}
