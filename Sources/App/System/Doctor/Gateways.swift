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

    private var gateways: [(setting: Setting, address: String)] {
        let outside = configuration.outside
        let all = outside.addresses.compactMap { setting, address -> (setting: Setting, address: String)? in
            switch setting {
            case .railURL where outside.railPrivateKey == nil: nil
            // Without the annex the address is not known.
            case .beaconURL: (address ?? chainURL).map { (setting, $0) }
            default: address.map { (setting, $0) }
            }
        }
        return all + (outside.railPrivateKey == nil ? [(.railPrivateKey, "")] : [])
    }

    private var chainURL: String? {
        edition?.annex?.chains.first?.url ?? edition?.waves.rule?.named?.beacon.url
    }

    private func examine(_ setting: Setting, _ address: String) async -> Diagnosis {
        guard !address.isEmpty else { return Diagnosis(setting.rawValue, "is not set: payments wait") }
        let what = "\(setting.rawValue) \(address)"
        guard let place = ExternalURL(address, schemes: ["http", "https", "smtp", "smtps"]) else {
            return Diagnosis(what, "is no address")
        }
        guard await NetworkProbe.connects(place.host, place.port) else {
            return Diagnosis(what, "nobody listens there: is it the right address, and is the system up?")
        }
        return setting == .smsURL ? await form(what, address) : Diagnosis(what)
    }

    /// Without a message, Kannel's form answers an error; 404 means that there is no form at the address.
    private func form(_ what: String, _ address: String) async -> Diagnosis {
        let status = await NetworkProbe.ask(address)?.status
        guard let status, [404, 405, 410].contains(status) || (300..<400).contains(status) else {
            return Diagnosis(what)
        }
        return Diagnosis(what, "answers \(status): Kannel's form is elsewhere, mostly at /cgi-bin/sendsms")
    }
}
