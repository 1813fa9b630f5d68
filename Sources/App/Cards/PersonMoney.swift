import Programme
import Storage

extension PersonSectionSource {
    /// The card with its balances, as the ledger has them.
    static let money = PersonSectionSource { tx, reading in
        let t = reading.t
        guard let card = try tx.cards.announced(of: reading.person) else {
            return PersonSection(
                title: Bilingual(id: "Uang", en: "Money"), column: .money,
                body: "<p>\(t("Belum ada kartu.", "No card yet."))</p>")
        }
        let training = try tx.ledger.balance(.cardTraining(card.id))
        let incentive = try tx.ledger.balance(.cardIncentive(card.id))
        let last = t.shortMoment(card.firstUseBy)
        let firstUse = card.firstUsedAt.map { t.shortMoment($0) } ?? t("belum, batas \(last)", "none yet, by \(last)")
        let facts: [(label: String, value: HTML)] = [
            (t("Kartu", "Card"), "\(Part.number("•••• \(card.lastFour)")) \(card.status.tag(t))"),
            (t("Saldo", "Balance"), "<strong>\(training.available.description)</strong>"),
            (t("Ditahan", "Held"), "\(training.held.description)"),
            (t("Sisa insentif", "Incentives left"), "\(incentive.posted.description)"),
            (t("Terbit", "Issued"), "\(t.shortMoment(card.issuedAt))"),
            (t("Beli pertama", "First purchase"), "\(firstUse)"),
        ]
        return PersonSection(
            title: Bilingual(id: "Uang", en: "Money"), column: .money, body: Part.facts(facts),
            tags: [card.status.holderTag(t)])
    }
}

extension PersonEventSource {
    static let cardIssued = PersonEventSource { tx, reading, _ in
        guard let card = try tx.cards.announced(of: reading.person) else { return [] }
        let t = reading.t
        return [
            PersonEvent(
                at: card.issuedAt,
                title: t(
                    "Kartu diterbitkan, \(card.training.description)", "Card issued, \(card.training.description)"),
                detail: t(
                    "keputusan gelombang \(card.wave), edisi \(card.edition)",
                    "decree of wave \(card.wave), edition \(card.edition)"), kind: .money)
        ]
    }
}

extension Card.Status {
    /// Beside the holder's name.
    fileprivate func holderTag(_ t: Words) -> HTML {
        switch self {
        case .active: Part.tag(t("Pemegang kartu", "Cardholder"), .done)
        case .suspended: Part.tag(t("Kartu ditahan", "Card suspended"), .wrong)
        case .expired: Part.tag(t("Kartu hangus", "Card lapsed"), .blocked)
        case .revoked: Part.tag(t("Kartu dicabut", "Card revoked"), .wrong)
        case .closed: Part.tag(t("Kartu ditutup", "Card closed"), .blocked)
        }
    }

    fileprivate func tag(_ t: Words) -> HTML {
        switch self {
        case .active: Part.tag(t("Aktif", "Active"), .done)
        case .suspended: Part.tag(t("Ditangguhkan", "Suspended"), .wrong)
        case .expired: Part.tag(t("Hangus", "Lapsed"), .blocked)
        case .revoked: Part.tag(t("Dicabut", "Revoked"), .wrong)
        case .closed: Part.tag(t("Ditutup", "Closed"), .blocked)
        }
    }
}

extension SearchSource {
    static let cards = SearchSource { tx, sought, scope in
        guard case .card(let number) = sought,
            let card = try tx.cards.find(number, vault: scope.dependencies.vault)
        else { return [] }
        // Before its wave's announcement a card must not show that its person was selected.
        guard try tx.cards.announced(of: card.person) != nil else { return [] }
        return [.person(card.person, by: Bilingual(id: "nomor kartu", en: "card number"))]
    }

    /// Holders whose names are compared with the words that were typed.
    private static let compared = 5_000

    /// A card's last digits are shared by many: no person is shown, and none is recorded as found, before they are few.
    static let cardEndings = SearchSource { tx, sought, scope in
        guard case .cardEnding(let digits, let words) = sought else { return [] }
        let holders = try tx.cards.people(
            endingWith: digits, limit: words.isEmpty ? SearchScope.most + 1 : compared + 1)
        let found =
            words.isEmpty
            ? holders
            : try tx.nameWords.people(
                among: Array(holders.prefix(compared)), named: words, vault: scope.dependencies.vault)
        guard found.count <= SearchScope.most, holders.count <= compared else {
            return [
                .tooMany(
                    Bilingual(
                        id:
                            "Banyak kartu berakhiran \(digits). Tambah kata dari nama pemegangnya: kartu \(digits) Siti.",
                        en: "Many cards end with \(digits). Add words of the holder's name: card \(digits) Siti."))
            ]
        }
        return found.map {
            .person($0, by: Bilingual(id: "kartu berakhiran \(digits)", en: "card ending with \(digits)"))
        }
    }
}
