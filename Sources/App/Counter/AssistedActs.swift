import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Records every form of an assisted session with officer, office and case, before it is acted on: what is done at a
/// counter is never without its helper. An officer does not help themself: from the moment on at which the person's NIK
/// is the officer's own, nothing more is accepted.
struct AssistedActs: RouterMiddleware {
    let dependencies: Dependencies

    func handle(
        _ request: Request, context: SignedInContext,
        next: (Request, SignedInContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, let assistance = context.browser.session?.assistance else {
            return try await next(request, context)
        }
        let (person, step) = (context.person, AssistedStep(path: request.uri.path))
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.officers.checkIsAnother(assistance.officer, than: person)
            let detail = [
                "number": assistance.number.description, "office": assistance.place, "step": step.rawValue,
            ]
            try tx.audit.record(
                AuditEvent("counter.acted", subject: "account:\(person)", detail: detail),
                by: .officer(assistance.officer), at: dependencies.moment(), ids: dependencies.ids)
            try keepOfficer(context.browser.cookies, in: tx)
        }
        return try await next(request, context)
    }

    /// The officer sits beside the person: their session, which was put aside, does not end meanwhile.
    private func keepOfficer(_ cookies: CookieHeader, in tx: Transaction) throws {
        let now = dependencies.realNow()
        guard let aside = SetAside(cookies, on: dependencies),
            let found = try tx.sessions.find(
                cookie: aside.cookie, now: now, roles: dependencies.officeRoles,
                idle: dependencies.configuration.officeIdle, vault: dependencies.vault),
            found.session.seenAt + found.session.seenEvery < now
        else { return }
        try tx.sessions.seen(found.session, at: now, vault: dependencies.vault)
    }
}

/// What an assisted form belongs to.
enum AssistedStep: String, Sendable, CaseIterable {
    case phone = "step-phone"
    case identity = "step-identity"
    case personal = "step-personal"
    case photos = "step-photos"
    case declarations = "step-declarations"
    case test = "step-test"
    case submission = "step-submission"
    case wave = "step-wave"
    case other = "step-other"

    init(path: String) {
        let steps: [(String, AssistedStep)] = [
            (Paths.phone, .phone), (Paths.identity, .identity), (Paths.personal, .personal), (Paths.photos, .photos),
            (Paths.declarations, .declarations), (Paths.test, .test), (Paths.check, .submission),
            (Paths.waves, .wave),
        ]
        self = steps.first { path == $0.0 || path.hasPrefix("\($0.0)/") }?.1 ?? .other
    }
}
