import Foundation
import Programme

/// A partner asks for some of the person's data: the person agrees or declines.
struct ConsentPage: Page {
    let t: Words
    let csrf: String
    let request: SignInRequest
    let site: PartnerRecord
    /// The running consent for this partner, for the same data or others.
    let running: SiteConsent?

    static let answerField = "izin"
    static let agreed = "izinkan"
    static let refused = "tolak"

    var title: String { t("Masuk ke \(site.name) dengan Prakerja", "Sign in to \(site.name) with Prakerja") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(site.name) meminta sebagian data Anda. Anda yang memutuskan.",
            "\(site.name) asks for some of your data. You decide."))</p>
        \(Part.summary([
            SummaryRow(label: t("Situs", "Site"), value: "\(site.name)"),
            SummaryRow(label: t("Jenis mitra", "Kind of partner"), value: "\(site.kind.name(t))"),
            SummaryRow(label: t("Mitra sejak", "Partner since"), value: "\(since)"),
            SummaryRow(label: t("Anda kembali ke", "You return to"), value: "<code>\(host)</code>"),
        ]))
        <h2>\(t("Yang akan dibaca situs ini", "What this site will read"))</h2>
        <ul>\(each: request.scopes, row)</ul>
        <p>\(t(
            "NIK, alamat, foto, saldo, dan rekening Anda tidak dibagikan.",
            "Your NIK, address, photos, balance and account are not shared."))</p>
        \(running.map(note))
        <form method="post" action="\(path)">\(Field.token(csrf))
        <div>\(Part.submit(t("Izinkan", "Allow"), name: Self.answerField, value: Self.agreed))
        \(Part.submit(t("Tolak", "Decline"), name: Self.answerField, value: Self.refused, kind: "secondary"))</div></form>
        <p>\(t(
            "Izin dapat Anda akhiri kapan saja di akun Prakerja:", "You can end this at any time in your account:"))
        <a href="\(Paths.connectedSites)">\(t("Situs yang terhubung", "Connected sites"))</a></p>
        """
    }

    private var path: String { Paths.consent(query: request.query(name: site.name)) }

    private var since: String { t.date(Zone.wib.date(of: site.recordedAt)) }

    private var host: String { URLComponents(string: request.redirect)?.host ?? request.redirect }

    private func row(_ scope: SignInScope) -> HTML { "<li>\(scope.said(t))</li>" }

    private func note(_ running: SiteConsent) -> HTML {
        let since = t.shortMoment(real: running.givenAt)
        let text =
            running.scopes == request.scopes
            ? t("Anda sudah memberi izin ini sejak \(since).", "You have allowed this since \(since).")
            : t(
                "Sejak \(since) situs ini membaca data lain. Izin baru menggantikan yang lama.",
                "Since \(since) this site reads other data. This consent replaces the earlier one.")
        return Banner(.information, text).html
    }

    static func sample(_ t: Words) -> ConsentPage {
        let request = try? SignInRequest(
            client: "pijarmahir", redirect: "https://pijarmahir.example/kembali",
            failure: "https://pijarmahir.example/masuk", scope: "name email prakerjaid", state: "s-1")
        guard let request else { preconditionFailure("the sample is a literal") }
        return ConsentPage(
            t: t, csrf: "contoh", request: request, site: .sample,
            running: SiteConsent(
                id: ID(5), person: ID(7), partner: PartnerRecord.sample.id, scopes: [.name],
                givenAt: Instant(milliseconds: 1_587_000_000_000)))
    }
}
