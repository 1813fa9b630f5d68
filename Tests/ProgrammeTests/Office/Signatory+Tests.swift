@testable import Programme

extension Signatory {
    /// For rules that compare accounts and no duties.
    static func of(_ officer: ID<Officer>, twins: Set<ID<Officer>> = []) -> Signatory {
        Signatory(officer: officer, duty: .waveManager, twins: twins)
    }
}
