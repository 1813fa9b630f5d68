import Programme
import Storage

extension OfficerQueries {
    /// The item that an officer goes on with after an act on the page at `address`: the first of the same queue, or else
    /// of another one of the section. Nil where no item waits that has a page of its own.
    func next(after address: String, for officer: Officer, on dependencies: Dependencies) throws -> String? {
        guard let section = OfficeSection.open(to: officer).first(where: { $0.holds(address) }) else { return nil }
        let permitted = officer.permissions
        let items = try DutySource.all.filter { permitted.contains($0.permission) }
            .flatMap { try $0.items(tx, officer, dependencies) }
            .filter { $0 != address && section.holds($0) }
        return items.first { Self.isAlike($0, address) } ?? items.first
    }

    /// Whether two addresses differ in numbers only.
    private static func isAlike(_ one: String, _ other: String) -> Bool {
        func kind(_ address: String) -> [Substring] {
            address.split(separator: "/").map { $0.allSatisfy(\.isNumber) ? "0" : $0 }
        }
        return kind(one) == kind(other)
    }
}
