import Programme

/// A payment rail: a bank or an e-money issuer that pays into accounts and wallets.
package protocol PaymentRail: Sendable {
    /// Asks for the holder of an account. The request has no effect at the rail.
    func inquire(_ payee: Payee) async throws(PaymentFault) -> PayeeAnswer

    /// Submits a payment. The reference makes it one payment, however often it is submitted; for a known reference the
    /// rail answers with that payment's status.
    func pay(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer

    /// The status of a payment. The request has no effect at the rail.
    func status(of reference: ID<Disbursement>, to kind: PayoutPartner.Kind) async throws(PaymentFault) -> PaymentAnswer
}

/// There is no usable answer. A reason never contains personal data.
package enum PaymentFault: Error, Sendable, Equatable {
    /// Nothing was paid: the same request may be repeated.
    case retry(after: Span, because: String)
    /// Nothing was paid, and a retry cannot help before an operator has corrected our request, our settings or our
    /// contract with the rail.
    case never(because: String)
    /// It may have been paid. Query the status; never submit it again.
    case unknown(because: String)

    package var reason: String {
        switch self {
        case .retry(_, let reason), .never(let reason), .unknown(let reason): reason
        }
    }
}
