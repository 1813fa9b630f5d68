import Programme
import Testing

@Suite("Rows of a file of local offices")
struct HelpOfficeRowTests {
    private static let headings = HelpOfficeColumn.allCases.map(\.rawValue)
    private static let right: [HelpOfficeColumn: String] = [
        .kind: "tenaga-kerja", .region: "32.73", .name: "Dinas Tenaga Kerja", .address: "Jalan Contoh 1",
        .phone: "(022) 0000123", .computers: "6", .monday: "08.00-16.00",
    ]

    private static let wrongFields: [(column: HelpOfficeColumn, text: String, what: HelpOfficeFault.What)] = [
        (.kind, "kelurahan", .kind), (.kind, "", .kind),
        (.region, "32", .region), (.region, "99.71", .region), (.region, "32.73.01", .region),
        (.region, "Bandung", .region), (.region, "32-73x", .region), (.name, " \u{200B} ", .empty),
        (.name, String(repeating: "a", count: 121), .tooLong(120)),
        (.name, "a" + String(repeating: "\u{301}", count: 10_000), .tooLong(120)),
        (.address, "", .empty), (.address, String(repeating: "😀", count: 10_000), .tooLong(300)),
        (.phone, "5550100", .phone), (.phone, "+1 212 555 0100", .phone), (.phone, "0274-512345/512346", .phone),
        (.phone, "javascript:alert(1)", .phone), (.computers, "", .computers), (.computers, "-1", .computers),
        (.computers, "501", .computers), (.computers, "99999999999999999999999", .computers),
        (.computers, "=1+1", .computers), (.tuesday, "pagi", .hours), (.sunday, "25.00-26.00", .hours),
    ]

    private func read(_ changes: [HelpOfficeColumn: String]) throws -> HelpOffice {
        let fields = Self.right.merging(changes) { $1 }
        let columns = try #require(HelpOfficeColumns(headings: Self.headings))
        return try HelpOffice(row: HelpOfficeColumn.allCases.map { fields[$0] ?? "" }, columns)
    }

    @Test("help offices: a right row gives kind, place, telephone, computers and hours")
    func good() throws {
        let office = try read([:])
        #expect(office.kind == .labour && office.regency.name == "Kota Bandung" && office.zone == .wib)
        #expect(office.phone?.e164 == "+62220000123" && office.phone?.display == "(022) 0000123")
        #expect(office.computers == 6 && office.hours.text == "08:00-16:00;;;;;;")
        #expect(try read([.phone: ""]).phone == nil)
        #expect(try read([.region: "'3273"]).regency.code == "32.73")
        #expect(try read([.kind: "Perindustrian Perdagangan"]).kind == .industryAndTrade)
        #expect(try read([.name: "  Dinas\u{202E}\n Tenaga   Kerja\u{0} "]).name == "Dinas Tenaga Kerja")
        // Composed and decomposed letters are one name.
        #expect(try read([.name: "Cafe\u{301}"]).name.unicodeScalars.count == 4)
    }

    @Test(
        "help offices: each wrong field is named",
        arguments: HelpOfficeRowTests.wrongFields)
    func wrong(column: HelpOfficeColumn, text: String, what: HelpOfficeFault.What) throws {
        let faults = #expect(throws: HelpOfficeFaults.self) { try read([column: text]) }
        #expect(faults?.all == [HelpOfficeFault(column, what)])
    }

    @Test("help offices: all faults of a row are named at once, and an office that never opens is one")
    func several() throws {
        let faults = #expect(throws: HelpOfficeFaults.self) {
            try read([.kind: "x", .computers: "y", .monday: "tutup"])
        }
        #expect(faults?.all.map(\.what) == [.kind, .computers, .neverOpen])
        let columns = try #require(HelpOfficeColumns(headings: Self.headings))
        #expect(throws: HelpOfficeFaults.self) { try HelpOffice(row: [], columns) }
        #expect(throws: HelpOfficeFaults.self) { try HelpOffice(row: ["tenaga-kerja"], columns) }
    }

    @Test("help offices: headings are known in both languages and any order; a missing one is named")
    func headings() throws {
        let english = HelpOfficeColumn.allCases.map { $0.english.uppercased() }.reversed()
        #expect(try #require(HelpOfficeColumns(headings: Array(english))).missing.isEmpty)
        let fewer = try #require(HelpOfficeColumns(headings: Self.headings.filter { $0 != "minggu" }))
        #expect(fewer.missing == [.sunday])
        #expect(HelpOfficeColumns(headings: ["Daftar kantor", "jenis"]) == nil)
    }

    @Test(
        "help offices: a telephone number keeps its area code, and a mobile number its groups",
        arguments: [
            ("022-5550100", "+62225550100", "(022) 5550100"), ("+62 (0)274 512345", "+62274512345", "(0274) 512345"),
            ("0812 3456 7890", "+6281234567890", "0812-3456-7890"),
            ("tel:+62225550100", "+62225550100", "(022) 5550100"),
        ])
    func phones(text: String, e164: String, display: String) {
        #expect(OfficePhone(text)?.e164 == e164 && OfficePhone(text)?.display == display)
        #expect(OfficePhone(e164) == OfficePhone(text))
    }
}
