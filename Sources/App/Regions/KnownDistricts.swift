import Programme

/// The districts of some regencies, as far as a list of them was imported.
struct KnownDistricts: Sendable {
    private var byRegency: [String: [NamedRegion]] = [:]

    static let none = KnownDistricts()

    /// In the order of their codes; empty where no list is known.
    func of(_ regency: String) -> [NamedRegion] { byRegency[regency] ?? [] }

    /// - Parameter districts: in the order of their codes.
    init(_ districts: [NamedRegion] = []) {
        byRegency = Dictionary(grouping: districts) { String($0.code.prefix(Self.regencyDigits)) }
    }

    /// Characters of a regency's code: `82.71`.
    private static let regencyDigits = 5
}
