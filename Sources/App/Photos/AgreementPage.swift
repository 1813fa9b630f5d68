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
        \(t("Petugas kedua tidak melihat putusan pertama.", "The second officer does not see the first finding."))
        \(t(
            "Bila keduanya berbeda, pemeriksa ketiga yang memutuskan. Sampai itu foto tetap diterima.",
            "Where the two differ, a third reviewer decides. Until then the photos stay accepted."))</p>
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
        \(when: looks(counts.filter { $0.outcome != .agreed }) > 0, outcomes)
        \(names.map(tables))
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
                "\(t.count(agreed)) dari \(t.count(all)) sepakat (\(t.percent(agreed, of: all)))",
                "\(t.count(agreed)) of \(t.count(all)) agreed (\(t.percent(agreed, of: all)))"))
    }

    private var byReason: [[HTML]] {
        IdentityPhoto.Fault.allCases.compactMap { fault in
            let number = looks(counts.filter { $0.fault == fault })
            return number == 0 ? nil : ["\(fault.short(t))", "\(t.count(number))"]
        }
    }

    /// What came of the pairs on which two reviewers differed.
    private var outcomes: HTML {
        let all: [AgreementCount.Outcome] = [.kept, .replaced, .waiting, .fallen]
        return Part.table(
            caption: t("Yang dinilai berbeda", "On which two reviewers differed"),
            [t("Putusan ketiga", "Third decision"), t("Pasang foto", "Pairs")],
            all.compactMap { outcome in
                let number = looks(counts.filter { $0.outcome == outcome })
                return number == 0 ? nil : ["\(outcome.name(t))", "\(t.count(number))"]
            }, empty: "")
    }

    private func tables(_ names: [ID<Officer>: String]) -> HTML {
        let none = t("Belum ada pemeriksaan kedua.", "There was no second look yet.")
        let upheld = t("Dibenarkan yang ketiga", "Third reviewer agreed")
        func share(_ part: Int, of all: Int) -> HTML {
            all == 0 ? "–" : "\(t.count(part)) (\(t.percent(part, of: all)))"
        }
        func rows(
            by officer: KeyPath<AgreementCount, ID<Officer>>, upheld: AgreementCount.Outcome
        ) -> [[HTML]] {
            Dictionary(grouping: counts) { $0[keyPath: officer] }.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { officer, counts in
                    let decided = looks(counts.filter { [.kept, .replaced].contains($0.outcome) })
                    return [
                        "\(names[officer] ?? t.short(officer))", "\(t.count(looks(counts)))",
                        share(looks(counts.filter { $0.fault == nil }), of: looks(counts)),
                        share(looks(counts.filter { $0.outcome == upheld }), of: decided),
                    ]
                }
        }
        return Part.table(
            caption: t("Per pemeriksa pertama", "By first reviewer"),
            [t("Petugas", "Officer"), t("Diperiksa lagi", "Looked at again"), t("Sepakat", "Agreed"), upheld],
            rows(by: \.first, upheld: .kept), empty: none)
            + Part.table(
                caption: t("Per pemeriksa kedua", "By second reviewer"),
                [t("Petugas", "Officer"), t("Diperiksa", "Looked at"), t("Sepakat", "Agreed"), upheld],
                rows(by: \.second, upheld: .replaced), empty: none)
    }

    private func looks(_ counts: [AgreementCount]) -> Int { counts.reduce(0) { $0 + $1.looks } }

    static func sample(_ t: Words) -> AgreementPage {
        AgreementPage(
            t: t,
            counts: [
                AgreementCount(first: ID(1), second: ID(2), fault: nil, outcome: .agreed, looks: 57),
                AgreementCount(first: ID(1), second: ID(2), fault: .otherPerson, outcome: .waiting, looks: 1),
            ],
            names: [ID(1): "Wati", ID(2): "Vera"], mayReview: true)
    }
}

extension AgreementCount.Outcome {
    fileprivate func name(_ t: Words) -> String {
        switch self {
        case .agreed: t("Sepakat", "Agreed")
        case .waiting: t("Menunggu pemeriksa ketiga", "Waits for a third reviewer")
        case .kept: t("Tetap diterima", "Stay accepted")
        case .replaced: t("Foto baru diminta", "A new photo was asked for")
        case .fallen: t("Diganti atau diperiksa lagi sebelumnya", "Replaced or looked at again before")
        }
    }
}
