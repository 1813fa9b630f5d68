extension Paths {
    static let identity = "/pendaftaran/ktp"
    static let personal = "/pendaftaran/data-diri"
    static let declarations = "/pendaftaran/pernyataan"
    static let test = "/pendaftaran/tes"
    static let testQuestion = Path<Int>("/pendaftaran/tes/{number}")
    static let testFinish = "/pendaftaran/tes/selesai"
    static let testResult = "/pendaftaran/tes/hasil"
    static let check = "/pendaftaran/periksa"
}
