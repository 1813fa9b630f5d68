import Foundation
import NIOCore
import Programme
import Storage

extension Configuration {
    /// Reads settings from the command line, then the environment, then the file `.env`, then the defaults here. The
    /// settings of a demo's simulators come before all of these.
    ///
    /// - Parameters:
    ///   - environment: the process's environment.
    ///   - directory: where `.env` is looked for: the directory in which the command was started.
    /// - Throws: `ConfigurationFault` naming all missing and wrong settings at once.
    static func of(
        _ options: ServeOptions, environment: [String: String] = Self.environment,
        directory: String = FileManager.default.currentDirectoryPath
    ) throws -> Configuration {
        let given: [Setting: String?] = [
            .host: options.host, .port: options.port.map(String.init), .data: options.dataDirectory,
            .edition: options.edition, .startEdition: options.startEdition, .clock: options.clock,
        ]
        let file = EnvironmentFile(path: directory + "/" + EnvironmentFile.name)
        if options.sandbox { return try sandbox(options, given.compactMapValues(\.self), environment, file) }
        let settings = SettingsReader(
            simulators: options.demo ? options.simulators?.settings ?? [:] : [:],
            commandLine: given.compactMapValues(\.self), environment: environment, file: file)
        var configuration = try read(settings)
        if options.demo { try configuration.becomeDemo(options, settings) }
        if let place = options.sandboxPlace { configuration.sandboxPlace = place }
        return configuration
    }

    /// - Throws: `ConfigurationFault`.
    static func read(_ settings: SettingsReader) throws -> Configuration {
        var reading = SettingsReading(settings: settings)
        let configuration = reading.configuration()
        guard reading.problems.isEmpty else { throw ConfigurationFault(problems: reading.problems) }
        return configuration
    }

    /// The demo runs in April 2020, shows one-time codes, and is reachable from this machine only.
    private mutating func becomeDemo(_ options: ServeOptions, _ settings: SettingsReader) throws {
        guard ExternalURL.isLoopback(host: host) else {
            throw BootFault.demoRefused("\(host) is not a loopback address, and the demo shows everybody's codes")
        }
        guard settings[.mode] != Mode.production.rawValue else { throw BootFault.demoRefused("MODE is production") }
        demo = true
        development = true
        if settings[.edition] == nil { editionPath = "Editions/demo.yaml" }
        if clockStart == nil { clockStart = Instant("2020-04-15T09:00+07:00") }
        guard let places = options.simulators else { return }
        outside.use(places)
    }

    enum Mode: String, CaseIterable { case production, development }
}

struct ConfigurationFault: Error, CustomStringConvertible {
    let problems: [String]

    var description: String { problems.joined(separator: "\n") }
}

/// Reads every setting once and collects the problems.
struct SettingsReading {
    private enum Limits {
        static let port = 0...65_535
        static let admission = Int(AdmissionQueue.Limits.leastPerSecond)...1_000_000
        static let texts = 0...1_000_000_000
        /// From 2000 until the end of 2099, UTC.
        static let clock = Instant(milliseconds: 946_684_800_000)..<Instant(milliseconds: 4_102_444_800_000)
    }

    let settings: SettingsReader
    var problems: [String]

    init(settings: SettingsReader) {
        self.settings = settings
        problems = settings.problems
    }

    mutating func configuration() -> Configuration {
        let host = host()
        let port = number(.port, in: Limits.port) ?? 8_080
        var configuration = Configuration(
            host: host, port: port, baseURL: baseURL(host, port), dataDirectory: data(),
            databaseURL: databaseURL(.databaseURL),
            migrationDatabaseURL: migrationDatabaseURL(), editionPath: settings[.edition] ?? "Editions/edition-3.yaml",
            startEdition: settings[.startEdition], annexPath: settings[.annex], development: mode() == .development,
            clockStart: clock(),
            proxies: proxies(),
            admissionPerSecond: number(.admissionPerSecond, in: Limits.admission).map(Double.init)
                ?? Admission.unlimited,
            textsPerHour: number(.smsPerHour, in: Limits.texts), textsPerDay: number(.smsPerDay, in: Limits.texts),
            outside: outside())
        configuration.sandboxPlace = SandboxPlace(address(.sandboxURL))
        configuration.suspicions = settings.suspicions
        return configuration
    }

    private mutating func host() -> String {
        guard let text = settings[.host] else { return "127.0.0.1" }
        if !ExternalURL.isHost(text) {
            problems.append(
                "HOST is “\(text)”, which is no address: write 127.0.0.1, or 0.0.0.0 for every address of this machine")
        }
        return text
    }

    private mutating func data() -> String {
        guard let path = settings[.data] else { return "var" }
        if path.contains("://") || path.contains(where: \.isNewline) {
            problems.append("DATA is “\(path)”, which is no folder: write a path such as /var/lib/prakerja")
        } else if let trouble = DataDirectory.trouble(path), trouble.contains("is a file") {
            problems.append(trouble)
        }
        return path
    }

    /// As the system writes them: `2001:DB8::0:1` is the proxy `2001:db8::1`.
    private mutating func proxies() -> Set<String> {
        let given = (settings[.proxies] ?? "").split(separator: ",").map { String($0).trimmingWhitespace() }
        let addresses = given.map { (given: $0, address: try? SocketAddress(ipAddress: $0, port: 0)) }
        for proxy in addresses where proxy.address == nil {
            problems.append(
                "PROXIES names “\(proxy.given)”, which is no IP address: write such as 10.0.0.5,10.0.0.6"
            )
        }
        return Set(addresses.compactMap { $0.address?.ipAddress })
    }

    private mutating func number(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
        guard let text = settings[setting] else { return nil }
        guard let number = Int(text, in: range) else {
            problems.append(
                "\(setting.rawValue) is “\(text)”; write a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// One value of a closed set.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ setting: Setting) -> Word?
    where Word.RawValue == String {
        guard let text = settings[setting] else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: " or ")
            problems.append("\(setting.rawValue) is “\(text)”; write \(words)")
            return nil
        }
        return word
    }

    private mutating func mode() -> Configuration.Mode {
        guard let text = settings[.mode] else { return .production }
        guard let mode = Configuration.Mode(rawValue: text) else {
            problems.append("MODE is “\(text)”; it is production or development")
            return .production
        }
        return mode
    }

    private mutating func clock() -> Instant? {
        guard let text = settings[.clock] else { return nil }
        guard let instant = Instant(text), Limits.clock.contains(instant) else {
            problems.append("CLOCK is “\(text)”; write it as 2020-04-15T09:00+07:00, of a year from 2000 to 2099")
            return nil
        }
        return instant
    }

    private mutating func migrationDatabaseURL() -> String? {
        let found = problems.count
        let url = databaseURL(.migrationDatabaseURL)
        if url != nil, problems.count == found, settings[.databaseURL] == nil {
            problems.append(
                "MIGRATION_DATABASE_URL is for PostgreSQL: set DATABASE_URL too, or leave both out for SQLite")
        }
        return url
    }

    private mutating func databaseURL(_ setting: Setting) -> String? {
        guard let url = settings[setting] else { return nil }
        let name = setting.rawValue
        // libpq reads an address, or pairs such as `host=/run/postgresql dbname=prakerja`. The value may hold a
        // password, and is not repeated.
        let isKnown = url.hasPrefix("postgresql://") || url.hasPrefix("postgres://")
        if !isKnown, url.contains("://") || !url.contains("=") {
            problems.append("\(name) does not begin with postgresql://; leave it out for SQLite")
        } else if !Database.isPostgresAddress(url) {
            problems.append(
                "\(name) cannot be read: write it as postgresql://user@host:5432/database, signs such as @ and # in a "
                    + "password percent-encoded")
        }
        return url
    }

    private mutating func baseURL(_ host: String, _ port: Int) -> String {
        guard let text = settings[.baseURL] else {
            return host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
        }
        let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parts = ExternalURL(plain, schemes: ["http", "https"]), parts.path.isEmpty, !plain.contains("?")
        else {
            problems.append("BASE_URL is “\(text)”; write it as https://www.example.go.id, without a path")
            return plain
        }
        return plain
    }

    mutating func address(_ setting: Setting, schemes: Set<String> = ["http", "https"]) -> String? {
        guard let text = settings[setting] else { return nil }
        guard ExternalURL(text, schemes: schemes) != nil, !text.contains("?"), !text.contains("#") else {
            let example = schemes.contains("smtp") ? "smtp://mail.example:587" : "https://example:8443"
            problems.append("\(setting.rawValue) is “\(text)”, which is no address; write it as \(example)")
            return nil
        }
        return text
    }
}
