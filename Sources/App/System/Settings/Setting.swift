/// Every setting by its name in the environment and in `.env`. `.env.example` explains each; a test compares the two
/// lists.
enum Setting: String, CaseIterable, Sendable {
    case host = "HOST"
    case port = "PORT"
    case baseURL = "BASE_URL"
    case mode = "MODE"
    case sandboxURL = "SANDBOX_URL"
    case data = "DATA"
    case databaseURL = "DATABASE_URL"
    case migrationDatabaseURL = "MIGRATION_DATABASE_URL"
    case edition = "EDITION"
    case startEdition = "START_EDITION"
    case annex = "ANNEX"
    case clock = "CLOCK"
    case admissionPerSecond = "ADMISSION_PER_SECOND"
    case proxies = "PROXIES"
    case registryURL = "REGISTRY_URL"
    case registryUser = "REGISTRY_USER"
    case registryKey = "REGISTRY_KEY"
    case beaconURL = "BEACON_URL"
    case smsURL = "SMS_URL"
    case smsSender = "SMS_SENDER"
    case smsUser = "SMS_USER"
    case smsPassword = "SMS_PASSWORD"
    case smsPerHour = "SMS_PER_HOUR"
    case smsPerDay = "SMS_PER_DAY"
    case mailURL = "MAIL_URL"
    case mailUser = "MAIL_USER"
    case mailPassword = "MAIL_PASSWORD"
    case mailFrom = "MAIL_FROM"
    case railURL = "RAIL_URL"
    case railClientKey = "RAIL_CLIENT_KEY"
    case railClientSecret = "RAIL_CLIENT_SECRET"
    case railPrivateKey = "RAIL_PRIVATE_KEY"
    case railSourceAccount = "RAIL_SOURCE_ACCOUNT"
    case railWalletNumbers = "RAIL_WALLET_NUMBERS"
    case railTexts = "RAIL_TEXTS"

    /// The value is never shown, logged or put into a message.
    var isSecret: Bool {
        switch self {
        case .databaseURL, .migrationDatabaseURL, .registryKey, .smsPassword, .mailPassword, .railClientSecret: true
        default: false
        }
    }

    /// The setting that was probably meant by `name`; nil when none is similar enough.
    static func nearest(to name: String) -> Setting? {
        let near = allCases.map { ($0, distance(name.uppercased(), $0.rawValue)) }.min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= Limits.typos ? $0.0 : nil }
    }

    /// Whether an environment variable looks like a mistyped setting. The environment has many unrelated names, so only
    /// names with one of our prefixes, or one edit away from a setting, count.
    static func isSuspicious(_ name: String) -> Bool {
        guard Setting(rawValue: name) == nil, ownOfSandbox(name) == nil else { return false }
        if families.contains(where: name.hasPrefix) { return true }
        return name.count >= Limits.shortestSuspicious && allCases.contains { distance(name, $0.rawValue) == 1 }
    }

    private enum Limits {
        /// Most edits in a name that is still recognised.
        static let typos = 3
        /// Shorter environment names are similar to too many.
        static let shortestSuspicious = 6
    }

    private static let families = ["SMS_", "RAIL_", "REGISTRY_", "BEACON_", "ADMISSION_", sandboxPrefix]

    /// The Levenshtein distance of two names.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (from, to) = (Array(left.utf8), Array(right.utf8))
        var last = Array(0...to.count)
        for row in from.indices {
            var line = [row + 1]
            for column in to.indices {
                let change = last[column] + (from[row] == to[column] ? 0 : 1)
                line.append(min(last[column + 1] + 1, line[column] + 1, change))
            }
            last = line
        }
        return last[to.count]
    }
}
