import Foundation
import Programme

/// Whether the outside systems accept connections at the addresses in the settings.
struct Gateways: Sendable {
    let configuration: Configuration
    let edition: Edition?

    func examine() async -> [Diagnosis] {
        await withTaskGroup(of: (Int, Diagnosis).self) { group in
            for (place, gateway) in gateways.enumerated() {
                group.addTask { (place, await examine(gateway.setting, gateway.address)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private var gateways: [(setting: String, address: String)] {
        let outside = configuration.outside
        let beacon = outside.beaconURL ?? edition?.waves.draw?.beacon.url
        let all: [(String, String?)] = [
            ("REGISTRY_URL", outside.registryURL), ("SMS_URL", outside.smsURL), ("MAIL_URL", outside.mailURL),
            ("RAIL_URL", outside.railPrivateKey == nil ? nil : outside.railURL), ("BEACON_URL", beacon),
        ]
        let rail = outside.railPrivateKey == nil ? [("RAIL_PRIVATE_KEY", "")] : []
        return all.compactMap { setting, address in address.map { (setting, $0) } } + rail
    }

    private func examine(_ setting: String, _ address: String) async -> Diagnosis {
        guard !address.isEmpty else { return Diagnosis(setting, "is not set: payments wait") }
        let what = "\(setting) \(address)"
        guard let place = ExternalURL(address, schemes: ["http", "https", "smtp", "smtps"]) else {
            return Diagnosis(what, "is no address")
        }
        guard await Self.listens(place.host, place.port) else {
            return Diagnosis(what, "nobody listens there: is it the right address, and is the system up?")
        }
        return setting == "SMS_URL" ? await form(what, address) : Diagnosis(what)
    }

    /// Without a message, Kannel's form answers an error; 404 means that there is no form at the address.
    private func form(_ what: String, _ address: String) async -> Diagnosis {
        let status = await HTTPProbe.ask(address)?.status
        guard let status, [404, 405, 410].contains(status) || (300..<400).contains(status) else {
            return Diagnosis(what)
        }
        return Diagnosis(what, "answers \(status): Kannel's form is elsewhere, mostly at /cgi-bin/sendsms")
    }

    private static func listens(_ host: String, _ port: Int) async -> Bool {
        await HTTPProbe.connects(host, port)
    }
}
