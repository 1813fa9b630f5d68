import AsyncHTTPClient
import Connectors
import Logging
import Programme

/// The payment rail of the configuration.
enum RailConnection {
    /// Our channel's id for the standard's `CHANNEL-ID` header.
    private static let channelID = "95221"

    /// Without `RAIL_PRIVATE_KEY` no request can be signed: a warning is logged, and payments are retried until it is
    /// set.
    static func make(
        _ outside: ExternalAddresses, call: OutboundHTTP, ids: IDSource, realClock: @escaping @Sendable () -> Instant,
        logger: Logger
    ) throws -> any PaymentRail {
        guard let key = outside.railPrivateKey else {
            logger.warning("RAIL_PRIVATE_KEY is not set: payments wait")
            return UnconnectedRail()
        }
        let access = try SNAP.Access(
            address: outside.railURL, clientKey: outside.railClientKey, clientSecret: outside.railClientSecret,
            privateKeyPEM: key, partnerID: outside.railClientKey, channelID: channelID,
            sourceAccount: outside.railSourceAccount, profile: outside.railProfile)
        return SNAP(access, call: call, now: realClock) {
            let id: ID<SNAP> = ids.next()
            return id.description
        }
    }
}

/// Used where no rail is configured: every call fails with a retry, so that no payment is lost.
struct UnconnectedRail: PaymentRail {
    private static let fault = PaymentFault.retry(after: .minutes(5), because: "no payment rail is configured")

    func inquire(_ payee: Payee) async throws(PaymentFault) -> PayeeAnswer { throw Self.fault }

    func pay(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer { throw Self.fault }

    func status(
        of reference: ID<Disbursement>, to kind: PayoutPartner.Kind
    ) async throws(PaymentFault) -> PaymentAnswer { throw Self.fault }
}
