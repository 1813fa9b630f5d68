import Foundation
import Programme

extension ListDifference.Change: PathValue {
    var label: Bilingual {
        switch self {
        case .added: Bilingual(id: "Baris baru", en: "Lines added")
        case .removed: Bilingual(id: "Baris hilang", en: "Lines removed")
        case .changed: Bilingual(id: "Kontak berubah", en: "Contacts changed")
        }
    }
}

extension ListTouch.Standing: PathValue {
    var label: Bilingual {
        switch self {
        case .cardholder: Bilingual(id: "Pemegang kartu", en: "Cardholders")
        case .drawn: Bilingual(id: "Sudah diundi atau gelombangnya disegel", en: "Drawn, or in a sealed wave")
        case .entered: Bilingual(id: "Ikut gelombang yang berjalan", en: "In a running wave")
        case .applicant: Bilingual(id: "Punya akun, belum ikut gelombang", en: "With an account, in no wave")
        }
    }
}

extension ListTouch.Consequence: PathValue {
    var label: Bilingual {
        switch self {
        case .barred: Bilingual(id: "Menjadi tidak layak", en: "Become ineligible")
        case .cleared: Bilingual(id: "Menjadi layak", en: "Become eligible")
        case .preferred: Bilingual(id: "Didahulukan dalam undian", en: "Come first in the draw")
        case .noLongerPreferred: Bilingual(id: "Tidak lagi didahulukan", en: "No longer come first")
        case .none: Bilingual(id: "Tidak berubah", en: "Nothing changes")
        }
    }
}

/// What a list changes, in the words of a page.
struct ListDifferenceSection: Sendable {
    let t: Words
    let stored: StoredDifference
    let groups: [ListTouch: Int]

    var html: HTML {
        guard stored.isCounted else {
            return """
                <p class="empty">\(t(
                    "Perubahannya sedang dihitung. Muat ulang halaman ini sebentar lagi.",
                    "What it changes is being counted. Reload this page in a moment."))</p>
                """
        }
        return """
            \(Part.summary(lines))
            \(Part.table(
                caption: t("Siapa yang tersentuh, menurut posisinya", "Whom it affects, by where they stand"),
                [t("Posisi", "Standing"), t("Akibat", "Consequence"), t("Orang", "People")], rows,
                empty: t("Tidak menyentuh siapa pun yang punya akun.", "It affects no one with an account.")))
            \(when: groups.keys.contains { $0.standing == .drawn || $0.standing == .cardholder }, stays)
            \(counted)
            """
    }

    private var counted: HTML {
        guard let at = stored.countedAt else { return .empty }
        return "<p><small>\(t("Dihitung", "Counted")) \(t.shortMoment(real: at)).</small></p>"
    }

    private var lines: [SummaryRow] {
        func row(_ change: ListDifference.Change, _ count: Int) -> SummaryRow {
            let link: (label: String, path: String)? =
                count > 0 ? (t("Lihat", "See"), Paths.listChange(stored.list, stored.id, change)) : nil
            return SummaryRow(label: t(change.label), value: "\(t.count(count))", change: link)
        }
        let counts = stored.counts
        let invited = SummaryRow(
            label: t("Sudah diundang, belum punya akun", "Invited, without an account"),
            value: "\(t.count(stored.invited))")
        guard stored.purpose == .version else { return [row(.removed, counts.removed), invited] }
        guard stored.against != nil else { return [row(.added, counts.added), invited] }
        return [
            row(.added, counts.added), row(.removed, counts.removed),
            SummaryRow(label: t("Baris tetap", "Lines unchanged"), value: "\(t.count(counts.unchanged))"),
            row(.changed, counts.changed), invited,
        ]
    }

    private var rows: [[HTML]] {
        ListTouch.Standing.allCases.flatMap { standing in
            ListTouch.Consequence.allCases.compactMap { consequence -> [HTML]? in
                let group = ListTouch(standing: standing, consequence: consequence)
                guard let people = groups[group] else { return nil }
                let path = Paths.listTouched(stored.list, stored.id, standing, consequence)
                let whole = "\(t.people(people)): \(t(standing.label))"
                return [
                    "\(t(standing.label))", "\(t(consequence.label))",
                    "<a href=\"\(path)\" aria-label=\"\(whole)\">\(t.count(people))</a>",
                ]
            }
        }
    }

    private var stays: HTML {
        """
        <p>\(t(
            "Undian yang sudah disegel tetap. Kartu yang sudah terbit tetap.",
            "A draw that is sealed stays. A card that is issued stays."))</p>
        """
    }
}

extension StoredDifference {
    static let sample = StoredDifference(
        id: ID(1), list: ID(1), purpose: .version, against: ID(2), isCounted: true, position: .init(),
        counts: ListDifference(added: 31_204, removed: 1_118, unchanged: 1_668_796, changed: 502), invited: 212,
        begunAt: Instant(milliseconds: 1_586_606_400_000), countedAt: Instant(milliseconds: 1_586_606_440_000))
}
