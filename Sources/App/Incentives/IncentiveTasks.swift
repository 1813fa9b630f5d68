import Programme

/// The one next thing that the person has to do for their incentives, and, below it, the others: what can be asked for
/// first, then what is missing. Each task stands once, although several instalments wait for it.
struct IncentiveTasks: Sendable {
    let t: Words
    let rows: [IncentiveRow]
    /// The card is suspended, and no money can be asked for.
    let isOnHold: Bool
    let csrf: String

    private struct Task {
        let icon: Icon
        let title: String
        let note: String
        /// The button in the style of its place.
        let act: @Sendable (_ style: String) -> HTML
    }

    var html: HTML {
        if isOnHold { return onHold }
        let tasks = tasks
        guard let next = tasks.first else { return nothing }
        return """
            <section class="banner next"><p class="eyebrow">\(t("Yang perlu Anda lakukan", "What you have to do"))</p>
            <h2>\(next.title)</h2><p>\(next.note)</p>\(next.act("gold"))</section>
            \(when: tasks.count > 1, others(Array(tasks.dropFirst())))
            """
    }

    private func others(_ tasks: [Task]) -> HTML {
        """
        <section><h2>\(t("Setelah itu", "After that")) (\(tasks.count))</h2>
        <ul class="duties">\(each: tasks, item)</ul></section>
        """
    }

    private func item(_ task: Task) -> HTML {
        "<li>\(task.icon.html)<div><strong>\(task.title)</strong><p>\(task.note)</p>\(task.act("secondary"))</div></li>"
    }

    private var onHold: HTML {
        Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Kartu Anda ditahan, jadi uang belum dapat diminta. Alasannya ada di halaman Kartu.",
                    "Your card is on hold, so no money can be asked for. The page Card says why."))</p>
                <p>\(Part.button(t("Lihat kartu", "See the card"), to: Paths.card, secondary: true))</p>
                """,
            title: t("Insentif menunggu kartu Anda", "Your incentives wait for your card")
        ).html
    }

    /// Nothing to do: what is awaited, or that all is done.
    private var nothing: HTML {
        Banner(
            .information, awaited,
            title: t("Tidak ada yang perlu Anda lakukan sekarang", "There is nothing you have to do now")
        ).html
    }

    private var awaited: String {
        let words = IncentiveWords(t: t)
        if let moving = rows.first(where: { $0.instalment.state == .requested || $0.instalment.state == .sent }) {
            let name = words.name(moving.instalment)
            return t("\(name) sedang kami proses.", "\(name) is being processed.") + " "
                + words.sentence(moving.instalment, claim: moving.claim)
        }
        let open = rows.filter { $0.claim == .notYet }
        let dated = open.compactMap { row -> (CivilDate, IncentiveRow)? in
            let waits = row.conditions.contains { $0.kind == .due && !$0.isMet }
            return row.instalment.dueOn.flatMap { waits ? ($0, row) : nil }
        }
        if let (day, soonest) = dated.min(by: { $0.0 < $1.0 }) {
            let name = words.name(soonest.instalment).loweringFirst
            return t(
                "Berikutnya \(name), mulai \(t.fullDate(day)). Kami memberi tahu Anda.",
                "Next is \(name), from \(t.fullDate(day)) on. We notify you.")
        }
        return open.isEmpty
            ? t("Semua pembayaran Anda sudah selesai.", "All your payments are done.")
            : t(
                "Yang masih kurang ada pada pihak lain; lihat di bawah siapa.",
                "What is missing is with others; see below with whom.")
    }

    private var tasks: [Task] {
        rows.compactMap(claim) + proofs
    }

    private func claim(_ row: IncentiveRow) -> Task? {
        guard case .open(let until) = row.claim else { return nil }
        let isIncentive = row.instalment.kind == .incentive
        let (name, sum) = (IncentiveWords(t: t).name(row.instalment), row.instalment.amount)
        let by = t(
            "Paling lambat \(t.fullDate(until)). Sekitar 1 menit.",
            "At the latest on \(t.fullDate(until)). About a minute.")
        let hasFailed = row.instalment.state == .failed
        let label =
            isIncentive
            ? t("Minta insentif", "Ask for the incentive") : t("Minta uang survei", "Ask for the survey's money")
        let (path, csrf) = (Paths.incentiveRequest(row.instalment.id), csrf)
        return Task(
            icon: .money, title: "\(name), \(sum)",
            note: hasFailed ? (row.instalment.failure ?? .refused).remedy(t) + " " + by : by,
            act: { Part.act(label, to: path, csrf: csrf, kind: $0) })
    }

    /// Proofs of the person that are missing; one that cannot be given yet has no path and is left out.
    private var proofs: [Task] {
        var seen: Set<String> = []
        return rows.filter { $0.claim == .notYet }.flatMap { row in
            row.conditions.filter { !$0.isMet && $0.actor == .person }.compactMap { condition -> Task? in
                guard let path = IncentiveWords(t: t).path(condition, row), seen.insert(path).inserted else {
                    return nil
                }
                return proof(condition.kind, path)
            }
        }
    }

    private func proof(_ kind: Condition.Kind, _ path: String) -> Task {
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
            icon: icon, title: title, note: note,
            act: { "<p><a class=\"button \($0)\" href=\"\(path)\">\(label)</a></p>" })
    }
}
