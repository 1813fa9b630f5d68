import Storage

extension Doctor {
    /// Findings of the file that are shown: the first ones say where it is damaged.
    static let mostFileFindings = 3

    func file(_ database: Database) async throws -> [Diagnosis] {
        guard database.engine == .sqlite else { return [] }
        let found = try await database.integrityFindings(limit: Self.mostFileFindings)
        let remedy = "restore it from a backup, then run `prakerja audit verify`"
        return [
            Diagnosis(
                "file of the database", found.isEmpty ? nil : "is damaged: \(found.joined(separator: "; ")): \(remedy)")
        ]
    }
}
