import Foundation
import Programme

extension SNAP {
    /// The formats one rail requires, where rails with the same standard differ.
    package struct Profile: Sendable, Equatable {
        package var walletNumbers = WalletNumbers.national
        package var texts = Texts.plain

        package init() {}

        /// The form of a wallet's number in `customerNumber`.
        package enum WalletNumbers: String, Sendable, CaseIterable {
            /// `08…`
            case national
            /// `628…`
            case international
        }

        /// The characters that names and notes may contain.
        package enum Texts: String, Sendable, CaseIterable {
            /// Letters, digits and blanks, which every rail accepts.
            case plain
            /// All characters unchanged.
            case asWritten = "as-written"
        }

        /// The longest name or note, in characters; the standard's limit for a name.
        static let longestText = 100

        func number(_ payee: Payee) -> String {
            let digits = payee.number.digits
            guard payee.partner.kind == .wallet, walletNumbers == .international, digits.hasPrefix("0") else {
                return digits
            }
            return "62" + digits.dropFirst()
        }

        /// A name or a note in the form this rail accepts.
        func text(_ text: String) -> String {
            switch texts {
            case .plain: Self.plain(text)
            case .asWritten: String(text.prefix(Self.longestText))
            }
        }

        /// Accents and apostrophes are removed, other special characters become blanks, and blanks are single.
        private static func plain(_ text: String) -> String {
            let folded = text.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
            let kept = folded.filter { !apostrophes.contains($0) }
                .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : " " }
            let words = String(kept).split(separator: " ").joined(separator: " ")
            return words.isEmpty ? nameless : String(words.prefix(longestText)).trimmingWhitespace()
        }

        private static let apostrophes: Set<Character> = [
            "'", "\u{2018}", "\u{2019}", "\u{02BC}", "\u{00B4}", "`", "\u{2032}",
        ]
        /// Replaces a text without letters and digits, because the field must not be empty.
        private static let nameless = "Prakerja"
    }
}
