import Programme

/// One instalment as the page shows it.
struct IncentiveRow: Sendable {
    let instalment: Instalment
    let purchase: ID<Purchase>
    let conditions: [Condition]
    let claim: Claim

    init(_ view: InstalmentView, under rule: InstalmentRule) {
        self.init(
            instalment: view.instalment, purchase: view.stored.purchase,
            conditions: view.instalment.conditions(view.facts, under: rule),
            claim: view.instalment.claim(view.facts, under: rule))
    }

    init(instalment: Instalment, purchase: ID<Purchase>, conditions: [Condition], claim: Claim) {
        self.instalment = instalment
        self.purchase = purchase
        self.conditions = conditions
        self.claim = claim
    }
}

/// What is paid when, what is still missing, and who must act.
struct IncentivesPage: Page {
    let t: Words
    let benefits: Benefits
    let hasCard: Bool
    /// `GoPay •••• 7890`; nil while none is linked.
    let payee: String?
    let rows: [IncentiveRow]
    /// The card is suspended, and no money can be asked for.
    var isOnHold = false
    /// The card lapsed or was revoked: it earns nothing.
    var isOver = false
    let form: FormState

    var title: String { t("Insentif dan survei", "Incentives and surveys") }

    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(rows.isEmpty ? isOver ? nothingMore : nothingYet : everything)
        """
    }

    private var words: IncentiveWords { IncentiveWords(t: t) }

    private var nothingMore: HTML {
        """
        <p class="empty">\(t(
            "Kartu Anda tidak aktif, jadi tidak ada insentif. Halaman kartu menjelaskan sebabnya.",
            "Your card is not active, so there are no incentives. The card's page explains why."))</p>
        <p>\(Part.button(t("Lihat kartu", "See the card"), to: Paths.card))</p>
        """
    }

    private var nothingYet: HTML {
        let incentive = benefits.incentive
        let survey = benefits.survey
        let when =
            hasCard
            ? t(
                "Daftarnya muncul begitu lembaga melaporkan pelatihan pertama Anda selesai.",
                "The list appears once the institution reports your first training complete.")
            : t(
                "Daftarnya muncul setelah Anda terpilih dan menyelesaikan pelatihan pertama.",
                "The list appears once you have been selected and completed a first training.")
        var promised = [
            SummaryRow(
                label: t("Insentif bulanan", "Monthly incentive"),
                value: "\(incentive.count) × \(incentive.amount.description)")
        ]
        if survey.count > 0 {
            promised.append(
                SummaryRow(label: t("Survei", "Surveys"), value: "\(survey.count) × \(survey.amount.description)"))
        }
        promised.append(
            SummaryRow(
                label: t("Jumlah", "Together"),
                value: "<strong>\((incentive.total + survey.total).description)</strong>"))
        let next =
            hasCard
            ? Part.button(t("Buka kartu dan pelatihan", "Open card and courses"), to: Paths.card)
            : Part.button(t("Lihat gelombang", "See the waves"), to: Paths.waves)
        return """
            <div class="split wide-left"><section><p class="empty">\(when)</p>\(ahead)<p>\(next)</p></section>
            <div><h2>\(t("Yang dapat Anda terima", "What you can receive"))</h2>\(Part.summary(promised))</div></div>
            """
    }

    /// What comes before the first payment, in its order.
    private var ahead: HTML {
        let steps = [
            t("Selesaikan satu pelatihan", "Complete one course"),
            t("Beri nilai dan ulasan", "Rate and review it"),
            t("Sambungkan rekening atas nama Anda", "Link an account in your own name"),
            t("Minta insentif pertama", "Ask for the first incentive"),
        ]
        return Part.numberedTasks(steps.map { TaskRow(name: $0, status: "", kind: .todo) })
    }

    private var everything: HTML {
        """
        \(IncentiveTasks(t: t, rows: rows, isOnHold: isOnHold, csrf: form.csrf).html)
        <div class="split wide-left"><section><h2>\(t("Semua pembayaran", "All payments"))</h2>
        \(overview)
        <ul class="days payments">\(each: rows, row)</ul>
        \(Part.details(t("Arti tiap status", "What each state means"), meanings))</section>
        <div>\(unfinished.first.map(conditions))\(rest)
        <p><a href="\(Paths.cases)">\(t("Uang tidak sampai?", "Has the money not arrived?"))</a></p></div></div>
        """
    }

    private var overview: HTML {
        let (whole, paid) = (sum { _ in true }, sum { $0.instalment.state == .paid })
        let lost = sum { if case .lapsed = $0.claim { true } else { false } }
        let target =
            payee.map { t("Dibayar ke \($0).", "Paid to \($0).") }
            ?? t("Rekening belum tersambung.", "No account is linked yet.")
        let change = payee == nil ? t("Sambungkan rekening", "Link an account") : t("Ubah", "Change")
        var totals = [
            (t("Sudah dibayar", "Paid"), paid), (t("Masih akan datang", "Still to come"), whole - paid - lost),
        ]
        if lost > .zero { totals.append((t("Hangus", "Lapsed"), lost)) }
        func figure(_ total: (label: String, sum: Rupiah)) -> HTML {
            "<div><dt>\(total.label)</dt><dd>\(total.sum.description)</dd></div>"
        }
        return """
            <dl class="figures">\(each: totals, figure)</dl>
            \(bar(whole))
            <p>\(target) <a href="\(Paths.payee)">\(change)</a></p>
            """
    }

    private func sum(of fits: (IncentiveRow) -> Bool) -> Rupiah {
        rows.filter(fits).reduce(Rupiah.zero) { $0 + $1.instalment.amount }
    }

    /// One sentence for each state that is on the page, and for each reason why money was lost.
    private var meanings: HTML {
        var seen: Set<String> = []
        let shown = rows.filter { seen.insert(words.state($0) + words.meaning($0)).inserted }
        func line(_ row: IncentiveRow) -> HTML { "<li>\(words.tag(row)) \(words.meaning(row))</li>" }
        return "<ul class=\"plain meanings\">\(each: shown, line)</ul>"
    }

    /// Seven parts as wide as their money: filled once paid, outlined before.
    private func bar(_ whole: Rupiah) -> HTML {
        var start: Int64 = 0
        func part(_ row: IncentiveRow) -> HTML {
            let amount = row.instalment.amount.amount
            let (x, width) = (start * 1_000 / max(1, whole.amount), amount * 1_000 / max(1, whole.amount))
            start += amount
            let isPaid = row.instalment.state == .paid
            return """
                <rect class="\(row.instalment.kind == .survey ? "kunyit" : "daun")\(isPaid ? "" : " open")" \
                x="\(x / 10).\(x % 10)%" width="\(width / 10).\(width % 10)%" height="100%"/>
                """
        }
        return "<svg class=\"parts seven\" aria-hidden=\"true\">\(each: rows, part)</svg>"
    }

    private func row(_ row: IncentiveRow) -> HTML {
        let instalment = row.instalment
        let day: HTML = instalment.dueOn.map { DateTile(t: t, date: $0).html } ?? DateTile.unknown
        return """
            <li id="angsuran-\(instalment.id.rawValue)">\(day)<div><strong>\(words.name(instalment))</strong>\
            <small>\(words.date(row))</small>\(words.tag(row))</div><span class="sum">\(instalment.amount.description)</span></li>
            """
    }

    /// Those that can still be earned, in their order: the conditions of the next one in full, and of each other one how
    /// many are met.
    private var unfinished: [IncentiveRow] {
        rows.filter { $0.instalment.state == .planned || $0.instalment.state == .earned }
    }

    private var rest: HTML {
        let others = unfinished.dropFirst()
        guard !others.isEmpty else { return .empty }
        func line(_ row: IncentiveRow) -> HTML {
            let lines = counted(row)
            let next = lines.first { !$0.isMet }.map { condition in
                words.hint(condition)
                    ?? t("Belum: ", "Not yet: ") + words.title(condition, of: row.instalment).loweringFirst
            }
            let (met, all) = (lines.count { $0.isMet }, lines.count)
            return """
                <li><div><strong>\(words.name(row.instalment))</strong>\(next.map { "<small>\($0)</small>" as HTML })</div>\
                <span>\(t("\(met) dari \(all)", "\(met) of \(all)"))</span></li>
                """
        }
        return Part.details(
            t("Syarat pembayaran lainnya (\(others.count))", "Conditions of the other payments (\(others.count))"),
            "<ul class=\"tasks brief\">\(each: others, line)</ul>")
    }

    /// The first has none before it.
    private func counted(_ row: IncentiveRow) -> [Condition] {
        row.conditions.filter { $0.kind != .previous || row.instalment.number > 1 }
    }

    private func conditions(_ row: IncentiveRow) -> HTML {
        func line(_ condition: Condition) -> TaskRow {
            let link = condition.isMet ? nil : words.path(condition, row)
            return TaskRow(
                name: words.title(condition, of: row.instalment), status: words.status(condition),
                kind: condition.isMet ? .done : condition.actor == .person ? .todo : .waiting, path: link,
                hint: words.hint(condition))
        }
        let name = words.name(row.instalment)
        let lines = counted(row).map(line)
        return """
            <section class="card"><h3>\(t("\(name) dibayar bila", "\(name) is paid when"))</h3>
            \(Part.briefTasks(lines))</section>
            """
    }

    private static func sample(_ t: Words, _ states: Sampled) -> IncentivesPage {
        let day = CivilDate(daysSinceEpoch: 18_402)
        let today = day.adding(days: 32)
        func rule(_ amount: Int64, count: Int, claimDays: Int) -> InstalmentRule {
            InstalmentRule(
                amount: Rupiah(amount), count: count, intervalDays: 30, claimDays: claimDays,
                earnBy: day.adding(days: 200), payBy: day.adding(days: 300))
        }
        let benefits = Benefits(
            perPerson: Rupiah(3_550_000), training: Rupiah(1_000_000),
            incentive: rule(600_000, count: 4, claimDays: 60), survey: rule(50_000, count: 3, claimDays: 30))
        func row(_ kind: Instalment.Kind, _ number: Int, due: Int, _ state: Instalment.State) -> IncentiveRow {
            let rule = benefits.rule(for: kind)
            let instalment = Instalment(
                id: ID(Int64(number)), card: ID(1), person: ID(1), kind: kind, number: number, amount: rule.amount,
                dueOn: day.adding(days: due), state: state, changedOn: day.adding(days: 3))
            let facts = InstalmentFacts(
                completedOn: day, reviewedOn: day, payeeLinkedOn: day.adding(days: 1),
                previous: number > 1 ? .paid(on: day.adding(days: 3)) : nil, today: today)
            return IncentiveRow(
                instalment: instalment, purchase: ID(1), conditions: instalment.conditions(facts),
                claim: instalment.claim(facts, under: rule))
        }
        let second = states.secondIncentive
        return IncentivesPage(
            t: t, benefits: benefits, hasCard: true, payee: "GoPay •••• 7890",
            rows: [
                row(.incentive, 1, due: 0, .paid), row(.incentive, 2, due: 30, second),
                row(.incentive, 3, due: 60, .planned), row(.survey, 1, due: 31, states.survey),
            ], isOnHold: states.isOnHold, form: .sample)
    }

    /// What differs between the samples.
    private struct Sampled {
        var secondIncentive = Instalment.State.planned
        var survey = Instalment.State.planned
        var isOnHold = false
    }

    /// After one month: the first is paid, the second can be requested, a survey is open.
    static func sample(_ t: Words) -> IncentivesPage { sample(t, Sampled()) }

    /// Everything that is due was requested.
    static func sampleWaiting(_ t: Words) -> IncentivesPage {
        sample(t, Sampled(secondIncentive: .requested, survey: .sent))
    }

    /// The card is suspended.
    static func sampleOnHold(_ t: Words) -> IncentivesPage { sample(t, Sampled(isOnHold: true)) }
}
