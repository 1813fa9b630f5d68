import Programme

extension Paths {
    /// The holder's own certificate, and the same as a file for wallets and employers.
    static let certificate = Path<ID<Purchase>>("/kartu/pembelian/{id}/sertifikat")
    static let credential = Path<ID<Purchase>>("/kartu/pembelian/{id}/sertifikat/kredensial")

    /// Where a certificate is checked, without an account.
    static let certificateCheck = "/sertifikat"
    static let checkedCertificate = Path<CertificateNumber>("/sertifikat/{number}")
    /// Which certificates of a month were withdrawn, for programs.
    static let statusList = Path<Int>("/sertifikat/status/{month}")
    /// The keys of the site's credentials, at the place that `did:web` prescribes.
    static let didDocument = "/.well-known/did.json"
}

extension CertificateNumber: PathValue {}
