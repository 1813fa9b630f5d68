import Logging
import NIOConcurrencyHelpers
import Programme

/// Sealed texts that could not be opened in their row while a page was made: SQL exchanged them between rows, or
/// changed them. The page shows words in their place, the server's log names table, column and row, and the office is
/// notified by `HeldNotes`. Only pages and files to read are made so: an act that needs the text fails, and decides and
/// pays nothing.
final class UnreadableValues: Sendable {
    /// What stands in the place of the text until the page is written in its reader's language. Letters, so that it reads
    /// back as a name; no keyboard has them.
    static let marker = "\u{A7F8}\u{A7F9}\u{A7F8}\u{A7F9}"

    private let logger: Logger
    private let notes: HeldNotes
    private let found = NIOLockedValueBox(false)

    init(logger: Logger, notes: HeldNotes) {
        (self.logger, self.notes) = (logger, notes)
    }

    func note(_ table: String, _ column: String, row: Int64) {
        found.withLockedValue { $0 = true }
        logger.error(
            "a page lacks a sealed value that cannot be read in its row; run `prakerja audit verify`",
            metadata: ["table": "\(table)", "column": "\(column)", "row": "\(row)"])
        notes.note(HeldNote(.unreadable, "\(table).\(column)", row: row))
    }

    /// The page with words in the place of each text. It is searched only once this process has met one.
    func worded(_ page: HTML, _ t: Words) -> HTML {
        guard found.withLockedValue({ $0 }), page.text.contains(Self.marker) else { return page }
        return page.replacing(Self.marker, with: Self.words(t))
    }

    /// The text of a file with words in the place of each text.
    static func worded(_ text: String, _ t: Words) -> String {
        text.contains(marker) ? text.replacing(marker, with: words(t)) : text
    }

    private static func words(_ t: Words) -> String {
        t("tidak dapat dibaca; hubungi kami di halaman Bantuan", "cannot be read; contact us on the help page")
    }
}
