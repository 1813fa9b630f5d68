import Programme
import Testing

@Suite("Measures of photos: hints and the number on a card")
struct PhotoMeasureTests {
    private func measure(
        _ width: Int = 1_600, _ height: Int = 1_200, brightness: Int = 170, dark: Int = 0, bright: Int = 0,
        sharpness: Int = 1_500, hasPrint: Bool? = nil
    ) -> PhotoMeasure {
        PhotoMeasure(
            width: width, height: height, brightness: brightness, dark: dark, bright: bright, sharpness: sharpness,
            hasPrint: hasPrint)
    }

    @Test("a clear photo has no hint, and each measure beyond its limit has one")
    func hints() {
        #expect(measure().hints.isEmpty)
        #expect(measure(hasPrint: true).hints.isEmpty)
        #expect(measure(brightness: 54).hints == [.dark])
        #expect(measure(brightness: 55).hints.isEmpty)
        #expect(measure(dark: 601).hints == [.dark])
        #expect(measure(bright: 501).hints == [.bright])
        #expect(measure(sharpness: 59).hints == [.blurred])
        #expect(measure(1_600, 479).hints == [.small])
        #expect(measure(640, 480).hints.isEmpty)
        #expect(measure(hasPrint: false).hints == [.noCard])
    }

    @Test("one cause has one hint: a dark photo is not also called blurred, and print is missed on clear photos only")
    func causes() {
        #expect(measure(brightness: 30, sharpness: 5, hasPrint: false).hints == [.dark])
        #expect(measure(sharpness: 5, hasPrint: false).hints == [.blurred])
        #expect(measure(400, 300, bright: 900, sharpness: 5).hints == [.bright, .blurred, .small])
    }

    @Test(
        "the number on a card is the only one of sixteen digits that can be a NIK",
        arguments: [
            ("NIK : 3273014101900001", "3273014101900001", true),
            ("PROVINSI JAWA BARAT\nNama : SITI", nil, true),
            ("3273014101900001 3273014101900001", "3273014101900001", true),
            ("3273014101900001 8271052703950001", nil, true),
            // Seventeen and fifteen digits, and a birth date that is none.
            ("32730141019000011", nil, false), ("327301410190000", nil, false), ("3273019913900001", nil, true),
            ("", nil, false), ("IIII iIi OD", nil, false), ("unik namanya", nil, false),
            // Digits of another script are not those of a NIK.
            ("٣٢٧٣٠١٤١٠١٩٠٠٠٠١", nil, false),
        ] as [(String, String?, Bool)])
    func print(text: String, number: String?, isCard: Bool) {
        let print = CardPrint(text)
        #expect(print.number?.digits == number)
        #expect(print.isCard == isCard)
    }

    @Test("of a number that was read, the page shows the digits that differ from the typed one only")
    func difference() throws {
        let typed = try NIK("8271064709690018")
        #expect(typed.difference(from: typed) == nil)
        #expect(try typed.difference(from: NIK("8271064709690013")) == "•••• •••• •••• •••3")
        #expect(try typed.difference(from: NIK("3271064709690018")) == "3••• •••• •••• ••••")
    }
}
