import Hummingbird
import Programme
import Storage

/// The test: one question per page, each answer stored as it is given, timed by the server.
struct TestPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.test, use: intro)
        routes.post(Paths.test, use: start)
        routes.get(Paths.testFinish, use: review)
        routes.post(Paths.testFinish, use: finish)
        routes.get(Paths.testQuestion.pattern, use: question)
        routes.post(Paths.testQuestion.pattern, use: answer)
        return routes
    }

    /// The introduction; an applicant who has begun continues where they stopped.
    @Sendable private func intro(request: Request, context: SignedInContext) async throws -> Response {
        let progress = try await progress(context)
        guard let progress else {
            let questionnaire = try await dependencies.database.read { tx in
                let dossier = try tx.applications.dossier(
                    of: context.person, at: dependencies.realNow(), edition: dependencies.edition)
                guard dossier.journey.mayEdit(.test) else {
                    throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
                }
                return try tx.questionBanks.questionnaire(of: dependencies.edition.id, on: dependencies)
            }
            return context.page(TestIntroPage(t: context.t, questionnaire: questionnaire, form: context.newForm))
        }
        if progress.isOver { return try await over(context) }
        return context.redirect(
            progress.questionnaire.firstUnanswered(progress.answers).map { Paths.testQuestion($0) } ?? Paths.testFinish)
    }

    @Sendable private func start(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { tx in
            if try tx.tests.sitting(of: context.person) == nil {
                try tx.applications.require(
                    .test, of: context.person, at: dependencies.moment(), ids: dependencies.ids,
                    edition: dependencies.edition)
            }
            try tx.tests.start(context.person, on: dependencies)
        }
        return context.redirect(Paths.test)
    }

    @Sendable private func question(request: Request, context: SignedInContext) async throws -> Response {
        guard let number = context.parameters.get("number").flatMap({ Int($0, in: Questionnaire.numbers) }),
            let progress = try await progress(context), let question = progress.questionnaire.question(number)
        else { return context.redirect(Paths.test) }
        if progress.isOver { return try await over(context) }
        var form = context.newForm
        form.fill(progress.answers[question.id].map { ["jawaban": String($0)] } ?? [:])
        return context.page(page(number, question, progress, form, context))
    }

    @Sendable private func answer(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        guard let number = context.parameters.get("number").flatMap({ Int($0, in: Questionnaire.numbers) }),
            let progress = try await progress(context), let question = progress.questionnaire.question(number)
        else { return context.redirect(Paths.test) }
        if progress.isOver { return try await over(context) }
        guard let choice = Int(form["jawaban"], in: Questionnaire.choices) else {
            let error = FieldError(
                field: "jawaban", message: context.t("Pilih salah satu jawaban.", "Choose one of the answers."))
            return context.page(
                page(number, question, progress, form.state.with([error]), context), status: .unprocessableContent)
        }
        do {
            try await dependencies.database.transaction { tx in
                try tx.tests.answer(question, choice, of: context.person, at: dependencies.realNow())
            }
        } catch ApplicationRefusal.testOver {
            return try await over(context)
        }
        return context.redirect(
            progress.questionnaire.question(number + 1) == nil ? Paths.testFinish : Paths.testQuestion(number + 1))
    }

    @Sendable private func review(request: Request, context: SignedInContext) async throws -> Response {
        guard let progress = try await progress(context) else { return context.redirect(Paths.test) }
        if progress.isOver { return try await over(context) }
        return context.page(
            TestFinishPage(
                t: context.t, answered: progress.answers.count, total: progress.questionnaire.questions.count,
                firstUnanswered: progress.questionnaire.firstUnanswered(progress.answers), endsAt: progress.endsAt,
                now: dependencies.realNow(), form: context.newForm))
    }

    @Sendable private func finish(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        return try await over(context)
    }

    /// Records the end of the test, by the applicant or by timeout, decides and redirects.
    private func over(_ context: SignedInContext) async throws -> Response {
        try await dependencies.database.transaction { tx in
            try tx.tests.finish(context.person, on: dependencies)
            try tx.applications.decide(context.person, on: dependencies)
        }
        return context.redirect(Paths.application)
    }

    private func page(
        _ number: Int, _ question: Questionnaire.Question, _ progress: TestProgress, _ form: FormState,
        _ context: SignedInContext
    ) -> TestQuestionPage {
        TestQuestionPage(
            t: context.t, number: number, total: progress.questionnaire.questions.count, question: question,
            endsAt: progress.endsAt, now: dependencies.realNow(), form: form)
    }

    private func progress(_ context: SignedInContext) async throws -> TestProgress? {
        try await dependencies.database.read { tx in
            guard let sitting = try tx.tests.sitting(of: context.person) else { return nil }
            return TestProgress(
                questionnaire: try tx.questionBanks.questionnaire(of: sitting.edition, on: dependencies),
                answers: try tx.tests.answers(in: sitting.id), endsAt: sitting.value.endsAt,
                isOver: sitting.value.isOver(at: dependencies.realNow()))
        }
    }
}

struct TestProgress: Sendable {
    /// Of the edition under which the applicant began.
    let questionnaire: Questionnaire
    let answers: [String: Int]
    /// Real clock.
    let endsAt: Instant
    let isOver: Bool
}
