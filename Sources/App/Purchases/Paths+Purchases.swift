import Programme

extension Paths {
    static let card = "/kartu"
    static let cardNumber = "/kartu/nomor"

    static func purchase(_ id: ID<Purchase>) -> String { "/kartu/pembelian/\(id)" }
    static func certificate(_ id: ID<Purchase>) -> String { "/kartu/pembelian/\(id)/sertifikat" }
    static func course(_ id: ID<Course>) -> String { "\(catalogue)/\(id)" }
    /// The page where an institution's participant confirms attendance.
    static func attendance(_ state: String) -> String { "/hadir/\(state)" }
}
