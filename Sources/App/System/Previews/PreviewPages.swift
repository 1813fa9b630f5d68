import HTTPTypes
import Hummingbird
import Programme

/// Previews of every page, e-mail and text message in both languages, at the width of a phone. Not in production.
struct PreviewPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.previews, use: index)
        routes.get(Paths.preview.pattern, use: both)
        routes.get(Paths.previewInLanguage.pattern, use: one)
        return routes
    }

    @Sendable private func index(request: Request, context: VisitorContext) -> Response {
        context.page(PreviewIndexPage(t: context.t, previews: allPreviews))
    }

    /// Both languages beside each other.
    @Sendable private func both(request: Request, context: VisitorContext) throws -> Response {
        let preview = try preview(context)
        var response = context.page(PreviewPage(t: context.t, preview: preview, edition: dependencies.edition))
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'"
        return response
    }

    /// The content of one frame. An e-mail needs inline styles, as mail programs do.
    @Sendable private func one(request: Request, context: VisitorContext) throws -> Response {
        guard let language = context.parameters.get("language").flatMap(Language.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        var response = try preview(context).render(Words(language: language), context)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
            + "frame-ancestors 'self'"
        return response
    }

    private func preview(_ context: VisitorContext) throws -> Preview {
        let name = context.parameters.get("name")
        guard let preview = allPreviews.first(where: { $0.name == name }) else { throw HTTPError(.notFound) }
        return preview
    }
}

struct PreviewIndexPage: Page {
    let t: Words
    let previews: [Preview]

    var title: String { t("Pratinjau", "Previews") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Setiap halaman dan pesan dengan contohnya, dalam dua bahasa, selebar layar HP.",
            "Every page and message with its sample, in both languages, as wide as a phone."))</p>
        \(group(.page, t("Halaman untuk warga", "Pages for people")))
        \(group(.office, t("Halaman kantor", "Pages of the office")))
        \(group(.notice, t("Email dan SMS", "E-mails and text messages")))
        """
    }

    private func group(_ kind: Preview.Kind, _ heading: String) -> HTML {
        func row(_ preview: Preview) -> HTML {
            "<li><a href=\"\(Paths.preview(preview.name))\">\(preview.name)</a></li>"
        }
        return "<h2>\(heading)</h2><ul>\(each: previews.filter { $0.kind == kind }, row)</ul>"
    }
}

struct PreviewPage: Page {
    let t: Words
    let preview: Preview
    let edition: Edition

    var title: String { preview.name }
    var isWide: Bool { true }

    var body: HTML {
        """
        <p><a href="\(Paths.previews)">\(t("Semua pratinjau", "All previews"))</a></p>
        <h1>\(title)</h1>
        <div class="frames">\(each: Language.allCases, frame)</div>
        """
    }

    /// With its length, because a text message has 160 characters.
    private func shortText(_ text: String) -> HTML {
        "<p><small>SMS, \(text.count)</small>\(text)</p>"
    }

    private func frame(_ language: Language) -> HTML {
        let width = preview.kind == .office ? 1_280 : 360
        let text: HTML? = preview.text.map { shortText($0(Words(language: language), edition)) }
        return """
            <div><h2>\(language == .indonesian ? "Indonesia" : "English")</h2>\
            \(text)\
            <iframe src="\(Paths.previewInLanguage(preview.name, language))" width="\(width)" height="740" \
            title="\(preview.name) \(language.rawValue)"></iframe></div>
            """
    }
}
