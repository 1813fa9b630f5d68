import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/gelombang/{n}/sanggah`: a person whose disqualification is under way says why it is wrong.
struct ContestPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.contest.pattern, use: show)
        routes.post(Paths.contest.pattern, use: contest)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func contest(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        let form = try await context.form(request)
        do {
            try await DisqualifyEntry(dependencies: dependencies).contest(
                form[ContestPage.field], in: address, by: context.person)
        } catch DisqualificationRefusal.reasonMissing {
            let sentence = DisqualificationRefusal.reasonMissing.sentence(context.t)
            let error = FieldError(field: ContestPage.field, message: sentence)
            return context.page(
                try await page(context, form.state.with([error])), status: .unprocessableContent)
        }
        return context.redirect(Paths.myEntry(address))
    }

    private func page(_ context: SignedInContext, _ form: FormState) async throws -> ContestPage {
        let (address, person, now) = (try context.waveAddress(), context.person, dependencies.clock.now())
        return try await dependencies.database.read { tx in
            let wave = try tx.waves.require(address).wave
            guard let entry = try tx.entries.of(person, in: wave.id), let stored = try tx.disqualifications.of(entry.id)
            else { throw DisqualificationRefusal.notContestable }
            try stored.value.checkContest(at: now)
            return ContestPage(
                t: context.t, now: now, wave: wave, kind: stored.kind, list: stored.list,
                until: stored.value.contestBy ?? now, form: form)
        }
    }
}

struct ContestPage: Page {
    let t: Words
    let now: Instant
    let wave: Wave
    let kind: ListKind
    /// Its name in the statement of the draw.
    let list: String
    let until: Instant
    let form: FormState

    static let field = "sanggahan"

    var errors: [FieldError] { form.errors }

    var title: String { t("Sanggah pembatalan", "Contest the withdrawal") }

    var body: HTML {
        let list = EditionWords(t: t).namedList(kind, sealedAs: self.list)
        return """
            <h1>\(title)</h1>
            <p class="lead">\(t(
                "NIK Anda tercatat di \(list). Tulis mengapa itu keliru, misalnya sejak kapan tidak berlaku lagi.",
                "Your NIK stands on \(list). Write why that is wrong, for example since when it holds no more."
            ))</p>
            <ul><li>\(t(
                "Petugas ketiga yang memutus, bukan kedua petugas yang membatalkan.",
                "A third officer decides, none of the two who withdrew your place."))</li>
            <li>\(t(
                "Tempat Anda disimpan sampai ada keputusan.",
                "Your place is kept until it is decided."))</li>
            <li>\(t("Anda dapat menyanggah sampai", "You can contest until")) \
            <strong>\(Part.countdown(to: until, now: now, label: t.moment(until)))</strong>.</li></ul>
            <form method="post" action="\(Paths.contest(wave.address))" novalidate>\(Field.token(form.csrf))
            \(Field.area(
                form, t, Self.field, t("Sanggahan Anda", "What you say"), hint: t(
                    "Jangan tulis nomor kartu atau kata sandi.", "Do not write card numbers or passwords."),
                maxLength: DisqualifyEntry.contestLength))
            \(Part.submit(t("Kirim sanggahan", "Send it")))</form>
            <p><a href="\(Paths.myEntry(wave.address))">\(t("Kembali", "Back"))</a></p>
            """
    }

    static func sample(_ t: Words) -> ContestPage {
        ContestPage(
            t: t, now: Wave.sample.announcesAt + .days(2), wave: .sampleAnnounced, kind: .aidRecipients,
            list: "aid-recipients",
            until: Wave.sample.announcesAt + .days(14), form: .sample)
    }
}
