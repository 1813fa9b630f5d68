import Foundation

extension DrawStatement {
    /// Throws unless the statement agrees with the edition: places, dates, witnesses, and the round that follows from
    /// the closing. Used by a witness before signing and by any verifier afterwards.
    package func check(edition rules: Edition) throws(DrawFault) {
        guard edition == rules.id else { throw .edition(is: edition, expected: rules.id) }
        let known = rules.waves.dates().first { $0.number == wave }
        guard let dates = known else { throw .unknownWave(wave) }
        let quota = rules.waves.quota(of: dates)
        guard places == quota else { throw .places(are: places, expected: quota) }
        guard times.committed < times.closed else { throw .order("the commitment is not older than the closing") }
        guard times.closed >= dates.closes else { throw .order("the wave closed before the edition's instant") }
        guard times.closed <= times.sealed else { throw .order("the list was sealed before the wave closed") }
        try checkRound(rules.waves.draw, closing: dates.closes)
        try checkCounts(rules.waves)
        try checkWitnesses(rules.waves.draw)
    }

    private func checkRound(_ draw: DrawRules?, closing: Instant) throws(DrawFault) {
        guard attempt >= 1 else { throw .malformed("attempt") }
        let expected = draw?.attempt(attempt, closing: closing)
        guard round == expected?.round else { throw .round(is: round, expected: expected?.round) }
        guard let expected else { return }
        guard times.sealed < expected.roundAt else {
            throw .order("the list was sealed after its round of public randomness")
        }
    }

    private func checkCounts(_ waves: WaveRules) throws(DrawFault) {
        let provinces = counts.filter { $0.stratum != .priority }
        guard counts.allSatisfy({ $0.entries >= 0 && $0.entries <= entries }),
            provinces.reduce(0, { $0 + $1.entries }) <= entries
        else { throw .counts("they are more than the entries") }
        let smallest = waves.smallestPool ?? 0
        // Even all provinces together may have fewer; then they are one pool.
        if let small = provinces.first(where: { $0.entries < smallest }), provinces.count > 1 {
            throw .counts(
                "pool \(small.stratum.number) has \(small.entries), and the edition merges those under \(smallest)")
        }
    }

    private func checkWitnesses(_ draw: DrawRules?) throws(DrawFault) {
        let expected = draw?.witnesses.map(\.id) ?? [DrawSecret.system]
        guard commitments.map(\.witness) == expected else { throw .witnesses }
        guard draw != nil else {
            // The system's own commitment must be present: it is the only one.
            guard secrets == nil, commitments.allSatisfy({ $0.hash != nil }) else { throw .witnesses }
            return
        }
        guard let secrets, secrets.count == commitments.count else { throw .witnesses }
        for (commitment, secret) in zip(commitments, secrets) {
            guard let secret else { continue }
            guard secret.commitment(wave: wave, witness: commitment.witness) == commitment.hash else {
                throw .commitment(witness: commitment.witness)
            }
        }
    }
}
