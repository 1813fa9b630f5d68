import Programme

/// What the person has to do for their incentives, in one list: what can be asked for first, then what is missing. Each
/// task stands once, although several instalments wait for it.
struct IncentiveTasks: Sendable {
    let t: Words
    let rows: [IncentiveRow]
    let csrf: String

    private struct Task {
        let icon: Icon
        let title: String
        let note: String
        let act: HTML
    }

    /// Empty where the person has nothing to do.
    var html: HTML {
        let tasks = tasks
        guard !tasks.isEmpty else { return .empty }
        return """
            <section><h2>\(t("Yang perlu Anda lakukan", "What you have to do")) (\(tasks.count))</h2>
            <ul class="duties">\(each: tasks, item)</ul></section>
            """
    }

    private func item(_ task: Task) -> HTML {
        "<li>\(task.icon.html)<div><strong>\(task.title)</strong><p>\(task.note)</p>\(task.act)</div></li>"
    }

    private var tasks: [Task] {
        let claims = rows.compactMap(claim)
        return claims + proofs(hasClaims: !claims.isEmpty)
    }

    private func claim(_ row: IncentiveRow) -> Task? {
        guard case .open(let until) = row.claim else { return nil }
        let isIncentive = row.instalment.kind == .incentive
        let (name, sum) = (IncentiveWords(t: t).name(row.instalment), row.instalment.amount)
        return Task(
            icon: .money, title: "\(name), \(sum)",
            note: t(
                "Paling lambat \(t.fullDate(until)). Sekitar 1 menit.",
                "At the latest on \(t.fullDate(until)). About a minute."),
            act: Part.act(
                isIncentive
                    ? t("Minta insentif", "Ask for the incentive")
                    : t("Minta uang survei", "Ask for the survey's money"),
                to: Paths.incentiveRequest(row.instalment.id), csrf: csrf))
    }

    /// Proofs of the person that are missing; one that cannot be given yet has no path and is left out. One button of the
    /// list is filled.
    private func proofs(hasClaims: Bool) -> [Task] {
        var seen: Set<String> = []
        return rows.filter { $0.claim == .notYet }.flatMap { row in
            row.conditions.filter { !$0.isMet && $0.actor == .person }.compactMap { condition -> Task? in
                guard let path = IncentiveWords(t: t).path(condition, row), seen.insert(path).inserted else {
                    return nil
                }
                return proof(condition.kind, path, isSecond: hasClaims || seen.count > 1)
            }
        }
    }

    private func proof(_ kind: Condition.Kind, _ path: String, isSecond: Bool) -> Task {
        let (icon, title, note, label): (Icon, String, String, String) =
            switch kind {
            case .review:
                (
                    .star, t("Beri nilai pelatihan pertama", "Rate your first training"),
                    t("Satu sampai lima bintang. Sekitar 1 menit.", "One to five stars. About a minute."),
                    t("Beri nilai", "Rate it")
                )
            case .payee:
                (
                    .bank, t("Sambungkan rekening atau dompet", "Link an account or a wallet"),
                    t("Atas nama Anda sendiri. Sekitar 3 menit.", "In your own name. About 3 minutes."),
                    t("Sambungkan rekening", "Link an account")
                )
            case .survey, .training, .due, .previous:
                (
                    .check, t("Jawab survei", "Answer the survey"),
                    t(
                        "Isi jawaban tidak memengaruhi uangnya. Sekitar 3 menit.",
                        "What you answer does not change the money. About 3 minutes."),
                    t("Jawab survei", "Answer the survey")
                )
            }
        return Task(
            icon: icon, title: title, note: note, act: "<p>\(Part.button(label, to: path, secondary: isSecond))</p>")
    }
}
