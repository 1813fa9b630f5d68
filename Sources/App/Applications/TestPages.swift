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
        routes.get(Paths.testResult, use: result)
        routes.post(Paths.testResult, use: again)
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
                    of: context.person, at: dependencies.realNow(), edition: dependencies.edition,
                    vault: dependencies.shownVault)
                guard dossier.journey.mayEdit(.test) else {
                    throw ApplicationRefusal.notYet(dossier.journey.next ?? .phone)
                }
                return try tx.questionBanks.questionnaire(of: dependencies.edition.id, on: dependencies)
            }
            return context.page(
                TestIntroPage(
                    t: context.t, questionnaire: questionnaire, rules: dependencies.edition.test, form: context.newForm)
            )
        }
        if progress.isOver {
            _ = try await over(context)
            return context.redirect(Paths.testResult)
        }
        return context.redirect(
            progress.questionnaire.firstUnanswered(progress.answers).map { Paths.testQuestion($0) } ?? Paths.testFinish)
    }

    @Sendable private func start(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { tx in
            if try tx.tests.sitting(of: context.person) == nil {
                try tx.applications.require(
                    .test, of: context.person, at: dependencies.moment(), ids: dependencies.ids,
                    edition: dependencies.edition, vault: dependencies.vault)
            }
            try tx.tests.start(context.person, on: dependencies)
        }
        return context.redirect(Paths.test)
    }

    @Sendable private func result(request: Request, context: SignedInContext) async throws -> Response {
        guard let progress = try await progress(context) else { return context.redirect(Paths.test) }
        guard progress.isOver else { return context.redirect(Paths.test) }
        // A sitting whose time ran out while the page was closed is marked before its result is shown.
        try await close(context)
        let edition = dependencies.edition
        let standing = try await dependencies.database.read { [dependencies] tx in
            try tx.tests.standing(of: context.person, at: dependencies.realNow(), edition: edition)
        }
        return context.page(
            TestResultPage(
                t: context.t, result: TestResultView(progress),
                threshold: progress.edition == edition.id
                    ? edition.test.threshold : nil, standing: standing,
                today: edition.waves.zone.date(of: dependencies.realNow()), minutes: edition.test.minutes,
                form: context.newForm))
    }

    /// Begins another sitting.
    @Sendable private func again(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.tests.start(context.person, again: true, on: dependencies)
            try tx.applications.decide(context.person, on: dependencies)
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
            // A form without it is of a first sitting.
            let number = Int(form[TestQuestionPage.sitting], in: Questionnaire.numbers) ?? 1
            try await dependencies.database.transaction { tx in
                try tx.tests.answer(question, choice, of: context.person, number: number, at: dependencies.realNow())
            }
        } catch ApplicationRefusal.testOver {
            // The page was left open in an earlier sitting, or the time ran out meanwhile.
            return context.redirect(Paths.test)
        }
        return context.redirect(
            progress.questionnaire.question(number + 1) == nil ? Paths.testFinish : Paths.testQuestion(number + 1))
    }

    @Sendable private func review(request: Request, context: SignedInContext) async throws -> Response {
        guard let progress = try await progress(context) else { return context.redirect(Paths.test) }
        if progress.isOver { return try await over(context) }
        return context.page(
            TestFinishPage(
                t: context.t, sittingNumber: progress.number, answered: progress.answers.count,
                total: progress.questionnaire.questions.count,
                firstUnanswered: progress.questionnaire.firstUnanswered(progress.answers), endsAt: progress.endsAt,
                now: dependencies.realNow(), form: context.newForm))
    }

    /// A form left open in an earlier sitting does not end a later one.
    @Sendable private func finish(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let number = Int(form[TestQuestionPage.sitting], in: Questionnaire.numbers) ?? 1
        guard let progress = try await progress(context), progress.number == number else {
            return context.redirect(Paths.test)
        }
        if progress.isOver { return try await over(context) }
        return try await ended(context)
    }

    /// Records the end of the test by timeout, decides and redirects to the list of steps, which says what came of it.
    private func over(_ context: SignedInContext) async throws -> Response {
        try await close(context)
        return context.redirect(Paths.application)
    }

    /// The applicant ended it: the last step is next, where nothing else is missing and nothing excludes the person.
    private func ended(_ context: SignedInContext) async throws -> Response {
        try await close(context)
        let dossier = try await dependencies.database.read { [dependencies] tx in
            try tx.applications.dossier(
                of: context.person, at: dependencies.realNow(), edition: dependencies.edition,
                vault: dependencies.vault)
        }
        let excluded = dossier.earlyReasons(under: dependencies.edition, at: dependencies.clock.now())
        let isReady = dossier.journey.next == .check && excluded.isEmpty
        return context.redirect(isReady ? Paths.check : Paths.application)
    }

    private func close(_ context: SignedInContext) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.tests.finish(context.person, on: dependencies)
            try tx.applications.decide(context.person, on: dependencies)
        }
    }

    private func page(
        _ number: Int, _ question: Questionnaire.Question, _ progress: TestProgress, _ form: FormState,
        _ context: SignedInContext
    ) -> TestQuestionPage {
        TestQuestionPage(
            t: context.t, sittingNumber: progress.number, number: number,
            total: progress.questionnaire.questions.count, question: question,
            endsAt: progress.endsAt, now: dependencies.realNow(), form: form)
    }

    private func progress(_ context: SignedInContext) async throws -> TestProgress? {
        try await dependencies.database.read { tx in
            guard let sitting = try tx.tests.sitting(of: context.person) else { return nil }
            return TestProgress(
                number: sitting.number, edition: sitting.edition,
                questionnaire: try tx.questionBanks.questionnaire(of: sitting, on: dependencies),
                answers: try tx.tests.answers(in: sitting.id), endsAt: sitting.value.endsAt,
                isOver: sitting.value.isOver(at: dependencies.realNow()))
        }
    }
}

/// The person's latest sitting.
struct TestProgress: Sendable {
    /// Of the sitting: the first is 1.
    let number: Int
    /// The id of the edition under which the applicant began.
    let edition: String
    /// The questions drawn for this sitting.
    let questionnaire: Questionnaire
    let answers: [String: Int]
    /// Real clock.
    let endsAt: Instant
    let isOver: Bool
}
