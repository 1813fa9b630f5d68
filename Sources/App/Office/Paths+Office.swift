import Programme

extension Paths {
    static let officeAudit = "/kantor/jejak"
    static let officeFailures = "/kantor/percobaan-masuk"
    static let officeJobs = "/kantor/pekerjaan"
    static let officeJob = Path<ID<StoredJob>>("/kantor/pekerjaan/{id}/ulang")
    static let officeJobGroup = Path<String, DeadJobCause>("/kantor/pekerjaan/jenis/{name}/{cause}")
    static let officeJobGroupAct = Path<String, DeadJobCause, DeadJobAct>(
        "/kantor/pekerjaan/jenis/{name}/{cause}/{act}")

    static func officeAudit(subject: String?, before: ID<AuditEvent>? = nil) -> String {
        let parts = [subject.map { "perihal=\($0.percentEncoded)" }, before.map { "sebelum=\($0)" }].compactMap(\.self)
        return parts.isEmpty ? officeAudit : "\(officeAudit)?\(parts.joined(separator: "&"))"
    }
}
