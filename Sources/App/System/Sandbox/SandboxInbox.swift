import Connectors
import Foundation
import Programme

/// What the test people of a sandbox were sent, the newest first.
struct SandboxInbox {
    let t: Words
    /// Nil while they cannot be read.
    let messages: [DemoMailbox.Received]?

    private static let most = 20

    /// Nil while the simulators do not answer. What others were sent, such as a partner's link to its key, is left out.
    static func messages(to people: [DemoPerson], on dependencies: Dependencies) async -> [DemoMailbox.Received]? {
        guard !people.isEmpty else { return [] }
        guard let all = try? await DemoMailbox(dependencies: dependencies).received() else {
            return nil
        }
        let contacts = Set(people.flatMap { [$0.signIn, $0.phone].compactMap(\.self) }.compactMap { Contact($0) })
        let theirs = all.reversed().filter { message in Contact(message.to).map(contacts.contains) ?? false }
        return Array(theirs.prefix(most))
    }

    var html: HTML {
        guard let messages else {
            return Banner(
                .attention,
                t(
                    "Pesan orang uji belum dapat dibaca. Muat ulang halaman ini sebentar lagi.",
                    "The test people's messages cannot be read yet. Reload this page in a moment.")
            ).html
        }
        func row(_ message: DemoMailbox.Received) -> HTML {
            let isMail = message.channel == "email"
            return """
                <li><p><small>\(isMail ? t("Email", "E-mail") : "SMS") · \
                \(Contact(message.to)?.readable ?? message.to) · \(t.hour(message.sentAt))</small></p>
                \(when: isMail, "<h3>\(message.subject)</h3>")\(MessageMarkup.html(of: message.text))</li>
                """
        }
        let empty = t(
            "Belum ada pesan. Minta kode pembayaran, lalu muat ulang halaman ini.",
            "No messages yet. Ask for a payment code, then reload this page.")
        return """
            <section><h2>\(t("Pesan kepada orang uji", "Messages to the test people"))</h2>
            <p>\(t(
                "Kode pembayaran datang ke sini. Tidak ada SMS atau email yang keluar dari situs uji.",
                "Payment codes arrive here. No text message or e-mail leaves the trial site."))</p>
            \(messages.isEmpty ? "<p class=\"empty\">\(empty)</p>" : "<ol class=\"messages\">\(each: messages, row)</ol>")
            </section>
            """
    }
}
