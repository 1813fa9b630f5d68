import NIOConcurrencyHelpers
import Programme

extension Configuration {
    private static let sandboxDefaults: [Setting: String] = [
        .port: "8180", .data: "var/sandbox", .edition: "Editions/sandbox.yaml",
        // Registration of the shipped edition is open then.
        .clock: "2020-04-15T09:00+07:00",
    ]

    /// Settings of a sandbox: from the command line, then `SANDBOX_…` of the environment, then `SANDBOX_…` of `.env`, then
    /// the defaults here. The gateways are its simulators', before all of these.
    ///
    /// - Throws: `ConfigurationFault` naming all wrong settings at once, and each that a sandbox may not have.
    static func sandbox(
        _ options: ServeOptions, _ given: [Setting: String], _ environment: [String: String], _ file: EnvironmentFile
    ) throws -> Configuration {
        let own = SettingsReader(
            simulators: options.simulators?.settings ?? [:], commandLine: given,
            environment: EnvironmentFile.ofSandbox(environment), file: file.ofSandbox(defaults: sandboxDefaults))
        var reading = SettingsReading(settings: own)
        var configuration = reading.configuration()
        let refused = environment.keys.sorted().compactMap(Setting.refusedInSandbox)
        let problems = refused + reading.problems.map(inSandbox)
        guard problems.isEmpty else { throw ConfigurationFault(problems: problems) }
        configuration.suspicions = environment.keys.sorted().compactMap(unread)
        configuration.sandbox = true
        configuration.outside.use(options.simulators)
        if options.demo { configuration.prepareSandbox() }
        return configuration
    }

    /// While its test people are made, a sandbox is a demo that this machine alone reaches.
    private mutating func prepareSandbox() {
        host = "127.0.0.1"
        baseURL = "http://\(host):\(port)"
        demo = true
        development = true
    }

    /// The problem under the name by which a sandbox was told the setting.
    static func inSandbox(_ problem: String) -> String {
        Setting.ofSandbox.contains { problem.hasPrefix($0.rawValue) } ? Setting.sandboxPrefix + problem : problem
    }

    /// A sentence about a setting of the programme that a sandbox passes over.
    private static func unread(_ name: String) -> String? {
        guard let setting = Setting(rawValue: name), setting != .sandboxURL else { return nil }
        let own = Setting.ofSandbox.contains(setting) ? "; its own is \(setting.nameInSandbox)" : ""
        return "the environment has \(name), which a sandbox does not read\(own)"
    }

    /// Gateways that are not on this machine, a sentence each: a sandbox sends to its simulators only. `unfitForPublic`
    /// has them.
    var realGateways: [String] {
        outside.addresses.compactMap { setting, address in
            guard let address, ExternalURL(address, schemes: ["http", "https", "smtp", "smtps"])?.isLoopback != true
            else { return nil }
            return "\(setting.rawValue) is \(address), and a sandbox sends to its own simulators only: leave it out"
        }
    }
}

extension ExternalAddresses {
    /// The parts of simulators that no setting names.
    mutating func use(_ places: SimulatorPlaces?) {
        guard let places else { return }
        mailboxURL = places.mailbox
        shopURL = places.platform
        schoolURL = places.institution
        railPrivateKey = places.railPrivateKey
    }
}

/// The address of the sandbox beside an installation, for the partners' guide; nil while there is none. A demo learns it
/// once its sandbox answers.
package final class SandboxPlace: Sendable {
    private let known: NIOLockedValueBox<String?>

    package init(_ address: String? = nil) {
        known = NIOLockedValueBox(address)
    }

    package var address: String? { known.withLockedValue { $0 } }

    package func become(_ address: String?) {
        known.withLockedValue { $0 = address }
    }
}
