import Programme
import Storage

/// The rows of each kind, in pieces, in the order of a key that never changes.
extension ExportQueries {
    /// A piece of rows. The next one begins after `last`.
    struct Piece: Sendable {
        let rows: [[String]]
        let last: Int64?
        /// Whom the rows are about.
        var people: [ID<Account>] = []
        /// Rows with a text that cannot be read.
        var unreadable: Int { rows.count { $0.contains(UnreadableValues.marker) } }
    }

    /// The headings of a kind's columns, for programs: they do not depend on the officer's language.
    static func headings(_ kind: ExportKind) -> [String] {
        switch kind {
        case .selected: ["nomor_undian", "nama", "provinsi", "kabupaten_kota", "empat_angka_kartu"]
        case .batch: ["pembayaran", "atas_nama", "mitra", "empat_angka", "jumlah", "status", "nomor_bank"]
        case .entries: ["catatan", "waktu", "jenis", "kunci", "dari", "ke", "jumlah"]
        case .audit: ["urut", "waktu", "pelaku", "nomor_pelaku", "tindakan", "perihal", "rincian"]
        case .figures: ["hal", "tanggal", "gelombang", "provinsi", "orang"]
        case .cases: ["bulan", "jenis", "hari_kerja", "dijawab", "tepat_waktu"]
        }
    }

    /// - Parameter search: of the acts, for an export of the audit log.
    func rows(
        _ kind: ExportKind, _ part: ExportPart, search: AuditSearch = AuditSearch(), after: Int64, limit: Int,
        vault: Vault
    ) throws -> Piece {
        switch (kind, part) {
        case (.selected, .wave(let wave)): try selected(in: wave, after: after, limit: limit, vault)
        case (.batch, .batch(let batch)): try payments(of: batch, after: after, limit: limit, vault)
        case (.entries, .days(let first, let last)):
            try postings(ids(first, last), after: after, limit: limit)
        case (.audit, .acts(let first, let last, _)):
            try acts(ids(first, last), search, after: after, limit: limit)
        case (.figures, .all): try counts(after: after, limit: limit)
        case (.cases, .all): try answers(after: after, limit: limit)
        default: Piece(rows: [], last: nil)
        }
    }

    /// The people that rows of a part are about at present, after the person with this id, in the order of their ids:
    /// for files that were made before their people were kept.
    func people(_ part: ExportPart, after: ID<Account>, limit: Int) throws -> [ID<Account>] {
        let source: SQL? =
            switch part {
            case .wave(let wave): "SELECT person_id FROM entry_place WHERE wave_id = \(wave) AND state = 'selected'"
            case .batch(let batch): "SELECT person_id FROM disbursement WHERE batch_id = \(batch)"
            case .days, .acts, .all: nil
            }
        guard let source else { return [] }
        return try tx.rows(
            """
            SELECT DISTINCT person_id
            FROM (\(source)) AS person
            WHERE person_id > \(after)
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// The ids that were made on these days of the programme, with the lead that its clock had then.
    func ids(_ first: CivilDate, _ last: CivilDate) throws -> Range<Int64> {
        let timeline = try tx.clock.timeline()
        func lowest(_ day: CivilDate) -> Int64 { IDSource.lowest(at: timeline.real(Zone.wib.instant(day))) }
        return lowest(first)..<max(lowest(first), lowest(last.adding(days: 1)))
    }

    /// Empty before the announcement: the outcome is told to all at once.
    private func selected(in wave: ID<Wave>, after: Int64, limit: Int, _ vault: Vault) throws -> Piece {
        try personal(
            tx.rows(
                """
                SELECT entry_place.entry_id AS key, entry_place.person_id, entry_place.ticket, personal_data.name,
                    personal_data.sealed_name, personal_data.province, personal_data.regency, card.last_four
                FROM entry_place
                JOIN wave ON wave.id = entry_place.wave_id AND wave.state = 'announced'
                JOIN personal_data ON personal_data.person_id = entry_place.person_id
                LEFT JOIN card ON card.entry_id = entry_place.entry_id
                WHERE entry_place.wave_id = \(wave) AND entry_place.state = 'selected'
                    AND entry_place.entry_id > \(after)
                ORDER BY entry_place.entry_id
                LIMIT \(limit)
                """)
        ) { row in
            let (ticket, card): (Int, String?) = try (row["ticket"], row["last_four"])
            let name = try SealedText.personName.open(row, of: row["person_id"], vault)
            return try ["\(ticket)", name, row["province"], row["regency"], card ?? ""]
        }
    }

    private func payments(of batch: ID<PayoutBatch>, after: Int64, limit: Int, _ vault: Vault) throws -> Piece {
        try personal(
            tx.rows(
                """
                SELECT disbursement.id AS key, disbursement.person_id, payee_account.holder, payee_account.partner,
                    payee_account.id AS account, payee_account.sealed_holder,
                    payee_account.last_four, disbursement.amount, disbursement.rail_reference,
                    CASE WHEN disbursement.taken_out_by IS NOT NULL THEN 'taken-out'
                        WHEN disbursement.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE disbursement.state END AS state
                FROM disbursement
                JOIN payee_account ON payee_account.id = disbursement.payee_id
                WHERE disbursement.batch_id = \(batch) AND disbursement.id > \(after)
                ORDER BY disbursement.id
                LIMIT \(limit)
                """)
        ) { row in
            let (key, amount, reference): (Int64, Int64, String?) = try (
                row["key"], row["amount"], row["rail_reference"]
            )
            let holder = try SealedText.payeeHolder.open(row, of: row["account"], vault)
            return try [
                "\(key)", holder, row["partner"], row["last_four"], "\(amount)", row["state"], reference ?? "",
            ]
        }
    }

    /// An entry's postings are never split between two pieces: `limit` counts entries.
    private func postings(_ ids: Range<Int64>, after: Int64, limit: Int) throws -> Piece {
        try piece(
            tx.rows(
                """
                SELECT journal_entry.id AS key, journal_entry.at, journal_entry.kind, journal_entry.key AS name,
                    source.code AS from_code, target.code AS to_code, posting.amount
                FROM (
                    SELECT id
                    FROM journal_entry
                    WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound) AND id > \(after)
                    ORDER BY id
                    LIMIT \(limit)
                ) AS chosen
                JOIN journal_entry ON journal_entry.id = chosen.id
                JOIN posting ON posting.entry_id = journal_entry.id
                JOIN ledger_account AS source ON source.id = posting.from_id
                JOIN ledger_account AS target ON target.id = posting.to_id
                ORDER BY journal_entry.id, posting.place
                """)
        ) { row in
            let (key, at, amount): (Int64, Instant, Int64) = try (row["key"], row["at"], row["amount"])
            return try [
                "\(key)", at.description, row["kind"], row["name"], row["from_code"], row["to_code"], "\(amount)",
            ]
        }
    }

    private func acts(
        _ ids: Range<Int64>, _ search: AuditSearch, after: Int64, limit: Int
    ) throws -> Piece {
        let rows = try tx.rows(
            """
            SELECT id AS key, at, actor_kind, actor_id, action, subject, detail
            FROM audit_event
            WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound) AND id > \(after)\(tx.audit.condition(of: search))
            ORDER BY id
            LIMIT \(limit)
            """)
        var subjects: Set<String> = []
        var piece = try piece(rows) { row in
            let (key, at, actor): (Int64, Instant, Int64?) = try (row["key"], row["at"], row["actor_id"])
            let (kind, subject): (String, String) = try (row["actor_kind"], row["subject"])
            subjects.insert(subject)
            if kind == "person", let actor { subjects.insert("account:\(actor)") }
            return try [
                "\(key)", at.description, kind, actor.map(String.init) ?? "", row["action"], subject, row["detail"],
            ]
        }
        piece.people = try tx.people.people(of: subjects)
        return piece
    }

    /// The key is the row's place: the counts are some thousand rows.
    private func counts(after: Int64, limit: Int) throws -> Piece {
        let rows = try tx.rows(
            """
            SELECT daily_count.what, daily_count.day, wave.address, daily_count.province, daily_count.people
            FROM daily_count
            LEFT JOIN wave ON wave.id = daily_count.wave_id
            WHERE daily_count.people > 0
            ORDER BY daily_count.what, daily_count.day, daily_count.wave_id, daily_count.province
            LIMIT \(limit) OFFSET \(after)
            """
        ).map { row -> [String] in
            let (day, wave, province, people): (Int64, String?, Int, Int) = try (
                row["day"], row["address"], row["province"], row["people"]
            )
            return try [
                row["what"], CivilDate(daysSinceEpoch: day).description, wave ?? "", "\(province)", "\(people)",
            ]
        }
        return Piece(rows: rows, last: rows.isEmpty ? nil : after + Int64(rows.count))
    }

    /// Answers to cases by month, category and working days. The key is the row's place, as for `counts`.
    private func answers(after: Int64, limit: Int) throws -> Piece {
        let rows = try tx.rows(
            """
            SELECT month, category, days, answers, in_time
            FROM case_figure
            ORDER BY month, category, days
            LIMIT \(limit) OFFSET \(after)
            """
        ).map { row -> [String] in
            let (days, answers, inTime): (Int, Int, Int) = try (row["days"], row["answers"], row["in_time"])
            return try [row["month"], row["category"], "\(days)", "\(answers)", "\(inTime)"]
        }
        return Piece(rows: rows, last: rows.isEmpty ? nil : after + Int64(rows.count))
    }

    private func piece(_ rows: [Row], _ cells: (Row) throws -> [String]) throws -> Piece {
        Piece(rows: try rows.map(cells), last: try rows.last.map { try $0["key"] })
    }

    /// As `piece`, of rows with the person whom each is about.
    private func personal(_ rows: [Row], _ cells: (Row) throws -> [String]) throws -> Piece {
        var piece = try piece(rows, cells)
        piece.people = try rows.map { try $0["person_id"] }
        return piece
    }
}
