import Programme

extension Paths {
    /// The address of an earlier page, on which the way of verification was chosen.
    static let signUpMethod = "/daftar/cara"
    static let signUpCode = "/daftar/kode"
    static let signUpResend = "/daftar/kode/ulang"
    static let signUpDone = "/daftar/berhasil"
    static let signUpLink = Path<String>("/daftar/tautan/{token}")
    static let signInCode = "/masuk/kode"
    static let signInResend = "/masuk/kode/ulang"
    static let signInLink = Path<String>("/masuk/tautan/{token}")
    static let phone = "/pendaftaran/hp"
    static let phoneCode = "/pendaftaran/hp/kode"
    static let phoneResend = "/pendaftaran/hp/kode/ulang"

    static let contacts = "/akun/kontak"
    static let contact = Path<Contact.Kind>("/akun/kontak/{contact}")
    static let contactCode = Path<Contact.Kind>("/akun/kontak/{contact}/kode")
    static let contactResend = Path<Contact.Kind>("/akun/kontak/{contact}/kode/ulang")
    static let stopLostContact = "/akun/kontak-hilang/henti"
    /// Stops the replacement of a lost contact, from the notice, without signing in.
    static let stopLink = Path<String>("/henti/{token}")
    static let contactOffice = "/kantor/kontak"
    /// Begins the replacement of this person's lost contact.
    static let personContact = Path<ID<Account>>("/kantor/orang/{id}/kontak")
    static let contactApproval = Path<ID<ContactCase>>("/kantor/kontak/{id}/setuju")
    static let contactRefusal = Path<ID<ContactCase>>("/kantor/kontak/{id}/tolak")

    static let devices = "/akun/perangkat"
    static let deviceSignOut = "/akun/perangkat/keluar"
    static let devicesSignOut = "/akun/perangkat/keluar-semua"
}

extension Contact.Kind: PathValue {
    var pathText: String {
        switch self {
        case .email: "email"
        case .phone: "hp"
        }
    }
}
