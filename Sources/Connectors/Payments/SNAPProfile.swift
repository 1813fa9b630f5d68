import Foundation
import Programme

extension SNAP {
    /// How one rail wants things written, where rails that speak the same standard differ.
    package struct Profile: Sendable, Equatable {
        package var walletNumbers = WalletNumbers.national
        package var texts = Texts.plain

        package init() {}

        /// How a wallet's number begins in `customerNumber`.
        package enum WalletNumbers: String, Sendable, CaseIterable {
            /// `08…`
            case national
            /// `628…`
            case international
        }

        /// What names and notes may hold.
        package enum Texts: String, Sendable, CaseIterable {
            /// Letters, digits and blanks: what every rail takes.
            case plain
            /// Every sign as we have it.
            case asWritten = "as-written"
        }

        /// The longest name or note; what the standard gives a name.
        static let longestText = 100

        func number(_ payee: Payee) -> String {
            let digits = payee.number.digits
            guard payee.partner.kind == .wallet, walletNumbers == .international, digits.hasPrefix("0") else {
                return digits
            }
            return "62" + digits.dropFirst()
        }

        /// A name or a note as this rail takes it.
        func text(_ text: String) -> String {
            switch texts {
            case .plain: Self.plain(text)
            case .asWritten: String(text.prefix(Self.longestText))
            }
        }

        /// Accents go, apostrophes too; any other sign becomes a blank, and blanks are single.
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
        /// Stands for a text without a letter or digit, because the field must not be empty.
        private static let nameless = "Prakerja"
    }
}
