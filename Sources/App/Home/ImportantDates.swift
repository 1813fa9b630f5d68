import Programme

/// On `/akun`: the next dates that concern this person, soonest first.
struct ImportantDates: Sendable {
    struct Row: Sendable {
        let on: CivilDate
        let what: Bilingual
        /// Nil where only the day counts.
        var at: Instant?
    }

    let rows: [Row]

    /// Most dates that are shown.
    private static let most = 4

    init(_ standing: PersonStanding, zone: Zone, at now: Instant) {
        let today = zone.date(of: now)
        rows = Array(
            Self.all(standing, zone, now).filter { row in row.at.map { now < $0 } ?? (row.on >= today) }.sorted {
                $0.on < $1.on
            }.prefix(Self.most))
    }

    init() { rows = [] }

    private static func all(_ standing: PersonStanding, _ zone: Zone, _ now: Instant) -> [Row] {
        switch standing.status {
        case .inWave(let view):
            let wave = view.wave
            guard view.state == .joined || view.state == .sealed, wave.state != .abandoned else { return [] }
            return [
                Row(
                    on: zone.date(of: wave.closesAt),
                    what: Bilingual(
                        id: "Gelombang \(wave.number) ditutup", en: "Wave \(wave.number) closes"), at: wave.closesAt),
                Row(
                    on: zone.date(of: wave.announcesAt),
                    what: Bilingual(id: "Hasil diumumkan", en: "The outcome is announced"), at: wave.announcesAt),
            ]
        case .beneficiary(let card): return holding(card, standing, zone)
        case .unfinished, .waiting, .ineligible, .ready: return []
        }
    }

    private static func holding(_ card: Card, _ standing: PersonStanding, _ zone: Zone) -> [Row] {
        var rows: [Row] = []
        if card.status == .active, card.firstUsedAt == nil {
            rows.append(
                Row(
                    on: zone.date(of: card.firstUseBy),
                    what: Bilingual(id: "Batas pembelian pertama", en: "First purchase by"), at: card.firstUseBy))
        }
        if card.status == .active {
            rows.append(
                Row(on: standing.buyBy, what: Bilingual(id: "Hari terakhir membeli", en: "Last day to buy")))
        }
        for row in standing.rows where row.instalment.state == .planned || row.instalment.state == .earned {
            guard let day = row.instalment.dueOn else { continue }
            let (id, en) = (
                IncentiveWords(t: .indonesian).name(row.instalment), IncentiveWords(t: .english).name(row.instalment)
            )
            rows.append(Row(on: day, what: Bilingual(id: "\(id) dapat dibayar mulai", en: "\(en) can be paid from")))
        }
        return rows
    }

    /// Empty without a date.
    func html(_ t: Words) -> HTML {
        guard !rows.isEmpty else { return .empty }
        func row(_ row: Row) -> HTML {
            """
            <li>\(DateTile(t: t, date: row.on).html)<div><strong>\(t(row.what))</strong>\
            <small>\(row.at.map { t.moment($0) } ?? t.fullDate(row.on))</small></div></li>
            """
        }
        return
            "<section><h2>\(t("Tanggal penting", "Important dates"))</h2><ul class=\"days\">\(each: rows, row)</ul></section>"
    }
}
