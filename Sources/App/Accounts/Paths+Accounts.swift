extension Paths {
    static let signUpMethod = "/daftar/cara"
    static let signUpCode = "/daftar/kode"
    static let signUpResend = "/daftar/kode/ulang"
    static let signUpDone = "/daftar/berhasil"
    static let signUpLink = "/daftar/tautan"
    static let signInCode = "/masuk/kode"
    static let signInResend = "/masuk/kode/ulang"
    static let signInLink = "/masuk/tautan"
    static let phone = "/pendaftaran/hp"
    static let phoneCode = "/pendaftaran/hp/kode"
    static let phoneResend = "/pendaftaran/hp/kode/ulang"
}
