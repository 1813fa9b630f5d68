import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/mitra/meja/pelatihan`: the partner's courses, their versions, and files of its own.
struct DeskCoursePages: Sendable {
    let dependencies: Dependencies

    /// Courses on a page of the list.
    private static let length = 50
    private static let mostPages = 10_000
    private static let longestSearch = 100

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.deskCourses, use: all)
        routes.get(Paths.deskUpload) { _, context in
            context.page(DeskUploadPage(t: context.t, kind: context.person.partner.kind, form: context.newForm))
        }
        routes.post(Paths.deskUpload, use: upload)
        routes.get(Paths.deskFile.pattern, use: preview)
        routes.post(Paths.deskFile.pattern, use: confirm)
        routes.get(Paths.deskCourse.pattern, use: show)
        routes.get(Paths.deskWithdrawal.pattern) { _, context in
            context.redirect(Paths.deskCourse(try context.course()))
        }
        routes.post(Paths.deskWithdrawal.pattern, use: withdraw)
        return routes
    }

    private var importing: ImportOwnCourses { ImportOwnCourses(dependencies: dependencies) }

    @Sendable private func all(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (partner, number) = (context.partner, Int(request.query("halaman"), in: 1...Self.mostPages) ?? 1)
        let words = String(request.query("cari").trimmingWhitespace().prefix(Self.longestSearch))
        let today = today
        let shown = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are more.
            let found = try tx.courses.all(
                words, of: partner, stops: SaleStops(on: today, in: tx), skipping: (number - 1) * Self.length,
                limit: Self.length + 1)
            let shown = Array(found.prefix(Self.length))
            let isPlatform = context.person.partner.kind == .platform
            return DeskCoursesPage(
                t: context.t, courses: shown,
                ownSales: isPlatform ? try tx.partnerPeople.sold(at: partner, of: shown.map(\.id)) : nil,
                number: number, words: words, hasMore: found.count > Self.length)
        }
        return context.page(shown)
    }

    @Sendable private func upload(request: Request, context: PartnerPersonContext) async throws -> Response {
        func again(_ form: FormState, _ message: String, _ status: HTTPResponse.Status) -> Response {
            let error = FieldError(field: "berkas", message: message)
            let page = DeskUploadPage(t: context.t, kind: context.person.partner.kind, form: form.with([error]))
            return context.page(page, status: status)
        }
        let form: Form
        do {
            form = try await context.form(request, limit: CourseReader.longestFile + FormLimit.fields)
        } catch FormRefusal.tooLarge {
            return again(context.newForm, CourseFileRefusal.tooLarge.sentence(context.t), .contentTooLarge)
        }
        guard let file = form.file("berkas") else {
            return again(
                form.state, context.t("Pilih berkas CSV-nya.", "Choose the CSV file."), .unprocessableContent)
        }
        do {
            let id = try await importing.keep(file, by: context.person)
            return context.redirect(Paths.deskFile(id), saying: .courseFileKept)
        } catch let refusal as CourseFileRefusal {
            return again(form.state, refusal.sentence(context.t), refusal.status)
        }
    }

    @Sendable private func preview(request: Request, context: PartnerPersonContext) async throws -> Response {
        let id = try await ownFile(context)
        let (file, plan) = try await importing.plan(id, for: context.person)
        return context.page(
            DeskImportPage(t: context.t, file: id, name: file.name, plan: plan, csrf: context.newForm.csrf))
    }

    @Sendable private func confirm(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (id, form) = (try await ownFile(context), try await context.form(request))
        let takingGood = form["sebagian"] == "ya"
        let plan = try await importing.confirm(id, takingGood: takingGood, by: context.person)
        guard plan.isTaken(takingGood: takingGood) else {
            return context.redirect(Paths.deskFile(id), saying: .courseFileFaulty)
        }
        return context.redirect(Paths.deskCourses, saying: .courseFileTaken)
    }

    /// Another partner's file is not found.
    private func ownFile(_ context: PartnerPersonContext) async throws -> ID<PartnerCourseFile> {
        let (id, partner) = (try context.courseFile(), context.partner)
        guard try await dependencies.database.read({ try $0.partnerPeople.hasFile(id, of: partner) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }

    @Sendable private func show(request: Request, context: PartnerPersonContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func withdraw(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (id, form) = (try context.course(), try await context.form(request))
        // Another partner's course is not found, whatever the form says.
        _ = try await page(context, form.state)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        do {
            try await importing.withdraw(id, because: reason, by: context.person)
        } catch let refusal as CurationRefusal {
            let error = FieldError(field: ReasonField.name, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.deskCourse(id), saying: .courseWithdrawn)
    }

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    private func page(_ context: PartnerPersonContext, _ form: FormState) async throws -> DeskCoursePage {
        let (id, person, today) = (try context.course(), context.person, today)
        return try await dependencies.database.read { tx in
            guard let course = try tx.partnerPeople.course(id, of: person.partner.id) else {
                throw HTTPError(.notFound)
            }
            let isOwn = course.institution == person.partner.id
            let versions = isOwn ? try tx.courses.versions(of: id) : []
            let verdicts = try versions.map { ($0.id, try tx.courses.verdicts(on: $0.id).map(\.verdict)) }
            let offers = try tx.courses.allOffers(of: id).map(\.offer).filter {
                isOwn || $0.platform == person.partner.id
            }
            return DeskCoursePage(
                t: context.t, course: course, isOwn: isOwn,
                sale: try SaleStops(on: today, in: tx).sale(of: course.institution, at: offers.map(\.platform)),
                versions: versions, verdicts: Dictionary(uniqueKeysWithValues: verdicts), offers: offers,
                schedules: try tx.courses.schedules(of: id), form: form)
        }
    }
}

extension PartnerPersonContext {
    fileprivate func course() throws -> ID<Course> {
        guard let id = parameters.get("id").flatMap({ ID<Course>($0) }) else { throw HTTPError(.notFound) }
        return id
    }

    fileprivate func courseFile() throws -> ID<PartnerCourseFile> {
        guard let id = parameters.get("id").flatMap({ ID<PartnerCourseFile>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
