import Foundation
import Programme

/// Accounts whose holder's name officers must decide on.
struct PayeeNamesPage: Page {
    let t: Words
    let partners: [PayoutPartner]
    /// Oldest first.
    let questions: [StoredPayeeQuestion]
    let hasMore: Bool

    var title: String { t("Nama pemilik rekening", "Names of account holders") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Bank dan Dukcapil menulis nama ini sedikit berbeda. Dua petugas dengan peran berbeda memutuskan.",
            "The bank and the civil registry write these names a little differently. Two officers of different duties decide."))</p>
        \(Part.table(
            caption: t("Menunggu putusan, terlama dulu", "Awaiting a decision, longest first"),
            [t("Di Dukcapil", "In the registry"), t("Di bank", "At the bank"), t("Rekening", "Account"),
                t("Beda", "Difference"), t("Sejak", "Since")],
            questions.map(row), empty: t("Tidak ada yang menunggu putusan.", "Nothing waits for a decision.")))
        \(more)
        """
    }

    private func row(_ question: StoredPayeeQuestion) -> [HTML] {
        [
            "<a href=\"\(Paths.payeeName(question.id))\">\(Part.person(question.value.registryName))</a>",
            Part.person(question.value.holder),
            "\(question.readable(in: partners))", "\(question.value.difference.name(t))",
            "\(t.shortMoment(question.askedAt))",
        ]
    }

    private var more: HTML? {
        guard hasMore, let last = questions.last else { return nil }
        let path = "\(Paths.payeeNames)?sesudah=\(last.id)"
        return "<p>\(Part.button(t("Berikutnya", "Next"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> PayeeNamesPage {
        PayeeNamesPage(t: t, partners: [], questions: [.sample], hasMore: false)
    }
}

/// One such account, with the form to propose or to decide.
struct PayeeNamePage: Page {
    let t: Words
    let partners: [PayoutPartner]
    let question: StoredPayeeQuestion
    let names: [ID<Officer>: String]
    /// What this officer may answer to the proposal; nil where there is none.
    let second: SecondOfficer?
    let officer: Officer
    let form: FormState

    static let decisionField = "alasan-putusan"

    var title: String { t("Apakah ini orang yang sama?", "Is this the same person?") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    private var address: String { Paths.payeeName(question.id) }
    var crumbs: [Crumb] { [Crumb(t("Nama pemilik rekening", "Names of account holders"), Paths.payeeNames)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(facts, acts: act))
        """
    }

    private var facts: HTML {
        """
        \(Part.summary([
            SummaryRow(label: t("Di Dukcapil", "In the registry"), value: Part.person(question.value.registryName)),
            SummaryRow(label: t("Di bank", "At the bank"), value: Part.person(question.value.holder)),
            SummaryRow(label: t("Rekening", "Account"), value: "\(question.readable(in: partners))"),
            SummaryRow(label: t("Beda", "Difference"), value: "\(question.value.difference.name(t))"),
            SummaryRow(label: t("Sejak", "Since"), value: "\(t.shortMoment(question.askedAt))"),
        ]))
        \(PersonLink(t: t, officer: officer, csrf: form.csrf).html(
            to: question.value.person, from: "payee-question:\(question.id)"))
        """
    }

    private var act: HTML {
        switch question.state {
        case .allowed:
            Banner(.done, t("Rekening ini boleh disambungkan.", "This account may be linked.")).html + decided
        case .refused: Banner(.wrong, t("Rekening ini ditolak.", "This account was refused.")).html + decided
        case .asked: "\(sentBack)\(proposal)"
        case .proposed: "\(proposed)\(second.map { $0.html(t, decision) })"
        }
    }

    /// Why a second officer sent the last proposal back.
    private var sentBack: HTML? {
        question.sentBackBecause.map {
            Banner(.attention, t("Usul sebelumnya dikembalikan: \($0)", "The last proposal was sent back: \($0)")).html
        }
    }

    private var proposal: HTML {
        """
        <form method="post" action="\(address)" class="panel">\(Field.token(form.csrf))
        \(Field.radios(form, "usul", t("Usul Anda", "Your proposal"), options: [
            ("boleh", t("Orang yang sama: boleh disambungkan", "The same person: it may be linked")),
            ("tidak", t("Bukan orang yang sama: tolak", "Not the same person: refuse")),
        ]))
        \(ReasonField.area(form, t, hint: t(
            "Dokumen apa yang Anda cocokkan?", "Which documents did you compare?")))
        \(Part.submit(t("Ajukan usul", "Propose")))</form>
        """
    }

    /// Both officers, each with their reason.
    private var decided: HTML {
        guard let decision = question.decision else { return .empty }
        let name = names[decision.by] ?? "–"
        let text = t("\(name) setuju. \(decision.reason)", "\(name) agreed. \(decision.reason)")
        return "\(proposed ?? .empty)<p>\(text)</p>"
    }

    private var proposed: HTML? {
        guard let proposal = question.proposal else { return nil }
        let name = names[proposal.by] ?? "–"
        let text =
            proposal.allows
            ? t("\(name) mengusulkan: boleh. \(proposal.reason)", "\(name) proposes to allow it. \(proposal.reason)")
            : t("\(name) mengusulkan: tolak. \(proposal.reason)", "\(name) proposes to refuse it. \(proposal.reason)")
        return "<p>\(text)</p>"
    }

    private func decision(_ mayApprove: Bool) -> HTML {
        """
        <form method="post" action="\(Paths.payeeNameDecision(question.id))" class="panel">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda cocokkan sendiri?", "What did you compare yourself?"), name: Self.decisionField))
        \(when: mayApprove, Part.submit(t("Setuju dengan usul", "Agree"), name: "putusan", value: "setuju"))
        \(Part.submit(t("Kembalikan", "Send back"), name: "putusan", value: "tolak", kind: "secondary"))</form>
        """
    }

    static func sample(_ t: Words) -> PayeeNamePage {
        PayeeNamePage(
            t: t, partners: [], question: .sample, names: [:], second: nil,
            officer: .sample(2, "Hendra", .payoutChecker), form: .sample)
    }
}

extension StoredPayeeQuestion {
    /// `GoPay •••• 7890`
    func readable(in partners: [PayoutPartner]) -> String {
        let name = partners.first { $0.slug == value.partner }?.name ?? value.partner
        return "\(name) •••• \(value.lastFour)"
    }

    static let sample = StoredPayeeQuestion(
        PayeeQuestion(
            person: ID(1), partner: "GoPay", lastFour: "7890", lookup: .init(), registryName: "MUHAMMAD ALI",
            holder: "M ALI", difference: .shortened),
        askedAt: Instant(milliseconds: 1_589_000_000_000))
}

extension NameDifference {
    /// For the person concerned.
    func sentence(_ t: Words) -> String {
        switch self {
        case .shortened: t("salah satunya disingkat.", "one of them is shortened.")
        case .alias: t("salah satunya memuat nama alias.", "one of them has an alias.")
        case .cut: t("nama di bank terpotong.", "the bank's is cut off.")
        case .title: t("salah satunya memakai huruf H di depan.", "one of them has an H in front.")
        }
    }

    func name(_ t: Words) -> String {
        switch self {
        case .shortened: t("Nama disingkat", "A name is shortened")
        case .alias: t("Nama alias", "An alias")
        case .cut: t("Nama terpotong", "The name is cut off")
        case .title: t("Huruf H di depan", "An H in front")
        }
    }
}
