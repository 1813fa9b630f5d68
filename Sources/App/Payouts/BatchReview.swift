import Programme
import Storage

/// Which payments of a batch a page shows.
enum BatchView: String, Sendable, CaseIterable {
    case sample = "contoh"
    case all = "semua"
    case differing = "selisih"
    case takenOut = "dikeluarkan"

    /// Payments of a sample.
    static let samples = 20

    /// Those that differ from each other for this batch, the usual one first.
    static func offered(of review: BatchReview, isUndecided: Bool) -> [BatchView] {
        let takenOut: [BatchView] = review.takenOut > 0 ? [.takenOut] : []
        if isUndecided { return (review.items > samples ? [.sample, .all] : [.all]) + takenOut }
        return (review.differing > 0 ? [.all, .differing] : [.all]) + takenOut
    }
}

/// What a batch comes to, and before its approval what was compared.
struct BatchReview: Sendable {
    struct Check: Sendable {
        /// `waits` for what is right and only delays a payment.
        enum Standing: String, Sendable { case holds, waits, fails }

        let text: Bilingual
        let standing: Standing
    }

    struct ProvinceCount: Sendable {
        /// Nil where the entry has no province.
        let name: String?
        let payments: Int
    }

    let items: Int
    let people: Int
    let arrived: Int
    /// Neither arrived nor on its way: returned, unknown to the bank, held up.
    let differing: Int
    /// Payments that officers took out of the draft.
    var takenOut = 0
    let least: Rupiah
    let most: Rupiah
    /// What all payments are for, where it is the same.
    let name: Bilingual?
    /// The bank or wallet of all payments, where it is the same.
    let provider: String?
    /// Requests that are in no batch.
    let waiting: Int
    let checks: [Check]
    /// The most payments first.
    let provinces: [ProvinceCount]

    static let sample = BatchReview(
        items: 412, people: 412, arrived: 0, differing: 0, least: Rupiah(600_000), most: Rupiah(600_000),
        name: Bilingual(of: .sample), provider: "GoPay", waiting: 12,
        checks: [
            Check(
                text: Bilingual(id: "412 rekening masih tersambung", en: "412 accounts are still linked"),
                standing: .holds)
        ],
        provinces: [ProvinceCount(name: "Maluku Utara", payments: 412)])
}

extension BatchReview {
    init(
        of stored: StoredBatch, _ rows: [PaymentRow], _ items: [StoredDisbursement], in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        let id = stored.batch.id
        self.items = rows.count
        takenOut = rows.count { $0.takenOutBecause != nil }
        // Of a refused batch every payment is withdrawn, and all that no officer took out are what it was.
        let rows = rows.filter { stored.refusal == nil ? !$0.isWithdrawn : $0.takenOutBecause == nil }
        people = Set(rows.map(\.person)).count
        arrived = rows.count { $0.state == .paid }
        differing = rows.count(where: \.isDiffering)
        least = rows.map(\.amount).min() ?? .zero
        most = rows.map(\.amount).max() ?? .zero
        name = Set(rows.map(\.name.id)).count == 1 ? rows.first?.name : nil
        provider = Set(rows.map(\.provider)).count == 1 ? rows.first?.provider : nil
        waiting = try tx.incentives.waiting().count
        provinces = try tx.payouts.provinces(of: id).map { number, payments in
            ProvinceCount(name: Province(code: padded(number, to: 2))?.name, payments: payments)
        }
        let isUndecided = stored.batch.state == .drafted && stored.refusal == nil
        let live = items.filter { !$0.isWithdrawn }
        checks = isUndecided ? try Self.compare(id, live, total: stored.total, in: tx, on: dependencies) : []
    }

    private static func compare(
        _ id: ID<PayoutBatch>, _ items: [StoredDisbursement], total: Rupiah, in tx: Transaction,
        on dependencies: Dependencies
    ) throws -> [Check] {
        let counts = try tx.payouts.compare(id)
        let all = items.count
        let requested = try tx.incentives.find(items.map(\.instalment)).values
        let reserved = try tx.ledger.reserved(requested.map(\.holdKey))
        let lacking = try tx.ledger.gone(fromCards: Set(requested.map(\.instalment.card)).sorted())
        let gone = Set(lacking.compactMap(\.card)).count
        let waiting = try MoneyHold(dependencies: dependencies).waiting(among: items.map(\.person), in: tx)
        let held = items.count { waiting.contains($0.person) }
        let isSame = try tx.records.isAsBound(.payoutDrafts, id, vault: dependencies.vault)
        func said(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
        func check(_ holds: Bool, _ good: Bilingual, _ bad: Bilingual, else standing: Check.Standing = .fails) -> Check
        {
            holds ? Check(text: good, standing: .holds) : Check(text: bad, standing: standing)
        }
        return [
            check(
                counts.linked == all,
                Bilingual(
                    id: "\(all) rekening tersambung atas nama penerima",
                    en: said(all, "account is the person's own", "accounts are the people's own")),
                Bilingual(
                    id: "\(all - counts.linked) rekening tidak tersambung lagi",
                    en: said(all - counts.linked, "account is not linked any more", "accounts are not linked any more"))
            ),
            check(
                counts.requested == all,
                Bilingual(
                    id: "\(all) permintaan masih berlaku", en: said(all, "request still stands", "requests still stand")
                ),
                Bilingual(
                    id: "\(all - counts.requested) permintaan tidak berlaku lagi",
                    en: said(
                        all - counts.requested, "request does not stand any more", "requests do not stand any more"))),
            check(
                counts.twice == 0, Bilingual(id: "Tidak ada yang dibayar dua kali", en: "No payment is made twice"),
                Bilingual(
                    id: "\(counts.twice) sudah ada di kelompok lain",
                    en: said(counts.twice, "is in another batch", "are in another batch"))),
            check(
                reserved == total,
                Bilingual(id: "\(reserved) sudah disisihkan di kartu", en: "\(reserved) is set aside on the cards"),
                Bilingual(
                    id: "Disisihkan \(reserved), jumlahnya \(total)", en: "Set aside \(reserved), the sum is \(total)")),
            check(
                held == 0, Bilingual(id: "Tidak ada penerima yang ditahan", en: "No person's money is held up"),
                Bilingual(
                    id: "\(held) menunggu sengketa NIK atau kontak hilang",
                    en: said(
                        held, "waits for a contested NIK or a lost contact",
                        "wait for a contested NIK or a lost contact")),
                else: .waits),
            check(
                gone == 0,
                Bilingual(id: "Catatan buku setiap kartu lengkap", en: "The books of each card are complete"),
                Bilingual(
                    id: "\(gone) kartu kehilangan catatan bukunya: keluarkan pembayarannya, dan beri tahu auditor",
                    en: said(gone, "card has", "cards have")
                        + " lost an entry of the books: take the payments out, and notify the auditor")),
            check(
                isSame, Bilingual(id: "Isinya sama seperti saat disusun", en: "It is as it was drafted"),
                Bilingual(id: "Isinya diubah di luar aplikasi", en: "It was changed by other means")),
        ]
    }
}

extension PaymentRow {
    /// Neither arrived nor simply on its way.
    var isDiffering: Bool { state == .failed || state == .missing || trouble != nil }
}
