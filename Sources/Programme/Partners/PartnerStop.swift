/// What keeps a partner from new sales on a day.
package enum PartnerStop: String, Sendable, CaseIterable {
    /// No second officer has activated it yet.
    case invited
    case suspended
    case ended
    /// None of its agreements contains the day.
    case noAgreement = "no-agreement"
}

extension PartnerRecord {
    /// Nil where it may sell on `day`. A partner from before agreements were recorded has none, and may.
    package func stop(on day: CivilDate) -> PartnerStop? {
        switch state {
        case .invited: .invited
        case .suspended: .suspended
        case .ended: .ended
        case .active: agreements.isEmpty || agreement(on: day) != nil ? nil : .noAgreement
        }
    }
}
