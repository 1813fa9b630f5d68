import Programme

extension Paths {
    static let exports = "/kantor/ekspor"
    static let export = Path<ID<ExportRequest>>("/kantor/ekspor/{id}")
    static let payoutExport = Path<ID<PayoutBatch>>("/kantor/penyaluran/{id}/ekspor")
    static let exportDecision = Path<ID<ExportRequest>, ExportAnswer>("/kantor/ekspor/{id}/{answer}")
    static let exportFile = Path<ID<ExportRequest>>("/kantor/ekspor/{id}/berkas.csv")
}

/// The second officer's answer.
enum ExportAnswer: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
}
