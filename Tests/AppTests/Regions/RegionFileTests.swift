import Foundation
import Programme
import Testing

@testable import App

@Suite("Lists of regions as published")
struct RegionFileTests {
    @Test("a byte order mark is not part of the first code, and headings are optional")
    func noHeadings() throws {
        let list = try RegionFile(Data("\u{FEFF}11,ACEH\r\n11.01,KAB. ACEH SELATAN\r\n".utf8))
        #expect(list.regions.map(\.code) == ["11", "11.01"] && list.refused == 0)
    }

    @Test(
        "of two rows with one code the later counts, and the duplicate is reported",
        .bug(id: "6.54", "A code listed twice with different names was overwritten without a warning."))
    func twice() throws {
        let text = "kode;nama\n36;BANTEN\n16.03.21;\"LAWANG KIDUL\"\n16.03.21;\"TANJUNG AGUNG\"\n36;BANTEN\n"
        let list = try RegionFile(Data(text.utf8))
        #expect(list.regions.map(\.name) == ["BANTEN", "TANJUNG AGUNG"])
        #expect(list.remarks.count == 1 && list.remarks[0].contains("LAWANG KIDUL"))
    }

    @Test("a malformed first line is reported, headings are not")
    func firstLine() throws {
        let list = try RegionFile(Data("36,. 3;KAB. TANGERANG\n36.04;KAB. SERANG\n".utf8))
        #expect(list.regions.map(\.code) == ["36.04"] && list.refused == 1)
        #expect(try RegionFile(Data("kode wilayah;nama\n36.04;KAB. SERANG\n".utf8)).refused == 0)
    }

    @Test(
        "a line that is too long and an open quotation mark are reported as such",
        .bug(id: "5.313", "Both were answered with “needs a code and a name”."))
    func unreadable() throws {
        let long = String(repeating: "A", count: LineCutter.Line.longest)
        let list = try RegionFile(Data("11,ACEH\n12,\(long)\n13,\"PADANG\n".utf8))
        #expect(list.regions.map(\.code) == ["11"])
        #expect(list.remarks.count == 2 && list.remarks[0].hasPrefix("line 2: is too long; "))
        #expect(list.remarks.last?.hasPrefix("line 3: has an open quotation mark") == true)
    }

    @Test("districts in the statistics office's numbering are refused with the remedy")
    func statistics() {
        #expect(throws: CommandRefused.self) { try RegionFile(Data("3171010;JAGAKARSA\n".utf8)) }
        #expect(throws: CommandRefused.self) { try RegionFile(Data("PK\u{3}\u{4}".utf8)) }
    }
}
