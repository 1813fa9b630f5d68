import AsyncHTTPClient
import Connectors
import Foundation
import Logging
import Programme

/// The connectors to the outside systems. Their addresses decide whether they reach the real systems or simulators; the
/// code above them cannot tell the difference.
struct ExternalServices: Sendable {
    let registry: any IdentityRegistry
    let text: any TextMessenger
    let mail: SMTP
    let mailSender: MailMessage.Sender
    let rail: any PaymentRail
    private let beaconURL: String?

    /// For the demo, which reads what the mail sink received.
    let call: OutboundHTTP

    private let client: HTTPClient

    /// Throws `BootFault.outside` naming the setting that cannot be used.
    init(
        _ addresses: ExternalAddresses, ids: IDSource, realClock: @escaping @Sendable () -> Instant, logger: Logger
    ) throws {
        guard let key = Data(base64Encoded: addresses.registryKey) else {
            throw BootFault.outside("REGISTRY_KEY is not base64")
        }
        guard let from = EmailAddress(addresses.mailFrom) else {
            throw BootFault.outside("MAIL_FROM “\(addresses.mailFrom)” is not an e-mail address")
        }
        client = OutboundHTTP.makeClient()
        call = OutboundHTTP(client: client, logger: logger)
        registry = Dukcapil(
            .init(address: addresses.registryURL, user: addresses.registryUser, key: key), call: call, now: realClock)
        text = Kannel(
            .init(
                address: addresses.smsURL, username: addresses.smsUser, password: addresses.smsPassword,
                sender: addresses.smsSender),
            call: call)
        mail = SMTP(
            .init(
                address: addresses.mailURL, username: addresses.mailUser, password: addresses.mailPassword,
                encryption: addresses.mailEncrypted ? .required : .none),
            logger: logger)
        rail = try RailConnection.make(
            addresses, call: OutboundHTTP(client: client, deadline: addresses.railDeadline, logger: logger), ids: ids,
            realClock: realClock, logger: logger)
        beaconURL = addresses.beaconURL
        mailSender = MailMessage.Sender(name: addresses.mailSender, address: from)
    }

    /// The edition names the beacon's address; a setting replaces it by another server of the same chain.
    /// - Parameter isFirst: whether it is the annex's first chain; the setting names a server of that one.
    func beacon(_ chain: DrawRules.Beacon, isFirst: Bool = true) -> Drand {
        Drand(address: (isFirst ? beaconURL : nil) ?? chain.url, call: call)
    }

    func close() async throws {
        try await client.shutdown()
    }
}
