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
    let form: FormState

    var title: String { t("Insentif dan survei", "Incentives and surveys") }

    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(rows.isEmpty ? nothingYet : everything)
        """
    }

    private var words: IncentiveWords { IncentiveWords(t: t) }

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
        return "<p class=\"empty\">\(when)</p>\(Part.summary(promised))"
    }

    private var everything: HTML {
        let tasks = IncentiveTasks(t: t, rows: rows, csrf: form.csrf)
        return """
            \(overview)
            \(tasks.html)
            <div class="split wide-left"><section><h2>\(t("Semua pembayaran", "All payments"))</h2>
            <ul class="days payments">\(each: rows, row)</ul></section>
            <div>\(each: unfinished, conditions)
            <p><a href="\(Paths.cases)">\(t("Uang tidak sampai?", "Has the money not arrived?"))</a></p></div></div>
            """
    }

    private var overview: HTML {
        let whole = rows.reduce(Rupiah.zero) { $0 + $1.instalment.amount }
        let paid = rows.filter { $0.instalment.state == .paid }.reduce(Rupiah.zero) { $0 + $1.instalment.amount }
        let target =
            payee.map { t("Dibayar ke \($0).", "Paid to \($0).") }
            ?? t("Rekening belum tersambung.", "No account is linked yet.")
        let change = payee == nil ? t("Sambungkan rekening", "Link an account") : t("Ubah", "Change")
        return """
            <p>\(t("\(paid) dari \(whole) sudah dibayar", "\(paid) of \(whole) has been paid")). \
            \(target) <a href="\(Paths.payee)">\(change)</a></p>
            \(bar(whole))
            """
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
            <small>\(small(row))</small>\(words.tag(row))</div><span class="sum">\(instalment.amount.description)</span></li>
            """
    }

    /// What happened, or what is missing first.
    private func small(_ row: IncentiveRow) -> String {
        if case .lapsed(let why) = row.claim { return words.sentence(why) }
        if case .open(let until) = row.claim {
            let by = t("Minta paling lambat \(t.fullDate(until)).", "Ask for it by \(t.fullDate(until)).")
            return row.instalment.state == .failed ? "\(words.sentence(row.instalment, claim: row.claim)) \(by)" : by
        }
        switch row.instalment.state {
        case .paid, .sent, .requested, .forfeited, .failed: return words.sentence(row.instalment, claim: row.claim)
        case .planned, .earned:
            guard let missing = row.conditions.first(where: { !$0.isMet }) else { return "" }
            return [words.status(missing), words.hint(missing)].compactMap(\.self).joined(separator: ". ")
        }
    }

    /// The first of each kind that is not complete: what it waits for is the same for those after it.
    private var unfinished: [IncentiveRow] {
        let open = rows.filter { $0.instalment.state == .planned || $0.instalment.state == .earned }
        return [Instalment.Kind.incentive, .survey].compactMap { kind in open.first { $0.instalment.kind == kind } }
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
        // The first has none before it.
        let lines = row.conditions.filter { $0.kind != .previous || row.instalment.number > 1 }.map(line)
        return """
            <section class="card"><h3>\(t("\(name) dibayar bila", "\(name) is paid when"))</h3>
            \(Part.taskList(lines))</section>
            """
    }

    /// After one month: the first is paid, the second can be requested, a survey is open.
    static func sample(_ t: Words) -> IncentivesPage {
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
        return IncentivesPage(
            t: t, benefits: benefits, hasCard: true, payee: "GoPay •••• 7890",
            rows: [
                row(.incentive, 1, due: 0, .paid), row(.incentive, 2, due: 30, .planned),
                row(.incentive, 3, due: 60, .planned), row(.survey, 1, due: 31, .planned),
            ], form: .sample)
    }
}
