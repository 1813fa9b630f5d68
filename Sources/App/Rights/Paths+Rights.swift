extension Paths {
    static let ownData = "/akun/data"
    static let ownDataCode = "/akun/data/kode"
    static let ownDataResend = "/akun/data/kode/ulang"
    static let deletion = "/akun/hapus"
    static let deletionCancel = "/akun/hapus/batal"
    static let privacy = "/privasi"
}
