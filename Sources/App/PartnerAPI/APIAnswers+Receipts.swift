import Programme

/// The receipt of one report of attendance or completion.
struct ReceiptItem: APIValue {
    let number: String
    let report: String
    let sequence: Int?
    let receivedAt: Instant

    /// Eleven attendances, and what was reported again.
    static let most = 20

    init(_ report: TrainingReport) {
        number = report.number.description
        receivedAt = report.receivedAt
        switch report.fact {
        case .completion: (self.report, sequence) = ("completion", nil)
        case .attendance(let attended): (self.report, sequence) = ("attendance", attended.number)
        }
    }

    private init(example number: String) {
        (self.number, report, sequence, receivedAt) = (number, "attendance", 1, APIPaging.example)
    }

    static let object = APIObject(
        name: "Receipt",
        fields: [
            APIField(
                "number", .text(), id: "Nomor yang dipakai peserta, mitra, dan kantor untuk laporan ini.",
                en: "By which participant, partners and office name the report."),
            APIField(
                "report", .choice(["attendance", "completion"]), id: "Yang dilaporkan.", en: "What was reported."),
            APIField(
                "sequence", .integer(in: 1...999), required: false, id: "Untuk kehadiran.", en: "Of an attendance."),
            APIField("received_at", .instant, id: "Saat laporan diterima.", en: "When the report came in."),
        ])

    static let example = ReceiptItem(example: ReportNumber(drawn: 20_418_763_519).description)
}

extension SoldPurchase {
    /// The number of the newest receipt of such a report; nil from before there were receipts.
    func receipt(of fact: TrainingReport.Fact) -> String? { reports.last { $0.fact == fact }?.number.description }
}
