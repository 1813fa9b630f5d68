import HTTPTypes
import Hummingbird
import Programme

/// The calls of the modern API, its scopes, limits and objects, in the reader's language. A list of contents leads to
/// each part, whose name stands outside of what is closed: a link to it shows it without scripts, on a short page.
struct PartnerAPIPage: Page {
    let t: Words
    let calls: [APICall]

    private static let scopesPlace = "izin"
    private static let limitsPlace = "batas"
    private static let objectsPlace = "isi-permintaan"

    var title: String { t("Layanan data untuk mitra", "Partner API") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Untuk pemrogram platform dan lembaga.", "For engineers of platforms and institutions."))</p>
        <p>\(APIProse.html(t(OpenAPIDocument.summary)))</p>
        <p><a href="\(Paths.apiDocument)">\(t("Dokumen OpenAPI 3.1", "OpenAPI 3.1 document"))</a> ·
        <a href="\(Paths.apiProblems)">\(t("Semua penolakan", "All problems"))</a> ·
        <a href="\(Paths.partnerGuide)">\(t("Panduan mitra", "Partners' guide"))</a></p>
        \(contents)
        <h2>\(t("Panggilan", "Calls"))</h2>
        \(each: calls, call)
        <h2 id="\(Self.scopesPlace)">\(t("Izin", "Scopes"))</h2>
        \(scopes)
        <h2 id="\(Self.limitsPlace)">\(t("Batas", "Limits"))</h2>
        \(limits)
        <h2 id="\(Self.objectsPlace)">\(t("Isi permintaan dan jawaban", "Bodies"))</h2>
        \(each: objects, object)
        """
    }

    private var contents: HTML {
        func call(_ call: APICall) -> HTML { line(call.name, t(call.title)) }
        func line(_ place: String, _ label: String) -> HTML { "<li><a href=\"#\(place)\">\(label)</a></li>" }
        return """
            <nav aria-label="\(t("Isi halaman", "On this page"))"><ul class="contents">\(each: calls, call)
            \(line(Self.scopesPlace, t("Izin", "Scopes")))
            \(line(Self.limitsPlace, t("Batas", "Limits")))
            \(line(Self.objectsPlace, t("Isi permintaan dan jawaban", "Bodies")))</ul></nav>
            """
    }

    private var scopes: HTML {
        let rows: [[HTML]] = APIScope.allCases.map { ["<code>\($0.rawValue)</code>", "\(t($0.meaning))"] }
        return Part.table(
            caption: t("Izin pada token", "Scopes of a token"), [t("Izin", "Scope"), t("Arti", "Meaning")], rows,
            empty: "")
    }

    private var limits: HTML {
        let rows: [[HTML]] = CallQuota.all.map {
            ["<code>\($0.name)</code>", "\($0.counted(t))", "\($0.limit)", "\($0.window.seconds)"]
        }
        return Part.table(
            caption: t("Batas pada setiap server", "Limits of each server"),
            [t("Nama", "Name"), t("Yang dihitung", "What is counted"), t("Batas", "Limit"), t("Detik", "Seconds")],
            rows, empty: "")
    }

    private var objects: [APIObject] {
        let roots = calls.flatMap { call in [call.output.object] + (call.input.map { [$0.object] } ?? []) }
        var known: Set<String> = []
        return (roots + [Problem.object, TokenError.object]).flatMap { APISchema.named($0).objects }
            .filter { known.insert($0.name).inserted }
    }

    private func call(_ call: APICall) -> HTML {
        """
        <section id="\(call.name)"><h3>\(t(call.title))</h3>
        <p><code>\(call.method.rawValue) \(call.path)</code></p>
        <p>\(APIProse.html(t(call.meaning)))</p>
        <details><summary>\(t("Permintaan dan jawaban", "Request and answer"))</summary>
        <div><dl class="pairs">\(each: facts(of: call), pair)</dl></div></details></section>
        """
    }

    private func pair(_ fact: (label: HTML, value: HTML)) -> HTML {
        "<div><dt>\(fact.label)</dt><dd>\(fact.value)</dd></div>"
    }

    private func facts(of call: APICall) -> [(label: HTML, value: HTML)] {
        var facts: [(label: HTML, value: HTML)] = [("\(t("Tanda pengenal", "Access"))", access(call.access))]
        for parameter in call.parameters {
            facts.append(
                (
                    "<code>\(parameter.name)</code>",
                    "\(APIProse.html(t(parameter.meaning))) <small>\(parameter.schema.word(t))</small>"
                ))
        }
        if let input = call.input {
            facts.append(
                ("\(t("Isi", "Body"))", "\(link(to: input.object)) (<code>\(input.mediaType)</code>)"))
        }
        facts.append(("\(t("Jawaban", "Answer"))", link(to: call.output.object)))
        if !call.problems.isEmpty {
            facts.append(("\(t("Penolakan khusus", "Own problems"))", "\(each: call.problems, problem)"))
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

    private func problem(_ code: String) -> HTML { "<code>\(code)</code> " }

    private func link(to object: APIObject) -> HTML { "<a href=\"#\(object.name)\">\(object.name)</a>" }

    private func object(_ object: APIObject) -> HTML {
        func field(_ field: APIField) -> HTML {
            let mark = field.isRequired ? "" : ", \(t("bila ada", "optional"))"
            return pair(
                (
                    "<code>\(field.name)</code>",
                    "\(APIProse.html(t(field.meaning))) <small>\(field.schema.word(t))\(mark)</small>"
                ))
        }
        return """
            <section id="\(object.name)"><h3><code>\(object.name)</code></h3>
            <details><summary>\(t("Kolom", "Fields")) (\(object.fields.count))</summary>
            <div><dl class="pairs">\(each: object.fields, field)</dl></div></details></section>
            """
    }

    static func sample(_ t: Words) -> PartnerAPIPage {
        let calls = [
            APICall(
                name: "getPurchase", method: .get, path: Paths.apiPurchase.pattern,
                title: Bilingual(id: "Baca satu pembelian", en: "Read a purchase"),
                meaning: Bilingual(id: "Keadaannya sekarang.", en: "As it is now."), access: .token(.readPurchases),
                parameters: [SalesAPI.id], output: .of(PurchaseItem.self), problems: ["api.no-such-purchase"],
                handler: .plain { _, _ in Response(status: .notFound) })
        ]
        return PartnerAPIPage(t: t, calls: calls)
    }
}

extension CallQuota {
    fileprivate func counted(_ t: Words) -> String {
        switch self {
        case .calls: t("Panggilan dengan satu token", "Calls with one token")
        case .tokens: t("Token baru satu mitra", "New tokens of one partner")
        case .refusals:
            t(
                "Permintaan token yang ditolak, dengan satu kode klien dari satu alamat jaringan",
                "Refused requests for a token, with one client code from one network address")
        case .addressRefusals:
            t(
                "Permintaan token yang ditolak, dari satu alamat jaringan",
                "Refused requests for a token, from one network address")
        default: "–"
        }
    }
}
