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
    /// The same database as another user, who owns the tables and migrates them; nil where the application's user does.
    var migrationDatabaseURL: String?
    /// The edition's file, or the id of one that was used here before.
    var editionPath: String
    /// The id of an edition that may be started in production; nil while none is confirmed.
    var startEdition: String?
    /// The signed annex of the installation, where the edition has witnesses; nil for the one used last.
    var annexPath: String?
    /// Shows one-time codes and previews on the page. Never on a public address.
    var development = false
    /// A sandbox of the partners: test codes are answered, and the clock is moved by partners. Its database is no other
    /// installation's.
    var sandbox = false
    /// Where the programme's sandbox is, which the partners' guide names.
    var sandboxPlace = SandboxPlace()
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
    /// The most time for receiving the body of a partner's call.
    var bodyPatience = Duration.seconds(20)
    /// An officer's session ends after this long without a request.
    var officeIdle = Span.minutes(30)
    /// For how long an officer's authenticator code permits acts on money, draws and signatures.
    var officeProof = Span.minutes(10)
    /// Reads the print on photos of cards; nil reads none.
    var printReader: PrintReader? = .installed
    var outside: ExternalAddresses
    /// Environment variables that look like mistyped settings, a sentence each.
    var suspicions: [String] = []

    var databasePath: String { dataDirectory + "/prakerja.sqlite" }
    var photoDirectory: String { dataDirectory + "/photos" }
    var keyPath: String { dataDirectory + "/master.key" }

    /// No real person, card or rupiah is here: in a demo, a sandbox and on a developer's server.
    var isTrial: Bool { demo || development || sandbox }

    /// The demo's and a sandbox's clock is moved by their pages, a developer's by its start; that of the programme is the
    /// real one.
    var hasMovableClock: Bool { isTrial || clockStart != nil }

    /// Whether the site is served over TLS: then cookies carry `Secure` and the `__Host-` prefix.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

extension Configuration {
    /// The environment the process was started with; the only code that reads it.
    static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
