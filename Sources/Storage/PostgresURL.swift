import CPostgres

extension Database {
    /// Whether libpq can take a connection string apart: `postgresql://…`, or pairs such as `host=… dbname=…`. Nothing
    /// is connected.
    package static func isPostgresAddress(_ text: String) -> Bool {
        guard let options = PQconninfoParse(text, nil) else { return false }
        defer { PQconninfoFree(options) }
        var place = options
        while let keyword = place.pointee.keyword {
            if String(cString: keyword) == "port", let value = place.pointee.val, !arePorts(String(cString: value)) {
                return false
            }
            place = place.advanced(by: 1)
        }
        return true
    }

    /// One for each host, with commas between; an empty one stands for 5432.
    private static func arePorts(_ text: String) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { port in
            port.isEmpty || UInt16(port).map { $0 > 0 } ?? false
        }
    }
}
