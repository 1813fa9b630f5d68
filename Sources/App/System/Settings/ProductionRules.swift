import Foundation
import Programme

/// Settings with which a public installation refuses to start. `prakerja doctor` reports the same.
extension Configuration {
    /// One sentence for each setting that is unfit for a public installation, with the setting and the remedy; empty
    /// when all are fit. The demo, which listens on this machine only, has none.
    var unfitForPublic: [String] {
        if sandbox { return (realGateways + plainAddresses).map(Self.inSandbox) }
        guard !demo else { return [] }
        return development ? developmentReach : outside.publicSecrets + plainAddresses
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

    /// Identity numbers, codes and payments must not be sent unencrypted.
    private var plainAddresses: [String] {
        let addresses = [(setting: Setting.baseURL, address: Optional(baseURL))] + outside.addresses
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
