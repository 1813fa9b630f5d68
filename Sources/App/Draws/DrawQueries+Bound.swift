import Programme
import Storage

extension BoundKind {
    /// The outcome of each draw: who was selected in it. Later changes of its places are `drawChanges`; the entries
    /// they name are left out or added here, so that the digest stays the one of the draw.
    static let draws = BoundKind(
        "draw", title: "draw of wave", covers: "seed, root and who was selected",
        due: "SELECT wave_id AS id FROM draw WHERE selected IS NOT NULL"
    ) { ids in
        [
            "SELECT wave_id AS id, entries, root, seed, selected FROM draw WHERE wave_id IN (\(list: ids))",
            """
            SELECT wave_id AS id, ticket, person_id
            FROM entry_place
            WHERE wave_id IN (\(list: ids)) AND NOT EXISTS (
                SELECT 1 FROM draw_change
                WHERE draw_change.wave_id = entry_place.wave_id AND draw_change.ticket = entry_place.ticket
                    AND draw_change.step = 'up')
            ORDER BY wave_id, ticket
            """,
        ]
    }

    /// Which ticket each entry of a sealed list has. `DrawQueries.discrepancies` compares the pages with their digests.
    static let drawLists = BoundKind(
        "draw-list", title: "sealed list of wave", covers: "its lines and who holds which ticket",
        due: "SELECT wave_id AS id FROM draw WHERE pages IS NOT NULL"
    ) { ids in
        [
            """
            SELECT draw.wave_id AS id, draw.pages, draw_page.kind, draw_page.first, draw_page.digest
            FROM draw
            LEFT JOIN draw_page ON draw_page.wave_id = draw.wave_id AND draw_page.kind <> 'outcome'
            WHERE draw.wave_id IN (\(list: ids))
            ORDER BY draw.wave_id, draw_page.kind, draw_page.first
            """
        ]
    }

    /// What each sealed list was made from, as its statement says.
    static let drawOrigins = BoundKind(
        "draw-origin", title: "origin of wave", covers: "its annex, its commitment, its lists and numbers of people",
        due: "SELECT wave_id AS id FROM draw WHERE edition_digest IS NOT NULL"
    ) { ids in
        [
            """
            SELECT wave_id AS id, annex, order_commitment, edition_digest, joined, withdrawn
            FROM draw
            WHERE wave_id IN (\(list: ids))
            """,
            """
            SELECT wave_id AS id, reason, entries
            FROM draw_removal
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, reason
            """,
            """
            SELECT wave_id AS id, province, entries
            FROM draw_people
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, province
            """,
            """
            SELECT wave_id AS id, name, digest, size
            FROM draw_list
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, name
            """,
        ]
    }

    /// What the registry said of the people on each sealed list, in numbers. Apart from `drawOrigins`, whose digests from
    /// before there were such numbers keep their form.
    static let drawAnswers = BoundKind(
        "draw-answers", title: "registry's answers of wave", covers: "how many people the registry confirmed",
        due: "SELECT DISTINCT wave_id AS id FROM draw_answer"
    ) { ids in
        [
            """
            SELECT wave_id AS id, answer, entries, first_at, last_at
            FROM draw_answer
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, answer
            """
        ]
    }

    /// What the draw decided about every entry, also about those without a place.
    static let drawOutcomes = BoundKind(
        "draw-outcome", title: "outcomes of wave", covers: "rank and pool of an entry",
        due: "SELECT wave_id AS id FROM draw WHERE pages IS NOT NULL AND selected IS NOT NULL"
    ) { ids in
        [
            """
            SELECT draw.wave_id AS id, draw.pages, draw_page.first, draw_page.digest
            FROM draw
            LEFT JOIN draw_page ON draw_page.wave_id = draw.wave_id AND draw_page.kind = 'outcome'
            WHERE draw.wave_id IN (\(list: ids))
            ORDER BY draw.wave_id, draw_page.first
            """
        ]
    }

    static let drawChanges = BoundKind(
        "draw-change", title: "changed places of wave",
        covers: "places taken away, who moved up, and why others did not",
        due: "SELECT DISTINCT wave_id AS id FROM draw_change"
    ) { ids in
        [
            """
            SELECT wave_id AS id, place, step, ticket
            FROM draw_change
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, place
            """,
            """
            SELECT wave_id AS id, place, reason
            FROM draw_change
            WHERE wave_id IN (\(list: ids)) AND reason IS NOT NULL
            ORDER BY wave_id, place
            """,
        ]
    }
}

/// What the digests of records do not show: a page whose bytes are no longer those of its digest, and an entry that
/// left a wave after the list was sealed.
extension DrawQueries {
    /// Pages compared in one read.
    private static let compared = 64

    /// One sentence in English for each, at most `limit`.
    func discrepancies(limit: Int) throws -> [String] {
        let sealed = try tx.rows(
            """
            SELECT draw.wave_id, draw.entries, (
                SELECT COUNT(*) FROM entry WHERE entry.wave_id = draw.wave_id AND entry.state <> 'withdrawn'
            ) AS present
            FROM draw
            WHERE draw.pages IS NOT NULL
            ORDER BY draw.wave_id
            """)
        var findings: [String] = []
        for draw in sealed {
            let (wave, entries, present): (ID<Wave>, Int, Int) = try (
                draw["wave_id"], draw["entries"], draw["present"]
            )
            if present != entries {
                findings.append("wave \(wave) has \(present) entries, and was sealed with \(entries)")
            }
            findings += try brokenPages(of: wave)
        }
        return Array(findings.prefix(limit))
    }

    private func brokenPages(of wave: ID<Wave>) throws -> [String] {
        try StoredPage.Kind.allCases.flatMap { kind -> [String] in
            var (broken, last): ([String], Int64) = ([], 0)
            while true {
                let pages = try pages(kind, of: wave, after: last, limit: Self.compared)
                broken += pages.filter { !$0.isWhole }.map { page in
                    "the page \(kind.rawValue) \(page.first) of wave \(wave) is not as it was written"
                }
                guard let end = pages.last else { return broken }
                last = end.first
            }
        }
    }
}
