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

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(rows.isEmpty ? nothingYet : overview)
        \(each: rows, row)
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

    private var overview: HTML {
        let whole = rows.reduce(Rupiah.zero) { $0 + $1.instalment.amount }
        let paid = rows.filter { $0.instalment.state == .paid }.reduce(Rupiah.zero) { $0 + $1.instalment.amount }
        let label = t("\(paid) dari \(whole) sudah dibayar", "\(paid) of \(whole) has been paid")
        let target =
            payee.map { t("Dibayar ke \($0).", "Paid to \($0).") }
            ?? t("Rekening belum tersambung.", "No account is linked yet.")
        let change = payee == nil ? t("Sambungkan rekening", "Link an account") : t("Ubah", "Change")
        return """
            \(Part.bar(paid.amount, of: whole.amount, label: label))
            <p>\(target) <a href="\(Paths.payee)">\(change)</a></p>
            """
    }

    private func row(_ row: IncentiveRow) -> HTML {
        let instalment = row.instalment
        return """
            <section class="card" id="angsuran-\(instalment.id.rawValue)">
            <h2>\(words.name(instalment)) · \(instalment.amount.description)</h2>
            <p>\(words.tag(row))</p>
            \(state(row))
            </section>
            """
    }

    private func state(_ row: IncentiveRow) -> HTML {
        switch row.instalment.state {
        case .paid, .sent, .requested, .forfeited: sentence(row)
        case .failed: sentence(row) + act(row)
        case .planned, .earned: conditions(row) + act(row)
        }
    }

    private func sentence(_ row: IncentiveRow) -> HTML {
        "<p>\(words.sentence(row.instalment, claim: row.claim))</p>"
    }

    private func conditions(_ row: IncentiveRow) -> HTML {
        func line(_ condition: Condition) -> TaskRow {
            let link = condition.isMet ? nil : words.path(condition, row)
            return TaskRow(
                name: words.title(condition, of: row.instalment), status: words.status(condition),
                kind: condition.isMet ? .done : condition.actor == .person ? .wrong : .waiting, path: link,
                hint: words.hint(condition))
        }
        let list = Part.taskList(row.conditions.map(line))
        let missing = row.conditions.filter { !$0.isMet }
        // When the person can only wait, the five conditions are collapsed, so that those that need action stand out.
        guard !missing.isEmpty, missing.allSatisfy({ $0.actor == .calendar || $0.actor == .office }) else {
            return list
        }
        let met = row.conditions.count - missing.count
        let label = t(
            "\(met) dari \(row.conditions.count) syarat sudah terpenuhi",
            "\(met) of \(row.conditions.count) conditions are met")
        let when = missing.first { $0.kind == .due }.flatMap { words.hint($0) }
        return "<p>\(when)</p>\(Part.details(label, list))"
    }

    private func act(_ row: IncentiveRow) -> HTML {
        switch row.claim {
        case .open(let until):
            let label =
                row.instalment.kind == .incentive
                ? t("Minta insentif", "Ask for the incentive") : t("Minta uang survei", "Ask for the survey's money")
            let note = t("Paling lambat \(t.fullDate(until)).", "At the latest on \(t.fullDate(until)).")
            return "<p>\(note)</p>\(Part.act(label, to: Paths.incentiveRequest(row.instalment.id), csrf: form.csrf))"
        case .lapsed(let why): return "<p>\(words.sentence(why))</p>"
        case .notYet, .taken: return .empty
        }
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
