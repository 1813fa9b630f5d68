import Programme

/// What the officer's last act did, said above the page that it led to, with the way to the next item that waits. The
/// address names it, so that it needs no script and no state of the session.
enum DoneNotice: String, CaseIterable {
    case answered = "dijawab"
    case answerProposed = "jawaban-diusulkan"
    case batchApproved = "disetujui"
    case decreeSigned = "ditandatangani"
    case requestApproved = "usul-disetujui"
    case requestRefused = "usul-ditolak"

    private static let field = "selesai"

    /// The page, with the notice above it.
    func on(_ path: String) -> String { "\(path)?\(Self.field)=\(rawValue)" }

    /// The notice that an address of the office names.
    init?(address: String) {
        let prefix = "\(Self.field)="
        let query = address.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        guard let value = query.split(separator: "&").first(where: { $0.hasPrefix(prefix) }) else { return nil }
        self.init(rawValue: String(value.dropFirst(prefix.count)))
    }

    private func sentence(_ t: Words) -> String {
        switch self {
        case .answered: t("Jawaban terkirim.", "The answer was sent.")
        case .answerProposed:
            t("Jawaban diusulkan. Petugas kedua memeriksanya.", "The answer was proposed. A second officer checks it.")
        case .batchApproved: t("Kelompok disetujui.", "The batch was approved.")
        case .decreeSigned: t("Tanda tangan Anda tercatat.", "Your signature is recorded.")
        case .requestApproved: t("Usul disetujui.", "The proposal was approved.")
        case .requestRefused: t("Usul ditolak.", "The proposal was refused.")
        }
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
        return Banner(.done, markup: "<p>\(sentence(t)) \(next)</p>").html
    }
}
