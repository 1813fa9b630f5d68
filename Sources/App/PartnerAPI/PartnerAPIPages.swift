                caption: object.name, [t("Kolom", "Field"), t("Jenis", "Type"), t("Arti", "Meaning")], rows,
                empty: ""))</section>
                handler: .plain { _, _ in Response(status: .notFound) })
                meaning: "As it is now.", access: .token(.readPurchases), parameters: [SalesAPI.id],
                name: "getPurchase", method: .get, path: Paths.apiPurchase.pattern, title: "Read a purchase",
                output: .of(PurchaseItem.self), problems: ["api.no-such-purchase"],
            """
            "<code id=\"\(kind.code)\">\(kind.code)</code> <small>\(kind.title)</small>", "\(kind.status)",
            "Each problem has a stable code."))</p>
            "For engineers of platforms and institutions."))</p>
            "Setiap penolakan punya kode yang tetap. Penjelasannya dalam bahasa Inggris.",
            "Untuk pengembang platform dan lembaga. Penjelasannya dalam bahasa Inggris.",
            .filter { known.insert($0.name).inserted }
            <section id="\(object.name)">\(Part.table(
            APICall(
            APIProse.html(kind.cause), APIProse.html(kind.remedy),
            APIScope.allCases.map { ["<code>\($0.rawValue)</code>", "\($0.meaning)"] }, empty: ""))
            CallQuota.all.map { ["<code>\($0.name)</code>", "\($0.limit)", "\($0.window.seconds)"] }, empty: ""))
            ProblemKind.all.map(row), empty: ""))
            [t("Kode", "Code"), "HTTP", t("Sebab", "Cause"), t("Cara memperbaiki", "Remedy")],
            [t("Nama", "Name"), t("Batas", "Limit"), t("Detik", "Seconds")],
            caption: t("Batas pada setiap server", "Limits of each server"),
            caption: t("Izin pada token", "Scopes of a token"), [t("Izin", "Scope"), t("Arti", "Meaning")],
            caption: t("Kode penolakan", "Codes"),
            facts.append((parameter.name, "\(parameter.schema.word) – \(APIProse.html(parameter.meaning))"))
            facts.append((t("Isi", "Body"), "\(link(to: input.object)) (<code>\(input.mediaType)</code>)"))
            facts.append((t("Penolakan khusus", "Own problems"), "\(each: call.problems, problem)"))
            html = html + part
            let mark = field.isRequired ? "" : " " + t("(bila ada)", "(optional)")
            let part: HTML = index.isMultiple(of: 2) ? "\(piece)" : "<code>\(piece)</code>"
            let piece = String(piece)
            return ["<code>\(field.name)</code>\(mark)", "\(field.schema.word)", APIProse.html(field.meaning)]
        """
        "<a href=\"\(Paths.apiProblems)#\(code)\"><code>\(code)</code></a> "
        </section>
        <a href="\(Paths.apiProblems)">\(t("Semua penolakan", "All problems"))</a></p>
        <h1>\(title)</h1>
        <h2>\(t("Batas", "Limits"))</h2>
        <h2>\(t("Isi permintaan dan jawaban", "Bodies"))</h2>
        <h2>\(t("Izin", "Scopes"))</h2>
        <h2>\(t("Panggilan", "Calls"))</h2>
        <p class="lead">\(t(
        <p lang="en">\(APIProse.html(OpenAPIDocument.summary))</p>
        <p lang="en">\(APIProse.html(call.meaning))</p>
        <p><a href="\(Paths.apiDocument)">\(t("Dokumen OpenAPI 3.1", "OpenAPI 3.1 document"))</a> ·
        <p><a href="\(Paths.apiPage)">\(t("Semua panggilan", "All calls"))</a></p>
        <p><code>\(call.method.rawValue) \(call.path)</code></p>
        <section id="\(call.name)"><h3>\(call.title)</h3>
        [
        \(Part.details(t("Contoh jawaban", "Example answer"), example(call.output.example)))
        \(Part.facts(facts(of: call)))
        \(Part.table(
        \(each: calls, call)
        \(each: objects, object)
        ]
        case .client: "<code>Basic</code>"
        case .open: "\(t("terbuka", "open"))"
        case .signature: "\(t("tanda tangan", "signature"))"
        case .token(let scope): "<code>Bearer</code> <code>\(scope.rawValue)</code>"
        context.page(PartnerAPIPage(t: context.t, calls: calls))
        context.page(PartnerProblemsPage(t: context.t))
        facts.append((t("Jawaban", "Answer"), link(to: call.output.object)))
        for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
        for parameter in call.parameters {
        if !call.problems.isEmpty {
        if let input = call.input {
        let calls = [
        let roots = calls.flatMap { call in [call.output.object] + (call.input.map { [$0.object] } ?? []) }
        let rows: [[HTML]] = object.fields.map { field in
        return """
        return (roots + [Problem.object, TokenError.object]).flatMap { APISchema.named($0).objects }
        return PartnerAPIPage(t: t, calls: calls)
        return facts
        return html
        switch access {
        var facts: [(label: String, value: HTML)] = [(t("Tanda pengenal", "Access"), access(call.access))]
        var html = HTML.empty
        var known: Set<String> = []
        }
    /// What stands between backticks is set as code.
    @Sendable func overview(_ request: Request, _ context: VisitorContext) async throws -> Response {
    @Sendable func problems(_ request: Request, _ context: VisitorContext) async throws -> Response {
    let calls: [APICall]
    let t: Words
    private func access(_ access: APICall.Access) -> HTML {
    private func call(_ call: APICall) -> HTML {
    private func example(_ json: JSON) -> HTML { "<p class=\"words\"><code>\(json.indented())</code></p>" }
    private func facts(of call: APICall) -> [(label: String, value: HTML)] {
    private func link(to object: APIObject) -> HTML { "<a href=\"#\(object.name)\">\(object.name)</a>" }
    private func object(_ object: APIObject) -> HTML {
    private func problem(_ code: String) -> HTML {
    private func row(_ kind: ProblemKind) -> [HTML] {
    private var objects: [APIObject] {
    static func html(_ text: String) -> HTML {
    static func sample(_ t: Words) -> PartnerAPIPage {
    static func sample(_ t: Words) -> PartnerProblemsPage { PartnerProblemsPage(t: t) }
    var body: HTML {
    var isWide: Bool { true }
    var title: String { t("Layanan data untuk mitra", "Partner API") }
    var title: String { t("Penolakan layanan data", "Problems of the partner API") }
    }
/// Calls, scopes, limits and objects.
/// Every problem that the API answers with; the `type` of a problem leads to its row.
/// Sentences of the document as markup.
/// `/mitra/api` and `/mitra/api/masalah`: the document of the modern API as pages, for partners' engineers. The
/// descriptions are English in both languages, as the document is.
enum APIProse {
import HTTPTypes
import Hummingbird
import Programme
struct PartnerAPIPage: Page {
struct PartnerAPIPages: Sendable {
struct PartnerProblemsPage: Page {
}
