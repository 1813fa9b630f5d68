import Programme
import Storage

extension PersonSectionSource {
    static let instalments = PersonSectionSource { tx, reading in
        let t = reading.t
        let today = Zone.wib.date(of: reading.now)
        let views = try tx.incentives.of(reading.person, today: today)
        guard !views.isEmpty else { return nil }
        let words = IncentiveWords(t: t)
        let paid = views.count { $0.instalment.state == .paid }
        func row(_ view: InstalmentView) -> HTML {
            let instalment = view.instalment
            return """
                <li>\(words.name(instalment)) <strong>\(instalment.amount.description)</strong> \
                \(instalment.state.tag(t))<small>\(instalment.dates(t))</small></li>
                """
        }
        return PersonSection(
            title: Bilingual(
                id: "Insentif: \(paid) dari \(views.count) dibayar", en: "Incentives: \(paid) of \(views.count) paid"),
            column: .money, body: "<ul class=\"plain-list\">\(each: views, row)</ul>")
    }
}

extension Instalment {
    /// The day of the last change. A planned instalment has only been written down on that day: the day from which its
    /// owner can ask for it stands beside it, once it is known.
    fileprivate func dates(_ t: Words) -> String {
        let changed = t.date(changedOn)
        guard state == .planned else { return changed }
        let planned = t("Direncanakan \(changed)", "Planned on \(changed)")
        guard let due = dueOn.map(t.date) else { return planned }
        return planned + t(", bisa diminta paling cepat \(due)", ", can be asked for from \(due) at the earliest")
    }
}

extension Instalment.State {
    fileprivate func tag(_ t: Words) -> HTML {
        switch self {
        case .planned: Part.tag(t("Belum waktunya", "Not yet"), .todo)
        case .earned: Part.tag(t("Bisa diminta", "Can be asked for"), .todo)
        case .requested: Part.tag(t("Diminta", "Requested"), .waiting)
        case .sent: Part.tag(t("Dikirim", "Sent"), .waiting)
        case .paid: Part.tag(t("Dibayar", "Paid"), .done)
        case .failed: Part.tag(t("Gagal", "Failed"), .wrong)
        case .forfeited: Part.tag(t("Hangus", "Lapsed"), .blocked)
        }
    }
}
