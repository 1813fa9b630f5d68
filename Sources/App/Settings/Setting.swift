/// Every setting by the name it has in the environment and in `.env`. `.env.example` explains each; a test compares the
/// two lists.
enum Setting: String, CaseIterable, Sendable {
    case host = "HOST"
    case port = "PORT"
    case baseURL = "BASE_URL"
    case mode = "MODE"
    case data = "DATA"
    case databaseURL = "DATABASE_URL"
    case edition = "EDITION"
    case startEdition = "START_EDITION"
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

    /// Its value is never shown, logged or put into a sentence.
    var isSecret: Bool {
        switch self {
        case .databaseURL, .registryKey, .smsPassword, .mailPassword, .railClientSecret: true
        default: false
        }
    }

    /// The name somebody probably meant who wrote `name`; nil where nothing is near enough.
    static func nearest(to name: String) -> Setting? {
        let near = allCases.map { ($0, distance(name.uppercased(), $0.rawValue)) }.min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= Limits.slips ? $0.0 : nil }
    }

    /// Whether a name of the environment looks like one of ours that was mistyped. The environment is full of names that
    /// are none of our business, so only a name in a family of ours, or one letter away from one of ours, counts.
    static func isSuspicious(_ name: String) -> Bool {
        guard Setting(rawValue: name) == nil else { return false }
        if families.contains(where: name.hasPrefix) { return true }
        return name.count >= Limits.shortestSuspicious && allCases.contains { distance(name, $0.rawValue) == 1 }
    }

    private enum Limits {
        /// Letters that may be wrong in a name we still recognise.
        static let slips = 3
        /// Shorter names of the environment are too near to everything.
        static let shortestSuspicious = 6
    }

    private static let families = ["SMS_", "RAIL_", "REGISTRY_", "BEACON_", "ADMISSION_"]

    /// Letters added, dropped or changed to come from one name to the other.
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
