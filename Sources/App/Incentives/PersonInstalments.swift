import Programme
import Storage

extension PersonSectionSource {
    /// The same states and dates as on the owner's own page, under the rules of their card.
    static let instalments = PersonSectionSource { tx, reading in
        let t = reading.t
        let views = try tx.incentives.of(reading.person, today: Zone.wib.date(of: reading.now))
        guard let first = views.first else { return nil }
        let benefits = try tx.cards.edition(
            of: first.instalment.card, among: reading.dependencies.editions
        ).benefits
        let words = IncentiveWords(t: t, reader: .office)
        let paid = views.count { $0.instalment.state == .paid }
        func row(_ view: InstalmentView) -> HTML {
            let row = IncentiveRow(view, under: benefits.rule(for: view.instalment.kind))
            return """
                <li>\(words.name(row.instalment)) <strong>\(row.instalment.amount.description)</strong> \
                \(words.tag(row))<small>\(words.date(row))</small></li>
                """
        }
        return PersonSection(
            title: Bilingual(
                id: "Insentif: \(paid) dari \(views.count) dibayar", en: "Incentives: \(paid) of \(views.count) paid"),
            column: .money, body: "<ul class=\"plain-list\">\(each: views, row)</ul>")
    }
}
