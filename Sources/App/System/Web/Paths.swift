/// The site's addresses. Each is declared once, here or in its slice's `Paths+<Slice>.swift`: one with parameters as a
/// `Path`, one without as a `String`. Routes and pages use the declaration; `PathRule` finds an address written
/// elsewhere.
enum Paths {
    static let home = "/"
    static let account = "/akun"
    static let signIn = "/masuk"
    static let signOut = "/keluar"
    static let signUp = "/daftar"
    static let language = Path<Language>("/bahasa/{language}")
    static let office = "/kantor"
    static let officeSignIn = "/kantor/masuk"
    /// The officer gives the authenticator's code again.
    static let officerProof = "/kantor/bukti-diri"
    static let help = "/bantuan"
    /// The local offices where people are helped.
    static let helpOffices = "/bantuan/kantor"
    /// How to tell whether a message or a site is really ours.
    static let checkMessage = "/bantuan/cek-pesan"
    static let demo = "/demo"
    static let waves = "/gelombang"
    static let catalogue = "/pelatihan"
    static let application = "/pendaftaran"
    static let inbox = "/akun/pesan"
    static let appeals = "/akun/bantuan/sanggahan"

    /// The stylesheet, the script and the icons. `mark` is a hash of the file's content.
    static let publicFile = Path<String, String>("/berkas/{mark}/{name}")

    static let healthLive = "/health/live"
    static let healthReady = "/health/ready"
    /// The name that the first installations use for `healthReady`.
    static let healthReadyIndonesian = "/sehat"
    /// Returns the names of those partner headers that arrived as `prakerja doctor` sent them.
    static let healthHeaders = "/health/headers"

    /// The partners' interfaces, and the first component of their addresses.
    static let api = "/api"
}
