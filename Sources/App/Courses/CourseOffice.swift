import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/pelatihan`: courses, their import from a file, curation, prices and withdrawal.
struct CourseOffice: Sendable {
    let dependencies: Dependencies

    /// Courses on a page of the list.
    static let length = 50
    private static let mostPages = 10_000
    private static let longestSearch = 100
    /// Comparable courses shown to a curator.
    private static let comparable = 8

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeCourses, use: all)
        routes.get(Paths.uploadCourses, use: new)
        routes.post(Paths.uploadCourses, use: upload)
        routes.get(Paths.courseImport.pattern, use: preview)
        routes.post(Paths.courseImport.pattern, use: confirm)
        routes.get(Paths.officeCourse.pattern, use: show)
        routes.post(Paths.officeCourseAct.pattern, use: act)
        return routes
    }

    @Sendable private func all(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        let (officer, page) = (context.officer, Int(request.query("halaman"), in: 1...Self.mostPages) ?? 1)
        let words = String(request.query("cari").trimmingWhitespace().prefix(Self.longestSearch))
        let partner = ID<Partner>(request.query("mitra"))
        let today = today
        let shown = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are more.
            let found = try tx.courses.all(
                words, of: partner, stops: SaleStops(on: today, in: tx), skipping: (page - 1) * Self.length,
                limit: Self.length + 1)
            return OfficeCoursesPage(
                t: context.t, courses: Array(found.prefix(Self.length)), number: page, words: words,
                partner: try partner.flatMap { try tx.partners.record($0) },
                hasMore: found.count > Self.length, officer: officer)
        }
        return context.page(shown)
    }

    @Sendable private func new(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        return context.page(CourseUploadPage(t: context.t, form: context.newForm))
    }

    @Sendable private func upload(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        func again(_ form: FormState, _ message: String, _ status: HTTPResponse.Status) -> Response {
            let error = FieldError(field: "berkas", message: message)
            return context.page(CourseUploadPage(t: context.t, form: form.with([error])), status: status)
        }
        let form: Form
        do {
            form = try await context.form(request, limit: CourseReader.longestFile + FormLimit.fields)
        } catch FormRefusal.tooLarge {
            return again(
                context.newForm, CourseFileRefusal.tooLarge.sentence(context.t), .contentTooLarge)
        }
        guard let file = form.file("berkas") else {
            return again(
                form.state, context.t("Pilih berkas CSV-nya.", "Choose the CSV file."), .unprocessableContent)
        }
        do {
            let id = try await ImportCourses(dependencies: dependencies).keep(file, by: context.officer.id)
            return context.redirect(Paths.courseImport(id), saying: .courseFileKept)
        } catch let refusal as CourseFileRefusal {
            return again(form.state, refusal.sentence(context.t), refusal.status)
        }
    }

    @Sendable private func preview(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        let id = try context.courseFile()
        guard let file = try await dependencies.database.read({ try $0.courses.file(id) }) else {
            throw CourseFileRefusal.notWaiting
        }
        let plan = try await ImportCourses(dependencies: dependencies).plan(file.content)
        return context.page(
            CourseImportPage(t: context.t, file: id, name: file.name, plan: plan, csrf: context.newForm.csrf))
    }

    @Sendable private func confirm(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        try context.requireProof()
        let (id, form) = (try context.courseFile(), try await context.form(request))
        let takingGood = form["sebagian"] == "ya"
        let plan = try await ImportCourses(dependencies: dependencies).confirm(
            id, takingGood: takingGood, by: context.officer.id)
        guard plan.isTaken(takingGood: takingGood) else {
            return context.redirect(Paths.courseImport(id), saying: .courseFileFaulty)
        }
        return context.redirect(Paths.officeCourses, saying: .courseFileTaken)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readPartners)
        return context.page(try await coursePage(context, form: context.newForm))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        try context.officer.requireAny([.curateCourses, .managePartners])
        guard let act = context.parameters.get("act").flatMap(CourseAct.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        switch act {
        case .judge:
            try context.require(.curateCourses)
            try context.requireProof()
        case .withdraw, .proposeAgain: try context.require(.managePartners)
        }
        let (id, form) = (try context.course(), try await context.form(request))
        let field = OfficeCoursePage.reasonField(act)
        let (reason, errors) = ReasonField.read(form, context.t, name: field)
        guard let reason else {
            return context.page(
                try await coursePage(context, form: form.state.with(errors)), status: .unprocessableContent)
        }
        do {
            try await carryOut(act, on: id, form, because: reason, by: context.officer.id)
        } catch let refusal as CurationRefusal {
            let error = FieldError(
                field: act == .judge ? OfficeCoursePage.firstCheck : field, message: refusal.sentence(context.t))
            return context.page(
                try await coursePage(context, form: form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.officeCourse(id), saying: act.done)
    }

    private func carryOut(
        _ act: CourseAct, on id: ID<Course>, _ form: Form, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        let curating = CurateCourse(dependencies: dependencies)
        switch act {
        case .judge:
            guard let version = ID<CourseVersion>(form["versi"]) else { throw CurationRefusal.notProposed }
            let checks = CurationCheck.allCases.filter { form.has(OfficeCoursePage.field(of: $0)) }
            let verdict = CurationVerdict(
                curator: officer, isAccepted: form["putusan"] == "terima", checks: Set(checks), reason: reason.text)
            try await curating.judge(version, of: id, verdict)
        case .withdraw: try await curating.withdraw(id, because: reason, by: officer)
        case .proposeAgain: try await curating.proposeAgain(id, because: reason, by: officer)
        }
    }

    // MARK: - Pages

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    private func coursePage(_ context: OfficerContext, form: FormState) async throws -> OfficeCoursePage {
        let (id, officer, today) = (try context.course(), context.officer, today)
        return try await dependencies.database.read { tx in
            guard let file = try CourseRecord(id, on: today, comparable: Self.comparable, in: tx) else {
                throw HTTPError(.notFound)
            }
            return OfficeCoursePage(
                t: context.t, file: file, officer: officer, names: try tx.officers.names(), form: form)
        }
    }
}

extension OfficerContext {
    fileprivate func course() throws -> ID<Course> {
        guard let id = parameters.get("id").flatMap({ ID<Course>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    fileprivate func courseFile() throws -> ID<StoredCourseFile> {
        guard let id = parameters.get("id").flatMap({ ID<StoredCourseFile>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension DutySource {
    static let courses = DutySource(permission: .curateCourses) { tx, officer, dependencies in
        let waiting = try tx.courses.waiting(for: officer.id)
        let label = Bilingual(id: "Pelatihan yang menunggu kurasi Anda", en: "Courses waiting for your curation")
        return [
            Duty(
                label: label, count: waiting.count,
                path: waiting.first.map { Paths.officeCourse($0.course) } ?? Paths.officeCourses,
                oldest: waiting.first.map { dependencies.clock.timeline.programme($0.proposedAt) },
                verb: Bilingual(id: "Nilai", en: "Judge"))
        ]
    } items: { tx, officer, _ in
        try tx.courses.waiting(for: officer.id).prefix(mostItems).map { Paths.officeCourse($0.course) }
    }
}

extension OfficeSection {
    static let courses = OfficeSection(
        name: Bilingual(id: "Pelatihan", en: "Courses"),
        purpose: Bilingual(
            id: "Impor, kurasi oleh dua kurator, harga, dan penarikan.",
            en: "Import, curation by two curators, prices and withdrawal."),
        path: Paths.officeCourses, readers: [.readPartners], group: .programme, icon: .book,
        also: [Paths.uploadCourses])
}
