import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/situs`: which partners may read some of the person's data, and ending that.
struct ConnectedSitesPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.connectedSites, use: show)
        routes.post(Paths.endConsent.pattern, use: end)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let person = context.person
        let now = dependencies.realNow()
        let sites = try await dependencies.database.read { try ConnectedSite.all(of: person, at: now, in: $0) }
        return context.page(ConnectedSitesPage(t: context.t, csrf: context.newForm.csrf, sites: sites))
    }

    @Sendable private func end(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        guard let id = context.parameters.get("id").flatMap({ ID<SiteConsent>($0) }) else { throw HTTPError(.notFound) }
        let person = context.person
        let isOwn = try await dependencies.database.transaction { [dependencies] tx in
            try EndConsent(dependencies: dependencies).end(id, by: person, in: tx)
        }
        guard isOwn else { throw HTTPError(.notFound) }
        return context.redirect(Paths.connectedSites)
    }
}

/// A partner that reads, or has read, some of a person's data.
struct ConnectedSite: Sendable {
    let consent: SiteConsent
    let name: String
    let lastRead: Instant?
    /// Whether the consent holds. False also where the partner was suspended since.
    let isHeld: Bool
    /// Whether the partner has a token, or a code for one, that opens something.
    let hasTokens: Bool

    /// Sites on the page, and in the file with the person's own data.
    static let most = 100

    /// Whether the partner may read now.
    var isOpen: Bool { isHeld && hasTokens }

    /// Those that may read first, then the newest.
    static func all(of person: ID<Account>, at now: Instant, in tx: Transaction) throws -> [ConnectedSite] {
        let open = try tx.consents.withTokens(of: person, at: now)
        let sites = try tx.consents.all(of: person, limit: most).map { consent, lastRead in
            let record = try tx.partners.record(consent.partner)
            return ConnectedSite(
                consent: consent, name: record?.name ?? "", lastRead: lastRead,
                isHeld: record.map(consent.holds) ?? false, hasTokens: open.contains(consent.id))
        }
        return sites.filter(\.isOpen) + sites.filter { !$0.isOpen }
    }

    /// Why the partner reads no more; nil where it may read.
    func ending(_ t: Words) -> String? {
        guard !isOpen else { return nil }
        guard let end = consent.ended else {
            return isHeld
                ? t(
                    "Berakhir: situs ini baru dapat membaca lagi sesudah Anda masuk di sana",
                    "Ended: the site reads again only after you sign in there")
                : t("Berakhir: mitra ditangguhkan", "Ended: the partner was suspended")
        }
        let when = t.shortMoment(real: end.at)
        return switch end.why {
        case .person: t("Anda akhiri \(when)", "You ended it \(when)")
        case .renewed: t("Diganti izin lain \(when)", "Replaced by another consent \(when)")
        case .suspension: t("Berakhir karena akun ditangguhkan \(when)", "Ended as the account was suspended \(when)")
        case .deletion: t("Berakhir karena akun dihapus \(when)", "Ended as the account was deleted \(when)")
        }
    }

    func data(_ t: Words) -> String { consent.scopes.map { $0.said(t) }.joined(separator: ", ") }
}

struct ConnectedSitesPage: Page {
    let t: Words
    let csrf: String
    let sites: [ConnectedSite]

    var title: String { t("Situs yang terhubung", "Connected sites") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Situs mitra ini boleh membaca data Anda, karena Anda masuk di sana dengan Prakerja.",
            "These partners' sites may read your data, because you signed in there with Prakerja."))</p>
        \(Part.table(
            caption: t("Yang masih terhubung di atas", "Those still connected on top"),
            [
                t("Situs", "Site"), t("Boleh membaca", "May read"), t("Sejak", "Since"),
                t("Terakhir membaca", "Last read"), t("Tindakan", "Action"),
            ],
            sites.map(row), empty: t("Tidak ada situs yang terhubung.", "No site is connected.")))
        <p>\(t(
            "Sesudah diakhiri, situs itu tidak dapat membaca lagi. Data yang sudah dibaca tetap ada pada mereka.",
            "After you end it, the site reads nothing more. What it has read stays with the site."))</p>
        <p><a href="\(Paths.whoLooked)">\(t("Kapan data saya dibaca", "When my data was read"))</a> · \
        <a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p>
        """
    }

    private func row(_ site: ConnectedSite) -> [HTML] {
        [
            "\(site.name)", "\(site.data(t))", "\(t.shortMoment(real: site.consent.givenAt))",
            "\(site.lastRead.map { t.shortMoment(real: $0) } ?? t("Belum pernah", "Never"))",
            site.ending(t).map { "\($0)" }
                ?? Part.act(
                    t("Akhiri", "End"), to: Paths.endConsent(site.consent.id), csrf: csrf, kind: "danger"),
        ]
    }

    static func sample(_ t: Words) -> ConnectedSitesPage {
        let now = Instant(milliseconds: 1_587_000_000_000)
        func site(
            _ id: Int64, _ name: String, _ end: SiteConsent.End?, hasTokens: Bool = true
        ) -> ConnectedSite {
            ConnectedSite(
                consent: SiteConsent(
                    id: ID(id), person: ID(7), partner: ID(2), scopes: [.name, .email], givenAt: now - .days(3),
                    ended: end),
                name: name, lastRead: end == nil ? now : nil, isHeld: end == nil, hasTokens: hasTokens)
        }
        return ConnectedSitesPage(
            t: t, csrf: "contoh",
            sites: [
                site(1, "Pijar Mahir", nil), site(3, "Pintaria", nil, hasTokens: false),
                site(2, "Balai Nusantara", SiteConsent.End(at: now - .days(1), why: .person)),
            ])
    }
}
