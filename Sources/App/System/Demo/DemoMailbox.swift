import Connectors
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// The mailbox and text messages of all demo people: what the mail sink and the text gateway have received.
struct DemoMailbox: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.demoMailbox, use: page)
        routes.get(Paths.demoMessages, use: list)
        return routes
    }

    /// A message as the simulators received it.
    struct Received: Sendable, Codable, Equatable {
        let id: String
        let channel: String
        let to: String
        let subject: String
        let text: String
        let sentAt: Instant

        enum CodingKeys: String, CodingKey {
            case id, channel, to, subject, text
            case sentAt = "sent_at"
        }
    }

    @Sendable private func page(request: Request, context: VisitorContext) async throws -> Response {
        let to = request.query("untuk")
        let isWhole = !request.query("semua").isEmpty || Self.crowd.contains { to.contains($0) }
        let all = try await received(besides: isWhole ? [] : Self.crowd)
        return context.page(DemoMailboxPage(t: context.t, chosen: to, all: all.reversed()))
    }

    /// Oldest first.
    @Sendable private func list(request: Request, context: VisitorContext) async throws -> Response {
        let body = try JSONEncoder.sorted.encode(try await received())
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// What the addresses and numbers of the crowd have in common: their messages would hide those of the story.
    static let crowd = ["@warga.example", "+6281270"]

    /// The newest that one response can hold.
    func received(besides hidden: [String] = []) async throws -> [Received] {
        let most = OutboundHTTP.Limits.responseBytes
        let besides = hidden.isEmpty ? "" : "&besides=" + hidden.joined(separator: ",").percentEncoded
        let address = dependencies.configuration.outside.mailboxURL + "/messages.json?bytes=\(most)\(besides)"
        return try await dependencies.connectors.call.get(address).decode([Received].self)
    }
}

struct DemoMailboxPage: Page {
    static let limit = 50

    let t: Words
    let chosen: String
    /// Newest first.
    let all: [DemoMailbox.Received]

    var title: String { t("Kotak pesan demo", "The demo's mailbox") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Semua email dan SMS yang dikirim demo ini. Tidak ada yang keluar dari komputer Anda.",
            "Every e-mail and text message this demo sends. Nothing leaves your computer."))
        <a href="\(Paths.demoMailbox)">\(t("Muat ulang", "Reload"))</a> · \
        <a href="\(Paths.demoMailbox)?semua=ya">\(t("Juga pesan warga lain", "Messages to the crowd, too"))</a></p>
        \(when: !recipients.isEmpty, filter)
        \(when: shown.isEmpty, empty)
        <ol class="messages">\(each: shown, row)</ol>
        """
    }

    private var shown: [DemoMailbox.Received] {
        Array(all.filter { chosen.isEmpty || $0.to == chosen }.prefix(Self.limit))
    }

    private var recipients: [String] {
        Set(all.map(\.to)).sorted()
    }

    private var filter: HTML {
        let options = recipients.map { (value: $0, label: Contact($0)?.readable ?? $0) }
        let form = FormState(csrf: "", values: ["untuk": chosen])
        return """
            <form method="get" action="\(Paths.demoMailbox)">\
            \(Field.select(
                form, "untuk", t("Pesan untuk", "Messages to"), options: options, prompt: t("Semua orang", "Everybody")))\
            \(Part.submit(t("Tampilkan", "Show"), kind: "secondary"))</form>
            """
    }

    private func row(_ message: DemoMailbox.Received) -> HTML {
        let isMail = message.channel == "email"
        return """
            <li id="pesan-\(message.id)"><p><small>\(isMail ? t("Email", "E-mail") : "SMS") · \
            \(Contact(message.to)?.readable ?? message.to) · \(t.hour(message.sentAt))</small></p>
            \(when: isMail, "<h2>\(message.subject)</h2>")\(MessageMarkup.html(of: message.text))</li>
            """
    }

    private var empty: HTML {
        """
        <p class="empty">\(t(
            "Belum ada pesan. Buat akun atau minta kode masuk, lalu muat ulang halaman ini.",
            "No messages yet. Make an account or ask for a code, then reload this page."))</p>
        """
    }

    static func sample(_ t: Words) -> DemoMailboxPage {
        let at = Instant(milliseconds: 1_586_919_600_000)
        return DemoMailboxPage(
            t: t, chosen: "",
            all: [
                .init(
                    id: "2", channel: "email", to: "siti@example.id", subject: t("Kode Anda", "Your code"),
                    text: t(
                        "Kode Anda:\n\n    274 910\n\nBerlaku 10 menit.", "Code:\n\n    274 910\n\nValid 10 minutes."),
                    sentAt: at),
                .init(
                    id: "1", channel: "sms", to: "+6281234567890", subject: "",
                    text: t("274910 adalah kode Prakerja Anda.", "274910 is your Prakerja code."), sentAt: at),
            ])
    }
}
