import Foundation
import Programme

/// `/kantor/anggaran/tempat/{place}`: the accounts whose money is in one place.
struct BudgetPlacePage: Page {
    let t: Words
    let place: BudgetPlace
    /// Only the cards of this wave; nil for all.
    var wave: Wave?
    let accounts: [AccountLine]
    /// What the next page begins after; nil on the last.
    let next: String?
    var names = AccountNames()

    private var words: FigureWords { FigureWords(t: t, names: names) }

    var title: String {
        words.place(place) + (wave.map { t(", gelombang \($0.address)", ", wave \($0.address)") } ?? "")
    }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.table(
            caption: t("Rekening di buku", "Accounts of the ledger"),
            [t("Rekening", "Account"), t("Saldo", "Balance"), t("Dicadangkan", "Reserved")], accounts.map(row),
            empty: t("Belum ada rekening di tempat ini.", "There is no account in this place yet.")))
        \(next.map(more))
        """
    }

    private func row(_ account: AccountLine) -> [HTML] {
        [
            "<a href=\"\(Paths.budgetAccount("\(account.code)"))\">\(words.account(account.code))</a>",
            "\(account.balance.posted.description)", "\(account.balance.held.description)",
        ]
    }

    private func more(_ after: String) -> HTML {
        let path =
            wave.map { "\(Paths.budgetCards(of: $0))&sesudah=\(after)" }
            ?? "\(Paths.budgetPlace(place))?sesudah=\(after)"
        return "<p><a href=\"\(path)\">\(t("Rekening berikutnya", "The next accounts"))</a></p>"
    }

    static func sample(_ t: Words) -> BudgetPlacePage {
        BudgetPlacePage(
            t: t, place: .available,
            accounts: [
                AccountLine(code: .programmeAvailable(edition: "3"), balance: Balance(posted: Rupiah(20_000_000)))
            ], next: nil)
    }
}

/// `/kantor/anggaran/akun/{code}`: one account and the entries that changed it.
struct BudgetAccountPage: Page {
    let t: Words
    let code: LedgerAccount.Code
    let balance: Balance
    let entries: [AccountEntry]
    let hasOlder: Bool
    let origin: MoneyOrigin
    let officer: Officer
    var names = AccountNames()

    private var words: FigureWords { FigureWords(t: t, names: names) }

    var title: String { words.account(code) }
    var isWide: Bool { true }
    var crumbs: [Crumb] { BudgetPlace(code).map { [Crumb(words.place($0), Paths.budgetPlace($0))] } ?? [] }

    var body: HTML {
        func link(_ link: MoneyTrail.Link) -> HTML {
            officer.mayAny(link.readers)
                ? "<p><a href=\"\(link.path)\">\(t(link.label))</a></p>" : "<p>\(t(link.label))</p>"
        }
        return """
            <h1>\(title)</h1>
            \(Part.summary([
                SummaryRow(label: t("Saldo", "Balance"), value: "<strong>\(balance.posted.description)</strong>"),
                SummaryRow(label: t("Dicadangkan", "Reserved"), value: "\(balance.held.description)"),
            ]))
            \(each: origin.links, link)
            \(Part.table(
                caption: t("Yang mengubah saldo, terbaru dulu", "What changed it, newest first"),
                [
                    t("Kapan", "When"), t("Catatan", "Entry"), t("Dari atau ke", "From or to"), t("Masuk", "In"),
                    t("Keluar", "Out"),
                ], entries.map(row), empty: t("Belum ada catatan.", "There is no entry yet.")))
            \(when: hasOlder, older)
            \(Part.details(
                t("Untuk auditor", "For auditors"),
                "<p>\(t("Kode di buku", "Code in the ledger")): <code>\(code.description)</code></p>"))
            """
    }

    private func row(_ entry: AccountEntry) -> [HTML] {
        let other: HTML =
            entry.other.map { "<a href=\"\(Paths.budgetAccount("\($0)"))\">\(words.account($0))</a>" }
            ?? "\(t("beberapa rekening", "several accounts"))"
        return [
            "\(t.shortMoment(entry.at))",
            "<a href=\"\(Paths.budgetEntry(entry.entry))\">\(words.entry(entry.kind))</a>", other,
            "\(entry.isOut ? "" : entry.amount.description)", "\(entry.isOut ? entry.amount.description : "")",
        ]
    }

    private var older: HTML {
        let last = entries.last.map { "\($0.entry)" } ?? ""
        let path = "\(Paths.budgetAccount("\(code)"))?sebelum=\(last)"
        return "<p><a href=\"\(path)\">\(t("Catatan yang lebih lama", "Older entries"))</a></p>"
    }

    static func sample(_ t: Words) -> BudgetAccountPage {
        BudgetAccountPage(
            t: t, code: .programmeAvailable(edition: "3"), balance: Balance(posted: Rupiah(19_417_800_000_000)),
            entries: [AccountEntry(sample: .sample, isOut: true, other: .waveCommitted(WaveAddress(1)))],
            hasOlder: false, origin: MoneyOrigin([]), officer: .sample(1, "Lestari", .auditor))
    }
}

/// `/kantor/anggaran/entri/{id}`: one entry of the journal with its postings, and its place in the sealed log.
struct BudgetEntryPage: Page {
    let t: Words
    let entry: LedgerEntry
    /// Nil until the sealer has come to it.
    let sequence: Int?
    var names = AccountNames()

    private var words: FigureWords { FigureWords(t: t, names: names) }

    var title: String { words.entry(entry.kind) }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.summary(facts))
        \(entry.eventPath.map(event))
        \(Part.table(
            caption: caption, [t("Dari", "From"), t("Ke", "To"), t("Jumlah", "Amount")], entry.lines.map(row),
            empty: t("Catatan ini tidak memindahkan uang.", "This entry moved no money.")))
        \(Part.details(t("Untuk auditor", "For auditors"), Part.summary(record)))
        """
    }

    private var caption: String {
        entry.count > entry.lines.count
            ? t(
                "\(t.count(entry.lines.count)) dari \(t.count(entry.count)) pemindahan",
                "\(t.count(entry.lines.count)) of \(t.count(entry.count)) postings")
            : t("Pemindahan", "Postings")
    }

    private var facts: [SummaryRow] {
        let sealed = sequence.map { t("Catatan ke-\(t.count($0 + 1))", "Record \(t.count($0 + 1))") }
        return [
            SummaryRow(label: t("Kapan", "When"), value: "\(t.moment(entry.at))"),
            SummaryRow(label: t("Jumlah", "Amount"), value: "<strong>\(entry.amount.description)</strong>"),
            SummaryRow(
                label: t("Catatan tersegel", "Sealed log"),
                value: "<a href=\"\(Paths.proofs)\">\(sealed ?? t("Disegel sebentar lagi", "Sealed in a moment"))</a>"),
        ]
    }

    /// Key and digest as recorded, for a comparison with an export.
    private var record: [SummaryRow] {
        [
            SummaryRow(
                label: t("Sebab di buku", "Reason in the ledger"),
                value: "\(LedgerReasonWords(t: t).said(entry.reason))"),
            SummaryRow(label: t("Kunci", "Key"), value: "<code>\(entry.key.text)</code>"),
            SummaryRow(
                label: t("Sidik isi (SHA-256)", "Digest of its content (SHA-256)"),
                value: "<code>\(entry.content.hex)</code><small>\(t(PlainTerm.digest.meaning))</small>"),
        ]
    }

    private func event(_ path: String) -> HTML {
        "<p><a href=\"\(path)\">\(t("Ikuti uang ini dari negara sampai tujuannya", "Follow this money from the state to its end"))</a></p>"
    }

    private func row(_ line: LedgerLine) -> [HTML] {
        func account(_ code: LedgerAccount.Code) -> HTML {
            "<a href=\"\(Paths.budgetAccount("\(code)"))\">\(words.account(code))</a>"
        }
        return [account(line.from), account(line.to), "\(line.amount.description)"]
    }

    static func sample(_ t: Words) -> BudgetEntryPage {
        BudgetEntryPage(t: t, entry: .sample, sequence: 1_204)
    }
}

/// The way of one payment's or one purchase's money, from the state to its end.
struct MoneyTrailPage: Page {
    let t: Words
    let trail: MoneyTrail
    let officer: Officer
    /// What is held back of this person's money.
    var held: [HeldMatter] = []

    private var words: FigureWords { FigureWords(t: t) }

    var title: String { t(trail.title) }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(HeldMatterWords(t: t).banner(held, mayList: officer.may(.readAudit)))
        <p><strong>\(trail.amount.description)</strong> \(trail.isOver
            ? Part.tag(t("Selesai", "Done"), .done) : Part.tag(t("Sedang berjalan", "Under way"), .waiting))</p>
        \(when: officer.may(.readPeople), person)
        <ol class="story">\(each: trail.steps, step)</ol>
        """
    }

    private var person: HTML {
        let label = t("Halaman peserta", "The person's page")
        return "<p><a href=\"\(Paths.person(trail.person))\">\(label)</a></p>"
    }

    private func step(_ step: MoneyTrail.Step) -> HTML {
        func link(_ link: MoneyTrail.Link) -> HTML {
            "<p><a href=\"\(link.path)\">\(t(link.label))</a></p>"
        }
        func entry(_ entry: LedgerEntry) -> HTML {
            let amount = step.part ?? entry.amount
            return """
                <p>\(t.moment(entry.at))</p>
                <p><a href="\(Paths.budgetEntry(entry.id))">\(words.entry(entry.kind)), \(amount.description)</a></p>
                """
        }
        func text(_ text: Bilingual) -> HTML { "<p>\(t(text))</p>" }
        let links = step.links.filter { officer.mayAny($0.readers) }
        return """
            <li><h2>\(t(step.title))</h2>\(step.text.map(text))\(step.entry.map(entry))\(each: links, link)</li>
            """
    }

    static func sample(_ t: Words) -> MoneyTrailPage {
        MoneyTrailPage(
            t: t,
            trail: MoneyTrail(
                title: Bilingual(id: "Pembayaran Insentif ke-1", en: "Payment of Incentive 1"), amount: Rupiah(600_000),
                isOver: true,
                steps: [
                    MoneyTrail.Step(
                        title: Bilingual(id: "Keputusan mengikatnya", en: "A decree committed it"), entry: .sample),
                    MoneyTrail.Step(
                        title: Bilingual(id: "Nomor bank", en: "The bank's reference"),
                        text: Bilingual(
                            id: "2020051500012345, ke BNI •••• 4410.", en: "2020051500012345, to BNI •••• 4410.")),
                ]), officer: .sample(1, "Ani", .programmeManager))
    }
}

extension MoneyTrail {
    init(title: Bilingual, amount: Rupiah, isOver: Bool, steps: [Step]) {
        (self.title, self.amount, self.isOver, self.steps, person) = (title, amount, isOver, steps, ID(7))
    }
}

extension LedgerEntry {
    static let sample = LedgerEntry(
        sample: ID(1), .decree, subject: "3/1", reason: "Decree of wave 1: 164000 people", at: Wave.sample.closesAt,
        amount: Rupiah(582_200_000_000))
}
