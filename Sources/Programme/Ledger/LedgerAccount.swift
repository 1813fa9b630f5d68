/// One line of the chart of accounts, identified by its code.
package struct LedgerAccount {
    /// The chart of accounts as a closed set, so that money cannot be posted to an account that was not planned.
    package enum Code: Hashable, Sendable {
        /// The state's side; may be negative.
        case treasury
        /// Mirror of a real bank account, for reconciliation with its statement; may be negative.
        case cash(bank: String)
        /// Appropriated and not yet committed.
        case programmeAvailable(edition: String)
        /// Reserved when the decree of a wave is signed; the name is the wave's name in the books.
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
        /// To be recovered from a person.
        case recovery(case: Int64)
        /// Money received that cannot be assigned yet.
        case suspense
        /// Money that has left the programme, with a receipt.
        case sink(Sink)
    }

    /// Where money ends. Millions of postings are made to these, so their balance is computed from the postings instead
    /// of being kept in one row, whose lock would serialise all of them.
    package enum Sink: String, Sendable, CaseIterable {
        case paidTraining = "paid:training"
        case paidIncentive = "paid:incentive"
        case paidFee = "paid:fee"
        case returned
        case writtenOff = "written-off"
    }
}

extension LedgerAccount.Code {
    /// Whether the balance may never fall below what is held. Only the state's side and a bank's mirror may be
    /// negative.
    package var hasFloor: Bool {
        switch self {
        case .treasury, .cash: false
        default: true
        }
    }

    package var isSink: Bool {
        if case .sink = self { true } else { false }
    }

    /// Whether its sealed entries are kept beside the log: of a card and of a purchase, which have a handful of postings
    /// each, by which money is given out.
    package var keepsSealedEntries: Bool {
        switch self {
        case .cardTraining, .cardIncentive, .purchaseEscrow: true
        default: false
        }
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

    /// Parses what `description` wrote; nil for anything else.
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

/// The balance of an account: `held` is part of `posted` and cannot be spent otherwise.
package struct Balance: Hashable, Sendable {
    package let posted: Rupiah
    package let held: Rupiah

    package init(posted: Rupiah, held: Rupiah = .zero) {
        self.posted = posted
        self.held = held
    }

    package var available: Rupiah { posted - held }
}
