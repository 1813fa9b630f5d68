import Hummingbird
import Programme
import Storage

/// `/mitra-kami`: for the public, which partners the programme works with.
struct PublicPartners: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.publicPartners, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let records = try await dependencies.database.read { try $0.partners.records() }
        return context.page(
            PublicPartnersPage(
                t: context.t, records: records.filter { $0.state != .invited },
                payments: dependencies.edition.payoutPartners.map(\.name)))
    }
}

struct PublicPartnersPage: Page {
    let t: Words
    /// By name.
    let records: [PartnerRecord]
    /// Where the edition pays incentives to.
    let payments: [String]

    var title: String { t("Mitra kami", "Our partners") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Semua yang bekerja sama dengan program ini. Urut nama, tanpa diutamakan.",
            "All who take part in this programme. By name, without preference."))</p>
        \(each: PartnerRecord.Kind.allCases, group)
        <p>\(t(
            "Tidak ada mitra yang boleh meminta uang atau kode agar Anda terpilih.",
            "No partner may ask you for money or a code to be selected."))</p>
        """
    }

    private func group(_ kind: PartnerRecord.Kind) -> HTML {
        let found = records.filter { $0.kind == kind }
        if kind == .paymentProvider, !payments.isEmpty { return payment(found) }
        guard !found.isEmpty else { return .empty }
        return """
            <section><h2>\(kind.name(t))</h2><p>\(purpose(kind))</p>
            <ul class="partners">\(each: found, row)</ul></section>
            """
    }

    private func row(_ record: PartnerRecord) -> HTML {
        let link: HTML =
            record.website.map { "<a href=\"\($0)\" rel=\"noopener\">\(record.name)</a>" } ?? "\(record.name)"
        let since = t.date(Zone.wib.date(of: record.recordedAt))
        return "<li>\(link)\(note(record))<small>\(t("sejak \(since)", "since \(since)"))</small></li>"
    }

    private func note(_ record: PartnerRecord) -> HTML {
        switch record.state {
        case .invited, .active: .empty
        case .suspended: " \(Part.tag(t("Penjualan baru dihentikan", "New sales stopped"), .waiting))"
        case .ended: " \(Part.tag(t("Kerja sama berakhir", "Partnership ended"), .blocked))"
        }
    }

    private func payment(_ found: [PartnerRecord]) -> HTML {
        let recorded = Set(found.map(\.name))
        func named(_ name: String) -> HTML { "<li>\(name)</li>" }
        return """
            <section><h2>\(PartnerRecord.Kind.paymentProvider.name(t))</h2><p>\(purpose(.paymentProvider))</p>
            <ul class="partners">\(each: found, row)\(each: payments.filter { !recorded.contains($0) }, named)</ul></section>
            """
    }

    private func purpose(_ kind: PartnerRecord.Kind) -> String {
        switch kind {
        case .platform:
            t("Tempat membeli pelatihan dengan nomor kartu.", "Where training is bought with the card's number.")
        case .institution: t("Yang mengajar dan menilai.", "They teach and assess.")
        case .paymentProvider:
            t(
                "Tempat insentif dikirim, ke rekening atau dompet Anda sendiri.",
                "Where incentives are sent, to your own account.")
        case .jobPortal:
            t(
                "Tempat mencari lowongan setelah pelatihan. Berkas sertifikat yang Anda unggah di sana dapat diperiksa.",
                "Where to look for work after training. The certificate's file that you upload there can be checked.")
        case .association:
            t(
                "Dunia usaha yang membantu menentukan kebutuhan keahlian.",
                "Employers who help to say which skills are needed.")
        }
    }

    static func sample(_ t: Words) -> PublicPartnersPage {
        PublicPartnersPage(t: t, records: [.sample, .association], payments: ["Bank Negara Indonesia", "GoPay"])
    }
}
