import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/akses`: auditors search who read whose data. Terms that name a person are posted, so that no address and no
/// log holds them.
struct AccessOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeAccess, use: show)
        routes.post(Paths.officeAccess, use: search)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        return context.page(try await page(AccessSearch(), nil, context.newForm, context))
    }

    /// Answers the POST on the same page: nothing but the auditor's own reading is written, so reloading is harmless.
    @Sendable private func search(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        let form = try await context.form(request)
        let before = ID<StoredReading>(form[AccessPage.beforeField])
        var (search, errors) = AccessSearch.read(form, timeline: context.t.timeline, context.t)
        let typed = form[AccessPage.personField]
        var reason: OfficeReason?
        if !typed.isEmpty {
            let read = ReasonField.read(form, context.t)
            reason = read.reason
            errors += read.errors
        }
        if reason != nil, errors.isEmpty {
            search.person = try await LookUpReadings(dependencies: dependencies).person(typed, by: context.officer.id)
            if search.person == nil {
                let message = context.t(
                    "Tidak ada peserta dengan isian itu. Periksa angkanya.",
                    "No participant has that. Check what you typed.")
                errors.append(FieldError(field: AccessPage.personField, message: message))
            }
        }
        guard errors.isEmpty else {
            return context.page(
                try await page(nil, nil, form.state.with(errors), context), status: .unprocessableContent)
        }
        return context.page(try await page(search, before, form.state, context, because: reason))
    }

    /// - Parameters:
    ///   - search: nil after a term that cannot be searched by; nothing is listed then.
    ///   - reason: stated for a search for a person.
    private func page(
        _ search: AccessSearch?, _ before: ID<StoredReading>?, _ form: FormState, _ context: OfficerContext,
        because reason: OfficeReason? = nil
    ) async throws -> AccessPage {
        try await dependencies.database.transaction { tx in
            if let person = search?.person, let reason {
                try context.records(.readings, of: [person], because: .stated(reason), in: tx)
            }
            // One more than shown, to know whether there are older ones.
            let found = try search.map { try tx.access.find($0, before: before, limit: AccessPage.length + 1) } ?? []
            let shown = Array(found.prefix(AccessPage.length))
            return AccessPage(
                t: context.t, readings: shown, names: try tx.officers.names(),
                subjects: try SubjectNames(of: shown.map(\.work), in: tx), hasOlder: found.count > AccessPage.length,
                mayOpen: context.officer.may(.readPeople), form: form)
        }
    }
}

extension AccessSearch {
    /// Everything but the person, whom only the database knows.
    ///
    /// - Parameter timeline: of the programme's clock, in which dates are typed.
    fileprivate static func read(
        _ form: Form, timeline: ProgrammeTimeline, _ t: Words
    ) -> (search: AccessSearch, errors: [FieldError]) {
        let (from, wrongStart) = AccessPage.from.read(form, t)
        let (through, wrongEnd) = AccessPage.through.read(form, t)
        let search = AccessSearch(
            officer: ID(form[AccessPage.officerField]), kind: AccessKind(rawValue: form[AccessPage.kindField]),
            from: from.map { timeline.real(Zone.wib.instant($0)) },
            end: through.map { timeline.real(Zone.wib.instant($0.adding(days: 1))) })
        return (search, [wrongStart, wrongEnd].compactMap(\.self))
    }
}

extension OfficeSection {
    static let access = OfficeSection(
        name: Bilingual(id: "Siapa melihat data", en: "Who looked at data"),
        purpose: Bilingual(
            id: "Petugas mana melihat data siapa, kapan, dan untuk apa.",
            en: "Which officer looked at whose data, when and why."),
        path: Paths.officeAccess, readers: [.readAudit], group: .oversight, icon: .eye)
}
