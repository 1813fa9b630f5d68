import Programme
import Storage

/// Something that is held back because a row is not as an act left it.
struct HeldMatter: Sendable {
    let id: ID<HeldMatter>
    let note: HeldNote
    let subject: Subject
    /// By the real clock, like `lastAt`.
    let notedAt: Instant
    /// When an act or a page last met it.
    let lastAt: Instant

    /// Whom and what it concerns, as the rows say.
    struct Subject: Sendable {
        var person: ID<Account>?
        var purchase: ID<Purchase>?
        var payment: ID<Disbursement>?
        var amount: Rupiah?
    }

    /// A proof or an earlier payment is compared by its own act alone: the matter ends when none met it for so long.
    static let forgotten = Span.days(1)

    /// The table whose row differs.
    var table: String {
        switch note.cause {
        case .record: BoundKind.all.first { $0.name == note.what }?.table ?? note.what
        case .balance: "ledger_account"
        case .entries: "journal_entry"
        case .proof: note.what
        case .paid: "disbursement"
        case .unreadable: String(note.what.prefix { $0 != "." })
        }
    }

    static let sample = HeldMatter(
        id: ID(4_217), note: HeldNote(.record, "purchase", row: 12),
        subject: Subject(person: ID(7), purchase: ID(12), amount: Rupiah(600_000)),
        notedAt: Instant(milliseconds: 1_589_000_000_000), lastAt: Instant(milliseconds: 1_589_000_600_000))
}

extension BoundKind {
    /// The first table that the record is read from.
    var table: String? {
        content([0]).first?.text.firstMatch(of: /FROM (\w+)/).map { String($0.1) }
    }
}
