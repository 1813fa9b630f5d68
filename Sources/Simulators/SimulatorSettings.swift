import Foundation
import Programme

/// Where the simulators listen and what they share with those who call them. Loopback only: they know no secrets worth
/// keeping and check no one's right to steer them.
package struct SimulatorSettings: Sendable {
    /// Not an option: a simulator that others can reach would be a hole in somebody's network.
    package static let host = "127.0.0.1"

    /// Zero takes any free port; `Simulation.addresses` tells which.
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
    /// How late an answer comes that comes too late.
    package var railSilence = Span.seconds(20)
    /// How long "slow" is.
    package var slowness = Span.seconds(3)
    /// How long the networks take until a telephone has a text message.
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

        /// What `prakerja simulators` uses unless told otherwise.
        package static let fixed = Ports(from: 8091)

        /// How many there are.
        package static let count = 9

        /// So many ports in a row, so that a demo's addresses are the same after a restart.
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

/// Where each simulator can be reached once it listens.
package struct SimulatorAddresses: Sendable {
    /// The registry's base address, without a closing slash.
    package let registry: String
    /// Kannel's form.
    package let text: String
    /// `smtp://…`
    package let mail: String
    /// What was received, for people and tests: `/messages.json` below this.
    package let mailbox: String
    /// The payment rail's base address, without a closing slash.
    package let rail: String
    /// The digital platforms' shops.
    package let platform: String
    /// The training institutions' sites.
    package let institution: String
    /// Public randomness, without a closing slash.
    package let beacon: String
    /// The demo's witnesses of the draw.
    package let witnesses: String
}
