extension Paths {
    static let ownData = "/akun/data"
    static let ownDataCode = "/akun/data/kode"
    static let ownDataResend = "/akun/data/kode/ulang"
    static let deletion = "/akun/hapus"
    static let deletionCode = "/akun/hapus/kode"
    static let deletionResend = "/akun/hapus/kode/ulang"
    static let deletionCancel = "/akun/hapus/batal"
    static let privacy = "/privasi"
}
