import Foundation
import Programme

/// The services of the standard that are used, with their numbers, which are part of every response code.
enum SNAPService: String, Sendable {
    case token = "73"
    case bankInquiry = "16"
    case bankTransfer = "18"
    case bankStatus = "36"
    case walletInquiry = "37"
    case walletTopUp = "38"
    case walletStatus = "39"

    var path: String {
        switch self {
        case .token: "/v1.0/access-token/b2b"
        case .bankInquiry: "/v1.0/account-inquiry-external"
        case .bankTransfer: "/v1.0/transfer-interbank"
        case .bankStatus: "/v1.0/transfer/status"
        case .walletInquiry: "/v1.0/emoney/account-inquiry"
        case .walletTopUp: "/v1.0/emoney/topup"
        case .walletStatus: "/v1.0/emoney/topup-status"
        }
    }
}

struct SNAPAmount: Codable, Sendable {
    let value: String
    let currency: String

    /// `600000.00`
    init(_ amount: Rupiah) {
        value = "\(amount.amount).00"
        currency = "IDR"
    }
}

struct SNAPTokenQuestion: Encodable {
    let grantType = "client_credentials"
}

struct SNAPTokenAnswer: Decodable {
    let accessToken: String
    private let expiresIn: SNAPText?

    /// The standard writes `"900"`, many issuers `900`.
    ///
    /// It is limited to a day. An unreadable lifetime counts as zero, so that a token is fetched for every request.
    var life: Span {
        let whole = expiresIn?.text.split(separator: ".").first.map(String.init) ?? ""
        return .seconds(Int(clamping: whole, to: 0...Self.longestLifeSeconds) ?? 0)
    }

    static let longestLifeSeconds = 86_400
}

struct WalletInquiryQuestion: Encodable {
    let partnerReferenceNo: String
    let customerNumber: String
    let amount: SNAPAmount
    let transactionDate: String
    let additionalInfo: AdditionalInfo

    struct AdditionalInfo: Encodable {
        let beneficiaryProvider: String
        /// The name of the expected owner; rails that confirm payees compare it, the others ignore it.
        let customerName: String
    }
}

struct WalletTopUpQuestion: Encodable {
    let partnerReferenceNo: String
    let customerNumber: String
    let customerName: String
    let amount: SNAPAmount
    let transactionDate: String
    let notes: String
    let additionalInfo: AdditionalInfo

    struct AdditionalInfo: Encodable {
        let beneficiaryProvider: String
    }
}

struct BankInquiryQuestion: Encodable {
    let beneficiaryBankCode: String
    let beneficiaryAccountNo: String
    let partnerReferenceNo: String
    let additionalInfo: AdditionalInfo

    struct AdditionalInfo: Encodable {
        let beneficiaryAccountName: String
    }
}

struct BankTransferQuestion: Encodable {
    let partnerReferenceNo: String
    let amount: SNAPAmount
    let beneficiaryAccountName: String
    let beneficiaryAccountNo: String
    let beneficiaryBankCode: String
    let sourceAccountNo: String
    let transactionDate: String
}

struct StatusQuestion: Encodable {
    let originalPartnerReferenceNo: String
    let serviceCode: String
}

/// The fields of an answer that are used; every field but the code depends on the service.
struct SNAPAnswerBody: Decodable, Sendable {
    private let code: SNAPText
    private let customer: SNAPText?
    private let beneficiary: SNAPText?
    private let reference: SNAPText?
    private let originalReference: SNAPText?
    private let latestStatus: SNAPText?

    var responseCode: String { code.text }
    /// The holder of a wallet or an account; nil where the rail gives none.
    var holder: String? { [customer, beneficiary].compactMap { $0?.text }.first { !$0.isEmpty } }
    /// The rail's own number of a payment, of the original one in a status answer; empty where it gives none.
    var railReference: String { [originalReference, reference].compactMap { $0?.text }.first { !$0.isEmpty } ?? "" }
    /// Two digits of the standard: `00` paid, `03` pending and so on.
    var latestTransactionStatus: String? { latestStatus?.text }

    enum CodingKeys: String, CodingKey {
        case code = "responseCode"
        case customer = "customerName"
        case beneficiary = "beneficiaryAccountName"
        case reference = "referenceNo"
        case originalReference = "originalReferenceNo"
        case latestStatus = "latestTransactionStatus"
    }
}
