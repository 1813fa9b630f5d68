/// The paths that pages link to. Each is defined once, here or in its slice's extension.
enum Paths {
    static let home = "/"
    static let account = "/akun"
    static let signIn = "/masuk"
    static let signOut = "/keluar"
    static let signUp = "/daftar"
    static let language = "/bahasa"
    static let office = "/kantor"
    static let officeSignIn = "/kantor/masuk"
    static let help = "/bantuan"
    static let demo = "/demo"
    static let waves = "/gelombang"
    static let catalogue = "/pelatihan"
    static let application = "/pendaftaran"
    static let inbox = "/akun/pesan"
    static let stylesheet = "/app.css"
}
