import Programme
import Storage

/// Why a card buys no training now, as the rule for purchases says, with the way on.
enum BuyingObstacle: Sendable {
    case unfinished(Unfinished?)
    case lapsed(since: Instant)
    case onHold
    case ended
    case over(last: CivilDate)

    /// The training that has to be completed first.
    struct Unfinished: Sendable {
        let purchase: ID<Purchase>
        let course: String
        let missing: Missing

        enum Missing: Sendable {
            case redemption, attendance, report
            /// Two officers look at the report.
            case check
        }
    }

    /// Whether the card will never buy again.
    var isFinal: Bool {
        switch self {
        case .unfinished, .onHold: false
        case .lapsed, .ended, .over: true
        }
    }

    func title(_ t: Words) -> String {
        switch self {
        case .unfinished(let training?):
            t("Selesaikan dulu: \(training.course)", "Complete this first: \(training.course)")
        case .unfinished(nil): t("Selesaikan dulu pelatihan Anda", "Complete your training first")
        case .lapsed: t("Kartu Anda hangus", "Your card has lapsed")
        case .onHold: t("Kartu Anda ditahan", "Your card is on hold")
        case .ended: t("Kartu Anda tidak berlaku lagi", "Your card is no longer valid")
        case .over: t("Masa membeli sudah berakhir", "The time for buying is over")
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .unfinished(let training):
            let rule = t(
                "Pelatihan berikutnya baru bisa dibeli setelah yang ini selesai.",
                "The next training can be bought once this one is completed.")
            return [rule, training.map { remedy($0.missing, t) }].compactMap(\.self).joined(separator: " ")
        case .lapsed(let since):
            return t(
                "Kartu tidak dipakai sampai \(t.moment(since)), jadi tidak dapat membeli lagi.",
                "It was not used by \(t.moment(since)), and buys nothing any more.")
        case .onHold:
            return t(
                "Selama itu kartu tidak dapat membeli. Alasannya ada di halaman Kartu.",
                "It buys nothing meanwhile. The page Card says why.")
        case .ended:
            return t(
                "Kartu ini tidak dapat membeli lagi. Alasannya ada di halaman Kartu.",
                "It buys nothing any more. The page Card says why.")
        case .over(let last):
            return t(
                "Saldo pelatihan dapat dipakai sampai \(t.fullDate(last)).",
                "The training balance could be used until \(t.fullDate(last)).")
        }
    }

    private func remedy(_ missing: Unfinished.Missing, _ t: Words) -> String {
        switch missing {
        case .redemption:
            t(
                "Pakai kode redeem-nya di situs lembaga, lalu ikuti sampai tes akhir.",
                "Use its redeem code on the institution's site, and follow it to the final test.")
        case .attendance:
            t(
                "Ikuti sampai tes akhir. Lembaga lalu melaporkannya selesai.",
                "Follow it to the final test. The institution then reports it complete.")
        case .check:
            t(
                "Lembaga sudah melaporkannya selesai. Petugas sedang memeriksa laporannya.",
                "The institution has reported it complete. Officers are checking the report.")
        case .report:
            t(
                "Tes akhirnya sudah lulus. Kami menunggu lembaga melaporkannya selesai.",
                "The final test is passed. We wait for the institution to report it complete.")
        }
    }

    func link(_ t: Words) -> (label: String, path: String) {
        switch self {
        case .unfinished(let training?):
            (t("Buka pelatihan itu", "Open that training"), Paths.purchase(training.purchase))
        case .unfinished(nil), .lapsed, .onHold, .ended, .over:
            (t("Buka halaman Kartu", "Open the page Card"), Paths.card)
        }
    }

    func banner(_ t: Words) -> HTML {
        let link = link(t)
        return Banner(
            .attention,
            markup: "<p>\(sentence(t))</p><p>\(Part.button(link.label, to: link.path, secondary: true))</p>",
            title: title(t)
        ).html
    }
}

extension BuyingObstacle {
    /// For previews.
    static let sample = BuyingObstacle.unfinished(
        Unfinished(purchase: ID(7), course: "Dasar Barista", missing: .redemption))

    /// Nil where the rule for purchases lets the card buy.
    ///
    /// - Parameter purchases: of the card's holder, newest first.
    init?(_ card: Card, _ purchases: [Purchase], in tx: Transaction, on dependencies: Dependencies) throws {
        let edition = try tx.cards.edition(of: card.id, among: dependencies.editions)
        do throws(PurchaseRefusal) {
            try card.allowBuying(rules: edition.training, zone: edition.waves.zone, at: dependencies.clock.now())
            return nil
        } catch {
            switch error {
            case .cardNotActive(.expired): self = .lapsed(since: card.firstUseBy)
            case .cardNotActive(.suspended): self = .onHold
            case .cardLapsed(let since): self = .lapsed(since: since)
            case .buyingOver(let last): self = .over(last: last)
            case .trainingUnfinished: self = .unfinished(try Unfinished(of: card, purchases, in: tx))
            default: self = .ended
            }
        }
    }
}

extension BuyingObstacle.Unfinished {
    /// The oldest training that was paid with the card and has not ended; nil where there is none.
    init?(of card: Card, _ purchases: [Purchase], in tx: Transaction) throws {
        let open = purchases.last { purchase in
            purchase.card == card.id && (purchase.state == .posted || purchase.state == .attended)
        }
        guard let open else { return nil }
        let isTested = try tx.attendance.isVerified(open.id, .postTest)
        purchase = open.id
        course = try tx.courses.find(open.course)?.title ?? ""
        let isChecked = try tx.heldCompletions.waiting(of: open.id) != nil
        missing = isChecked ? .check : isTested ? .report : open.redeemedAt == nil ? .redemption : .attendance
    }
}
