import Foundation
import Programme

/// What a setting of free text may hold, and how it is said otherwise.
struct SettingShape: Sendable {
    let fits: @Sendable (String) -> Bool
    /// How the value is written.
    let remedy: String

    /// - Returns: a sentence with the setting, its value unless that is a secret, and the remedy.
    func problem(_ setting: Setting, _ value: String) -> String {
        let shown = String(value.map { Self.isControl($0) ? "�" : $0 })
        return setting.isSecret ? "\(setting.rawValue): \(remedy)" : "\(setting.rawValue) is “\(shown)”: \(remedy)"
    }

    /// The name or password of an account: without tabs and other control characters, which come with copying.
    static let line = SettingShape(
        fits: { !$0.contains(where: isControl) },
        remedy: "it holds a tab, a line end or another sign that nobody sees; copy the value alone")

    /// What travels in a header: visible ASCII signs.
    static let word = SettingShape(
        fits: { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } },
        remedy: "write it with letters, digits and signs of ASCII, without blanks")

    static let base64 = SettingShape(
        fits: { Data(base64Encoded: $0) != nil }, remedy: "it is not Base64; copy the key as the registry gave it")

    static let mail = SettingShape(
        fits: { EmailAddress($0) != nil }, remedy: "it is not an e-mail address; write the one that messages come from")

    /// What a text message may come from (GSM 03.40): eleven letters and digits, or a number.
    static let sender = SettingShape(
        fits: { $0.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9 ._-]{0,10}|\+?[0-9]{1,15}/) != nil },
        remedy: "write at most 11 letters and digits, or a telephone number")

    /// An account at a bank (SNAP: at most 16 digits).
    static let account = SettingShape(
        fits: { $0.wholeMatch(of: /[0-9]{5,16}/) != nil }, remedy: "write the account's 5 to 16 digits without blanks")

    private static func isControl(_ letter: Character) -> Bool {
        letter.unicodeScalars.contains { CharacterSet.controlCharacters.contains($0) }
    }
}
