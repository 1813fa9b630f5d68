import Programme

/// On the public page of a draw: how many of its people the registry confirmed, which numbers auditors look behind, and
/// what of this is proof.
struct SampleSection: Sendable {
    let t: Words
    let board: DrawState
    /// Of the edition.
    let size: Int
    /// Whether the outcome is public, and with it the seed.
    let isShown: Bool

    /// Empty before the sealing, and where the list was sealed before answers were counted.
    var html: HTML {
        guard let entries = board.draw?.entries, entries > 0, let answers = board.origin?.answers else { return .empty }
        return """
            <h2>\(t("Apakah orang-orangnya ada?", "Do these people exist?"))</h2>
            <p>\(numbers(answers, of: entries))</p>
            <p>\(chosen(of: entries))</p>
            <p><strong>\(t("Yang ditunjukkan:", "What this proves:"))</strong> \(proved(of: entries))</p>
            <p><strong>\(t("Yang tidak ditunjukkan:", "What it does not prove:"))</strong> \(t(
                "bahwa tidak ada seorang pun peserta karangan. Angka Dukcapil di atas dihitung panitia. Dan Anda perlu "
                    + "percaya bahwa auditor sungguh memeriksa orangnya.",
                "that there is not one invented participant. The office counted the registry's answers above. And you "
                    + "need to trust that the auditors do look up the people."))</p>
            \(when: isShown, list(of: entries))
            """
    }

    private func numbers(_ answers: DrawStatement.Origin.Answers, of entries: Int) -> String {
        let confirmed = t.count(answers.count(.registry))
        let first = t(
            "Dari \(t.people(entries)) di daftar, Dukcapil mengonfirmasi \(confirmed)",
            "Of the \(t.people(entries)) on the list, the registry confirmed \(confirmed)")
        let period = answers.answered.map { answered -> String in
            // The statement names days; an hour beside them would be invented.
            let (first, last) = (day(answered.first), day(answered.last))
            return first == last
                ? t(", pada \(first)", " on \(first)")
                : t(", antara \(first) dan \(last)", ", between \(first) and \(last)")
        }
        let others = DrawStatement.Origin.Answers.Kind.allCases.filter { $0 != .registry && answers.count($0) > 0 }
            .map { "\(name($0)) \(t.count(answers.count($0)))" }
        let rest =
            others.isEmpty ? "" : " " + t("Selebihnya:", "The others:") + " " + others.joined(separator: ", ") + "."
        return first + (period ?? "") + "." + rest
    }

    private func day(_ instant: Instant) -> String { t.fullDate(Zone.utc.date(of: instant)) }

    private func name(_ kind: DrawStatement.Origin.Answers.Kind) -> String {
        switch kind {
        case .registry: t("dikonfirmasi", "confirmed")
        case .hand: t("diputuskan dua petugas", "decided by two officers")
        case .disputed: t("NIK dipakai dua akun", "NIK of two accounts")
        case .differs: t("datanya berbeda", "with other data")
        case .unknown: t("tidak dikenal Dukcapil", "not known to the registry")
        case .waiting: t("menunggu jawaban", "waiting for an answer")
        }
    }

    private func chosen(of entries: Int) -> String {
        let number = t.count(min(size, entries))
        let first = t(
            "Sesudah undian, auditor melihat orang di balik \(number) nomor dan memeriksa apakah mereka ada.",
            "After the draw, auditors see the people behind \(number) numbers and look whether they exist.")
        guard board.rules != nil else {
            return first + " "
                + t(
                    "Gelombang ini tanpa saksi, jadi panitia dapat mengatur nomor mana yang muncul.",
                    "This wave has no witnesses, so the office could arrange which numbers come up.")
        }
        return first + " "
            + t(
                "Nomornya ditentukan undian itu sendiri. Panitia tidak dapat memilihnya.",
                "The draw itself says which ones. The office cannot choose them.")
    }

    private func proved(of entries: Int) -> String {
        guard entries > size else {
            return t("auditor dapat memeriksa semua orang di daftar.", "auditors can look up all people on the list.")
        }
        guard board.rules != nil else {
            return t("tidak banyak, karena gelombang ini tanpa saksi.", "not much, because this wave has no witnesses.")
        }
        return t(
            "kalau satu dari seratus peserta adalah karangan, peluang sampel ini memuatnya \(chance) persen.",
            "if one participant in a hundred is invented, this sample holds at least one of them with a likelihood of "
                + "\(chance) per cent.")
    }

    /// That a sample of this size holds an invented entry where one in a hundred is, in whole per cent, rounded down.
    private var chance: Int {
        let missed = (0..<size).reduce(1.0) { missed, _ in missed * 0.99 }
        return Int((1 - missed) * 100)
    }

    private func list(of entries: Int) -> HTML {
        guard let seed = board.draw?.seed else { return .empty }
        let tickets = DrawSample.tickets(of: entries, size: size, seed: seed)
        return Part.details(
            t("Nomor yang dilihat auditor", "The numbers that auditors look behind"),
            "<p>\(tickets.map(t.count).joined(separator: ", "))</p>")
    }
}
