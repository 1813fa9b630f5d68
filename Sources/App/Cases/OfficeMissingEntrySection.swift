import Programme

/// What the office sees of an entry that its person says is missing from a draw.
struct MissingEntryView: Sendable {
    let wave: Wave
    let until: Instant
    /// Compared with the log now.
    let standing: EntryStanding
    /// Why the person was removed before the sealing.
    let reasons: [Ineligibility]
    let rules: EligibilityRules
}

/// The part of a case's page about it: what the log has, and which answer the rules allow.
struct OfficeMissingEntrySection: Sendable {
    let t: Words
    let now: Instant
    let view: MissingEntryView

    var html: HTML {
        """
        <section class="card"><h2>\(t("Tanda terima dan daftar undian", "The receipt and the draw's list"))</h2>
        \(Part.summary([
            SummaryRow(
                label: t("Gelombang", "Wave"),
                value: "<a href=\"\(Paths.officeWave(view.wave.address))\">\(view.wave.name(t))</a>"),
            SummaryRow(
                label: t("Dijawab sebelum", "Answer before"),
                value: Part.countdown(to: view.until, now: now, label: t.moment(view.until))),
            SummaryRow(label: t("Menurut catatan", "By the log"), value: "\(view.standing.name(t))"),
        ]))
        \(when: !view.reasons.isEmpty, DecisionWords(t: t, rules: view.rules).list(view.reasons))
        <p>\(advice)</p></section>
        """
    }

    private var advice: String {
        switch view.standing {
        case .counts:
            t(
                "Orang ini ikut undian. Jawab “Diselesaikan” kalau datanya dipulihkan, atau jelaskan.",
                "The person is in the draw. Answer “Put right” where the data was restored, or explain it.")
        case .withdrawn:
            t(
                "Orang ini mundur sendiri dan tidak bergabung lagi. Jelaskan kapan, dan gelombang mana berikutnya.",
                "The person left and did not join again. Explain when, and which wave is next.")
        case .removed:
            t(
                "Orang ini tidak memenuhi syarat lagi saat diperiksa ulang. Jelaskan alasannya dan cara menyanggahnya.",
                "The person did not qualify any more at the last check. Explain the reason and how to contest it.")
        case .missing where view.wave.state < .sealed:
            t(
                "Datanya hilang tanpa tindakan. Beri tahu auditor: gelombang tidak dapat disegel sampai pulih. "
                    + "Sesudah itu jawab “Diselesaikan”.",
                "The data is gone without an act. Notify the auditor: the wave cannot be sealed until it is restored. "
                    + "Then answer “Put right”.")
        case .missing:
            t(
                "Datanya hilang tanpa tindakan, dan daftar tersegel tidak dapat ditambah. Beri tahu auditor. Jelaskan "
                    + "kepada pelapor apa yang terjadi dan gelombang mana berikutnya.",
                "The data is gone without an act, and nothing can be added to a sealed list. Notify the auditor. "
                    + "Explain to the person what happened, and which wave is next.")
        }
    }
}

extension EntryStanding {
    func name(_ t: Words) -> String {
        switch self {
        case .counts: t("ikut undian", "in the draw")
        case .withdrawn: t("mundur sendiri", "left by themselves")
        case .removed: t("dikeluarkan saat pemeriksaan terakhir", "taken out at the last check")
        case .missing: t("hilang tanpa tindakan", "gone without an act")
        }
    }
}
