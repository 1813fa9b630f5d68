import Programme
import Storage

extension OwnDataSource {
    /// Messages as in the account's inbox. Their links and codes are left out: some act without a sign-in.
    static let messages = OwnDataSource(
        key: "messages", title: Bilingual(id: "Pesan dari kami", en: "Messages from us")
    ) { tx, own in
        let t = own.t
        let messages = try own.dependencies.openOwn {
            try tx.inbox.latest(
                of: own.person, before: nil, limit: OwnDataSource.most + 1, vault: own.dependencies.vault)
        }
        return messages.map { message in
            let text = t.language == .english ? message.content.en : message.content.id
            return OwnDataRecord([
                own.moment("sent_at", t("Dikirim", "Sent"), message.at),
                own.text("subject", t("Judul", "Subject"), text.subject),
                own.text("body", t("Isi", "Text"), withoutCodes(text.body)),
                own.answer("read", t("Sudah dibaca", "Read"), message.isRead),
            ])
        }
    }

    /// A code stands on a line of its own that begins with four spaces, as `Notice.body` says.
    private static func withoutCodes(_ body: String) -> String {
        body.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("    ") ? "    ••••" : String($0) }
            .joined(separator: "\n")
    }
}
