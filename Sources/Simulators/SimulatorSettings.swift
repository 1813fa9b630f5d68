import Foundation
import Programme

/// The simulators' ports and the secrets they share with their clients. Loopback only: the secrets are public, and the
/// control endpoints have no authentication.
package struct SimulatorSettings: Sendable {
    /// Not an option: a simulator that other machines can reach would be a security hole in their network.
    package static let host = "127.0.0.1"

    /// Zero takes any free port; `Simulation.addresses` has the actual ones.
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
        package var registry: Int
        package var text: Int
        package var mail: Int
        package var mailbox: Int
        package var rail: Int
        package var platform: Int
        package var institution: Int
        package var beacon: Int
        package var witnesses: Int

        /// The default ports of `prakerja simulators`.
        package static let fixed = Ports(from: 8091)

        /// The number of ports.
        package static let count = 9

        /// Consecutive ports, so that a demo's addresses are the same after a restart.
        package init(from first: Int) {
            self.init(
                registry: first, text: first + 1, mail: first + 2, mailbox: first + 3, rail: first + 4,
                platform: first + 5, institution: first + 6, beacon: first + 7, witnesses: first + 8)
        }

        private init(
            registry: Int, text: Int, mail: Int, mailbox: Int, rail: Int, platform: Int, institution: Int, beacon: Int,
            witnesses: Int
        ) {
            self.registry = registry
            self.text = text
            self.mail = mail
            self.mailbox = mailbox
            self.rail = rail
            self.platform = platform
            self.institution = institution
            self.beacon = beacon
            self.witnesses = witnesses
        }

        package static let ephemeral = Ports(
            registry: 0, text: 0, mail: 0, mailbox: 0, rail: 0, platform: 0, institution: 0, beacon: 0,
            witnesses: 0)
    }
}

/// The addresses of the running simulators.
package struct SimulatorAddresses: Sendable {
    /// The registry's base address, without a trailing slash.
    package let registry: String
    /// The address of Kannel's form.
    package let text: String
    /// `smtp://…`
    package let mail: String
    /// The base address of the received messages: `/messages.json`.
    package let mailbox: String
    /// The payment rail's base address, without a trailing slash.
    package let rail: String
    /// The digital platforms' shops.
    package let platform: String
    /// The training institutions' sites.
    package let institution: String
    /// Public randomness, without a trailing slash.
    package let beacon: String
    /// The demo's witnesses of the draw.
    package let witnesses: String
}
