import Programme
import Storage

extension CounterQueries {
    /// Blanks what names or quotes the person of a deleted account, and binds the cases again.
    func forget(_ person: ID<Account>, on dependencies: Dependencies) throws {
        let cases = try ids(of: person)
        for one in cases { _ = try tx.records.hold(.counterCases, one) }
        // What SQL changed before is recorded before it is blanked, and not bound again.
        let changed = try dependencies.noteIfChanged(.counterCases, cases, in: tx)
        try blank(person)
        try tx.records.bind(
            .counterCases, all: cases.filter { !changed.contains($0) }, at: dependencies.realNow(),
            ids: dependencies.ids)
    }
}
