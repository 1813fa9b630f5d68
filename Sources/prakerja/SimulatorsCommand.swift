import App
import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Simulators
import UnixSignals

struct SimulatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulators",
        abstract: "Runs the other side of every outside system, on this machine.",
        discussion: """
            Identity registry, text message gateway, mail sink, payment rail, partners and public randomness, each
            speaking the real wire format and misbehaving on demand; and the witnesses of the demo's draw. Prints their
            addresses as one line of JSON.

            Example:
              prakerja simulators
            """)

    @Option(help: "The first of nine ports in a row; 0 takes any free ones.")
    var firstPort = 8_091

    @Flag(help: .hidden)
    var untilInputEnds = false

    /// Ports in a row.
    static let count = SimulatedSystem.allCases.count

    func run() async throws {
        let last = 65_536 - Self.count
        guard (0...last).contains(firstPort) else {
            throw CommandRefused("--first-port is \(firstPort): give a number from 0 to \(last), with nine free ports")
        }
        if firstPort > 0 {
            let ports = firstPort..<firstPort + Self.count
            let taken = ports.first { (try? ListeningPlace(host: "127.0.0.1", port: $0).check()) == nil }
            if let taken {
                // The demo that started this process says it in its own words.
                guard !untilInputEnds else { throw ExitCode.failure }
                throw CommandRefused(
                    "port \(taken) is taken or not for this user: give the first of nine free ports with --first-port")
            }
        }
        let settings = SimulatorSettings(ports: firstPort == 0 ? .ephemeral : .init(from: firstPort))
        let logger = Log.make()
        let simulation = Simulation(settings: settings, logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: simulation.services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        // Neither task keeps the process running: it ends with the servers, also when one could not start.
        Task {
            let places = SimulatorPlaces(addresses: await simulation.addresses(), settings: settings)
            let line = try JSONEncoder().encode(places) + Data("\n".utf8)
            try FileHandle.standardOutput.write(contentsOf: line)
        }
        if untilInputEnds {
            // The parent process holds the other end of the pipe: when the parent ends in any way, this process ends
            // too.
            Task {
                await FileHandle.standardInput.ended()
                await group.triggerGracefulShutdown()
            }
        }
        try await group.run()
    }
}

extension SimulatorPlaces {
    init(addresses: SimulatorAddresses, settings: SimulatorSettings) {
        self.init(
            settings: addresses.settings, railPrivateKey: settings.railKey.privatePEM, mailbox: addresses[.mailbox],
            platform: addresses[.platform], institution: addresses[.institution], witnesses: addresses[.witnesses])
    }
}

extension FileHandle {
    /// Returns when the other end has closed.
    ///
    /// Reads on its own thread, because a `readabilityHandler` uses libdispatch, which on Linux can use memory after
    /// its handler freed it when a pipe ends (swift-corelibs-libdispatch, issue 949): in one of forty runs the process
    /// crashed instead of ending.
    func ended() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                while (try? self.read(upToCount: 4_096))?.isEmpty == false {}
                continuation.resume()
            }
        }
    }
}
