import Testing

@testable import Programme

@Suite("A provider's statement")
struct ProviderStatementTests {
    private func columns() throws -> StatementColumns {
        try #require(StatementColumns(headings: ["Tanggal", "RUJUKAN", "keterangan", "nomor", "amount"]))
    }

    @Test("headings are read in both languages, and a title is not taken for headings")
    func headings() throws {
        #expect(try columns().missing.isEmpty)
        #expect(StatementColumns(headings: ["Mutasi GoPay", "", "tanggal"]) == nil)
        let half = try #require(StatementColumns(headings: ["date", "amount"]))
        #expect(half.missing == [.reference, .number])
    }

    @Test(
        "a row is read, or the first column that cannot be read is named",
        arguments: [
            (["2020-05-03", "204418", "", "GP-1", "600000"], nil),
            (["2020-05-03 08:12:00", " 204418 ", "x", "GP-1", "600000.00"], nil),
            (["3 Mei 2020", "204418", "", "GP-1", "600000"], .day),
            (["2020-05-03", "", "", "GP-1", "600000"], .reference),
            (["2020-05-03", "204418", "", "", "600000"], .number),
            (["2020-05-03", "204418", "", "GP-1", "600.000"], .amount),
            (["2020-05-03", "204418", "", "GP-1", "-600000"], .amount), (["2020-05-03", "204418"], .number),
        ] as [([String], StatementColumn?)])
    func row(fields: [String], fault: StatementColumn?) throws {
        guard let fault else {
            let line = try columns().read(fields)
            #expect(line.day == CivilDate("2020-05-03") && line.reference == "204418" && line.number == "GP-1")
            #expect(line.amount == Rupiah(600_000))
            return
        }
        #expect(throws: StatementLineFault(column: fault)) { try columns().read(fields) }
    }

    @Test(
        "a line matches a payment with its reference and amount that we have as arrived",
        arguments: [
            (Rupiah(600_000), .paid, false, .matched), (Rupiah(600_000), .sent, false, .notRecorded),
            (Rupiah(600_000), .missing, false, .notRecorded), (Rupiah(600_000), .failed, false, .notRecorded),
            (Rupiah(500_000), .paid, false, .otherAmount), (Rupiah(600_000), .paid, true, .repeated),
            (Rupiah(500_000), .paid, true, .repeated), (nil, .paid, false, .unknown), (nil, .paid, true, .unknown),
        ] as [(Rupiah?, Disbursement.State, Bool, StatementMatch)])
    func match(ours: Rupiah?, state: Disbursement.State, isRepeated: Bool, match: StatementMatch) {
        let payment = ours.map { (amount: $0, state: state) }
        #expect(StatementMatch(Rupiah(600_000), payment: payment, isRepeated: isRepeated) == match)
    }
}
