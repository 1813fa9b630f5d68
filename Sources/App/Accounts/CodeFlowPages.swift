import HTTPTypes
import Hummingbird
import Programme
import Storage

/// What differs between the flows that ask for a one-time code: sign-up, sign-in, a first mobile number, a payee
/// account, and the change of a contact.
protocol CodeFlow: Sendable {
    associatedtype Context: PageContext

    /// How the form with the digits proves that it was submitted from a page of this site.
    var answerProof: FormProof { get }

    /// The page that asks for the code; nil when no code of this flow is open.
    ///
    /// - Parameter returnPath: where a signed-in visitor continues; empty where the flow has one end.
    func codePage(_ form: FormState, returnPath: String, _ context: Context) async throws -> CodePage?

    /// The answer to a browser without an open code.
    func withoutCode(_ context: Context) async throws -> Response

    /// Checks the digits in `form` and carries out what they confirm.
    func confirm(_ form: Form, _ context: Context) async throws -> Response

    /// Sends the code once more.
    func sendAgain(_ form: Form, _ context: Context) async throws -> Response
}

extension CodeFlow {
    var answerProof: FormProof { .token }
}

/// The requests that all codes have in common: the page that asks for the digits, the answer, and the resend. Each is
/// limited per network address and per browser; a `CodeRefusal` is shown on the page that asks for the digits.
struct CodeFlowPages<Flow: CodeFlow>: Sendable {
    let flow: Flow

    /// - Parameters:
    ///   - code: the pattern of the page and of the answer.
    ///   - resend: the pattern of the resend.
    func add(to routes: RouteCollection<Flow.Context>, code: String, resend: String) {
        routes.get(code, use: ask)
        routes.post(code, use: answer)
        routes.post(resend, use: again)
    }

    @Sendable private func ask(request: Request, context: Flow.Context) async throws -> Response {
        let page = try await flow.codePage(context.newForm, returnPath: request.query(CodeForm.returnPath), context)
        if let page { return context.page(page) }
        return try await flow.withoutCode(context)
    }

    @Sendable private func answer(request: Request, context: Flow.Context) async throws -> Response {
        // A browser that has lost our cookie has no code either: its form comes back, and says so.
        let form = try await context.form(request, proof: context.browser.isNew ? .token : flow.answerProof)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        do {
            return try await flow.confirm(form, context)
        } catch let refusal as CodeRefusal {
            return try await refused(form, refusal, context)
        }
    }

    @Sendable private func again(request: Request, context: Flow.Context) async throws -> Response {
        let form = try await context.form(request)
        try context.allowCode()
        do {
            return try await flow.sendAgain(form, context)
        } catch let refusal as CodeRefusal {
            return try await refused(form, refusal, context)
        }
    }

    private func refused(_ form: Form, _ refusal: CodeRefusal, _ context: Flow.Context) async throws -> Response {
        let state = form.state.with([FieldError(field: CodeForm.digits, message: refusal.sentence(context.t))])
        let page = try await flow.codePage(state, returnPath: form[CodeForm.returnPath], context)
        guard let page else { throw refusal }
        return context.page(page, status: refusal.status)
    }
}

/// The form fields of the page that asks for the digits.
enum CodeForm {
    static let digits = "kode"
    static let returnPath = "ke"
}

extension PageContext {
    /// Sends a first code. One that was sent a moment ago is still valid, so the visitor continues with that one.
    func sendFirstCode(_ send: () async throws -> Void) async throws {
        try allowCode()
        do {
            try await send()
        } catch CodeRefusal.tooSoon {}
    }

    /// Counts one more code against the limits of the network address and of the browser.
    func allowCode() throws {
        try allow(.codesPerAddress, .codesPerBrowser)
    }
}

// MARK: - Links in mails

/// A flow whose mails carry a link besides the digits. Both begin a session.
protocol LinkFlow: CodeFlow where Context == VisitorContext {
    var dependencies: Dependencies { get }
    var purpose: CodePurpose { get }
    var link: Path<String> { get }
    /// Where a browser continues that has used the link.
    var end: String { get }
}

extension LinkFlow {
    /// Begins a session with the digits in `form`.
    func enter(_ form: Form, to path: String, _ context: VisitorContext) async throws -> Response {
        try await enter(.digits(form[CodeForm.digits], subject: context.visit), to: path, context)
    }

    fileprivate func enter(
        _ given: CodeAnswer.Given, to path: String, _ context: VisitorContext
    ) async throws -> Response {
        // The cookie of a session of one's own would stay in the counter's browser.
        guard context.browser.session?.assistance == nil else { throw AssistanceRefusal.sessionGoesOn }
        let signIn = SignIn(dependencies: dependencies, browser: context.browser)
        let begun = try await signIn.begin(CodeAnswer(purpose: purpose, given: given, visit: context.visit))
        return try signIn.enter(begun, to: path, context: context)
    }

    /// The code that this browser has asked for.
    func pending(_ context: VisitorContext) async throws -> PendingCode? {
        try await dependencies.database.read { tx in
            try tx.codes.pending(
                purpose, subject: context.visit, vault: dependencies.vault, edition: dependencies.edition)
        }
    }
}

extension CodeFlowPages where Flow: LinkFlow {
    func addLink(to routes: RouteCollection<VisitorContext>) {
        routes.get(flow.link.pattern, use: open)
        routes.post(flow.link.pattern, use: follow)
    }

    @Sendable private func open(request: Request, context: VisitorContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let (flow, dependencies) = (flow, flow.dependencies)
        let pending = try await dependencies.database.read {
            try $0.codes.pending(link: token, flow.purpose, vault: dependencies.vault, edition: dependencies.edition)
        }
        guard let pending else {
            // Opened again in the browser that has used it.
            guard context.browser.person == nil else { return context.redirect(flow.end) }
            throw CodeRefusal.noCode
        }
        return context.page(
            LinkPage(
                t: context.t, contact: pending.destination, action: flow.link(token),
                isElsewhere: pending.subject != context.visit, csrf: context.newForm.csrf))
    }

    @Sendable private func follow(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        return try await flow.enter(.link(context.parameters.require("token")), to: flow.end, context)
    }
}
