import Programme

/// The three stages before a card, account, data with test, and wave, with the state of each and a link to the present
/// one. A person who holds a card has them behind them and sees none.
struct StagesSection: Sendable {
    let t: Words
    let status: AccountStatus

    var html: HTML? {
        guard case .beneficiary = status else {
            return
                "<section><h2>\(t("Tiga tahap", "Three stages"))</h2>\(Part.taskList([account, application, wave]))</section>"
        }
        return nil
    }

    private var account: TaskRow {
        TaskRow(name: t("1. Akun", "1. Account"), status: t("Selesai", "Done"), kind: .done)
    }

    private var application: TaskRow {
        let (label, kind): (String, Tag) =
            switch status {
            case .unfinished(let journey):
                (
                    t(
                        "\(journey.given) dari \(journey.steps.count) langkah",
                        "\(journey.given) of \(journey.steps.count) steps"),
                    .todo
                )
            case .waiting: (t("Sedang diperiksa", "Being checked"), .waiting)
            case .ineligible: (t("Belum memenuhi syarat", "Does not qualify yet"), .wrong)
            case .ready, .inWave, .beneficiary: (t("Selesai", "Done"), .done)
            }
        return TaskRow(
            name: t("2. Data diri dan tes", "2. Your data and the test"), status: label, kind: kind,
            path: Paths.application)
    }

    private var wave: TaskRow {
        let name = t("3. Gelombang", "3. Wave")
        switch status {
        case .unfinished, .waiting, .ineligible, .beneficiary:
            return TaskRow(name: name, status: t("Belum bisa", "Not yet"), kind: .blocked)
        case .ready:
            return TaskRow(name: name, status: t("Belum ikut", "Not joined"), kind: .todo, path: Paths.waves)
        case .inWave(let view):
            let (label, kind): (String, Tag) =
                switch view.state {
                case .joined, .sealed: (t("Menunggu hasil", "Waiting for the outcome"), .waiting)
                case .selected: (t("Terpilih", "Selected"), .done)
                case .notSelected: (t("Belum terpilih", "Not selected yet"), .todo)
                case .disqualified: (t("Dibatalkan", "Withdrawn"), .wrong)
                case .withdrawn: (t("Belum ikut", "Not joined"), .todo)
                }
            return TaskRow(
                name: "\(name) \(view.wave.number)", status: label, kind: kind, path: Paths.myEntry(view.wave.address))
        }
    }
}
