import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// A page or message with its sample.
struct Preview: Sendable {
    enum Kind: Sendable { case page, office, notice }

    let name: String
    let kind: Kind
    /// The response shown in the frame.
    let render: @Sendable (Words, VisitorContext) -> Response

    /// - Parameters:
    ///   - sample: the page's own `sample`.
    ///   - variant: distinguishes several samples of one page.
    static func page<Content: Page>(
        _ sample: @escaping @Sendable (Words) -> Content, _ variant: String? = nil
    ) -> Preview {
        Preview(name: "\(Content.self)" + (variant.map { "-\($0)" } ?? ""), kind: .page) { t, context in
            context.page(sample(t))
        }
    }

    /// The same for a page whose sample needs the edition.
    static func page<Content: Page>(from sample: @escaping @Sendable (Words, Edition) -> Content) -> Preview {
        Preview(name: "\(Content.self)", kind: .page) { t, context in
            context.page(sample(t, context.dependencies.edition))
        }
    }

    /// The page in the frame of the office, as an officer who may do everything sees it.
    var inOffice: Preview {
        let render = self.render
        return Preview(name: name, kind: .office) { t, context in render(t, context.asOfficer) }
    }

    /// The e-mail and the text message of a notice.
    ///
    /// - Parameter variant: distinguishes several samples of one notice.
    static func notice(_ sample: some Notice, _ variant: String? = nil) -> Preview {
        notice(variant) { _ in sample }
    }

    /// The same for a notice that quotes the edition's rules.
    static func notice<Content: Notice>(
        _ variant: String? = nil, from sample: @escaping @Sendable (Edition) -> Content
    ) -> Preview {
        var preview = Preview(name: "\(Content.self)" + (variant.map { "-\($0)" } ?? ""), kind: .notice) { t, context in
            let dependencies = context.dependencies
            let layout = MailLayout(
                t: t, content: MessageText(sample(dependencies.edition), t), site: dependencies.edition.site,
                baseURL: dependencies.configuration.baseURL)
            return Response(html: layout.html)
        }
        preview.text = { t, edition in ShortText.fit(MessageText(sample(edition), t).text, site: edition.site) }
        return preview
    }

    /// The text message of a notice.
    private(set) var text: (@Sendable (Words, Edition) -> String)?

    private init(
        name: String, kind: Kind, render: @escaping @Sendable (Words, VisitorContext) -> Response
    ) {
        self.name = name
        self.kind = kind
        self.render = render
    }
}

extension VisitorContext {
    /// As if an officer who may do everything were signed in, on a page of the office.
    fileprivate var asOfficer: VisitorContext {
        let session = Session(
            hash: Data(), holder: .officer(.sample(1, "Ani", .waveManager)), zone: nil, seenAt: browser.arrivedAt,
            provedAt: nil)
        var context = self
        context.enter(
            Browser(
                visit: browser.visit, isNew: false, language: browser.language, session: session,
                path: Paths.office + Paths.previews, address: browser.address, arrivedAt: browser.arrivedAt,
                unread: 0), dependencies: dependencies)
        return context
    }
}
