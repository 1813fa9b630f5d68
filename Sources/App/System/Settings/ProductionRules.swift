import Foundation
import Programme

/// Settings with which a public installation refuses to start. `prakerja doctor` reports the same.
extension Configuration {
    /// One sentence for each setting that is unfit for a public installation, with the setting and the remedy; empty
    /// when all are fit. The demo, which listens on this machine only, has none.
    var unfitForPublic: [String] {
        guard !demo else { return [] }
        return development ? developmentReach : secrets + plainAddresses
    }

    /// In development one-time codes are shown on the page.
    private var developmentReach: [String] {
        var found: [String] = []
        if !ExternalURL.isLoopback(host: host) {
            found.append(
                "MODE=development shows everybody's codes, and HOST is \(host): set MODE=production, or listen on 127.0.0.1"
            )
        }
        if let base = ExternalURL(baseURL, schemes: ["http", "https"]), !base.isLoopback {
            found.append("MODE=development shows everybody's codes, and BASE_URL is \(baseURL): set MODE=production")
        }
        return found
    }

    /// Defaults in this program are public and so are no secrets.
    private var secrets: [String] {
        var found: [String] = []
        if outside.registryKey.isEmpty {
            found.append("REGISTRY_KEY is not set: ask the registry for it")
        }
        if outside.smsPassword == ExternalAddresses.developmentSecret {
            found.append("SMS_PASSWORD is not set, or the simulator's: set the gateway's")
        }
        guard outside.railPrivateKey != nil else { return found }
        if outside.railClientKey == ExternalAddresses.demoClient {
            found.append("RAIL_CLIENT_KEY is not set, or the simulator's: set what the bank gave you")
        }
        if outside.railClientSecret == ExternalAddresses.developmentSecret {
            found.append("RAIL_CLIENT_SECRET is not set, or the simulator's: set what the bank gave you")
        }
        if outside.railSourceAccount == ExternalAddresses.demoAccount {
            found.append("RAIL_SOURCE_ACCOUNT is not set, or an example: set the account payments are made from")
        }
        return found
    }

    /// Identity numbers, codes and payments must not be sent unencrypted.
    private var plainAddresses: [String] {
        let addresses: [(Setting, String?)] = [
            (.baseURL, baseURL), (.registryURL, outside.registryURL), (.smsURL, outside.smsURL),
            (.railURL, outside.railURL), (.beaconURL, outside.beaconURL),
        ]
        return addresses.compactMap { setting, address in
            guard let address, let parts = ExternalURL(address, schemes: ["http", "https"]) else { return nil }
            guard parts.scheme == "http", !parts.isLoopback else { return nil }
            let remedy =
                setting == .baseURL
                ? "put a proxy that speaks TLS in front and write https://"
                : "write https://, or lead an encrypted tunnel to 127.0.0.1"
            return "\(setting.rawValue) is \(address), and others can read what goes there: \(remedy)"
        }
    }
}
