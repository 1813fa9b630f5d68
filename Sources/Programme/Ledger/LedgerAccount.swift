/// One line of the chart of accounts. What it holds is said by its code; there is no account without one.
package struct LedgerAccount {
    /// The chart of accounts as a closed set, so that money cannot be sent to an account nobody thought of.
    package enum Code: Hashable, Sendable {
        /// The state's side; may go negative.
        case treasury
        /// Mirror of a real bank account, for reconciliation with its statement; may go negative.
        case cash(bank: String)
        /// Appropriated and not yet committed.
        case programmeAvailable(edition: String)
        /// Reserved when the decree of a wave is signed; named as the wave is in the books.
        case waveCommitted(WaveAddress)
        /// Spendable on training only.
        case cardTraining(ID<Card>)
        /// Payable only against proof.
        case cardIncentive(ID<Card>)
        /// Paid for, not yet proved.
        case purchaseEscrow(ID<Purchase>)
        /// Earned, to be settled.
        case partnerPayable(ID<Partner>)
        /// Sent to a bank or wallet, not yet confirmed.
        case payoutClearing(ID<PayoutBatch>)
        /// Claimed back from somebody.
        case recovery(case: Int64)
        /// Money received that nobody can place yet.
        case suspense
        /// Money that is gone, with a receipt.
        case sink(Sink)
    }

    /// Where money ends. Millions of postings arrive here, so the sum is computed and not kept in a row all would
    /// wait for.
    package enum Sink: String, Sendable, CaseIterable {
        case paidTraining = "paid:training"
        case paidIncentive = "paid:incentive"
        case paidFee = "paid:fee"
        case returned
        case writtenOff = "written-off"
    }
}

extension LedgerAccount.Code {
    /// Whether the account may never hold less than what is held on it. Only the state's side and a bank's mirror may.
    package var hasFloor: Bool {
        switch self {
        case .treasury, .cash: false
        default: true
        }
    }

    package var isSink: Bool {
        if case .sink = self { true } else { false }
    }
}

extension LedgerAccount.Code: CustomStringConvertible {
    /// Stable text, as stored: `wave:12:committed`, `wave:2020-4.1:committed`, `card:81…:training`.
    package var description: String {
        switch self {
        case .treasury: "treasury"
        case .cash(let bank): "cash:\(bank)"
        case .programmeAvailable(let edition): "programme:\(edition):available"
        case .waveCommitted(let wave): "wave:\(wave):committed"
        case .cardTraining(let card): "card:\(card):training"
        case .cardIncentive(let card): "card:\(card):incentive"
        case .purchaseEscrow(let purchase): "purchase:\(purchase):escrow"
        case .partnerPayable(let partner): "partner:\(partner):payable"
        case .payoutClearing(let batch): "payout:\(batch):clearing"
        case .recovery(let number): "recovery:\(number)"
        case .suspense: "suspense"
        case .sink(let sink): sink.rawValue
        }
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        if let sink = LedgerAccount.Sink(rawValue: text) {
            self = .sink(sink)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let found: Self? =
            switch (parts.first, parts.count > 1 ? parts[1] : nil, parts.count > 2 ? parts[2] : nil) {
            case ("treasury", nil, nil): .treasury
            case ("suspense", nil, nil): .suspense
            case ("cash", let bank?, nil): .cash(bank: bank)
            case ("programme", let edition?, "available"): .programmeAvailable(edition: edition)
            case ("wave", let wave?, "committed"): WaveAddress(wave).map(Self.waveCommitted)
            case ("card", let id?, "training"): ID(id).map(Self.cardTraining)
            case ("card", let id?, "incentive"): ID(id).map(Self.cardIncentive)
            case ("purchase", let id?, "escrow"): ID(id).map(Self.purchaseEscrow)
            case ("partner", let id?, "payable"): ID(id).map(Self.partnerPayable)
            case ("payout", let id?, "clearing"): ID(id).map(Self.payoutClearing)
            case ("recovery", let number?, nil): Int64(number, in: 1...Int64.max).map { Self.recovery(case: $0) }
            default: nil
            }
        guard let found, found.description == text else { return nil }
        self = found
    }
}

/// What is on an account: `held` is part of `posted` and may not be spent otherwise.
package struct Balance: Hashable, Sendable {
    package let posted: Rupiah
    package let held: Rupiah

    package init(posted: Rupiah, held: Rupiah = .zero) {
        self.posted = posted
        self.held = held
    }

    package var available: Rupiah { posted - held }
}
