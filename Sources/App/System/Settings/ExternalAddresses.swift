import Connectors
import Foundation
import Programme

/// Addresses and credentials of every outside system. In development they are the simulators'; no code depends on the
/// difference. The one list of them: reading the settings, the rules for a public installation, `prakerja doctor`, the
/// demo and the tests follow from this file.
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

extension SettingsReading {
    mutating func outside() -> ExternalAddresses {
        var outside = ExternalAddresses()
        take(.registryUser, &outside.registryUser, SettingShape.word)
        take(.registryKey, &outside.registryKey, SettingShape.base64)
        take(.smsSender, &outside.smsSender, SettingShape.sender)
        take(.smsUser, &outside.smsUser, SettingShape.line)
        take(.smsPassword, &outside.smsPassword, SettingShape.line)
        take(.mailFrom, &outside.mailFrom, SettingShape.mail)
        take(.railClientKey, &outside.railClientKey, SettingShape.word)
        take(.railClientSecret, &outside.railClientSecret, SettingShape.line)
        take(.railSourceAccount, &outside.railSourceAccount, SettingShape.account)
        outside.railProfile.walletNumbers = word(.railWalletNumbers) ?? outside.railProfile.walletNumbers
        outside.railProfile.texts = word(.railTexts) ?? outside.railProfile.texts
        (outside.mailUser, outside.mailPassword) = mailAccount()
        outside.registryURL = address(.registryURL) ?? outside.registryURL
        outside.beaconURL = address(.beaconURL)
        outside.railURL = address(.railURL) ?? outside.railURL
        outside.mailURL = address(.mailURL, schemes: ["smtp", "smtps"]) ?? outside.mailURL
        outside.smsURL = address(.smsURL).map(ExternalAddresses.sendsms) ?? outside.smsURL
        outside.railPrivateKey = railKey()
        return outside
    }

    private mutating func take(_ setting: Setting, _ value: inout String, _ shape: SettingShape) {
        guard let given = settings[setting] else { return }
        if shape.fits(given) {
            value = given
        } else {
            problems.append(shape.problem(setting, given))
        }
    }

    private mutating func mailAccount() -> (user: String?, password: String?) {
        let (user, password) = (settings[.mailUser], settings[.mailPassword])
        for (setting, value) in [(Setting.mailUser, user), (.mailPassword, password)] {
            if let value, !SettingShape.line.fits(value) { problems.append(SettingShape.line.problem(setting, value)) }
        }
        if (user == nil) != (password == nil) {
            let (given, missing) = user == nil ? ("MAIL_PASSWORD", "MAIL_USER") : ("MAIL_USER", "MAIL_PASSWORD")
            problems.append("\(given) is set and \(missing) is not: set both or none")
        }
        return (user, password)
    }

    private mutating func railKey() -> String? {
        guard let path = settings[.railPrivateKey] else { return nil }
        do {
            let text = try GivenFile.text(path)
            if SNAP.isPrivateKey(text) { return text }
            problems.append(
                "RAIL_PRIVATE_KEY names “\(path)”, which holds no RSA key of 2,048 bits or more in PEM: "
                    + "name the private key whose public half the bank has")
        } catch {
            problems.append("RAIL_PRIVATE_KEY: \(error)")
        }
        return nil
    }
}

extension ExternalAddresses {
    /// The addresses with their settings, in the order in which `prakerja doctor` tries them; nil where none is set.
    var addresses: [(setting: Setting, address: String?)] {
        [
            (.registryURL, registryURL), (.smsURL, smsURL), (.mailURL, mailURL), (.railURL, railURL),
            (.beaconURL, beaconURL),
        ]
    }

    /// Credentials with which a public installation refuses to start, a sentence each. Defaults in this program are
    /// public and so are no secrets.
    var publicSecrets: [String] {
        var found: [String] = []
        if registryKey.isEmpty {
            found.append("REGISTRY_KEY is not set: ask the registry for it")
        }
        if smsPassword == Self.developmentSecret {
            found.append("SMS_PASSWORD is not set, or the simulator's: set the gateway's")
        }
        guard railPrivateKey != nil else { return found }
        if railClientKey == Self.demoClient {
            found.append("RAIL_CLIENT_KEY is not set, or the simulator's: set what the bank gave you")
        }
        if railClientSecret == Self.developmentSecret {
            found.append("RAIL_CLIENT_SECRET is not set, or the simulator's: set what the bank gave you")
        }
        if railSourceAccount == Self.demoAccount {
            found.append("RAIL_SOURCE_ACCOUNT is not set, or an example: set the account payments are made from")
        }
        return found
    }

    /// The default path of Kannel's smsbox form.
    private static let sendsmsPath = "/cgi-bin/sendsms"

    /// Adds the default path to an address without one: otherwise every message to `http://gateway:13013` would fail
    /// with 404.
    static func sendsms(_ address: String) -> String {
        let plain = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let parts = ExternalURL(plain, schemes: ["http", "https"]), parts.path.isEmpty else { return address }
        return plain + sendsmsPath
    }
}
