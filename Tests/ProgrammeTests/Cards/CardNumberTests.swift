import Programme
import Testing

@Suite("A card's number")
struct CardNumberTests {
    @Test("has sixteen digits, the programme's prefix and a check digit that is right")
    func made() throws {
        let number = CardNumber(random: "123456789012")
        #expect(number.digits.count == 16)
        #expect(number.digits.hasPrefix(CardNumber.prefix))
        #expect(try CardNumber(number.digits) == number)
        #expect(try CardNumber(number.grouped) == number)
    }

    @Test("one wrong digit anywhere is noticed", arguments: 0..<16)
    func slip(place: Int) {
        var digits = Array(CardNumber(random: "402938475610").digits)
        digits[place] = digits[place] == "9" ? "0" : "9"
        #expect(throws: CardNumberRefusal.mistyped) { try CardNumber(String(digits)) }
    }

    @Test("what has not sixteen digits is told so", arguments: ["", "998", "99812345678901234", "9981 2345 6789 012x"])
    func length(text: String) {
        #expect(throws: CardNumberRefusal.length) { try CardNumber(text) }
    }

    @Test("can never be an identity number, whose first two digits are a province")
    func notNIK() {
        #expect(Int(CardNumber.prefix.prefix(2), in: 0...99) == 99)
    }

    @Test("shows its last four digits and no more")
    func masked() {
        let number = CardNumber(random: "123456789012")
        #expect(number.masked == "•••• •••• •••• \(number.digits.suffix(4))")
    }
}
