import Programme
import Storage

/// A person answers the survey of an instalment, once. Throws `IncentiveRefusal`.
struct AnswerSurvey: Sendable {
    let dependencies: Dependencies

    func answer(
        _ view: InstalmentView, _ answers: [String: String], by person: ID<Account>, in tx: Transaction
    ) throws {
        let benefits = try tx.cards.edition(of: view.instalment.card, among: dependencies.editions).benefits
        try view.instalment.openSurvey(view.facts, under: benefits.survey)
        let kept = try SurveyQuestion.check(answers, to: SurveyQuestion.all)
        guard try tx.surveys.answer(view.instalment, kept, on: view.facts.today) else {
            throw IncentiveRefusal.surveyAnswered
        }
        try tx.audit.record(
            AuditEvent("survey.answered", subject: "instalment:\(view.instalment.id)"), by: .person(person),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
