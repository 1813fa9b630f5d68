import Programme
import Testing

@Suite("Parts of an address")
struct AddressDetailTests {
    @Test(
        "RT and RW have one to three digits and are kept with their zeros",
        arguments: [
            ("4", "004"), ("04", "004"), (" 0 1 2 ", "012"), ("000", "000"), ("", nil), ("0004", nil), ("4a", nil),
        ] as [(String, String?)])
    func rukun(typed: String, kept: String?) {
        #expect(AddressDetail.rukun(typed) == kept)
    }

    @Test(
        "a postcode has five digits and does not begin with 0",
        arguments: [
            ("97721", "97721"), ("977 21", "97721"), ("07721", nil), ("9772", nil), ("977211", nil), ("x", nil),
        ]
            as [(String, String?)])
    func postcode(typed: String, kept: String?) {
        #expect(AddressDetail.postcode(typed) == kept)
    }

    @Test("a name has a letter and at most 100 characters, and single spaces")
    func names() {
        #expect(AddressDetail.name("  12   Ulu ") == "12 Ulu")
        #expect(AddressDetail.name("") == nil && AddressDetail.name("- 5") == nil)
        #expect(AddressDetail.name(String(repeating: "a", count: 100)) != nil)
        #expect(AddressDetail.name(String(repeating: "a", count: 101)) == nil)
    }

    @Test("a typed district is found in the list with and without the word Kecamatan, in any case")
    func districts() throws {
        let rows = [["82.71.03", "Ternate Tengah"], ["82.71.04", "Pulau Batang Dua"]]
        let known = try rows.map { try NamedRegion(row: $0) }
        for typed in ["Ternate Tengah", "kec. TERNATE TENGAH", "Kecamatan Ternate-Tengah"] {
            #expect(AddressDetail.district(typed, among: known)?.code == "82.71.03")
        }
        #expect(AddressDetail.district("Ternate", among: known) == nil)
        #expect(AddressDetail.district("Kecamatan", among: known) == nil)
    }

    @Test("a NIK of another province is a question; one of a province that was divided since is none")
    func provinces() throws {
        let nik = try NIK("8271052703950001")
        let (own, divided, other) = (Province(code: "82"), Province(code: "81"), Province(code: "32"))
        #expect(nik.warning(address: try #require(own)) == nil)
        #expect(nik.warning(address: try #require(divided)) == nil)
        #expect(nik.warning(address: try #require(other)) == .otherProvince)
    }
}
