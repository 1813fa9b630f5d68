import HTTPTypes
import Hummingbird
import Programme
import Storage

/// What a counter's browser forgets between two people.
enum Kiosk {
    private static let clearSiteData = "Clear-Site-Data"

    /// Takes back every cookie of the browser, but the officer's session that was put aside and the mark of the
    /// officer's device, and has the browser drop what it stored. `Clear-Site-Data: "cookies"` would drop those two as
    /// well.
    static func forget(_ cookies: CookieHeader, by response: inout Response, on dependencies: Dependencies) {
        let secure = dependencies.configuration.isSecure
        let kept: Set = [SetAside.name(secure: secure), OfficerDevice.cookieName(secure: secure)]
        for name in Set(cookies.names).subtracting(kept).sorted() where isOurs(name) {
            response.setCookie(
                Cookie(
                    name: name, value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true, sameSite: .lax))
        }
        if let field = HTTPField.Name(clearSiteData) { response.headers[field] = "\"cache\", \"storage\"" }
    }

    /// Names that stand in a header without quoting; no cookie of ours has another.
    private static func isOurs(_ name: String) -> Bool {
        name.utf8.count <= 64 && name.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
    }
}

/// A counter's browser whose assisted session has ended, by the button or by time, shows only the page on which the
/// officer takes it back: no person sees what the person before has left.
struct KioskMiddleware: RouterMiddleware {
    let dependencies: Dependencies

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let secure = dependencies.configuration.isSecure
        // A second tap on the button of the code, after the first one's answer: it is shown where that one led.
        if let assistance = context.browser.session?.assistance, request.uri.path == Paths.counterCode(assistance.id) {
            return context.redirect(Paths.application)
        }
        guard context.browser.session == nil, SetAside.isThere(context.browser.cookies, secure: secure),
            !isOpen(request.uri.path)
        else { return try await next(request, context) }
        var response = context.redirect(Paths.counterResume)
        Kiosk.forget(context.browser.cookies, by: &response, on: dependencies)
        return response
    }

    private func isOpen(_ path: String) -> Bool {
        [Paths.counterResume, Paths.counterLeave, Paths.counterEnd].contains(path)
            || Paths.openToKiosks.contains { path.hasPrefix($0) }
    }
}

/// `/loket/…`: the end of an assisted session, and the officer who takes the browser back.
struct KioskPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.counterEnd) { _, context in context.redirect(Paths.counterResume) }
        routes.post(Paths.counterEnd, use: end)
        routes.get(Paths.counterResume, use: show)
        routes.post(Paths.counterResume, use: resume)
        routes.get(Paths.counterLeave) { _, context in context.redirect(Paths.counterResume) }
        routes.post(Paths.counterLeave, use: leave)
        return routes
    }

    private var acts: TakeBackCounter { TakeBackCounter(dependencies: dependencies) }

    /// Ends the person's session and forgets everything; a browser without one forgets as well.
    @Sendable private func end(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request, proof: .tokenOrOrigin)
        if let session = context.browser.session, let assistance = session.assistance {
            try await dependencies.database.transaction { [acts] tx in
                try acts.end(session, assistance, in: tx)
            }
        }
        guard context.browser.session?.assistance != nil || context.browser.session == nil else {
            return context.redirect(Paths.home)
        }
        var response = context.redirect(Paths.counterResume)
        Kiosk.forget(context.browser.cookies, by: &response, on: dependencies)
        return response
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        if context.browser.session?.assistance != nil { throw AssistanceRefusal.sessionGoesOn }
        guard context.browser.session == nil, SetAside(context.browser.cookies, on: dependencies) != nil else {
            return context.redirect(Paths.counter)
        }
        return context.page(page(context.newForm, context))
    }

    @Sendable private func resume(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        guard context.browser.session == nil, let aside = SetAside(context.browser.cookies, on: dependencies) else {
            return context.redirect(Paths.counter)
        }
        switch try await acts.resume(aside, code: form["kode"]) {
        case .wrongCode:
            let message = context.t(
                "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi.",
                "The code does not match, or was used. Wait for the app's next code.")
            let state = form.state.with([FieldError(field: "kode", message: message)])
            return context.page(page(state, context), status: .unprocessableContent)
        case .gone:
            return left(context)
        case .resumed:
            var response = context.redirect(Paths.counter)
            response.setCookie(
                SessionCookie.make(
                    aside.cookie, lifetime: SessionQueries.officerLifetime,
                    secure: dependencies.configuration.isSecure))
            SetAside.forgotten(by: &response, on: dependencies)
            return response
        }
    }

    @Sendable private func leave(request: Request, context: VisitorContext) async throws -> Response {
        _ = try await context.form(request)
        guard context.browser.session == nil else { return context.redirect(Paths.counter) }
        return left(context)
    }

    /// To the office's sign-in: this browser is no longer a counter's.
    private func left(_ context: VisitorContext) -> Response {
        var response = context.redirect("\(Paths.officeSignIn)?ke=\(Paths.counter.percentEncoded)")
        Kiosk.forget(context.browser.cookies, by: &response, on: dependencies)
        SetAside.forgotten(by: &response, on: dependencies)
        return response
    }

    private func page(_ form: FormState, _ context: VisitorContext) -> CounterResumePage {
        CounterResumePage(t: context.t, form: form, asksCode: !dependencies.configuration.demo)
    }
}

/// The person has left; the officer goes on.
struct CounterResumePage: Page {
    let t: Words
    let form: FormState
    /// False in the demo, whose officers have no authenticator.
    let asksCode: Bool

    var title: String { t("Selesai, Anda keluar dari komputer ini", "Done, you are signed out of this computer") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Terima kasih. Peramban ini tidak menyimpan data Anda.",
            "Thank you. This browser keeps none of your data."))</p>
        <h2>\(t("Untuk petugas", "For the officer"))</h2>
        <form method="post" action="\(Paths.counterResume)">\(Field.token(form.csrf))
        \(when: asksCode, code)
        \(Part.submit(t("Kembali ke loket", "Back to the counter")))</form>
        \(Part.act(
            t("Masuk sebagai petugas lain", "Sign in as another officer"), to: Paths.counterLeave, csrf: form.csrf,
            kind: "secondary"))
        """
    }

    private var code: HTML {
        Field.code(
            form, "kode", t("Kode dari aplikasi autentikator", "Code from your authenticator"),
            hint: t("Supaya hanya petugas yang kembali ke kantor.", "So that only the officer returns to the office."))
    }

    static func sample(_ t: Words) -> CounterResumePage {
        CounterResumePage(t: t, form: .sample, asksCode: true)
    }
}
