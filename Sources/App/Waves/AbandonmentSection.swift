import Programme

/// A wave that ended without a draw, in words for its people: why, and what becomes of them.
struct AbandonmentSection: Sendable {
    let t: Words
    let board: DrawState
    /// Nil where the decision is not as two officers left it.
    let ending: Abandonment?

    private var needed: Int { board.rules?.cosignatures ?? 0 }

    var html: HTML {
        Banner(
            .attention,
            markup: """
                <p>\(cause) \(t(
                    "Tidak ada yang terpilih dan tidak ada yang kalah.", "No number was selected, and none was left out."))</p>
                \(ending.map(decision))
                <p>\(t(
                    "Semua peserta otomatis ikut gelombang berikutnya selama masih memenuhi syarat. Anggarannya tetap untuk "
                        + "gelombang lain.",
                    "All people of this wave are taken into the next one as long as they qualify. Its budget stays for other "
                        + "waves."))</p>
                """,
            title: t("Gelombang ini diakhiri tanpa undian", "This wave ended without a draw")
        ).html
    }

    private var cause: String {
        if let current = board.current, current.signatures.count >= needed {
            return t(
                "Angka acak publik (drand) yang ditunggu tidak pernah terbit, jadi undian tidak dapat dilakukan.",
                "The public randomness (drand) that was waited for never came out, so there could be no draw.")
        }
        return t(
            "Saksi yang menandatangani kurang dari \(needed), jadi undian tidak dapat dilakukan.",
            "Fewer than \(needed) witnesses signed, so there could be no draw.")
    }

    private func decision(_ ending: Abandonment) -> HTML {
        """
        <p>\(t(
            "Dua petugas dengan peran berbeda memutuskannya \(t.moment(ending.at)).",
            "Two officers of different duties decided it \(t.moment(ending.at)).")) \
        \(t("Alasannya", "The reason")): \(ending.reason)</p>
        """
    }

    /// Every attempt with the number of signatures it had, the first one first.
    var attempts: HTML {
        func row(_ attempt: AttemptRecord) -> [HTML] {
            let at = board.allRules?.on(chain: attempt.chain)?.beacon.time(of: attempt.round)
            return [
                "\(t.count(attempt.number))", "\(at.map { t.moment($0) } ?? "–")",
                "\(t.count(attempt.signatures.count))",
            ]
        }
        let table = Part.table(
            caption: t("Percobaan undian", "The tries"),
            [t("Percobaan", "Try"), t("Batas waktu", "Signatures until"), t("Tanda tangan", "Signatures")],
            board.attempts.reversed().map(row), empty: "")
        return """
            \(table)
            <p class="hint">\(t(
                "Perlu \(needed) tanda tangan. Nomor yang tidak ada di tabel sudah lewat waktunya sebelum percobaannya dimulai.",
                "\(needed) signatures were needed. The time of a number that is not in the table was over before its try began."
            ))</p>
            """
    }
}
