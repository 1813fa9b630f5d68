import Programme
import Storage

/// One rupiah from the state to where it ended: the entries of a payment or a purchase, in order, with what is known of
/// each step outside the ledger. It holds no name and no account number.
struct MoneyTrail: Sendable {
    struct Step: Sendable {
        let title: Bilingual
        var text: Bilingual?
        var entry: LedgerEntry?
        /// This person's part of an entry that many share; nil where the whole entry is meant.
        var part: Rupiah?
        /// Where the step can be looked at, beside its entry.
        var links: [Link] = []
    }

    struct Link: Sendable {
        let label: Bilingual
        let path: String
        /// Officers with one of these permissions may open it.
        let readers: Set<Permission>
    }

    let title: Bilingual
    let amount: Rupiah
    let isOver: Bool
    let steps: [Step]
    /// Whose money it is.
    let person: ID<Account>

    /// Entries of a card that are looked through for the one that filled it.
    private static let looked = 200

    // MARK: - A payment to a person

    /// Nil for an unknown payment.
    init?(ofPayment id: ID<Disbursement>, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let payment = try tx.payouts.disbursement(id), let batch = try tx.payouts.batch(payment.batch),
            let instalment = try tx.incentives.find(payment.instalment)?.instalment
        else { return nil }
        let payee = try tx.payees.find(payment.payee)?.readable(in: dependencies.payoutPartners) ?? "–"
        func name(_ t: Words) -> String { IncentiveWords(t: t).name(instalment) }
        title = Bilingual(id: "Pembayaran \(name(.indonesian))", en: "Payment of \(name(.english))")
        amount = payment.disbursement.amount
        isOver = payment.disbursement.state == .paid
        person = payment.person
        let sent = try tx.ledger.entry(of: IdempotencyKey(JournalEntry.Kind.instalmentSent.rawValue, "\(id)"))
        let paid = try tx.ledger.entry(of: IdempotencyKey(JournalEntry.Kind.instalmentPaid.rawValue, "\(id)"))
        let failed = try tx.ledger.entry(of: IdempotencyKey(JournalEntry.Kind.instalmentFailed.rawValue, "\(id)"))
        var steps = try Self.untilCard(instalment.card, in: tx)
        steps.append(Self.approval(batch))
        if let sent { steps.append(Step(title: Bilingual(id: "Dikirim ke bank", en: "Sent to the bank"), entry: sent)) }
        steps += Self.bank(payment, to: payee, findings: try tx.statements.all(of: id, vault: dependencies.shownVault))
        if let paid {
            let title = Bilingual(id: "Sampai pada penerima", en: "Arrived at the person")
            steps.append(Step(title: title, entry: paid))
        }
        if let failed {
            steps.append(Step(title: Bilingual(id: "Kembali ke kartu", en: "Back on the card"), entry: failed))
        }
        self.steps = steps
    }

    private static func approval(_ batch: StoredBatch) -> Step {
        let (title, text) =
            if let approver = batch.approver {
                (
                    Bilingual(id: "Disusun dan disetujui dua petugas", en: "Drafted and approved by two officers"),
                    Bilingual(
                        id: "Penyusun \(batch.author), penyetuju \(approver).",
                        en: "Author \(batch.author), approver \(approver).")
                )
            } else {
                (
                    Bilingual(id: "Disusun, menunggu petugas kedua", en: "Drafted, waiting for a second officer"),
                    Bilingual(id: "Penyusun \(batch.author).", en: "Author \(batch.author).")
                )
            }
        return Step(
            title: title, text: text,
            links: [
                Link(
                    label: Bilingual(id: BatchRow(batch).name(.indonesian), en: BatchRow(batch).name(.english)),
                    path: Paths.payoutBatch(batch.batch.id), readers: PayoutOffice.readers)
            ])
    }

    /// What the bank answered, and the line of its statement where officers looked it up.
    private static func bank(
        _ payment: StoredDisbursement, to payee: String, findings: [StoredStatementFinding]
    ) -> [Step] {
        let reference = payment.railReference.map {
            Step(
                title: Bilingual(id: "Nomor bank", en: "The bank's reference"),
                text: Bilingual(id: "\($0), ke \(payee).", en: "\($0), to \(payee)."))
        }
        let line = findings.first { $0.state == .confirmed }.map { finding in
            Step(
                title: Bilingual(id: "Baris mutasi bank", en: "The line of the bank's statement"),
                text: finding.arrived
                    ? Bilingual(id: "Nomor \(finding.number).", en: "Number \(finding.number).")
                    : Bilingual(id: "Tidak ada di mutasi.", en: "Not in the statement."),
                links: [
                    Link(
                        label: Bilingual(id: "Periksa mutasi", en: "See the statement"),
                        path: Paths.payoutStatement(payment.batch, payment.disbursement.id),
                        readers: [.draftPayouts, .approvePayouts])
                ])
        }
        return [reference, line].compactMap(\.self)
    }

    // MARK: - A purchase

    /// Nil for an unknown purchase, and for one that was never paid.
    init?(ofPurchase id: ID<Purchase>, in tx: Transaction) throws {
        guard let purchase = try tx.purchases.find(id), let payment = purchase.payment else { return nil }
        let course = try tx.courses.find(purchase.course)
        let (platform, institution) = try (
            tx.partners.find(purchase.platform), course.flatMap { try tx.partners.find($0.institution) }
        )
        let name = course?.title ?? "\(purchase.course)"
        title = Bilingual(id: "Pembelian \(name)", en: "Purchase of \(name)")
        amount = purchase.price
        person = purchase.person
        isOver = !purchase.state.isUnfinished
        func entry(_ kind: JournalEntry.Kind, _ subject: String) throws -> LedgerEntry? {
            try tx.ledger.entry(of: IdempotencyKey(kind.rawValue, subject))
        }
        let bought = Step(
            title: Bilingual(id: "Dibeli di \(platform?.name ?? "–")", en: "Bought at \(platform?.name ?? "–")"),
            text: Bilingual(
                id: "Faktur \(payment.invoiceCode), transaksi \(payment.transactionCode).",
                en: "Invoice \(payment.invoiceCode), transaction \(payment.transactionCode)."),
            entry: try entry(.purchase, "\(id)"),
            links: [
                Link(
                    label: Bilingual(id: "Pelatihan: \(name)", en: "Course: \(name)"),
                    path: Paths.officeCourse(purchase.course), readers: [.readPartners]),
                Link(
                    label: Bilingual(
                        id: "Platform: \(platform?.name ?? "–")", en: "Platform: \(platform?.name ?? "–")"),
                    path: Paths.officePartner(purchase.platform), readers: [.readPartners]),
            ])
        let proofs = try [MilestoneShare.Milestone.firstAttendance, .completion].compactMap { milestone in
            try entry(.milestone, "\(id)/\(milestone.rawValue)").map { entry in
                Step(
                    title: milestone == .completion
                        ? Bilingual(id: "Selesai dan tercatat", en: "Completion proved")
                        : Bilingual(id: "Kehadiran tercatat", en: "Attendance proved"),
                    text: institution.map { Bilingual(id: "Lembaga \($0.name).", en: "Institution \($0.name).") },
                    entry: entry)
            }
        }
        var steps = try Self.untilCard(purchase.card, in: tx) + [bought]
        steps += proofs
        if let refund = try entry(.refund, "\(id)") {
            steps.append(Step(title: Bilingual(id: "Dikembalikan", en: "Refunded"), entry: refund))
        }
        self.steps = steps
    }

    // MARK: - From the state to the card

    static func untilCard(_ id: ID<Card>, in tx: Transaction) throws -> [Step] {
        guard let card = try tx.cards.find(id) else { return [] }
        let fillings = try [LedgerAccount.Code.cardTraining(id), .cardIncentive(id)].compactMap { purse in
            try tx.ledger.lines(of: purse, limit: looked).first { $0.kind == .cards && !$0.isOut }
        }
        let cards = try fillings.first.flatMap { try tx.ledger.entry($0.entry, postings: LedgerEntry.shown) }
        // One entry fills many cards: only what reached this card's two purses is this person's.
        let own = fillings.filter { $0.entry == cards?.id }.reduce(Rupiah.zero) { $0 + $1.amount }
        let steps: [(title: Bilingual, entry: LedgerEntry?, part: Rupiah?)] = try [
            (
                Bilingual(id: "Negara memberi anggaran", en: "The state gave the budget"),
                tx.ledger.entry(of: IdempotencyKey(JournalEntry.Kind.appropriation.rawValue, card.edition)), nil
            ),
            (
                Bilingual(id: "Keputusan mengikatnya", en: "A decree committed it"),
                tx.ledger.entry(of: IdempotencyKey(JournalEntry.Kind.decree.rawValue, "\(card.edition)/\(card.wave)")),
                nil
            ),
            (Bilingual(id: "Kartu diisi", en: "The card was filled"), cards, own),
        ]
        return steps.compactMap { step in
            step.entry.map { Step(title: step.title, entry: $0, part: step.part) }
        }
    }
}

/// What an account belongs to, with the pages that show it.
struct MoneyOrigin: Sendable {
    let links: [MoneyTrail.Link]

    init(of code: LedgerAccount.Code, in tx: Transaction) throws {
        switch code {
        case .purchaseEscrow(let id):
            links = [
                MoneyTrail.Link(
                    label: Bilingual(id: "Perjalanan uang pembelian ini", en: "This purchase's money"),
                    path: Paths.budgetPurchase(id), readers: [.readReports])
            ]
        case .payoutClearing(let id):
            links = [
                MoneyTrail.Link(
                    label: Bilingual(id: "Kelompok penyaluran", en: "The payout batch"), path: Paths.payoutBatch(id),
                    readers: PayoutOffice.readers)
            ]
        case .waveCommitted(let books):
            let wave = try tx.waves.begun(notOf: "").map(\.wave).first { $0.books == books }
            links =
                wave.map { wave in
                    [
                        MoneyTrail.Link(
                            label: Bilingual(id: "Gelombang ini", en: "This wave"),
                            path: Paths.officeWave(wave.address), readers: Set(Permission.allCases))
                    ]
                } ?? []
        default: links = []
        }
    }

    init(_ links: [MoneyTrail.Link]) {
        self.links = links
    }
}

extension LedgerEntry {
    /// The business event behind the entry, as a page of its own; nil where there is none.
    var eventPath: String? {
        let subject = key.text.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
        let first = subject.split(separator: "/").first.map(String.init) ?? ""
        switch kind {
        case .purchase, .milestone, .refund: return ID<Purchase>(first).map { Paths.budgetPurchase($0) }
        case .instalmentSent, .instalmentPaid, .instalmentFailed:
            return ID<Disbursement>(first).map { Paths.budgetPayment($0) }
        default: return nil
        }
    }
}
