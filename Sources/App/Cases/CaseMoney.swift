import Programme
import Storage

/// The money that a case is about, as the ledger and the payments have it now. An answer moves none of it; the officers
/// who write and confirm the answer compare it with these rows.
struct CaseMoney: Sendable {
    struct Row: Sendable {
        let name: String
        let amount: Rupiah
        /// The account of the ledger that it is paid from, or was.
        let account: String
        /// Whom it goes to, or went to.
        let payee: String
        let state: String
        /// Its payment and its batch, where the reader may open them.
        var links: [MoneyTrail.Link] = []
    }

    let rows: [Row]
    /// Whether a row has the person's own account.
    let showsPayee: Bool

    /// Purchases and instalments looked at, at most.
    private static let most = 20

    /// Nil for a case that is not about money.
    init?(
        of stored: ServiceCase, _ person: ID<Account>, for officer: Officer, _ t: Words, in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        let reading = Reading(t: t, officer: officer, person: person, tx: tx, dependencies: dependencies)
        switch (stored.contested?.kind, stored.category) {
        case (.payout?, _):
            let subject = stored.contested.map { ID<Instalment>($0.subject) }
            (rows, showsPayee) = (try reading.instalments { $0.id == subject }, true)
        case (.purchase?, _):
            let subject = stored.contested.map { ID<Purchase>($0.subject) }
            (rows, showsPayee) = (try reading.purchases { $0.id == subject }, false)
        case (nil, .incentive), (nil, .survey):
            (rows, showsPayee) = (try reading.instalments { $0.state != .planned }, true)
        case (nil, .training), (nil, .card):
            (rows, showsPayee) = (try reading.purchases { _ in true }, false)
        default: return nil
        }
    }

    init(rows: [Row]) {
        (self.rows, showsPayee) = (rows, true)
    }

    private struct Reading {
        let t: Words
        let officer: Officer
        let person: ID<Account>
        let tx: Transaction
        let dependencies: Dependencies

        func instalments(_ isWanted: (Instalment) -> Bool) throws -> [Row] {
            let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
            let payments = try tx.payouts.payments(to: person, limit: CaseMoney.most).filter { !$0.isWithdrawn }
            let linked = try tx.payees.linked(to: person)
            return try tx.incentives.of(person, today: today).map(\.instalment).filter(isWanted)
                .prefix(CaseMoney.most).map { instalment in
                    let payment = payments.first { $0.instalment == instalment.id }
                    let payee = try payment.flatMap { try tx.payees.find($0.payee) } ?? linked
                    return Row(
                        name: IncentiveWords(t: t).name(instalment), amount: instalment.amount,
                        account: try words(.cardIncentive(instalment.card)),
                        payee: try payee.map(written) ?? t("Belum ada rekening", "No account yet"),
                        state: ResultWords(t: t)(instalment.state.rawValue), links: payment.map(links) ?? [])
                }
        }

        private func links(_ payment: StoredDisbursement) -> [MoneyTrail.Link] {
            let links = [
                MoneyTrail.Link(
                    label: Bilingual(id: "Perjalanan uang ini", en: "This money's way"),
                    path: Paths.budgetPayment(payment.disbursement.id), readers: [.readReports]),
                MoneyTrail.Link(
                    label: Bilingual(id: "Kelompok penyaluran", en: "The payout batch"),
                    path: Paths.payoutBatch(payment.batch), readers: PayoutOffice.readers),
            ]
            return links.filter { officer.mayAny($0.readers) }
        }

        private func written(_ payee: StoredPayee) throws -> String {
            let holder = try payee.holder(dependencies.shownVault).isolated
            let account = payee.readable(in: dependencies.payoutPartners)
            return t("\(account), atas nama \(holder)", "\(account), held by \(holder)")
        }

        func purchases(_ isWanted: (Purchase) -> Bool) throws -> [Row] {
            try tx.purchases.of(person).filter(isWanted).prefix(CaseMoney.most).map { purchase in
                let course = try tx.courses.find(purchase.course)
                let institution = try course.flatMap { try tx.partners.find($0.institution) }
                let platform = try tx.partners.find(purchase.platform)
                let names = [institution?.name, platform?.name].compactMap(\.self)
                return Row(
                    name: course?.title ?? "", amount: purchase.price,
                    account: try words(try account(of: purchase)),
                    payee: names.joined(separator: t(" dan ", " and ")),
                    state: ResultWords(t: t)(purchase.state.rawValue))
            }
        }

        /// What is held for the purchase stays there until it is proved or given back; before and after, its source is
        /// the card's purse.
        private func account(of purchase: Purchase) throws -> LedgerAccount.Code {
            let escrow = LedgerAccount.Code.purchaseEscrow(purchase.id)
            if try tx.ledger.isOpen(escrow), try tx.ledger.balance(escrow).posted > .zero { return escrow }
            return .cardTraining(purchase.card)
        }

        private func words(_ code: LedgerAccount.Code) throws -> String {
            FigureWords(t: t, names: try AccountNames(of: [code], for: officer, in: tx)).account(code)
        }
    }
}

/// The rows on the case's page, before the answer is written and before it is confirmed.
struct CaseMoneySection {
    let t: Words
    let money: CaseMoney
    /// Whether an answer waits for the second officer.
    let isProposed: Bool

    var html: HTML {
        func link(_ link: MoneyTrail.Link) -> HTML {
            "<small><a href=\"\(link.path)\">\(t(link.label))</a></small>"
        }
        func row(_ row: CaseMoney.Row) -> [HTML] {
            [
                "\(row.name)", "\(row.amount.description)", "\(row.account)", "\(row.payee)",
                "\(row.state)\(each: row.links, link)",
            ]
        }
        let compare =
            isProposed
            ? t(
                "Bandingkan dengan jawaban yang diusulkan sebelum menyetujui.",
                "Compare it with the proposed answer first.")
            : t("Jawaban Anda harus sesuai dengan ini.", "Your answer must agree with it.")
        return """
            <section class="card"><h2>\(t("Uang yang dibicarakan", "The money that it is about"))</h2>
            <p>\(t(
                "Jawaban tidak memindahkan uang: itu lewat kelompok penyaluran atau laporan mitra.",
                "An answer moves no money: that is done by payout batches or by the partner's reports.")) \(compare)</p>
            \(Part.table(
                caption: t("Menurut buku sekarang", "As the ledger has it now"),
                [
                    t("Uang", "Money"), t("Jumlah", "Amount"), t("Dari rekening", "From account"), t("Kepada", "To"),
                    t("Status", "State"),
                ], money.rows.map(row),
                empty: t(
                    "Tidak ada insentif atau pembelian tercatat untuk orang ini.",
                    "No incentive or purchase is recorded for this person.")))</section>
            """
    }
}

extension CaseMoney {
    static let sample = CaseMoney(rows: [
        Row(
            name: "Insentif ke-1", amount: Rupiah(600_000), account: "Kartu •••• 0127, insentif",
            payee: "GoPay •••• 7890, atas nama SITI NURHALIZA", state: "pembayaran gagal")
    ])
}
