import Testing

@testable import Programme

@Suite("Mobile numbers")
struct PhoneNumberTests {
    @Test(
        "phone number: all notations of one number are equal",
        .bug(
            id: "6.10",
            """
            Numbers dialled from abroad, with a doubled country code, a 0 after it, dashes of a word processor, invisible \
            characters, full-width digits or as a link were refused.
            """),
        arguments: [
            "0812-3456-7890", "812 3456 7890", "62812.3456.7890", "+62 (812) 3456 7890", "+6281234567890",
            "0062 812 3456 7890", "+62 0812-3456-7890", "62 0812 3456 7890", "+62 (0)812 3456 7890",
            "+62 62 812 3456 7890", "+62\u{2013}812\u{2013}3456\u{2013}7890", "\u{202D}+62 812-3456-7890\u{202C}",
            "\u{200E}081234567890", "tel:+6281234567890", "TEL:0812-3456-7890", "0812/3456/7890",
            "\u{FF10}\u{FF18}\u{FF11}\u{FF12}\u{FF13}\u{FF14}\u{FF15}\u{FF16}\u{FF17}\u{FF18}\u{FF19}\u{FF10}",
            "'081234567890", "0812\u{A0}3456\u{A0}7890", "٠٨١٢٣٤٥٦٧٨٩٠",
        ])
    func spellings(text: String) {
        #expect(PhoneNumber(text)?.e164 == "+6281234567890")
        #expect(Contact(text)?.canonical == "+6281234567890")
    }

    @Test(
        "phone number: old and new lengths are accepted, and the displayed form parses back",
        .bug(id: "6.11", "Numbers of 14 digits, assigned since 2024, were refused."),
        arguments: [
            ("08123456789", "+628123456789"), ("0859 1234 567890", "+628591234567890"), ("0811234567", "+62811234567"),
        ])
    func lengths(text: String, e164: String) {
        let number = PhoneNumber(text)
        #expect(number?.e164 == e164)
        #expect(number.flatMap { PhoneNumber($0.display) } == number)
    }

    @Test(
        "phone number: anything else is refused with its own reason",
        .bug(id: "6.12", "A fixed line, a foreign number and two numbers in one field all got the same sentence."),
        arguments: [
            ("", .notDigits), ("08x2345678", .notDigits), ("siti", .notDigits), ("021-25541246", .fixedLine),
            ("0274 512345", .fixedLine), ("+62 21 25541246", .fixedLine), ("+65 8123 4567", .foreign),
            ("0065 8123 4567", .foreign), ("08123456789012345", .tooLong), ("0812", .tooShort),
            ("0812 3456 7890 / 0857 1111 2222", .twoNumbers), ("081234567890, 085711112222", .twoNumbers),
            ("0800 1234567", .service), ("0804-1-123456", .service),
            ("0809 1234 567", .service), ("0840 123 4567", .service),
        ] as [(String, PhoneRefusal)])
    func refused(text: String, reason: PhoneRefusal) {
        #expect(throws: reason) { try PhoneNumber(reading: text) }
    }

    @Test("account contact: the reason for refused digits is given, and both kinds are accepted")
    func account() throws {
        let both = AccountRules(identifiers: [.email, .phone], codeValidMinutes: 10, codeTries: 5, codeResends: 3)
        #expect(try both.contact("0062 812 3456 7890").canonical == "+6281234567890")
        #expect(throws: AccountRefusal.unreadablePhone(.fixedLine)) { try both.contact("021-25541246") }
        #expect(throws: AccountRefusal.unreadableContact) { try both.contact("siti@contoh") }
        #expect(throws: AccountRefusal.unreadableContact) { try both.contact("siti") }
        let email = AccountRules(identifiers: [.email], codeValidMinutes: 10, codeTries: 5, codeResends: 3)
        #expect(throws: AccountRefusal.unreadableContact) { try email.contact("021-25541246") }
    }

    @Test("plain digits: digits of every script are converted, and invisible characters removed")
    func plain() {
        #expect("\u{FEFF}١٢\u{200D}3 a½".plainDigits == "123 a½")
    }
}
