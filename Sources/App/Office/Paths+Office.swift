import Programme

extension Paths {
    static let officeAudit = "/kantor/jejak"
    static let officeFailures = "/kantor/percobaan-masuk"
    static let officeJobs = "/kantor/pekerjaan"
    static let officeJob = Path<ID<StoredJob>>("/kantor/pekerjaan/{id}/ulang")
    static let officeJobGroup = Path<String, DeadJobCause>("/kantor/pekerjaan/jenis/{name}/{cause}")
    static let officeJobGroupAct = Path<String, DeadJobCause, DeadJobAct>(
        "/kantor/pekerjaan/jenis/{name}/{cause}/{act}")

    static func officeAudit(subject: String) -> String { officeAudit(AuditFilter(object: subject)) }

    /// - Parameter before: the last event of the page before; nil for the first page.
    static func officeAudit(_ filter: AuditFilter, before: ID<AuditEvent>? = nil) -> String {
        let parts = [filter.isEmpty ? nil : filter.query, before.map { "sebelum=\($0)" }].compactMap(\.self)
        return parts.isEmpty ? officeAudit : "\(officeAudit)?\(parts.joined(separator: "&"))"
    }
}
