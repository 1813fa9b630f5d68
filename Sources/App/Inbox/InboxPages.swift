import Foundation
import Hummingbird
import Programme
import Storage

/// All notices the programme has sent to this person.
struct InboxPages: Sendable {
    static let pageSize = 20

    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.inbox, use: list)
        routes.get(Paths.message.pattern, use: show)
        return routes
    }

    @Sendable private func list(request: Request, context: SignedInContext) async throws -> Response {
        let before = ID<Message>(request.query("sebelum"))
        let messages = try await dependencies.database.read { [dependencies] tx in
            try dependencies.openOwn {
                try tx.inbox.latest(
                    of: context.person, before: before, limit: Self.pageSize + 1, vault: dependencies.vault)
            }
        }
        let older = messages.count > Self.pageSize ? messages[Self.pageSize - 1].id : nil
        return context.page(
            InboxPage(
                t: context.t, messages: Array(messages.prefix(Self.pageSize)), older: older, isFirst: before == nil))
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        guard let id: ID<Message> = context.parameters.get("message").flatMap({ ID($0) }) else {
            throw HTTPError(.notFound)
        }
        let found = try await dependencies.database.transaction { [dependencies] tx -> (Message, [Delivery])? in
            let found = try dependencies.openOwn {
                try tx.inbox.find(id, of: context.person, vault: dependencies.vault)
            }
            guard let message = found else { return nil }
            try tx.inbox.markRead(id, of: context.person, at: dependencies.realNow())
            return (message, try tx.deliveries.of(id, vault: dependencies.vault))
        }
        guard let (message, deliveries) = found else { throw HTTPError(.notFound) }
        var context = context
        if !message.isRead { context.hasReadOne() }
        return context.page(
            MessagePage(t: context.t, message: message, deliveries: deliveries, site: dependencies.edition.site))
    }
}

struct InboxPage: Page {
    let t: Words
    let messages: [Message]
    let older: ID<Message>?
    let isFirst: Bool

    var title: String { t("Pesan", "Messages") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(when: messages.isEmpty, empty)\(when: !messages.isEmpty, list)
        \(older.map(olderButton))
        \(when: !isFirst, "<p><a href=\"\(Paths.inbox)\">\(t("Ke pesan terbaru", "To the newest"))</a></p>")
        """
    }

    private func olderButton(_ id: ID<Message>) -> HTML {
        Part.button(t("Pesan yang lebih lama", "Older messages"), to: Paths.inbox(before: id), secondary: true)
    }

    private var list: HTML {
        "<ol class=\"messages\">\(each: messages, row)</ol>"
    }

    private func row(_ message: Message) -> HTML {
        let new: HTML = message.isRead ? .empty : Part.tag(t("Baru", "New"), .todo)
        return """
            <li><a href="\(Paths.message(message.id))">\(message.content[t.language].subject)</a>\(new)\
            <small>\(t.moment(message.at))</small></li>
            """
    }

    private var empty: HTML {
        """
        <p class="empty">\(t(
            "Belum ada pesan. Setiap kabar tentang pendaftaran, kartu, atau insentif Anda masuk ke sini.",
            "No messages yet. All news of your application, card or incentives comes here."))</p>
        """
    }

    static func sample(_ t: Words) -> InboxPage {
        InboxPage(t: t, messages: [.sample(3, isRead: false), .sample(2, isRead: true)], older: ID(2), isFirst: true)
    }
}

struct MessagePage: Page {
    let t: Words
    let message: Message
    let deliveries: [Delivery]
    let site: String

    private var content: MessageText { message.content[t.language] }

    var title: String { content.subject }

    var body: HTML {
        """
        <p><a href="\(Paths.inbox)">\(t("Semua pesan", "All messages"))</a></p>
        <h1>\(title)</h1>
        <p><small>\(t.moment(message.at))</small></p>
        \(MessageMarkup.html(of: content.body))
        \(content.action.map { Part.button($0.label, to: $0.target) })
        <p><small>\(t(
            "Satu-satunya alamat resmi: \(site). Petugas kami tidak pernah meminta kode lewat telepon, SMS, atau chat.",
            "The only official address: \(site). Our staff never ask for a code by phone, text or chat."))</small></p>
        \(when: !deliveries.isEmpty, sent)
        """
    }

    private var sent: HTML {
        Part.details(
            t("Pesan ini juga dikirim ke", "This was also sent to"),
            "<ul class=\"plain\">\(each: deliveries, row)</ul>")
    }

    private func row(_ delivery: Delivery) -> HTML {
        let (label, kind): (String, Tag) =
            switch delivery.state {
            case .queued: (t("Sedang dikirim", "On its way"), .waiting)
            case .handedOver: (t("Terkirim", "Sent"), .done)
            case .delivered: (t("Sampai", "Arrived"), .done)
            case .failed: (t("Tidak sampai", "Did not arrive"), .wrong)
            }
        let channel = delivery.channel == .email ? t("Email", "E-mail") : "SMS"
        return "<li>\(channel) \(delivery.destination.masked) \(Part.tag(label, kind))</li>"
    }

    static func sample(_ t: Words) -> MessagePage {
        MessagePage(
            t: t, message: .sample(3, isRead: true), deliveries: Delivery.samples, site: "https://www.prakerja.go.id")
    }
}
