import Programme

/// What was drawn: how many people for how many places, and, once the outcome is public, how many were selected in each
/// pool.
struct DrawNumbersPanel: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState
    let pools: [Draw.Pool]

    private var wave: Wave { board.wave }
    private var isShown: Bool { wave.showsDraw(at: now) }

    var html: HTML {
        """
        <section>\(DrawDrawings.cut)<h2>\(t("Apa yang diundi", "What is drawn"))</h2>
        <p>\(standing)</p>
        <dl class="figures">\(each: figures, figure)</dl>
        \(when: isShown, Part.details(t("Hasil menurut kelompok", "Outcome by pool"), outcome))</section>
        """
    }

    private var standing: String {
        if wave.state == .abandoned {
            return t("Nomor sudah dibagikan, tetapi tidak ada yang diundi.", "Numbers were given, and none was drawn.")
        }
        if isShown {
            return t(
                "Yang paling depan terpilih, sampai tempat habis. Belum terpilih bukan penilaian atas diri Anda.",
                "Those in front are selected until the places are taken. Not being selected is no judgement of you.")
        }
        if case .failed = board.phase(at: now) {
            return t(
                "Daftarnya sudah disegel. Saksi yang menandatangani terlalu sedikit, jadi belum ada yang diundi. Panitia "
                    + "memulai percobaan baru.",
                "The list is sealed. Too few witnesses signed, so nothing was drawn yet. The office begins another try."
            )
        }
        if wave.state >= .sealed, now >= wave.announcesAt {
            return t(
                "Daftarnya sudah disegel. Hasilnya terlambat, dan terbuka bagi semua orang begitu ada.",
                "The list is sealed. The outcome is late, and open to all as soon as there is one.")
        }
        if wave.state >= .sealed {
            return t(
                "Daftarnya sudah disegel. Hasilnya terbuka bagi semua orang pada \(t.moment(wave.announcesAt)).",
                "The list is sealed. The outcome is open to all on \(t.moment(wave.announcesAt)).")
        }
        return t(
            "Setelah gelombang ditutup, setiap orang mendapat satu nomor acak.",
            "Once the wave has closed, each person gets one random number.")
    }

    private var figures: [(label: String, value: String)] {
        let later = t("Menyusul", "Later")
        var rows = [
            (t("orang yang ikut", "people in it"), board.draw?.entries.map(t.count) ?? later),
            (t("tempat", wave.quota == 1 ? "place" : "places"), t.count(wave.quota)),
        ]
        if isShown { rows.append((t("terpilih", "selected"), board.draw?.selected.map(t.count) ?? later)) }
        return rows
    }

    private func figure(_ row: (label: String, value: String)) -> HTML {
        "<div><dt>\(row.label)</dt><dd>\(row.value)</dd></div>"
    }

    private var outcome: HTML {
        func row(_ pool: Draw.Pool) -> [HTML] {
            let name = pool.stratum.name(t)
            return [
                "\(name.prefix(1).uppercased() + name.dropFirst())", "\(t.count(pool.entries))",
                "\(t.count(pool.selected))", "\(cut(pool))",
            ]
        }
        return """
            <p>\(t(
                "Yang belum terpilih di satu kelompok dikocok lagi di kelompok berikutnya.",
                "People who are not selected in one pool are shuffled again in the next."))</p>
            \(Part.table(
                caption: t("Urutan undian, dari kelompok pertama", "In the order drawn"),
                [
                    t("Kelompok", "Pool"), t("Ikut dikocok", "Shuffled"), t("Terpilih", "Selected"),
                    t("Terpilih sampai", "Selected up to"),
                ],
                inOrder.map(row), empty: t("Tidak ada yang ikut gelombang ini.", "Nobody joined this wave.")))
            """
    }

    /// Down to which rank a pool was selected.
    private func cut(_ pool: Draw.Pool) -> String {
        if pool.selected == 0 { return t("Tidak ada", "None") }
        if pool.selected == pool.entries { return t("Semua", "All") }
        return t("Urutan \(t.count(pool.selected))", "Rank \(t.count(pool.selected))")
    }

    /// The pool of all remaining entries is drawn last, so it is listed last regardless of its number.
    private var inOrder: [Draw.Pool] {
        pools.filter { $0.stratum != .everyone } + pools.filter { $0.stratum == .everyone }
    }
}
