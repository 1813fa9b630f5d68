import Foundation
import Programme
import Storage

extension BoundKind {
    /// All disputes over the NIK of the person who held it first: by them their money waits. Bound by every act that
    /// begins, moves or ends one.
    static let personDisputes = BoundKind(
        "person-disputes", title: "disputes over the NIK of person", covers: "other person, state, hold and deadline",
        due: "SELECT DISTINCT older_person AS id FROM identity_dispute", mayBeEmpty: true
    ) { ids in
        [
            """
            SELECT older_person, claim_id, nik_lookup, newer_person, older_claim, state, holds, begun_at, opened_at,
                decide_by, decided_for, decided_by, decided_at
            FROM identity_dispute
            WHERE older_person IN (\(list: ids))
            ORDER BY older_person, claim_id
            """
        ]
    }
}

extension DisputeQueries {
    /// Carries out a change of disputes over a NIK and binds them, person by person, as it leaves them. Of a person whose
    /// disputes SQL changed before nothing is bound: their money waits until the rows are put back.
    ///
    /// Only with the NIK's row locked, or where nothing else can change who claims it.
    func changing<Value>(
        over nikLookup: Data, at now: Instant, ids: IDSource, _ change: () throws -> Value
    ) throws -> Value {
        guard let vault = ids.mark?.vault else { throw Inconsistency("a process that binds records has the key") }
        let before = try holders(over: nikLookup)
        let claimants = try claimants(of: nikLookup)
        // No other account has claimed it.
        guard !before.isEmpty || claimants.count > 1 else { return try change() }
        let intact = try before.union(claimants).filter { person in
            _ = try tx.records.hold(.personDisputes, person)
            return try tx.records.whole(.personDisputes, person, vault: vault) != nil
        }
        let value = try change()
        for person in try before.union(holders(over: nikLookup)).intersection(intact).sorted() {
            try tx.records.bind(.personDisputes, person, at: now, ids: ids)
        }
        return value
    }

    private func claimants(of nikLookup: Data) throws -> Set<ID<Account>> {
        try Set(
            tx.rows("SELECT DISTINCT person_id FROM identity_claim WHERE nik_lookup = \(nikLookup)").map {
                try $0["person_id"]
            })
    }

    /// The people against whom the NIK is or was contested.
    private func holders(over nikLookup: Data) throws -> Set<ID<Account>> {
        try Set(
            tx.rows("SELECT DISTINCT older_person FROM identity_dispute WHERE nik_lookup = \(nikLookup)").map {
                try $0["older_person"]
            })
    }
}
