import Programme

/// `/kantor/ekspor`: the form, and the requests so far.
struct ExportsPage: Page {
    let t: Words
    /// Announced ones.
    let waves: [Wave]
    /// The latest, with when each was drafted and what it comes to.
    let batches: [BatchRow]
    let exports: [StoredExport]
    /// The numbers of the batches that these are about.
    let numbers: [ID<ExportRequest>: Int]
    /// Of the officers.
    let names: [ID<Officer>: String]
    let hasOlder: Bool
    let form: FormState

    /// What the form offers.
    static let kinds: [ExportKind] = [.selected, .batch, .entries, .audit, .figures, .cases]

    private var words: ExportWords { ExportWords(t: t) }

    var title: String { t("Ekspor", "Exports") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(
            list: list, isEmpty: exports.isEmpty, form: Part.panel(t("Minta tabel", "Request a table"), asking)))
        """
    }

    private var asking: HTML {
        """
        <p>\(t(
            "Tabel dengan data orang perlu persetujuan petugas lain dengan peran lain. Berkas dihapus setelah "
                + "\(ExportRequest.lifetimeHours) jam. Setiap unduhan dicatat.",
            "A table with people's data needs another officer of another duty. The file is deleted after "
                + "\(ExportRequest.lifetimeHours) hours. Every download is recorded."))</p>
        <form method="post" action="\(Paths.exports)" class="export">\(Field.token(form.csrf))
        \(Field.radios(form, "jenis", t("Tabel apa?", "Which table?"), options: Self.kinds.map(option)))
        <div class="for-selected">\(choice(
            "gelombang", t("Gelombang, untuk penerima terpilih", "Wave, for selected people"),
            waves.map { ("\($0.id)", t("Gelombang \($0.address)", "Wave \($0.address)")) },
            prompt: t("Pilih gelombang", "Choose a wave"),
            none: t(
                "Belum ada gelombang yang diumumkan, jadi tabel ini belum ada isinya.",
                "No wave has been announced yet, so this table has no contents yet.")))</div>
        <div class="for-batch">\(choice(
            "kelompok", t("Kelompok, untuk penyaluran", "Batch, for payouts"), batches.map(batch),
            prompt: t("Pilih kelompok", "Choose a batch"),
            none: t(
                "Belum ada kelompok penyaluran, jadi tabel ini belum ada isinya.",
                "There is no payout batch yet, so this table has no contents yet.")))</div>
        <div class="for-days">\(ExportPart.first.html(form, t, hint: t(
            "Untuk catatan anggaran dan riwayat tindakan.", "For entries of the budget and the audit log.")))
        \(ExportPart.last.html(form, t))\(filtered)</div>
        \(ReasonField.area(form, t, hint: t("Untuk apa tabel ini? Petugas kedua membacanya.", "What is it for? The second officer reads it.")))
        \(Part.submit(t("Minta", "Request")))</form>
        """
    }

    /// The field, or why there is nothing to choose.
    private func choice(
        _ field: String, _ label: String, _ options: [(value: String, label: String)], prompt: String, none: String
    ) -> HTML {
        guard !options.isEmpty else { return "<p class=\"empty\" id=\"\(field)\">\(none)</p>" }
        return Field.select(form, field, label, options: options, prompt: prompt)
    }

    /// The filter that was chosen on the page of acts.
    private var filtered: HTML {
        guard let query = form.values[AuditFilter.exportField], let filter = AuditFilter(query: query), !filter.isEmpty
        else { return .empty }
        let said = filter.said(t, names: names).joined(separator: "; ")
        return """
            <p>\(t("Riwayat tindakan, hanya", "Acts so far, only")): <strong>\(said)</strong></p>\
            \(Field.hidden(AuditFilter.exportField, query))
            """
    }

    private var list: HTML {
        """
        \(Part.table(
            caption: t("Permintaan, terbaru dulu", "Requests, newest first"),
            [t("Tabel", "Table"), t("Diminta", "Requested"), t("Untuk", "Purpose"), t("Status", "Status")],
            exports.map(row),
            empty: t("Belum ada permintaan. Yang pertama tampil di sini.", "There are no requests yet. The first will appear here.")))
        \(when: hasOlder, older)
        """
    }

    private func batch(_ batch: BatchRow) -> (value: String, label: String) {
        ("\(batch.id)", "\(batch.name(t)), \(t.shortMoment(batch.draftedAt)), \(batch.total)")
    }

    private func option(_ kind: ExportKind) -> (value: String, label: String) {
        let note = kind.isPersonal ? t(" (perlu petugas kedua)", " (needs a second officer)") : ""
        return (kind.rawValue, words.kind(kind) + note)
    }

    private func row(_ export: StoredExport) -> [HTML] {
        let request = export.request
        let wave = waves.first { ExportPart(request.kind, stored: request.part) == .wave($0.id) }
        return [
            """
            <a href="\(Paths.export(request.id))">\(words.kind(request.kind))</a>\
            <small>\(words.part(export, wave, batch: numbers[request.id], names: names))</small>
            """,
            "\(export.author)<small>\(t.shortMoment(real: export.askedAt))</small>", "\(request.purpose)",
            words.state(request.state),
        ]
    }

    private var older: HTML {
        let last = exports.last.map { "\($0.request.id)" } ?? ""
        return
            "<p><a href=\"\(Paths.exports)?sebelum=\(last)\">\(t("Permintaan yang lebih lama", "Older requests"))</a></p>"
    }

    static func sample(_ t: Words) -> ExportsPage {
        ExportsPage(
            t: t, waves: [.sample], batches: [.sample], exports: [.sample], numbers: [:], names: [:], hasOlder: false,
            form: .sample)
    }
}

/// `/kantor/ekspor/{id}`: one request: purpose, decision, file with its digest, downloads.
struct ExportPage: Page {
    let t: Words
    let export: StoredExport
    let wave: Wave?
    /// The number of the batch that it is about.
    var batch: Int?
    /// How many rows it comes to now, while a second officer has yet to decide.
    var rows: Int?
    let officer: Officer
    let now: Instant
    let downloads: [(officer: ID<Officer>, at: Instant, address: String)]
    let names: [ID<Officer>: String]
    let form: FormState

    private var words: ExportWords { ExportWords(t: t) }
    private var request: ExportRequest { export.request }

    var title: String { words.kind(request.kind) }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title) \(words.state(request.state))</h1>
        \(export.file.flatMap(words.lacking))
        \(Part.columns("\(Part.summary(facts))\(when: export.file != nil, downloaded)", acts: next))
        """
    }

    private var downloaded: HTML {
        Part.table(
            caption: t("Unduhan", "Downloads"),
            [t("Kapan", "When"), t("Siapa", "Who"), t("Dari alamat", "From address")],
            downloads.map { ["\(t.shortMoment(real: $0.at))", "\(names[$0.officer] ?? "")", "\($0.address)"] },
            empty: t(
                "Belum pernah diunduh. Setiap unduhan tampil di sini.",
                "Not downloaded yet. Each download appears here."))
    }

    private var facts: [SummaryRow] {
        let part = words.part(export, wave, batch: batch, names: names)
        var rows = [
            SummaryRow(label: t("Bagian", "Part"), value: "\(part.isEmpty ? t("semua", "all") : part)"),
            SummaryRow(label: t("Untuk", "Purpose"), value: "\(request.purpose)"),
            SummaryRow(
                label: t("Diminta", "Requested by"), value: "\(export.author), \(t.shortMoment(real: export.askedAt))"),
        ]
        rows += content
        if let decider = export.decider, let at = export.decidedAt {
            let reason = export.decision.map { ": \($0)" } ?? ""
            rows.append(
                SummaryRow(
                    label: t("Diputuskan", "Decided by"), value: "\(decider), \(t.shortMoment(real: at))\(reason)"))
        }
        if let file = export.file {
            rows += [
                SummaryRow(label: t("Baris", "Rows"), value: "\(t.count(file.lines))"),
                SummaryRow(
                    label: t("Sidik berkas (SHA-256)", "File's digest (SHA-256)"),
                    value: Part.details(
                        t("Lihat", "See"),
                        "<code>\(file.digest.hex)</code><small>\(t(PlainTerm.digest.meaning))</small>")),
            ]
        }
        if let end = export.expiresAt {
            let isThere = request.state == .made && export.file != nil
            let label = isThere ? t("Akan dihapus", "Will be deleted") : t("Dihapus", "Deleted")
            rows.append(SummaryRow(label: label, value: "\(t.moment(real: end))"))
        }
        return rows
    }

    /// What the second officer lets out of the programme.
    private var content: [SummaryRow] {
        let columns = ExportQueries.headings(request.kind).joined(separator: ", ")
        let personal =
            request.kind.isPersonal
            ? t(
                "Ada: barisnya tentang orang. Unduhan dicatat pada tiap orang di berkas.",
                "Yes: its rows are about people. A download is recorded for each person in the file.")
            : t("Tidak ada", "None")
        var content = [
            SummaryRow(label: t("Kolom", "Columns"), value: "<code>\(columns)</code>"),
            SummaryRow(label: t("Data pribadi", "Personal data"), value: "\(personal)"),
        ]
        if let rows {
            let most = ExportQueries.mostCounted
            let number =
                rows > most ? t("lebih dari \(t.count(most))", "more than \(t.count(most))") : t.count(rows)
            content.append(SummaryRow(label: t("Baris sekarang", "Rows now"), value: "\(number)"))
        }
        return content
    }

    private var next: HTML {
        switch request.state {
        case .asked: decision
        case .approved:
            Banner(
                .information,
                t(
                    "Berkas sedang dibuat. Buka lagi halaman ini sebentar lagi.",
                    "The file is being made. Open this page again in a moment.")
            ).html
        case .made where officer.id == request.author.officer:
            Part.panel(
                t("Berkas siap", "The file is ready"),
                Part.button(t("Unduh CSV", "Download CSV"), to: Paths.exportFile(request.id)))
        case .made:
            Banner(
                .information, t("Hanya peminta yang dapat mengunduh.", "Only the officer who asked can download it.")
            ).html
        case .failed:
            Banner(
                .wrong,
                t(
                    "Tabel tidak jadi dibuat. Paling banyak \(t.count(ExportRequest.mostRows)) baris: minta bagian yang lebih kecil.",
                    "The table was not made. At most \(t.count(ExportRequest.mostRows)) rows: ask for a smaller part."),
                title: t("Gagal", "Failed")
            ).html
        case .refused, .expired:
            Part.panel(
                t("Perlu lagi?", "Needed again?"),
                Part.button(t("Minta lagi", "Request again"), to: askingAgain, secondary: true))
        }
    }

    /// Officers of payouts ask on their batch's page.
    private var askingAgain: String {
        guard !officer.may(.exportData), case .batch(let id) = ExportPart(request.kind, stored: request.part) else {
            return Paths.exports
        }
        return Paths.payoutExport(id)
    }

    private var decision: HTML {
        SecondOfficer(request.author, by: officer.signatory(for: .exportData)).html(t, answers)
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        let refuse = t("Tolak", "Refuse")
        return Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            \(when: mayApprove, Part.act(
                t("Setujui dan buat berkas", "Approve and make the file"),
                to: Paths.exportDecision(request.id, .approve), csrf: form.csrf))
            \(Part.details(
                refuse,
                """
                <form method="post" action="\(Paths.exportDecision(request.id, .refuse))">\(Field.token(form.csrf))
                \(ReasonField.area(form, t, hint: t("Mengapa tidak? Peminta membacanya.", "Why not? The officer who asked reads it.")))
                \(Part.submit(refuse, kind: "danger"))</form>
                """))
            """)
    }

    static func sample(_ t: Words) -> ExportPage {
        ExportPage(
            t: t, export: .sample, wave: nil, officer: .sample(1, "Lestari", .auditor),
            now: Wave.sample.closesAt, downloads: [], names: [:], form: .sample)
    }
}
