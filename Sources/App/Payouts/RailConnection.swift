import AsyncHTTPClient
import Connectors
import Logging
import Programme

/// The payment rail that the configuration names.
enum RailConnection {
    /// How the channel through which we come is called in the standard's header.
    private static let channelID = "95221"

    /// Without a key nothing can be signed: payments then wait, and the log says why.
    static func make(
        _ outside: OutsideAddresses, call: HTTPCall, ids: IDSource, realClock: @escaping @Sendable () -> Instant,
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

/// Stands where no rail is configured: whoever asks is told to ask again later, and nothing is ever lost.
struct UnconnectedRail: PaymentRail {
    private static let fault = PaymentFault.retry(after: .minutes(5), because: "no payment rail is configured")

    func inquire(_ payee: Payee) async throws(PaymentFault) -> PayeeAnswer { throw Self.fault }

    func pay(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer { throw Self.fault }

    func status(
        of reference: ID<Disbursement>, to kind: PayoutPartner.Kind
    ) async throws(PaymentFault) -> PaymentAnswer { throw Self.fault }
}
