import Programme

extension Paths {
    static let officeAccess = "/kantor/akses"
    static let whoLooked = "/akun/siapa-melihat"

    static func whoLooked(before: ID<StoredReading>) -> String { "\(whoLooked)?sebelum=\(before)" }
}
