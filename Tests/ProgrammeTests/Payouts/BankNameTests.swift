import Testing

@testable import Programme

@Suite("Bank name against registry name")
struct BankNameTests {
    @Test(
        "holder name: punctuation, blanks, and certain titles and degrees are ignored",
        .bug(
            id: "6.45",
            """
            A bank that writes NUR AINI for NUR'AINI, or HAJJAH for HJ., seemed to have another person's name; a family \
            name like MA or SE was taken for a degree, so that another person's account passed.
            """),
        arguments: [
            ("RAHMI NUR'AINI", "RAHMI NURAINI"), ("RAHMI NUR'AINI", "RAHMI NUR AINI"),
            ("RAHMI NUR\u{2018}AINI", "RAHMI NUR'AINI"), ("R.A. KARTIKA", "RA KARTIKA"),
            ("RR. SRI LESTARI", "RR SRI LESTARI"), ("YOHANES F.X. WANIMBO-KOGOYA", "YOHANES FX WANIMBO KOGOYA"),
            ("H. MUH. YUSUF", "MUH YUSUF S.PD.I"), ("HJ. SITI AMINAH", "HAJJAH SITI AMINAH"),
            ("SITI AMINAH", "SDRI SITI AMINAH"), ("H.Muh.Yusuf", "MUH YUSUF"), ("Andr\u{E9}", "ANDRE"),
            ("HENDRA M.A.", "HENDRA MA"), ("Siti Aminah, SE", "SITI AMINAH"), ("O", "O"),
        ])
    func same(registry: String, bank: String) {
        #expect(HolderName(bank).compared(toRegistry: HolderName(registry)) == .same)
        #expect(HolderName(registry).compared(toRegistry: HolderName(bank)) == .same)
    }

    @Test(
        "holder name: uncertain differences are neither yes nor no",
        arguments: [
            ("MUHAMMAD ALI", "M ALI", NameDifference.shortened), ("MUHAMMAD ALI", "MUH ALI", .shortened),
            ("SUPARMAN ALIAS MANTO", "SUPARMAN", .alias),
            ("SUPARMAN ALIAS MANTO", "MANTO", .alias), ("YUSUF MANSUR", "H YUSUF MANSUR", .title),
            ("SITI NURHALIZA RAHMAWATI PUTRI", "SITI NURHALIZA RAHMAW", .cut),
            ("SITI NURHALIZA RAHMAWATI", "SITI N RAHMAWATI", .shortened), ("SITI AMINAH", "SITI A", .shortened),
        ])
    func ask(registry: String, bank: String, difference: NameDifference) {
        let compared = HolderName(bank).compared(toRegistry: HolderName(registry))
        #expect(compared == .ask(difference), "\(registry) / \(bank)")
    }

    @Test(
        "holder name: another word, degree or letter is another person",
        arguments: [
            ("HENDRA MA", "HENDRA"), ("RUDI SE", "RUDI"), ("AYU ST", "AYU SH"), ("MUHAMMAD ALI", "ALI"),
            ("SITI AMINAH", "SITI AMINA"), ("SITI AMINAH", "SI** AMINAH"), ("ALIAS", "SITI"), ("ALIAS MANTO", "MANTO"),
            ("SITI", "S"), ("", "SITI"), ("SITI", ""), (",", "."), ("M ALI", "A MALIK"), ("SITI AMINAH", "AMINAH SITI"),
        ])
    func different(registry: String, bank: String) {
        #expect(HolderName(bank).compared(toRegistry: HolderName(registry)) == .different)
        #expect(HolderName(registry).compared(toRegistry: HolderName(bank)) == .different)
    }
}
