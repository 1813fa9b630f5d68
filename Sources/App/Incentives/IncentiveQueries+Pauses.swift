import Programme
import Storage

/// Instalments whose time was stopped, and instalments of revoked cards.
extension IncentiveQueries {
    /// A later due day, because the days for requesting stood still. False when its state had changed meanwhile.
    @discardableResult
    func postpone(_ instalment: Instalment, to due: CivilDate) throws -> Bool {
        try tx.run(
            """
            UPDATE instalment
            SET due_on = \(due), next_look = \(due)
            WHERE id = \(instalment.id) AND state = \(instalment.state)
            """) == 1
    }

    /// Two officers revoked the card. False when its state had changed meanwhile.
    func forfeitRevoked(_ instalment: Instalment, on today: CivilDate) throws -> Bool {
        try tx.run(
            """
            UPDATE instalment
            SET state = 'forfeited', failure = NULL, changed_on = \(today), next_look = NULL
            WHERE id = \(instalment.id) AND state = \(instalment.state)
            """) == 1
    }

    /// The card was given back: what it forfeited can be requested again. False when its state had changed meanwhile.
    ///
    /// - Parameter state: planned or earned.
    func revive(_ id: ID<Instalment>, as state: Instalment.State, due: CivilDate?, on today: CivilDate) throws -> Bool {
        try tx.run(
            """
            UPDATE instalment
            SET state = \(state), due_on = \(due), changed_on = \(today), next_look = \(due)
            WHERE id = \(id) AND state = 'forfeited'
            """) == 1
    }
}
