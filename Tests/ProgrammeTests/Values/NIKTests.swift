import Testing

@testable import Programme

@Suite("NIK")
struct NIKTests {
    @Test(
        "NIK: spaces and dashes are removed",
        arguments: ["8271 0527 0395 0001", "8271052703950001", "827105-270395-0001"])
    func spelling(text: String) throws {
        #expect(try NIK(text).digits == "8271052703950001")
    }

    @Test(
        "NIK: only impossible numbers are refused",
        arguments: [
            ("827105270395000", NIKRefusal.length(15)), ("82710527039500011", .length(17)), ("", .length(0)),
            ("82710527O3950001", .notDigits("O")), ("8271053202950001", .impossibleDate),
            ("8271057202950001", .impossibleDate),
            ("8271050013950001", .impossibleDate), ("8271052703950000", .impossibleSerial),
        ])
    func refused(text: String, refusal: NIKRefusal) {
        #expect(throws: refusal) { try NIK(text) }
    }

    @Test("NIK: a woman's day of birth is forty higher")
    func woman() throws {
        let nik = try NIK("8271056703950001")
        let birthday = try #require(CivilDate(year: 1995, month: 3, day: 27))
        #expect(nik.isWoman)
        #expect(nik.agrees(with: birthday))
    }

    @Test("NIK: 29 February is accepted if either century had one")
    func leapDay() throws {
        #expect(try NIK("8271052902000001").agrees(with: #require(CivilDate(year: 2000, month: 2, day: 29))))
        #expect(throws: NIKRefusal.impossibleDate) { try NIK("8271052902010001") }
    }

    @Test("NIK: region and masked form")
    func parts() throws {
        let nik = try NIK("8271052703950001")
        #expect(nik.province == "82")
        #expect(nik.regency == "82.71")
        #expect(nik.masked == "•••• •••• •••• 0001")
        #expect(Province(code: nik.province)?.name == "Maluku Utara")
    }

    @Test("provinces: thirty-four in 2020, each code once")
    func provinces() {
        #expect(Province.all.count == 34)
        #expect(Set(Province.all.map(\.code)).count == 34)
        #expect(Province(code: "93") == nil)
    }
}
