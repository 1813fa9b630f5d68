import Hummingbird
import Programme
import Storage

/// `/kantor/gelombang/{n}/pengumuman`: putting an announcement off, with the reason that everybody reads.
struct PostponeOffice: Sendable {
    let platform: Platform

    static let reasonLength = 300

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get("/kantor/gelombang/:number/pengumuman", use: show)
        routes.post("/kantor/gelombang/:number/pengumuman", use: postpone)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.runWaves)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func postpone(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.runWaves)
        let number = try context.waveNumber()
        let form = try await context.form(request)
        let (date, reason) = (date(form[PostponePage.dateField]), form[PostponePage.reasonField])
        var errors: [FieldError] = []
        if date == nil {
            let message = context.t(
                "Isi tanggal dan jam, misalnya 2020-04-18T16:00.", "Enter date and time, such as 2020-04-18T16:00.")
            errors.append(FieldError(field: PostponePage.dateField, message: message))
        }
        if reason.isEmpty || reason.count > Self.reasonLength {
            let message = context.t(
                "Tulis sebabnya, paling panjang \(Self.reasonLength) huruf. Semua orang membacanya.",
                "Write the reason, \(Self.reasonLength) letters at most. Everybody reads it.")
            errors.append(FieldError(field: PostponePage.reasonField, message: message))
        }
        guard let date, errors.isEmpty else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        do {
            try await WaveActs(platform: platform).postpone(number, to: date, reason: reason, by: context.officer.id)
        } catch let refusal as WaveRefusal {
            let error = FieldError(field: PostponePage.dateField, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.officeWave(number))
    }

    /// As the browser's field writes it, in the programme's zone.
    private func date(_ text: String) -> Instant? {
        let parts = text.split(separator: "T").map(String.init)
        guard parts.count == 2, let date = CivilDate(parts[0]), let time = TimeOfDay(parts[1]) else { return nil }
        return platform.edition.waves.zone.instant(date, time)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> PostponePage {
        let number = try context.waveNumber()
        let wave = try await platform.database.read { [platform] tx in
            try tx.waves.require(number, of: platform.edition.id).wave
        }
        return PostponePage(t: context.t, wave: wave, zone: platform.edition.waves.zone, form: form)
    }
}

struct PostponePage: Page {
    let t: Words
    let wave: Wave
    let zone: Zone
    let form: FormState

    static let dateField = "tanggal"
    static let reasonField = "sebab"

    var errors: [FieldError] { form.errors }

    var title: String {
        t("Tunda pengumuman gelombang \(wave.number)", "Put off the announcement of wave \(wave.number)")
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(ErrorSummary(form.errors, t: t).html)
        <p>\(t("Yang dijanjikan sekarang", "Promised now")): <strong>\(t.moment(wave.announcesAt))</strong>. \
        \(t(
            "Tanggal itu tetap terlihat, bersama yang baru dan sebabnya.",
            "That date stays visible, with the new one and the reason."))</p>
        <form method="post" action="\(Paths.postpone(wave.number))" novalidate>\(Field.token(form.csrf))
        \(Field.text(
            form, Self.dateField, t("Tanggal dan jam baru", "New date and time"), hint: t(
                "Menurut \(zone.rawValue).", "In \(zone.rawValue)."), type: "datetime-local", width: 20))
        \(Field.area(
            form, Self.reasonField, t("Sebabnya", "The reason"), hint: t(
                "Semua orang membacanya.", "Everybody reads it."), maxLength: PostponeOffice.reasonLength))
        \(Part.submit(t("Tunda pengumuman", "Put the announcement off")))</form>
        <p><a href="\(Paths.officeWave(wave.number))">\(t("Kembali tanpa menunda", "Back without putting it off"))</a></p>
        """
    }

    static func sample(_ t: Words) -> PostponePage {
        PostponePage(t: t, wave: .sample, zone: .wib, form: .sample)
    }
}
