import HTTPTypes
import Hummingbird
import Programme

/// `/mitra/api` and `/mitra/api/masalah`: the document of the modern API as pages, for partners' engineers. The
/// descriptions are English in both languages, as the document is.
struct PartnerAPIPages: Sendable {
    let calls: [APICall]

    @Sendable func overview(_ request: Request, _ context: VisitorContext) async throws -> Response {
        context.page(PartnerAPIPage(t: context.t, calls: calls))
    }

    @Sendable func problems(_ request: Request, _ context: VisitorContext) async throws -> Response {
        context.page(PartnerProblemsPage(t: context.t))
    }
}

/// Every problem that the API answers with; the `type` of a problem leads to its row.
struct PartnerProblemsPage: Page {
    let t: Words

    var title: String { t("Penolakan layanan data", "Problems of the partner API") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap penolakan punya kode yang tetap.",
            "Each problem has a stable code."))</p>
        <p><a href="\(Paths.apiPage)">\(t("Semua panggilan", "All calls"))</a></p>
        \(Part.table(
            caption: t("Kode penolakan", "Codes"),
            [t("Kode", "Code"), "HTTP", t("Sebab", "Cause"), t("Cara memperbaiki", "Remedy")],
            ProblemKind.all.map(row), empty: ""))
        """
    }

    private func row(_ kind: ProblemKind) -> [HTML] {
        [
            "<code id=\"\(kind.code)\">\(kind.code)</code> <small>\(kind.title)</small>", "\(kind.status)",
            APIProse.html(t(kind.cause)), APIProse.html(t(kind.remedy)),
        ]
    }

    static func sample(_ t: Words) -> PartnerProblemsPage { PartnerProblemsPage(t: t) }
}

/// Sentences of the document as markup.
enum APIProse {
    /// What stands between backticks is set as code.
    static func html(_ text: String) -> HTML {
        var html = HTML.empty
        for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            let piece = String(piece)
            let part: HTML = index.isMultiple(of: 2) ? "\(piece)" : "<code>\(piece)</code>"
            html = html + part
        }
        return html
    }
}
