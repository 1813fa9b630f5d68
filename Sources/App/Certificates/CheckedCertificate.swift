import Programme
import Storage

/// What the public check of a number found.
enum CheckedCertificate: Sendable {
    /// - Parameter isNamed: whether the reader typed the holder's full name; nil where none was typed.
    case found(Certificate, isNamed: Bool?)
    /// No certificate has this number.
    case unknown
    /// Its record was changed by other means than an act: nothing is said about it.
    case underReview

    init(_ number: CertificateNumber, name: String, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let certificate = try tx.certificates.find(number, vault: dependencies.vault) else {
            self = .unknown
            return
        }
        guard try tx.records.isAsBound(.certificates, certificate.id, vault: dependencies.vault) else {
            dependencies.reportChanged(.certificates, certificate.id)
            self = .underReview
            return
        }
        let isTyped = name.contains { !$0.isWhitespace }
        self = .found(
            certificate, isNamed: isTyped ? HiddenName(certificate.training.name).isSame(as: name) : nil)
    }
}
