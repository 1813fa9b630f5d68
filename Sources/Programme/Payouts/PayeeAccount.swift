/// A person's payee account: at a bank or a wallet of the edition, in their own name.
///
/// A row is never changed: another account is another row, so that every payment can be traced to its destination.
package struct PayeeAccount: Sendable, Equatable {
    package let id: ID<PayeeAccount>
    package let person: ID<Account>
    /// The edition's slug of the bank or wallet.
    package let partner: String
    /// The holder's name as the bank or wallet gave it when it was checked.
    package let linkedAt: Instant

    package init(id: ID<PayeeAccount>, person: ID<Account>, partner: String, linkedAt: Instant) {
        self.id = id
        self.person = person
        self.partner = partner
        self.linkedAt = linkedAt
    }

    /// The form under which the number is unique, so that one account belongs to one person only. Two wallets of one
    /// phone number are two accounts.
    package static func canonical(_ number: AccountNumber, at partner: String) -> String {
        "\(partner):\(number.digits)"
    }

    /// How many account inquiries to banks and wallets a person may cause: enough for mistyped digits, too few to look
    /// up other people's accounts.
    package static let inquiriesPerHour = 10
    package static let inquiriesPerDay = 20

    /// The one rule of linking: the bank or wallet names the same person as the civil registry. Where the names differ
    /// in a way that one person's names may, `PayeeRefusal.nameUncertain` says how, and officers decide.
    package static func check(_ answer: PayeeAnswer, belongsTo verified: String) throws(PayeeRefusal) -> PayeeName {
        switch answer {
        case .holder(let name):
            switch HolderName(name.text).compared(toRegistry: HolderName(verified)) {
            case .same: return name
            case .ask(let difference):
                throw .nameUncertain(difference, registry: verified, holder: name.text)
            case .different: throw .nameDiffers
            }
        case .noSuchAccount: throw .noSuchAccount
        case .cannotReceive: throw .cannotReceive
        }
    }
}

/// Why an account cannot be linked or changed.
package enum PayeeRefusal: Refusal {
    case unknownPartner
    case notAWalletNumber
    /// A wallet's number must be its owner's proved number, given here in display form.
    case notYourPhone(proved: String)
    /// No mobile number is proved, so no wallet is known to be the person's.
    case phoneNotProved
    case notABankNumber(digits: Int)
    case noSuchAccount
    /// It exists and cannot receive money: closed, dormant, or its owner is not verified there.
    case cannotReceive
    case nameDiffers
    /// The two names may be one person's: two officers decide.
    case nameUncertain(NameDifference, registry: String, holder: String)
    /// The rail refused our request as malformed or not allowed: an operator has to correct it.
    case inquiryBroken
    /// Linked by another person. The applicant is not shown this reason.
    case notAvailable
    /// The civil registry has not confirmed who this is.
    case identityNotVerified
    /// A payment to the account that is linked now is in progress.
    case paymentUnderway
    /// A contact was replaced recently; until this instant the account cannot be changed (programme clock).
    case held(until: Instant)
    /// The quota of inquiries is used up; it is free again at this instant (real clock).
    case tooManyInquiries(until: Instant)
    /// The bank or wallet does not answer.
    case railAway
    /// The confirmation was not begun, or was begun too long ago.
    case nothingToConfirm

    package var code: String {
        switch self {
        case .unknownPartner: "payee.unknown-partner"
        case .notAWalletNumber: "payee.wallet-number"
        case .notYourPhone: "payee.not-your-phone"
        case .phoneNotProved: "payee.phone-not-proved"
        case .held: "payee.held"
        case .tooManyInquiries: "payee.too-many-inquiries"
        case .notABankNumber: "payee.bank-number"
        case .noSuchAccount: "payee.no-such-account"
        case .cannotReceive: "payee.cannot-receive"
        case .nameDiffers: "payee.name-differs"
        case .nameUncertain: "payee.name-uncertain"
        case .inquiryBroken: "payee.inquiry-broken"
        case .notAvailable: "payee.not-available"
        case .identityNotVerified: "payee.identity-not-verified"
        case .paymentUnderway: "payee.payment-underway"
        case .railAway: "payee.rail-away"
        case .nothingToConfirm: "payee.nothing-to-confirm"
        }
    }
}
