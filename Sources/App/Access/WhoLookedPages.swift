import Hummingbird
import Programme
import Storage

/// `/akun/siapa-melihat`: a person sees which office looked at their data, when and for what. It shows the reader's role
/// and not the name: docs/decisions/0018 says why.
struct WhoLookedPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.whoLooked, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let before = ID<StoredReading>(request.query("sebelum"))
        let (found, roles, partners) = try await dependencies.database.read { [dependencies] tx in
            // One more than shown, to know whether there are older ones.
            let found = try tx.access.readings(of: context.person, before: before, limit: WhoLookedPage.length + 1)
            return (
                found, try ReaderRoles(of: found, in: tx, on: dependencies),
                try StoredReading.partners(of: found, in: tx)
            )
        }
        return context.page(
            WhoLookedPage(
                t: context.t, readings: Array(found.prefix(WhoLookedPage.length)), roles: roles, partners: partners,
                hasOlder: found.count > WhoLookedPage.length))
    }
}

struct WhoLookedPage: Page {
    let t: Words
    let readings: [StoredReading]
    let roles: ReaderRoles
    /// The names of partners that read by the person's consent.
    let partners: [ID<Partner>: String]
    let hasOlder: Bool

    static let length = 50

    var title: String { t("Siapa melihat data saya", "Who looked at my data") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Petugas membuka data Anda hanya untuk pekerjaan, dan situs mitra hanya dengan izin Anda. Semua tercatat di sini.",
            "Officers open your data only for work, and partners' sites only with your consent. All is recorded here."))</p>
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [t("Waktu", "Time"), t("Siapa", "Who"), t("Data apa", "What data"), t("Untuk apa", "What for")],
            readings.map(row),
            empty: t("Belum ada yang melihat data Anda.", "Your data has not been looked at yet.")))
        \(when: hasOlder, older)
        \(when: !roles.all.isEmpty, Part.details(t("Siapa mereka?", "Who are they?"), explained))
        \(Part.details(t("Ada yang tidak wajar?", "Does something look wrong?"), complaint))
        <p><a href="\(Paths.connectedSites)">\(t("Situs yang terhubung", "Connected sites"))</a></p>
        <p><a href="\(Paths.whoHelped)">\(t("Siapa yang membantu saya di loket", "Who helped me at a counter"))</a></p>
        <p><a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p>
        """
    }

    private var complaint: HTML {
        let text = t(
            "Laporkan ke pusat bantuan. Sebutkan waktunya; auditor melihat nama petugasnya.",
            "Tell the help centre the time. Auditors can see which officer it was.")
        return "<p>\(text)</p><p><a href=\"\(Paths.help)\">\(t("Bantuan", "Help"))</a></p>"
    }

    private var older: HTML {
        guard let last = readings.last else { return .empty }
        let path = Paths.whoLooked(before: last.id)
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    private func row(_ reading: StoredReading) -> [HTML] {
        let words = AccessWords(t: t)
        return [
            "\(t.shortMoment(real: reading.at))", reader(reading), "\(words.kind(reading.kind))",
            "\(words.purpose(reading))",
        ]
    }

    /// What each role of the list is for, in the office's own words.
    private var explained: HTML {
        func row(_ role: RoleDefinition) -> HTML { "<p><strong>\(t(role.name))</strong>: \(t(role.purpose))</p>" }
        return "\(each: roles.all, row)"
    }

    private func reader(_ reading: StoredReading) -> HTML {
        if let partner = reading.partner {
            return "\(partners[partner] ?? t("Situs mitra", "A partner's site"))"
        }
        guard reading.officer != nil else { return "\(t("Operator, kantor program", "Operator, programme office"))" }
        guard let role = roles[reading] else {
            return "\(t("Petugas kantor program", "Officer of the programme office"))"
        }
        return "\(t(role.name))"
    }

    static func sample(_ t: Words) -> WhoLookedPage {
        WhoLookedPage(
            t: t,
            readings: [
                .sample(.work("photo:5")), .sample(try? AccessReason.stated(OfficeReason("Menjawab telepon peserta"))),
            ],
            roles: ReaderRoles(), partners: [:], hasOlder: true)
    }
}
