import Hummingbird
import Programme
import Storage

/// What a local officer sees of people who live outside their region: nothing of the person before they have opened the
/// person's page for a reason of their own, which the audit log has besides. Never a limit for an officer of the whole
/// country, nor for a person who has not written an address.
struct RegionLimit: Sendable {
    let dependencies: Dependencies

    /// The local officer's region, when the person lives elsewhere; otherwise nil.
    func regionWithout(_ person: ID<Account>, of officer: ID<Officer>, in tx: Transaction) throws -> Province? {
        guard let region = try tx.officers.region(of: officer),
            let line = try tx.people.lines([person], vault: dependencies.shownVault).first,
            line.isElsewhere(than: region)
        else { return nil }
        return region
    }

    /// Whether the officer has to open the person's page first.
    func isClosed(_ person: ID<Account>, to officer: ID<Officer>, in tx: Transaction) throws -> Bool {
        guard try regionWithout(person, of: officer, in: tx) != nil else { return false }
        return try tx.openings.current(
            of: person, by: officer, at: dependencies.realNow(), vault: dependencies.vault) == nil
    }
}

extension OfficerContext {
    /// The page that a local officer has to open before this work, because its person lives elsewhere; nil otherwise.
    ///
    /// - Parameter find: whom the work is about; nil for a person without an account.
    func pageToOpenFirst(
        _ find: @escaping @Sendable (Transaction) throws -> ID<Account>?
    ) async throws -> String? {
        try await dependencies.database.read { [officer, dependencies] tx in
            guard let person = try find(tx),
                try RegionLimit(dependencies: dependencies).isClosed(person, to: officer.id, in: tx)
            else { return nil }
            return Paths.person(person)
        }
    }
}

/// The warning to a local officer that a person lives outside their region.
struct RegionBanner: Sendable {
    let t: Words
    let region: Province

    var html: HTML {
        let text = t(
            "Orang ini tinggal di luar wilayah Anda, \(region.name). Pembukaan ini tercatat khusus untuk auditor.",
            "This person lives outside your region, \(region.name). Auditors see separately that you open the page.")
        return Banner(.attention, text).html
    }
}
