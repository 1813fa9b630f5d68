import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/cari`: looks up what an officer typed. A search for people needs a reason, is recorded for each person
/// found, and is limited in number.
struct SearchOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeSearch, use: show)
        routes.post(Paths.officeSearch, use: search)
        return routes
    }

    /// The form, or the results of a search that this officer made a short while ago. Each view is recorded.
    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.searchPeople)
        guard let id = ID<KeptSearch>(request.query(SearchPage.numberField)) else {
            return page(context, context.newForm, [], .empty)
        }
        let officer = context.officer.id
        let kept = try await dependencies.database.read { [dependencies] tx in
            try tx.keptSearches.find(id, of: officer, at: dependencies.realNow(), vault: dependencies.vault)
        }
        guard let kept else { return page(context, context.newForm, [], .over) }
        var form = context.newForm
        form.fill([SearchPage.field: kept.typed, ReasonField.name: kept.reason ?? ""])
        let sought = Sought.read(kept.typed)
        let (personal, others) = (sought.filter(\.isPersonal), sought.filter { !$0.isPersonal })
        guard !personal.isEmpty else {
            let scope = scope(context)
            let hits = try await dependencies.database.read { try Self.hits(others, scope, in: $0) }
            return page(context, form, sought, .found(hits, people: []))
        }
        guard let text = kept.reason else { return page(context, form, sought, .asksWhy) }
        return try await people(id, personal + others, because: try OfficeReason(text), form, context)
    }

    /// The first view opens the people found for the reason; a later one shows them again and is recorded as well.
    private func people(
        _ id: ID<KeptSearch>, _ sought: [Sought], because reason: OfficeReason, _ form: FormState,
        _ context: OfficerContext
    ) async throws -> Response {
        let (scope, officer) = (scope(context), context.officer.id)
        let (hits, people, region) = try await dependencies.database.transaction { [dependencies] tx in
            let acts = OpenPerson(dependencies: dependencies)
            let isFirst = try tx.keptSearches.show(id)
            let hits = try Self.hits(sought, scope, in: tx)
            let people = try tx.people.lines(hits.compactMap(\.person), vault: dependencies.shownVault).map { line in
                try line.marked(by: tx.identity.claim(of: line.id), dependencies.vault)
            }
            if isFirst, people.isEmpty { try acts.recordMiss(by: officer, in: tx) }
            try context.records(.search, of: people.map(\.id), because: .stated(reason), in: tx)
            let region = try tx.officers.region(of: officer)
            for person in people where isFirst && !person.isElsewhere(than: region) {
                try acts.open(person.id, because: reason, by: officer, in: tx)
            }
            return (hits, people, region)
        }
        return page(context, form, sought, .found(hits, people: people), region: region)
    }

    /// Keeps the search and leads to its address: the text is in no address, no history and no log.
    @Sendable private func search(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.searchPeople)
        let form = try await context.form(request)
        let typed = form[SearchPage.field]
        let sought = Sought.read(typed)
        guard !sought.isEmpty else {
            return page(context, form.state.with([unread(typed, context.t)]), [], .empty)
        }
        var why: OfficeReason?
        // An empty reason is asked for on the next page.
        if sought.contains(where: \.isPersonal), form[ReasonField.name].contains(where: { !$0.isWhitespace }) {
            let (reason, errors) = ReasonField.read(form, context.t)
            guard let reason else { return page(context, form.state.with(errors), sought, .asksWhy) }
            why = reason
        }
        let (kept, officer) = (KeptSearch(typed: typed, reason: why?.text), context.officer.id)
        let id = try await dependencies.database.transaction { [dependencies] tx in
            if kept.reason != nil { try OpenPerson(dependencies: dependencies).countSearch(by: officer, in: tx) }
            return try tx.keptSearches.keep(
                kept, of: officer, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        }
        return context.redirect(Paths.officeSearch(id))
    }

    private func scope(_ context: OfficerContext) -> SearchScope {
        SearchScope(t: context.t, officer: context.officer, now: dependencies.clock.now(), dependencies: dependencies)
    }

    /// Each person once, by the first source that found them.
    private static func hits(_ sought: [Sought], _ scope: SearchScope, in tx: Transaction) throws -> [SearchHit] {
        var people: Set<ID<Account>> = []
        return try sought.flatMap { one in try SearchSource.all.flatMap { try $0.find(tx, one, scope) } }.filter {
            hit in
            guard let person = hit.person else { return true }
            return people.insert(person).inserted
        }
    }

    private func unread(_ typed: String, _ t: Words) -> FieldError {
        let message =
            typed.isEmpty
            ? t("Tulis dulu apa yang Anda cari.", "First write what you are looking for.")
            : t(
                "Ini bukan NIK, nomor HP, email, nama, atau nomor yang kami kenal. Periksa lagi ketikannya.",
                "This is not a NIK, mobile number, e-mail, name or number that we know. Check what was typed.")
        return FieldError(field: SearchPage.field, message: message)
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, _ sought: [Sought], _ state: SearchPage.State,
        region: Province? = nil
    ) -> Response {
        let page = SearchPage(
            t: context.t, form: form, sought: sought, state: state,
            mayOpen: context.officer.may(.readPeople), region: region)
        return context.page(page, status: form.errors.isEmpty ? .ok : .unprocessableContent)
    }
}

extension SearchHit {
    fileprivate var person: ID<Account>? {
        if case .person(let person, _) = self { person } else { nil }
    }
}

extension OfficeSection {
    static let people = OfficeSection(
        name: Bilingual(id: "Orang", en: "People"),
        purpose: Bilingual(
            id: "Cari orang, kelompok, gelombang, atau pelatihan.", en: "Find people, batches, waves or courses."),
        path: Paths.officeSearch, readers: [.searchPeople], group: .work, icon: .people, also: [Paths.officePeople])
}

extension DutySource {
    /// For how long auditors are shown that an officer's searches were refused.
    private static let lookBack = Span.hours(24)

    /// Officers who searched for people until the limit, which may be curiosity or worse.
    static let manySearches = DutySource(permission: .readAudit) { tx, officer, dependencies in
        let refusals = try tx.openings.refusals(since: dependencies.realNow() - lookBack)
        let path = refusals.first.map { Paths.officeAudit(subject: "officer:\($0.officer)") } ?? Paths.officeAudit
        return [
            Duty(
                label: Bilingual(
                    id: "Petugas yang mencari orang sampai batas", en: "Officers who reached the limit of searches"),
                count: refusals.count, path: path, verb: Bilingual(id: "Periksa", en: "Examine"))
        ]
    }
}
