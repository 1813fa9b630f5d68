import Programme

/// The five parts of the way, account, data, wave, training and incentives, with the state of each. Parts that can be
/// opened are links.
struct TrackSection: Sendable {
    let t: Words
    let status: AccountStatus
    /// Of the card; empty before the first completed training.
    let rows: [IncentiveRow]
    /// Of a session at a counter, which does not open every page.
    var isAssisted = false

    private enum Stage: String { case done, now, wrong, coming }

    private struct Stop {
        let name: String
        let status: String
        let stage: Stage
        var path: String?
    }

    var html: HTML {
        let parts = [account, data, wave, training, incentives]
        return """
            <section><h2 class="hidden">\(t("Perjalanan Anda", "Your way"))</h2><ol class="way">\(each: parts, row)</ol></section>
            """
    }

    private func row(_ part: Stop) -> HTML {
        let path = part.path.flatMap { !isAssisted || Assistance.opens($0) ? $0 : nil }
        let name: HTML = path.map { "<a href=\"\($0)\">\(part.name)</a>" } ?? "\(part.name)"
        let isPresent = part.stage == .now || part.stage == .wrong
        return """
            <li class="\(part.stage.rawValue)"\(attribute: "aria-current", isPresent ? "step" : nil)><strong>\(name)</strong> \
            <small>\(part.status)</small></li>
            """
    }

    private var done: String { t("Selesai", "Done") }

    private var account: Stop { Stop(name: t("Akun", "Account"), status: done, stage: .done) }

    private var data: Stop {
        let (label, stage): (String, Stage) =
            switch status {
            case .unfinished(let journey):
                (
                    t(
                        "\(journey.given) dari \(journey.steps.count) langkah",
                        "\(journey.given) of \(journey.steps.count) steps"),
                    .now
                )
            case .waiting(_, let awaited) where awaited.contains(.betterPhoto):
                (t("Perlu foto baru", "Needs a new photo"), .now)
            case .waiting: (t("Sedang diperiksa", "Being checked"), .now)
            case .ineligible: (t("Belum memenuhi syarat", "Does not qualify yet"), .wrong)
            case .ready, .inWave, .beneficiary: (done, .done)
            }
        return Stop(name: t("Data", "Data"), status: label, stage: stage, path: isHolder ? nil : Paths.application)
    }

    private var isHolder: Bool { if case .beneficiary = status { true } else { false } }

    private var wave: Stop {
        let name = t("Gelombang", "Wave")
        switch status {
        case .unfinished, .waiting, .ineligible:
            return Stop(name: name, status: t("Belum bisa", "Not yet"), stage: .coming)
        case .ready:
            return Stop(name: name, status: t("Belum ikut", "Not joined"), stage: .now, path: Paths.waves)
        case .beneficiary(let card):
            return Stop(
                name: "\(name) \(card.wave)", status: t("Terpilih", "Selected"), stage: .done,
                path: Paths.myEntry(card.waveAddress))
        case .inWave(let view):
            let (label, stage): (String, Stage) =
                switch view.state {
                case .joined, .sealed: (t("Menunggu hasil", "Waiting for the outcome"), .now)
                case .selected: (t("Terpilih", "Selected"), .done)
                case .notSelected: (t("Belum terpilih", "Not selected yet"), .now)
                case .disqualified: (t("Dibatalkan", "Withdrawn"), .wrong)
                case .withdrawn: (t("Belum ikut", "Not joined"), .now)
                }
            return Stop(
                name: "\(name) \(view.wave.number)", status: label, stage: stage,
                path: Paths.myEntry(view.wave.address))
        }
    }

    private var training: Stop {
        let name = t("Pelatihan", "Training")
        guard case .beneficiary(let card) = status else {
            return Stop(
                name: name, status: t("Setelah terpilih", "Once selected"), stage: .coming, path: Paths.catalogue)
        }
        if !rows.isEmpty { return Stop(name: name, status: done, stage: .done, path: Paths.card) }
        return card.status == .active
            ? Stop(name: name, status: t("Sekarang", "Now"), stage: .now, path: Paths.card)
            : Stop(name: name, status: t("Kartu tidak aktif", "Card not active"), stage: .wrong, path: Paths.card)
    }

    private var incentives: Stop {
        let name = t("Insentif", "Incentives")
        if case .beneficiary(let card) = status, card.status == .revoked, rows.isEmpty {
            return Stop(name: name, status: t("Kartu dicabut", "Card revoked"), stage: .coming)
        }
        guard isHolder, !rows.isEmpty else {
            return Stop(name: name, status: t("Setelah pelatihan", "After training"), stage: .coming)
        }
        let paid = rows.count { $0.instalment.state == .paid }
        let isOver = rows.allSatisfy { $0.instalment.state == .paid || $0.instalment.state == .forfeited }
        return Stop(
            name: name, status: t("\(paid) dari \(rows.count) dibayar", "\(paid) of \(rows.count) paid"),
            stage: isOver ? .done : .now, path: Paths.incentives)
    }
}
