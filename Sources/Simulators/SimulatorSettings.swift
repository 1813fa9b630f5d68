import Foundation
import Programme

/// The simulators' ports and the secrets they share with their clients. Loopback only: the secrets are public, and the
/// control endpoints have no authentication.
package struct SimulatorSettings: Sendable {
    /// Not an option: a simulator that other machines can reach would be a security hole in their network.
    package static let host = "127.0.0.1"

    /// `Simulation.addresses` has the actual ones.
    package var ports: Ports
    package var registryUser = "prakerja"
    package var registryKey = Data("simulator-registry-key-of-32-byte".utf8)
    package var textUsername = "prakerja"
    package var textPassword = "simulator"
    package var railClientKey = "prakerja"
    package var railClientSecret = "simulator"
    package var railKey = RailKey.shared
    /// The chain of public randomness.
    package var beaconGenesis = Instant(milliseconds: 1_577_836_800_000)
    package var beaconPeriodSeconds = 30
    /// How late a response is that comes after the client's deadline.
    package var railSilence = Span.seconds(20)
    /// The delay in mode `slow`.
    package var slowness = Span.seconds(3)
    /// The delay until a telephone has received a text message.
    package var deliveryDelay = Span(milliseconds: 50)

    package init(ports: Ports = .fixed) {
        self.ports = ports
    }

    package struct Ports: Sendable {
        /// Nil takes any free ports.
        private let first: Int?

        /// The default ports of `prakerja simulators`.
        package static let fixed = Ports(from: 8091)
        package static let ephemeral = Ports(first: nil)

        /// Consecutive ports, so that a demo's addresses are the same after a restart.
        package init(from first: Int) {
            self.init(first: first)
        }

        private init(first: Int?) {
            self.first = first
        }

        subscript(system: SimulatedSystem) -> Int {
            guard let first, let place = SimulatedSystem.allCases.firstIndex(of: system) else { return 0 }
            return first + place
        }
    }
}

/// The simulated systems, in the order of their ports.
package enum SimulatedSystem: String, Sendable, CaseIterable {
    case registry, text, mail
    /// The list of received messages, `/messages.json`.
    case mailbox
    case rail
    /// The digital platforms' shops.
    case platform
    /// The training institutions' sites.
    case institution
    /// Public randomness.
    case beacon
    /// The demo's witnesses of the draw.
    case witnesses
}

/// The addresses of the running simulators.
package struct SimulatorAddresses: Sendable {
    private let addresses: [SimulatedSystem: String]
    /// The product's settings for these simulators, by their names in `.env`.
    package let settings: [String: String]

    /// - Parameter ports: one of every system.
    init(ports: [SimulatedSystem: Int], _ secrets: SimulatorSettings) {
        let addresses = Dictionary(
            uniqueKeysWithValues: ports.map { system, port in
                let base = "\(system == .mail ? "smtp" : "http")://\(SimulatorSettings.host):\(port)"
                return (system, system == .text ? base + "/cgi-bin/sendsms" : base)
            })
        func address(_ system: SimulatedSystem) -> String { addresses[system, default: ""] }
        self.addresses = addresses
        settings = [
            "REGISTRY_URL": address(.registry), "REGISTRY_USER": secrets.registryUser,
            "REGISTRY_KEY": secrets.registryKey.base64EncodedString(), "BEACON_URL": address(.beacon),
            "SMS_URL": address(.text), "SMS_USER": secrets.textUsername, "SMS_PASSWORD": secrets.textPassword,
            "MAIL_URL": address(.mail), "RAIL_URL": address(.rail), "RAIL_CLIENT_KEY": secrets.railClientKey,
            "RAIL_CLIENT_SECRET": secrets.railClientSecret,
        ]
    }

    /// The system's base address, without a trailing slash; for `text` the address of Kannel's form.
    package subscript(system: SimulatedSystem) -> String {
        addresses[system, default: ""]
    }
}
