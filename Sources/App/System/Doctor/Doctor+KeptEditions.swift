import Programme
import Storage

extension Doctor {
    /// The editions that the database keeps, with what is wrong with them; none where they cannot be read, which is said.
    /// Of a database that is not migrated yet `examine` says so.
    func keptEditions(_ found: inout [Diagnosis], _ database: Database?) async -> [KeptEdition] {
        guard let database else { return [] }
        do {
            let kept = try await database.read { try $0.editions.all() }
            found += kept.compactMap { one in one.fault.map { Diagnosis("kept edition \(one.id)", $0) } }
            return kept
        } catch {
            let isBehind = try? await !Boot.migrations.pending(database).isEmpty
            if isBehind != true {
                found.append(Diagnosis("kept editions", "not compared: \(PlainError.sentence(error))"))
            }
            return []
        }
    }
}
