/// What applicants say of their work beside the occupation. Nothing of it keeps a person out; an edition may draw people
/// first by how the pandemic hit them. Answers from before these questions have neither.
package struct WorkSituation: Sendable, Equatable {
    /// Of people who work; nil of all others.
    package let form: WorkForm?
    package let impact: PandemicImpact?

    package init(form: WorkForm? = nil, impact: PandemicImpact? = nil) {
        self.form = form
        self.impact = impact
    }

    package static let unsaid = WorkSituation()

    /// Of a person with this occupation, whom the form may not have asked for the form of their work.
    package func fitting(_ occupation: Occupation) -> WorkSituation {
        WorkSituation(form: occupation.hasWorkForm ? form : nil, impact: impact)
    }
}

package enum WorkForm: String, Sendable, CaseIterable {
    /// With a contract, or a registered business.
    case formal
    case informal
}

extension Occupation {
    /// Whether the form asks if the work is formal or informal.
    package var hasWorkForm: Bool {
        switch self {
        case .worker, .selfEmployed, .jobChanger: true
        case .jobSeeker, .laidOff, .stateOfficial, .civilServant, .military, .police, .villageOfficial,
            .stateEnterpriseDirector:
            false
        }
    }
}
