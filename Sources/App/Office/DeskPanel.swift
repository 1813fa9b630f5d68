import Programme

/// A small chart on the desk with its number. The page behind it has the rest.
struct DeskPanel: Sendable {
    let title: Bilingual
    let number: String
    /// What the number counts.
    let counted: Bilingual
    let chart: HTML
    let path: String
    /// When the figures were counted, on the programme's clock; nil for those that are counted as the page is made.
    var countedAt: Instant?

    func html(_ t: Words) -> HTML {
        """
        <section class="panel"><h2><a href="\(path)">\(t(title))</a></h2>
        <p class="headline"><strong>\(number)</strong> \(t(counted))</p>\(chart)\
        \(countedAt.map { counting(at: $0, t) })</section>
        """
    }

    private func counting(at instant: Instant, _ t: Words) -> HTML {
        "<p><small>\(t("Dihitung", "Counted")) \(t.shortMoment(instant)).</small></p>"
    }
}

extension DeskPanel {
    static func sample(_ t: Words) -> DeskPanel {
        let rows: [(String, Int, ChartColour)] = [
            (t("di bawah 1 jam", "below 1 hour"), 2_110, .c4), (t("1–4 jam", "1–4 hours"), 1_876, .c4),
            (t("lebih dari 18 jam", "more than 18 hours"), 102, .bad),
        ]
        return DeskPanel(
            title: Bilingual(id: "Umur antrean foto", en: "Age of the photo queue"), number: t.count(4_088),
            counted: Bilingual(id: "foto menunggu", en: "photos wait"),
            chart: BarList(rows: rows.map { BarList.Row($0.0, t.count($0.1), Int64($0.1), $0.2) }).html,
            path: Paths.office)
    }
}

/// A source of charts; each slice adds its own. Nil while there is nothing to draw.
struct DeskPanelSource: Sendable {
    /// Officers with one of these permissions see it.
    let readers: Set<Permission>
    let read: @Sendable (Officer, Dependencies, Words) async throws -> DeskPanel?

    /// In the order of the desk.
    static let all: [DeskPanelSource] = [.runningWave, .photoAges, .budget, .payments]

    /// Every chart that this officer may see.
    static func panels(of officer: Officer, on dependencies: Dependencies, _ t: Words) async throws -> [DeskPanel] {
        var panels: [DeskPanel] = []
        for source in all where officer.mayAny(source.readers) {
            if let panel = try await source.read(officer, dependencies, t) { panels.append(panel) }
        }
        return panels
    }
}
