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
        "a row is read, or each column that cannot be read is named with what it holds",
        arguments: [
            (["2020-05-03", "204418", "", "GP-1", "600000"], []),
            (["2020-05-03 08:12:00", " 204418 ", "x", "GP-1", "600000.00"], []),
            (["3 Mei 2020", "204418", "", "GP-1", "600000"], [(.day, "3 Mei 2020")]),
            (["2020-05-03", "", "", "GP-1", "600000"], [(.reference, "")]),
            (["2020-05-03", "204418", "", "", "600000"], [(.number, "")]),
            (["2020-05-03", "204418", "", "GP-1", "600.000"], [(.amount, "600.000")]),
            (["2020-05-03", "204418", "", "GP-1", "-600000"], [(.amount, "-600000")]),
            (["2020-05-03", "204418"], [(.number, ""), (.amount, "")]),
            ([" kemarin ", "204418", "", "GP-1", "6 ratus"], [(.day, "kemarin"), (.amount, "6 ratus")]),
        ] as [([String], [(StatementColumn, String)])])
    func row(fields: [String], wrong: [(StatementColumn, String)]) throws {
        guard !wrong.isEmpty else {
            let line = try columns().read(fields)
            #expect(line.day == CivilDate("2020-05-03") && line.reference == "204418" && line.number == "GP-1")
            #expect(line.amount == Rupiah(600_000))
            return
        }
        let fault = StatementLineFault(fields: wrong.map { .init(column: $0.0, written: $0.1) })
        #expect(throws: fault) { try columns().read(fields) }
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
