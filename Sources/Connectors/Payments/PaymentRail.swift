import Programme

/// The road on which money reaches people: a bank or an e-money issuer that pays accounts and wallets.
package protocol PaymentRail: Sendable {
    /// Asks whose account it is. Changes nothing over there.
    func inquire(_ payee: Payee) async throws(PaymentFault) -> PayeeAnswer

    /// Tells the rail to pay. The reference makes it one payment, however often it is told; a reference the rail knows
    /// already is answered with that payment's status.
    func pay(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer

    /// What has become of a payment. Changes nothing over there.
    func status(of reference: ID<Disbursement>, to kind: PayoutPartner.Kind) async throws(PaymentFault) -> PaymentAnswer
}

/// No usable answer. A reason never holds personal data.
package enum PaymentFault: Error, Sendable, Equatable {
    /// Surely nothing was paid: the same may be asked again.
    case retry(after: Span, because: String)
    /// Surely nothing was paid, and repeating it cannot help before an operator has mended our request, our settings or
    /// our contract with the rail.
    case never(because: String)
    /// It may have been paid. Ask for the status; never tell it again.
    case unknown(because: String)

    package var reason: String {
        switch self {
        case .retry(_, let reason), .never(let reason), .unknown(let reason): reason
        }
    }
}
