import Programme

/// On a purchase's page: what becomes of a report of completion that officers look at, and the receipt of each report.
struct PurchaseReports: Sendable {
    let t: Words
    let view: PurchaseView

    /// Neutral: a report that waits says nothing about the participant.
    var notice: HTML {
        if let held = view.checking {
            let end = t.moment(held.decideBy)
            return Banner(
                .information,
                t(
                    "Lembaga melaporkan bahwa Anda selesai. Dua petugas memeriksa laporannya, karena datang lebih cepat dari biasanya atau bersama banyak laporan lain. "
                        + "Anda tidak perlu berbuat apa-apa. Kalau belum diputus sampai \(end), laporannya berlaku.",
                    "The institution reported that you completed the training. Two officers check the report, because it came sooner than usual or with many others. "
                        + "There is nothing for you to do. If they have not decided by \(end), the report stands."
                ), title: t("Laporan selesai sedang diperiksa", "The report of completion is being checked")
            ).html
        }
        guard view.held?.state == .refused, view.purchase.state == .attended else { return .empty }
        let link = Part.button(
            t("Ajukan sanggahan", "Appeal"), to: Paths.appeal(.purchase, view.purchase.id.rawValue), secondary: true)
        let text = t(
            "Dua petugas tidak menerima laporan selesai dari lembaga. Pelatihan Anda belum tercatat selesai. "
                + "Anda masih dapat belajar sampai jadwalnya berakhir, dan lembaga dapat melapor lagi.",
            "Two officers did not accept the institution's report of completion. Your training is not on record as completed. "
                + "You can go on learning until its schedule ends, and the institution can report again."
        )
        return Banner(
            .attention, markup: "<p>\(text)</p><p>\(link)</p>",
            title: t("Laporan selesai tidak diterima", "The report of completion was not accepted")
        ).html
    }

    var receipts: HTML {
        guard !view.reports.isEmpty else { return .empty }
        let words = TrainingReportWords(t: t)
        func row(_ report: TrainingReport) -> [HTML] {
            [
                "\(words.fact(report.fact))",
                "<code class=\"together\">\(report.number.description)</code>",
                "\(t.shortMoment(report.receivedAt))<small>\(t.age(view.now - report.receivedAt))</small>",
                "\(path(report.path))",
            ]
        }
        return """
            <section><h2>\(t("Tanda terima laporan", "Receipts of reports"))</h2>
            \(Part.table(
                caption: t("Sebut nomornya kalau bertanya", "Name the number when you ask about it"),
                [t("Laporan", "Report"), t("Nomor", "Number"), t("Diterima", "Received"), t("Dari", "From")],
                view.reports.map(row), empty: ""))</section>
            """
    }

    private func path(_ path: TrainingReport.Path) -> String {
        switch path {
        case .participant: t("Anda", "You")
        case .contract, .api: t("Lembaga", "The institution")
        }
    }
}

extension PurchaseView {
    /// The report that waits for two officers; nil where none does.
    var checking: HeldCompletion? { held?.state == .waiting ? held : nil }
}
