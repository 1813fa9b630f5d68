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

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.searchPeople)
        return page(context, context.newForm, [], .empty)
    }

    /// Answers the POST on the same page, so that the text is in no address, no history and no log.
    @Sendable private func search(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.searchPeople)
        let form = try await context.form(request)
        let sought = Sought.read(form[SearchPage.field])
        guard !sought.isEmpty else {
            return page(context, form.state.with([unread(form[SearchPage.field], context.t)]), [], .empty)
        }
        let (personal, others) = (sought.filter(\.isPersonal), sought.filter { !$0.isPersonal })
        let scope = SearchScope(
            t: context.t, officer: context.officer, now: dependencies.clock.now(), dependencies: dependencies)
        guard !personal.isEmpty else {
            let hits = try await dependencies.database.read { try Self.hits(others, scope, in: $0) }
            return page(context, form.state, sought, .found(hits, people: []))
        }
        // From the field at the top of every page there is no reason yet.
        guard form.has(ReasonField.name) else { return page(context, form.state, sought, .asksWhy) }
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else { return page(context, form.state.with(errors), sought, .asksWhy) }
        let (hits, people, region) = try await dependencies.database.transaction { [dependencies] tx in
            let acts = OpenPerson(dependencies: dependencies)
            try acts.countSearch(by: context.officer.id, in: tx)
            let hits = try Self.hits(personal + others, scope, in: tx)
            let people = try tx.people.lines(hits.compactMap(\.person), vault: dependencies.vault).map { line in
                try line.marked(by: tx.identity.claim(of: line.id), dependencies.vault)
            }
            if people.isEmpty { try acts.recordMiss(by: context.officer.id, in: tx) }
            try context.records(.search, of: people.map(\.id), because: .stated(reason), in: tx)
            let region = try tx.officers.region(of: context.officer.id)
            for person in people where !person.isElsewhere(than: region) {
                try acts.open(person.id, because: reason, by: context.officer.id, in: tx)
            }
            return (hits, people, region)
        }
        return page(context, form.state, sought, .found(hits, people: people), region: region)
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
