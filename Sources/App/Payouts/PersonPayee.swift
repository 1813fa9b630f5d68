import Programme
import Storage

extension PersonSectionSource {
    /// The account that receives the incentives, and every payment to it.
    static let payee = PersonSectionSource { tx, reading in
        let t = reading.t
        let payee = try tx.payees.linked(to: reading.person)
        let payments = try tx.payouts.payments(to: reading.person, limit: 20)
        guard payee != nil || !payments.isEmpty else { return nil }
        let held = [
            try tx.disputes.moneyWaits(for: reading.person),
            try MoneyHold(dependencies: reading.dependencies).lostContact(of: reading.person, in: tx),
        ]
        let heldUntil = held.compactMap(\.self).max()
        var facts: [(label: String, value: HTML)] = []
        if let payee {
            facts.append((t("Rekening", "Account"), "\(payee.readable(in: reading.dependencies.payoutPartners))"))
            facts.append((t("Atas nama", "Holder"), Part.person(try payee.holder(reading.vault))))
            facts.append((t("Tersambung", "Linked"), "\(t.shortMoment(payee.account.linkedAt))"))
        }
        if let heldUntil { facts.append((t("Menunggu sampai", "Waits until"), "\(t.shortMoment(heldUntil))")) }
        let mayRead = reading.officer.mayAny(PayoutOffice.readers)
        let batches = try mayRead ? tx.payouts.batches(of: payments) : [:]
        func row(_ payment: StoredDisbursement) -> HTML {
            let day = t.shortMoment(payment.draftedAt)
            let name = batches[payment.batch]?.name(t) ?? t("Kelompok", "Batch")
            let label: HTML =
                mayRead ? "<a href=\"\(Paths.payoutBatch(payment.batch))\">\(name)</a>, \(day)" : "\(day)"
            let sum = payment.disbursement.amount.description
            let amount: HTML =
                reading.officer.may(.readReports)
                ? "<a href=\"\(Paths.budgetPayment(payment.disbursement.id))\">\(sum)</a>" : "\(sum)"
            return """
                <li>\(label) <strong>\(amount)</strong> \
                \(payment.isWithdrawn ? Part.tag(t("Ditarik", "Withdrawn"), .blocked) : payment.disbursement.state.tag(t))</li>
                """
        }
        return PersonSection(
            title: Bilingual(id: "Rekening dan pembayaran", en: "Account and payments"), column: .money,
            body: Part.facts(facts) + "<ul class=\"plain-list\">\(each: payments, row)</ul>")
    }
}

extension Disbursement.State {
    fileprivate func tag(_ t: Words) -> HTML {
        switch self {
        case .drafted: Part.tag(t("Disusun", "Drafted"), .todo)
        case .approved: Part.tag(t("Akan dikirim", "To be sent"), .waiting)
        case .sent: Part.tag(t("Dikirim", "Sent"), .waiting)
        case .paid: Part.tag(t("Sampai", "Arrived"), .done)
        case .failed: Part.tag(t("Gagal", "Failed"), .wrong)
        case .missing: Part.tag(t("Tidak ditemukan", "Not found"), .wrong)
        }
    }
}

extension PersonWorkSource {
    static let payeeQuestion = PersonWorkSource(kind: "payee-question", workers: PayeeNameOffice.readers) { tx, id in
        try tx.payeeQuestions.person(ID(id), among: [.asked, .proposed]).map { [$0] } ?? []
    }

    static let disbursement = PersonWorkSource(
        kind: "disbursement", workers: [.draftPayouts, .approvePayouts]
    ) { tx, id in
        guard let payment = try tx.payouts.disbursement(ID(id)), payment.disbursement.state.isOpen else { return [] }
        return [payment.person]
    }
}

extension SearchSource {
    /// Payments that arrived, by the bank's number of them: a person finds it in their own statement.
    static let bankReferences = SearchSource { tx, sought, scope in
        guard case .bankReference(let reference) = sought else { return [] }
        let payments = try tx.payouts.payments(withReference: reference, limit: SearchScope.most)
        let people = payments.map { payment in
            SearchHit.person(
                payment.person, by: Bilingual(id: "rujukan bank \(reference)", en: "bank's reference \(reference)"))
        }
        guard scope.officer.mayAny(PayoutOffice.readers) else { return people }
        let batches = try tx.payouts.batches(of: payments)
        return people
            + batches.sorted { $0.key < $1.key }.map { id, batch in
                .page(
                    title: batch.name(scope.t),
                    detail: Bilingual(
                        id: "Kelompok dari pembayaran ini", en: "The batch of this payment"),
                    path: Paths.payoutBatch(id))
            }
    }

    /// Batches by their names, batches and payments by their numbers.
    static let payouts = SearchSource { tx, sought, scope in
        let mayReadBatches = scope.officer.mayAny(PayoutOffice.readers)
        let found: StoredBatch?
        switch sought {
        case .batch(let number) where mayReadBatches: found = try tx.payouts.batch(number: number)
        case .number(let number):
            if let payment = try tx.payouts.disbursement(ID(number)) {
                return [.person(payment.person, by: Bilingual(id: "pembayaran \(number)", en: "payment \(number)"))]
            }
            found = mayReadBatches ? try tx.payouts.batch(ID(number)) : nil
        default: return []
        }
        guard let stored = found else { return [] }
        let detail = "\(stored.total.description), \(grouped(stored.items))"
        return [
            .page(
                title: BatchRow(stored).name(scope.t),
                detail: Bilingual(
                    id: "Kelompok penyaluran: \(detail) pembayaran", en: "Payout batch: \(detail) payments"),
                path: Paths.payoutBatch(stored.batch.id))
        ]
    }
}
