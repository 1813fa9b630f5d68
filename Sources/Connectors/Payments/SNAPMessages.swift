import Foundation
import Programme

/// The services of the standard that we ask for, with their numbers, which are part of every response code.
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
    let expiresIn: String
}

struct WalletInquiryQuestion: Encodable {
    let partnerReferenceNo: String
    let customerNumber: String
    let amount: SNAPAmount
    let transactionDate: String
    let additionalInfo: AdditionalInfo

    struct AdditionalInfo: Encodable {
        let beneficiaryProvider: String
        /// Whose wallet we believe it is; rails that confirm payees compare, the others ignore it.
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

/// What of an answer matters to us; every field but the code depends on the service.
struct SNAPAnswerBody: Decodable {
    let responseCode: String
    let customerName: String?
    let beneficiaryAccountName: String?
    let referenceNo: String?
    let originalReferenceNo: String?
    let latestTransactionStatus: String?

    /// The last two digits: which case of its status it is.
    var caseCode: String { String(responseCode.suffix(2)) }

    /// Nil unless the code is one of this service's, so that a proxy's page is never taken for the rail's answer.
    static func read(_ answer: HTTPAnswer, of service: SNAPService) -> SNAPAnswerBody? {
        guard let body = try? answer.decode(SNAPAnswerBody.self) else { return nil }
        let isOurs = body.responseCode.count == 7 && body.responseCode.hasPrefix("\(answer.status)\(service.rawValue)")
        return isOurs ? body : nil
    }
}
