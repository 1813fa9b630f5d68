import Hummingbird
import Programme

/// What the officer's last act did, said above the page that it led to, with the way to the next item that waits. The
/// address names it, so that it needs no script and no state of the session.
struct DoneNotice: Sendable, Equatable {
    /// As the address has it.
    let code: String
    let sentence: Bilingual

    init(_ code: String, _ indonesian: String, _ english: String) {
        self.code = code
        sentence = Bilingual(id: indonesian, en: english)
    }

    private static let field = "selesai"

    /// The page, with the notice above it in place of an earlier one.
    func on(_ path: String) -> String {
        let parts = path.split(separator: "?", maxSplits: 1)
        let kept = (parts.dropFirst().first ?? "").split(separator: "&").filter { !$0.hasPrefix("\(Self.field)=") }
        let query = kept.map(String.init) + ["\(Self.field)=\(code)"]
        return "\(parts.first ?? "")?\(query.joined(separator: "&"))"
    }

    /// The notice that an address of the office names.
    init?(address: String) {
        let prefix = "\(Self.field)="
        let query = address.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        guard let value = query.split(separator: "&").first(where: { $0.hasPrefix(prefix) }),
            let known = Self.all.first(where: { $0.code == value.dropFirst(prefix.count) })
        else { return nil }
        self = known
    }

    /// - Parameters:
    ///   - section: the name and the path of the section where the page belongs.
    ///   - waiting: how many items wait for this officer in the section.
    func html(_ t: Words, section: (name: String, path: String)?, waiting: Int) -> HTML {
        let next: HTML =
            if let section, waiting > 0 {
                """
                <a href="\(section.path)">\(t(
                    "Berikutnya: \(t.count(waiting)) menunggu di \(section.name)",
                    "Next: \(t.count(waiting)) waiting in \(section.name)"))</a>
                """
            } else {
                "<a href=\"\(Paths.office)\">\(t("Ke meja kerja saya", "To my desk"))</a>"
            }
        return Banner(.done, markup: "<p>\(t(sentence)) \(next)</p>").html
    }
}

extension OfficerContext {
    /// After an act: the page that the browser fetches next says what was done.
    func redirect(_ path: String, saying notice: DoneNotice) -> Response {
        redirect(notice.on(path))
    }
}
