import Configuration
import Connectors
import Foundation
import Programme

/// Typed settings, all read and checked at start; the only place that reads the environment.
struct Configuration: Sendable {
    var host = "127.0.0.1"
    var port = 8080
    /// Where people reach us, without a trailing slash; every link in a mail begins with it.
    var baseURL: String
    /// Photos, keys and the SQLite file.
    var dataDirectory: String
    /// A PostgreSQL connection string; nil for SQLite in `dataDirectory`.
    var databaseURL: String?
    /// Its file, or the id of one that was used here.
    var editionPath: String
    /// The edition that is meant to be started in production, by its id; nil while none is.
    var startEdition: String?
    /// Shows one-time codes and previews on the page. Never on a public address.
    var development = false
    /// The demo: simulators, demo people, a clock that can be moved.
    var demo = false
    /// Where the programme clock starts on an empty database; nil means the real time.
    var clockStart: Instant?
    /// Addresses of proxies in front of us on other machines, whose `X-Forwarded-For` is believed.
    var proxies: Set<String> = []
    /// Newcomers a second, at most; beyond that they wait in line.
    var admissionPerSecond = Admission.unlimited
    /// Codes by text message in an hour and in a day, for the whole programme; nil for as many as are asked for.
    var textsPerHour: Int?
    var textsPerDay: Int?
    var outside: OutsideAddresses

    var databasePath: String { dataDirectory + "/prakerja.sqlite" }
    var photoDirectory: String { dataDirectory + "/photos" }
    var keyPath: String { dataDirectory + "/master.key" }

    /// Cookies carry `Secure` and the `__Host-` prefix wherever people come over TLS.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// Addresses and credentials of every outside system; in development they are a simulator's, and the code cannot tell.
struct OutsideAddresses: Sendable {
    var registryURL = "http://127.0.0.1:8091"
    var registryUser = "prakerja"
    /// Base64 of the key we sign our questions with.
    var registryKey = ""
    /// Another server of the edition's chain of public randomness; nil asks the one the edition names.
    var beaconURL: String?
    var smsURL = "http://127.0.0.1:8092"
    var smsSender = "PRAKERJA"
    var smsUser = "prakerja"
    var smsPassword = "development"
    var mailURL = "smtp://127.0.0.1:8093"
    var mailUser: String?
    var mailPassword: String?
    var mailSender = "Prakerja"
    var mailFrom = "tidak-dibalas@prakerja.example"
    /// Without encryption only to a server on this machine.
    var mailEncrypted: Bool { !mailURL.hasPrefix("smtp://127.") && !mailURL.hasPrefix("smtp://localhost") }
    /// Where the mail sink lists what it received; demo only.
    var mailboxURL = "http://127.0.0.1:8094"
    /// Where the simulated platforms and institutions show their sites; demo only.
    var shopURL = "http://127.0.0.1:8096"
    var schoolURL = "http://127.0.0.1:8097"
    var railURL = "http://127.0.0.1:8095"
    var railClientKey = "prakerja-demo"
    var railClientSecret = "development"
    /// PEM; nil while none is configured, and payments wait.
    var railPrivateKey: String?
    var railDeadline = HTTPCall.Limits.deadline
    /// The programme's account that bank transfers are paid from.
    var railSourceAccount = "1234567890"
}

extension Configuration {
    /// What a setting that is a number may be: a port, a pace, a count.
    private static let numbers = 0...1_000_000_000

    /// Reads the environment (names as in `.env.example`) and the file `.env` beside the binary's working directory.
    ///
    /// Throws `ConfigurationFault` naming every key that is missing or wrong at once.
    static func read(_ reader: ConfigReader) throws -> Configuration {
        var problems: [String] = []
        func text(_ key: ConfigKey, or standard: String) -> String { reader.string(forKey: key) ?? standard }
        func number(_ key: ConfigKey, or standard: Int) -> Int {
            guard let value = reader.string(forKey: key) else { return standard }
            guard let number = Int(value, in: Self.numbers) else {
                problems.append("\(key) is “\(value)”, which is not a number from 0 to \(Self.numbers.upperBound)")
                return standard
            }
            return number
        }
        func cap(_ key: ConfigKey) -> Int? {
            reader.string(forKey: key).map { _ in number(key, or: 0) }
        }
        let host = text("host", or: "127.0.0.1")
        let port = number("port", or: 8080)
        if !(0...65_535).contains(port) { problems.append("port \(port) is not between 0 and 65535") }
        let admission = number("admission.per.second", or: Int(Admission.unlimited))
        if admission < Int(AdmissionLine.Limits.leastPerSecond) {
            problems.append("admission.per.second is \(admission), and at least 10 newcomers a second must be let in")
        }
        var clockStart: Instant?
        if let start = reader.string(forKey: "clock") {
            clockStart = Instant(start)
            if clockStart == nil { problems.append("clock is “\(start)”; write it as 2020-04-15T09:00+07:00") }
        }
        var outside = OutsideAddresses()
        outside.registryURL = text("registry.url", or: outside.registryURL)
        outside.registryKey = reader.string(forKey: "registry.key", isSecret: true) ?? outside.registryKey
        outside.beaconURL = reader.string(forKey: "beacon.url")
        outside.smsURL = text("sms.url", or: outside.smsURL)
        outside.registryUser = text("registry.user", or: outside.registryUser)
        outside.smsUser = text("sms.user", or: outside.smsUser)
        outside.smsSender = text("sms.sender", or: outside.smsSender)
        outside.smsPassword = reader.string(forKey: "sms.password", isSecret: true) ?? outside.smsPassword
        outside.mailURL = text("mail.url", or: outside.mailURL)
        outside.mailUser = reader.string(forKey: "mail.user")
        outside.mailPassword = reader.string(forKey: "mail.password", isSecret: true)
        outside.mailFrom = text("mail.from", or: outside.mailFrom)
        outside.railURL = text("rail.url", or: outside.railURL)
        outside.railClientKey = text("rail.client.key", or: outside.railClientKey)
        outside.railClientSecret =
            reader.string(forKey: "rail.client.secret", isSecret: true) ?? outside.railClientSecret
        if let path = reader.string(forKey: "rail.private.key") {
            outside.railPrivateKey = try? String(contentsOfFile: path, encoding: .utf8)
            if outside.railPrivateKey == nil { problems.append("rail.private.key names \(path), which cannot be read") }
        }
        outside.railSourceAccount = text("rail.source.account", or: outside.railSourceAccount)
        guard problems.isEmpty else { throw ConfigurationFault(problems: problems) }
        return Configuration(
            host: host, port: port,
            baseURL: text("base.url", or: "http://\(host):\(port)"),
            dataDirectory: text("data", or: "var"),
            databaseURL: reader.string(forKey: "database.url", isSecret: true),
            editionPath: text("edition", or: "Editions/edition-3.yaml"),
            startEdition: reader.string(forKey: "start.edition"),
            development: text("mode", or: "production") == "development",
            clockStart: clockStart,
            proxies: Set(text("proxies", or: "").split(separator: ",").map { String($0).trimmingWhitespace() }),
            admissionPerSecond: Double(admission),
            textsPerHour: cap("sms.per.hour"), textsPerDay: cap("sms.per.day"),
            outside: outside)
    }
}

struct ConfigurationFault: Error, CustomStringConvertible {
    let problems: [String]

    var description: String { problems.joined(separator: "\n") }
}
