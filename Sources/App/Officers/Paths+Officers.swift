import Programme

extension Paths {
    static let officers = "/kantor/petugas"
    static let officerInvitation = "/kantor/undang-petugas"
    /// Above the proposals' addresses.
    static let officerRequests = "/kantor/usul-petugas"
    static let officerRequest = Path<ID<OfficerRequest>>("/kantor/usul-petugas/{id}")
    static let officer = Path<ID<Officer>>("/kantor/petugas/{id}")
    static let officerChange = Path<ID<Officer>, OfficerChangePage.Change>("/kantor/petugas/{id}/{change}")

    static let officerSetUp = Path<String>("/kantor/siapkan/{token}")
    static let officerSetUpStart = Path<String>("/kantor/siapkan/{token}/mulai")

    static let ownAccount = "/kantor/akun-saya"
    static let officerKeys = "/kantor/akun-saya/tombol"
    static let recoveryCodes = "/kantor/akun-saya/kode-pemulihan"
    static let ownPassword = "/kantor/akun-saya/sandi"
    static let ownAuthenticator = "/kantor/akun-saya/autentikator"
    static let ownSessionEnd = "/kantor/akun-saya/sesi/keluar"
    static let ownSessionsEnd = "/kantor/akun-saya/sesi/keluar-lain"
}
