extension Paths {
    static let identity = "/pendaftaran/ktp"
    static let personal = "/pendaftaran/data-diri"
    static let photos = "/pendaftaran/foto"
    static let declarations = "/pendaftaran/pernyataan"
    static let test = "/pendaftaran/tes"
    static let testFinish = "/pendaftaran/tes/selesai"
    static let check = "/pendaftaran/periksa"

    static func testQuestion(_ number: Int) -> String { "\(test)/\(number)" }
    static func photo(_ slug: String) -> String { "\(photos)/\(slug)" }
    static func photoImage(_ slug: String) -> String { "\(photos)/\(slug)/gambar" }
}
