import Connectors
import Foundation
import Programme

/// Typed settings, all read and checked at start; the only code that reads the environment.
struct Configuration: Sendable {
    var host = "127.0.0.1"
    var port = 8080
    /// The site's public URL, without a trailing slash; the base of every link in a mail.
    var baseURL: String
    /// Photos, keys and the SQLite file.
    var dataDirectory: String
    /// A PostgreSQL connection string; nil for SQLite in `dataDirectory`.
    var databaseURL: String?
    /// The edition's file, or the id of one that was used here before.
    var editionPath: String
    /// The id of an edition that may be started in production; nil while none is confirmed.
    var startEdition: String?
    /// Shows one-time codes and previews on the page. Never on a public address.
    var development = false
    /// The demo: simulators, demo people, a clock that can be moved.
    var demo = false
    /// Where the programme clock starts on an empty database; nil means the real time.
    var clockStart: Instant?
    /// Addresses of proxies in front of us on other machines, whose `X-Forwarded-For` is believed.
    var proxies: Set<String> = []
    /// The most new visitors admitted per second; further ones wait in a queue.
    var admissionPerSecond = Admission.unlimited
    /// The most codes by text message per hour and per day, for the whole programme; nil for no limit.
    var textsPerHour: Int?
    var textsPerDay: Int?
    var outside: ExternalAddresses
    /// Environment variables that look like mistyped settings, a sentence each.
    var suspicions: [String] = []

    var databasePath: String { dataDirectory + "/prakerja.sqlite" }
    var photoDirectory: String { dataDirectory + "/photos" }
    var keyPath: String { dataDirectory + "/master.key" }

    /// Whether the site is served over TLS: then cookies carry `Secure` and the `__Host-` prefix.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// Addresses and credentials of every outside system. In development they are the simulators'; no code depends on the
/// difference.
struct ExternalAddresses: Sendable {
    var registryURL = "http://127.0.0.1:8091"
    var registryUser = "prakerja"
    /// Base64 of the key we sign our questions with.
    var registryKey = ""
    /// Another server of the edition's randomness beacon; nil uses the one the edition names.
    var beaconURL: String?
    /// The URL of Kannel's `sendsms` form; an address without a path gets Kannel's default path.
    var smsURL = "http://127.0.0.1:8092/cgi-bin/sendsms"
    var smsSender = "PRAKERJA"
    var smsUser = "prakerja"
    var smsPassword = Self.developmentSecret
    var mailURL = "smtp://127.0.0.1:8093"
    var mailUser: String?
    var mailPassword: String?
    var mailSender = "Prakerja"
    var mailFrom = "tidak-dibalas@prakerja.example"
    /// Without encryption only to a server on this machine.
    var mailEncrypted: Bool { !(ExternalURL(mailURL, schemes: ["smtp"])?.isLoopback ?? false) }
    /// Where the mail sink lists what it received; demo only.
    var mailboxURL = "http://127.0.0.1:8094"
    /// Where the simulated platforms and institutions show their sites; demo only.
    var shopURL = "http://127.0.0.1:8096"
    var schoolURL = "http://127.0.0.1:8097"
    var railURL = "http://127.0.0.1:8095"
    var railClientKey = Self.demoClient
    var railClientSecret = Self.developmentSecret
    /// PEM; nil while none is configured: payments wait until then.
    var railPrivateKey: String?
    var railDeadline = OutboundHTTP.Limits.deadline
    /// The programme's account that bank transfers are paid from.
    var railSourceAccount = Self.demoAccount
    /// The rail's format of numbers and texts.
    var railProfile = SNAP.Profile()

    /// The simulators' credentials. Production refuses each of them.
    static let developmentSecret = "development"
    static let demoClient = "prakerja-demo"
    static let demoAccount = "1234567890"
}

extension Configuration {
    /// The environment the process was started with; the only code that reads it.
    static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
