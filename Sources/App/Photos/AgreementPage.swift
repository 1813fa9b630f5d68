import Programme

/// How often a second officer, who did not see the first verdict, accepted the same photos.
struct AgreementPage: Page {
    let t: Words
    let counts: [AgreementCount]
    /// Nil for readers who see the officers together only.
    let names: [ID<Officer>: String]?
    /// Whether the reader may open the list of photos.
    let mayReview: Bool

    var title: String { t("Kesepakatan pemeriksa foto", "Agreement of photo reviewers") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { mayReview ? [Crumb(t("Foto", "Photos"), Paths.photoOffice)] : [] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Dari 100 pasang foto yang diterima, kira-kira \(PhotoWork.secondLooks) diperiksa petugas kedua.",
            "Of 100 accepted pairs, about \(PhotoWork.secondLooks) are looked at by a second officer."))
        \(t("Petugas kedua tidak melihat putusan pertama.", "The second officer does not see the first finding."))</p>
        \(share)
        \(when: looks(counts) > 0, tables)
        """
    }

    private var tables: HTML {
        """
        \(Part.table(
            caption: t("Alasan petugas kedua tidak setuju", "Why the second officer disagreed"),
            [t("Alasan", "Reason"), t("Pasang foto", "Pairs")], byReason,
            empty: t("Semua pasang sepakat.", "All pairs agreed.")))
        \(names.map(table))
        """
    }

    private var share: HTML {
        let all = looks(counts)
        guard all > 0 else {
            return Banner(
                .information,
                t(
                    "Belum ada pemeriksaan kedua. Angkanya tampil setelah foto yang diterima diperiksa lagi.",
                    "There was no second look yet. The share shows once accepted photos are looked at again.")
            ).html
        }
        let agreed = looks(counts.filter { $0.fault == nil })
        return Part.bar(
            Int64(agreed), of: Int64(all),
            label: t(
                "\(t.count(agreed)) dari \(t.count(all)) sepakat (\(agreed * 100 / all)%)",
                "\(t.count(agreed)) of \(t.count(all)) agreed (\(agreed * 100 / all)%)"))
    }

    private var byReason: [[HTML]] {
        IdentityPhoto.Fault.allCases.compactMap { fault in
            let number = looks(counts.filter { $0.fault == fault })
            return number == 0 ? nil : ["\(fault.short(t))", "\(t.count(number))"]
        }
    }

    private func table(_ names: [ID<Officer>: String]) -> HTML {
        let officers = Dictionary(grouping: counts, by: \.officer).sorted { $0.key.rawValue < $1.key.rawValue }
        return Part.table(
            caption: t("Per pemeriksa pertama", "By first reviewer"),
            [t("Petugas", "Officer"), t("Diperiksa lagi", "Looked at again"), t("Sepakat", "Agreed")],
            officers.map { officer, counts in
                let (all, agreed) = (looks(counts), looks(counts.filter { $0.fault == nil }))
                return [
                    "\(names[officer] ?? t.short(officer))", "\(t.count(all))",
                    "\(t.count(agreed)) (\(agreed * 100 / max(all, 1))%)",
                ]
            },
            empty: t("Belum ada pemeriksaan kedua.", "There was no second look yet."))
    }

    private func looks(_ counts: [AgreementCount]) -> Int { counts.reduce(0) { $0 + $1.looks } }

    static func sample(_ t: Words) -> AgreementPage {
        AgreementPage(
            t: t,
            counts: [
                AgreementCount(officer: ID(1), fault: nil, looks: 57),
                AgreementCount(officer: ID(1), fault: .otherPerson, looks: 1),
            ],
            names: [ID(1): "Wati"], mayReview: true)
    }
}
