import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/insentif/survei/{id}`: the questions of one survey. The answers do not affect the payment.
struct SurveyPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.survey.pattern, use: show)
        routes.post(Paths.survey.pattern, use: answer)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let view = try await dependencies.database.read { [dependencies] tx in
            let view = try find(context, in: tx)
            let benefits = try tx.cards.edition(of: view.instalment.card, among: dependencies.editions).benefits
            try view.instalment.openSurvey(view.facts, under: benefits.survey)
            return view
        }
        return context.page(page(view.instalment, context.newForm, context))
    }

    @Sendable private func answer(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let answers = Dictionary(
            uniqueKeysWithValues: SurveyQuestion.all.filter { form.has($0.id) }.map { ($0.id, form[$0.id]) })
        let missing = SurveyQuestion.all.filter { question in
            !question.choices.contains { $0.id == answers[question.id] }
        }
        guard missing.isEmpty else {
            let view = try await dependencies.database.read { tx in try find(context, in: tx) }
            let errors = missing.map { question in
                FieldError(
                    field: question.id,
                    message: context.t(
                        "Pilih satu jawaban: \(question.text.id)", "Choose one answer: \(question.text.en)"))
            }
            return context.page(
                page(view.instalment, form.state.with(errors), context), status: .unprocessableContent)
        }
        try await dependencies.database.transaction { tx in
            try AnswerSurvey(dependencies: dependencies).answer(
                find(context, in: tx), answers, by: context.person, in: tx)
        }
        return context.redirect(Paths.incentives)
    }

    private func find(_ context: SignedInContext, in tx: Transaction) throws -> InstalmentView {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        guard let id = context.parameters.get("id").flatMap({ ID<Instalment>($0) }),
            let view = try tx.incentives.of(context.person, id, today: today), view.instalment.kind == .survey
        else { throw HTTPError(.notFound) }
        return view
    }

    private func page(_ instalment: Instalment, _ form: FormState, _ context: SignedInContext) -> SurveyPage {
        SurveyPage(
            t: context.t, survey: instalment.id, number: instalment.number, amount: instalment.amount,
            questions: SurveyQuestion.all, form: form)
    }
}

struct SurveyPage: Page {
    let t: Words
    let survey: ID<Instalment>
    let number: Int
    let amount: Rupiah
    let questions: [SurveyQuestion]
    let form: FormState

    var title: String { t("Survei ke-\(number)", "Survey \(number)") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.incentives)">\(t("Insentif", "Incentives"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(questions.count) pertanyaan, sekitar 3 menit.", "\(questions.count) questions, about 3 minutes."))
        \(t("Setelah dijawab, Anda bisa meminta \(amount).", "Once answered you can ask for \(amount)."))</p>
        \(Banner(.information, t(
            "Jawablah apa adanya. Jawaban Anda tidak memengaruhi pembayaran apa pun.",
            "Answer as it is. Your answers do not affect any payment.")))
        <form method="post" action="\(Paths.survey(survey))">\(Field.token(form.csrf))
        \(each: questions, field)
        \(Part.submit(t("Kirim jawaban", "Send the answers")))</form>
        """
    }

    private func field(_ question: SurveyQuestion) -> HTML {
        Field.radios(form, question.id, t(question.text), options: question.choices.map { ($0.id, t($0.text)) })
    }

    static func sample(_ t: Words) -> SurveyPage {
        SurveyPage(
            t: t, survey: ID(1), number: 1, amount: Rupiah(50_000), questions: SurveyQuestion.all, form: .sample)
    }
}
