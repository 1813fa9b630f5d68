/// The number of a bank account or a wallet. A wallet's number is its owner's phone number.
package struct AccountNumber: Hashable, Sendable {
    /// Digits only: `081234567890` for a wallet, as printed in the passbook for a bank.
    package let digits: String

    /// Accepts spaces, dots and dashes between the digits. A wallet's number may be written in any of the usual forms
    /// of a phone number.
    package init(_ text: String, at kind: PayoutPartner.Kind) throws(PayeeRefusal) {
        switch kind {
        case .wallet:
            guard let phone = PhoneNumber(text) else { throw .notAWalletNumber }
            digits = "0" + phone.e164.dropFirst(3)
        case .bank:
            let kept = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
            guard kept.allSatisfy(\.isASCIIDigit), (5...Self.longest).contains(kept.count) else {
                throw .notABankNumber(digits: kept.filter(\.isASCIIDigit).count)
            }
            digits = kept
        }
    }

    /// The account a person wants to be paid to. A wallet is identified by the mobile number its owner proved to us: it
    /// need not be typed, and another number is refused.
    ///
    /// - Parameter phone: the proved number; nil when there is none.
    package init(
        _ text: String, at kind: PayoutPartner.Kind, ownedBy phone: PhoneNumber?
    ) throws(PayeeRefusal) {
        guard kind == .wallet else {
            try self.init(text, at: kind)
            return
        }
        guard let phone else { throw .phoneNotProved }
        guard text.isEmpty || PhoneNumber(text) != nil else { throw .notAWalletNumber }
        guard text.isEmpty || PhoneNumber(text) == phone else { throw .notYourPhone(proved: phone.display) }
        try self.init(phone.e164, at: kind)
    }

    /// A stored number, checked before it was stored.
    package init(stored: String) {
        digits = stored
    }

    /// The limit of `beneficiaryAccountNo` in the SNAP standard.
    package static let longest = 34

    /// The last four digits: enough for the owner to recognise it, and useless to other people.
    package var masked: String { "•••• " + digits.suffix(4) }
}
