import Hummingbird
import Programme
import Storage

/// The form on `/kantor/laporan` that leads to one decision by the number of its application.
struct FollowDecision: Sendable {
    /// What was typed; nil before the form was sent.
    let number: String?
    /// Where this officer finds the person or the number.
    var sources: [Crumb] = []

    static let field = "pendaftaran"
    /// As many digits as pages show of a long number.
    private static let shortened = 9

    /// What the form sent, even where that is nothing.
    static func asked(_ request: Request) -> FollowDecision? {
        let wasSent = (request.uri.query ?? "").split(separator: "&").contains { $0.hasPrefix("\(field)=") }
        return wasSent ? FollowDecision(number: request.query(field)) : nil
    }

    /// The application with this number; nil where there is none.
    func found(on dependencies: Dependencies) async throws -> ID<Programme.Application>? {
        guard let id = number.flatMap({ ID<Programme.Application>($0.trimmingWhitespace()) }) else { return nil }
        return try await dependencies.database.read { try $0.figures.hasApplication(id) } ? id : nil
    }

    func html(_ t: Words) -> HTML {
        let hint = t(
            "Tampil di atas Riwayat tindakan bila satu pendaftaran ditekan di sana.",
            "It stands above the list of acts once an application is chosen there.")
        let other = t(
            "Di halaman peserta tidak perlu nomor: kotak Kelayakan punya tautan “Ikuti keputusan ini”.",
            "On a person's page no number is needed: the box Eligibility has the link “Follow this decision”.")
        let form = FormState(csrf: "", values: [Self.field: number ?? ""]).with(errors(t))
        func link(_ source: Crumb) -> HTML { "<li><a href=\"\(source.path)\">\(source.label)</a></li>" }
        return """
            <p>\(other)</p>
            \(when: !sources.isEmpty, "<ul class=\"chips\">\(each: sources, link)</ul>")
            <form method="get" action="\(Paths.reports)" class="filter">
            \(Field.text(
                form, Self.field, t("Nomor pendaftaran", "Application number"), hint: hint, keyboard: "numeric",
                width: 20))
            \(Part.submit(t("Buka", "Open"), kind: "secondary"))</form>
            """
    }

    /// The search for people, and the acts on applications.
    static func sources(for officer: Officer, _ t: Words) -> [Crumb] {
        let search = Crumb(t("Cari peserta", "Search for a person"), Paths.officeSearch)
        let acts = Crumb(
            t("Tindakan pada pendaftaran", "Acts on applications"),
            Paths.officeAudit(AuditFilter(kind: .applications)))
        return (officer.may(.searchPeople) ? [search] : []) + (officer.may(.readAudit) ? [acts] : [])
    }

    func errors(_ t: Words) -> [FieldError] {
        mistake(t).map { [FieldError(field: Self.field, message: $0)] } ?? []
    }

    /// The form is shown again only where what was sent led to no decision.
    private func mistake(_ t: Words) -> String? {
        guard let typed = number?.trimmingWhitespace() else { return nil }
        if typed.isEmpty { return t("Tulis nomor pendaftarannya dulu.", "Write the application's number first.") }
        let digits = typed.filter(\.isNumber)
        guard digits.count == typed.count else {
            let isShort = typed.hasPrefix("…")
            return isShort
                ? Self.whole(t) : t("Tulis nomor pendaftaran dengan angka saja.", "Write the number in digits only.")
        }
        return digits.count <= Self.shortened
            ? Self.whole(t)
            : t(
                "Tidak ada pendaftaran dengan nomor ini. Cocokkan angkanya dengan Riwayat tindakan.",
                "There is no application with this number. Compare its digits with the list of acts.")
    }

    private static func whole(_ t: Words) -> String {
        t(
            "Ini nomor yang disingkat. Tekan pendaftarannya di Riwayat tindakan, lalu tulis nomor lengkapnya.",
            "This is a shortened number. Choose the application in the list of acts, then write its whole number.")
    }
}
