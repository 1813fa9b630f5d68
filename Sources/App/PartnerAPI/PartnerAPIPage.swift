import HTTPTypes
import Hummingbird
import Programme

/// The calls of the modern API, its scopes, limits and objects.
struct PartnerAPIPage: Page {
    let t: Words
    let calls: [APICall]

    var title: String { t("Layanan data untuk mitra", "Partner API") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Untuk pengembang platform dan lembaga. Penjelasannya dalam bahasa Inggris.",
            "For engineers of platforms and institutions."))</p>
        <p lang="en">\(APIProse.html(OpenAPIDocument.summary))</p>
        <p><a href="\(Paths.apiDocument)">\(t("Dokumen OpenAPI 3.1", "OpenAPI 3.1 document"))</a> ·
        <a href="\(Paths.apiProblems)">\(t("Semua penolakan", "All problems"))</a> ·
        <a href="\(Paths.partnerGuide)">\(t("Panduan mitra", "Partners' guide"))</a></p>
        <h2>\(t("Panggilan", "Calls"))</h2>
        \(each: calls, call)
        <h2>\(t("Izin", "Scopes"))</h2>
        \(scopes)
        <h2>\(t("Batas", "Limits"))</h2>
        \(limits)
        <h2>\(t("Isi permintaan dan jawaban", "Bodies"))</h2>
        \(each: objects, object)
        """
    }

    private var scopes: HTML {
        let rows: [[HTML]] = APIScope.allCases.map { ["<code>\($0.rawValue)</code>", "\($0.meaning)"] }
        return Part.table(
            caption: t("Izin pada token", "Scopes of a token"), [t("Izin", "Scope"), t("Arti", "Meaning")], rows,
            empty: "")
    }

    private var limits: HTML {
        let rows: [[HTML]] = CallQuota.all.map {
            ["<code>\($0.name)</code>", "\($0.limit)", "\($0.window.seconds)"]
        }
        return Part.table(
            caption: t("Batas pada setiap server", "Limits of each server"),
            [t("Nama", "Name"), t("Batas", "Limit"), t("Detik", "Seconds")], rows, empty: "")
    }

    private var objects: [APIObject] {
        let roots = calls.flatMap { call in [call.output.object] + (call.input.map { [$0.object] } ?? []) }
        var known: Set<String> = []
        return (roots + [Problem.object, TokenError.object]).flatMap { APISchema.named($0).objects }
            .filter { known.insert($0.name).inserted }
    }

    private func call(_ call: APICall) -> HTML {
        """
        <section id="\(call.name)"><h3>\(call.title)</h3>
        <p><code>\(call.method.rawValue) \(call.path)</code></p>
        <p lang="en">\(APIProse.html(call.meaning))</p>
        \(Part.facts(facts(of: call)))
        </section>
        """
    }

    private func facts(of call: APICall) -> [(label: String, value: HTML)] {
        var facts: [(label: String, value: HTML)] = [(t("Tanda pengenal", "Access"), access(call.access))]
        for parameter in call.parameters {
            facts.append((parameter.name, "\(parameter.schema.word) – \(APIProse.html(parameter.meaning))"))
        }
        if let input = call.input {
            facts.append((t("Isi", "Body"), "\(link(to: input.object)) (<code>\(input.mediaType)</code>)"))
        }
        facts.append((t("Jawaban", "Answer"), link(to: call.output.object)))
        if !call.problems.isEmpty {
            facts.append((t("Penolakan khusus", "Own problems"), "\(each: call.problems, problem)"))
        }
        return facts
    }

    private func access(_ access: APICall.Access) -> HTML {
        switch access {
        case .open: "\(t("terbuka", "open"))"
        case .client: "<code>Basic</code>"
        case .signature: "\(t("tanda tangan", "signature"))"
        case .token(let scope): "<code>Bearer</code> <code>\(scope.rawValue)</code>"
        }
    }

    private func problem(_ code: String) -> HTML {
        "<code>\(code)</code> "
    }

    private func link(to object: APIObject) -> HTML { "<a href=\"#\(object.name)\">\(object.name)</a>" }

    private func object(_ object: APIObject) -> HTML {
        let rows: [[HTML]] = object.fields.map { field in
            let mark = field.isRequired ? "" : " " + t("(bila ada)", "(optional)")
            return ["<code>\(field.name)</code>\(mark)", "\(field.schema.word)", APIProse.html(field.meaning)]
        }
        let table = Part.table(
            caption: object.name, [t("Kolom", "Field"), t("Jenis", "Type"), t("Arti", "Meaning")], rows, empty: "")
        return "<section id=\"\(object.name)\">\(table)</section>"
    }

    static func sample(_ t: Words) -> PartnerAPIPage {
        let calls = [
            APICall(
                name: "getPurchase", method: .get, path: Paths.apiPurchase.pattern, title: "Read a purchase",
                meaning: "As it is now.", access: .token(.readPurchases), parameters: [SalesAPI.id],
                output: .of(PurchaseItem.self), problems: ["api.no-such-purchase"],
                handler: .plain { _, _ in Response(status: .notFound) })
        ]
        return PartnerAPIPage(t: t, calls: calls)
    }
}
