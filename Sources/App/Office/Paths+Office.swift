import Programme

extension Paths {
    static let officeAudit = "/kantor/jejak"
    static let officeJobs = "/kantor/pekerjaan"
    static let officeFailures = "/kantor/percobaan-masuk"

    static func officerSetUp(_ token: String) -> String { "/kantor/siapkan/\(token)" }

    static func officeAudit(subject: String?, before: ID<AuditEvent>? = nil) -> String {
        let parts = [subject.map { "perihal=\($0.percentEncoded)" }, before.map { "sebelum=\($0)" }].compactMap(\.self)
        return parts.isEmpty ? officeAudit : "\(officeAudit)?\(parts.joined(separator: "&"))"
    }

    static func officeJob(_ id: ID<StoredJob>) -> String {
        "\(officeJobs)/\(id)/ulang"
    }
}
