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
    /// Names of the environment that look like mistyped settings, a sentence each.
    var suspicions: [String] = []

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
    /// The form of Kannel's smsbox; an address without a path gets the path that Kannel has by itself.
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
    var mailEncrypted: Bool { !(OutsideURL(mailURL, schemes: ["smtp"])?.isLoopback ?? false) }
    /// Where the mail sink lists what it received; demo only.
    var mailboxURL = "http://127.0.0.1:8094"
    /// Where the simulated platforms and institutions show their sites; demo only.
    var shopURL = "http://127.0.0.1:8096"
    var schoolURL = "http://127.0.0.1:8097"
    var railURL = "http://127.0.0.1:8095"
    var railClientKey = Self.demoClient
    var railClientSecret = Self.developmentSecret
    /// PEM; nil while none is configured, and payments wait.
    var railPrivateKey: String?
    var railDeadline = HTTPCall.Limits.deadline
    /// The programme's account that bank transfers are paid from.
    var railSourceAccount = Self.demoAccount
    /// How this rail wants numbers and texts written.
    var railProfile = SNAP.Profile()

    /// What the simulators know. Production refuses each of them.
    static let developmentSecret = "development"
    static let demoClient = "prakerja-demo"
    static let demoAccount = "1234567890"
}

extension Configuration {
    /// What the process was started with; the only place that reads it.
    static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
