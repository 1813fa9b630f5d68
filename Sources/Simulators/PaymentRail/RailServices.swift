import Foundation
import Programme

/// The rail's services, with the standard's numbers.
enum RailService: String, CaseIterable, Sendable {
    case bankInquiry = "16"
    case bankTransfer = "18"
    case bankStatus = "36"
    case walletInquiry = "37"
    case walletTopUp = "38"
    case walletStatus = "39"

    var path: String {
        switch self {
        case .bankInquiry: "v1.0/account-inquiry-external"
        case .bankTransfer: "v1.0/transfer-interbank"
        case .bankStatus: "v1.0/transfer/status"
        case .walletInquiry: "v1.0/emoney/account-inquiry"
        case .walletTopUp: "v1.0/emoney/topup"
        case .walletStatus: "v1.0/emoney/topup-status"
        }
    }

    var isPayment: Bool { self == .walletTopUp || self == .bankTransfer }

    func answer(_ question: RailQuestion, from books: RailBooks, variant: RailVariant) throws -> RailReply {
        switch self {
        case .walletInquiry:
            _ = try question.amount()
            _ = try question.inner("additionalInfo", "beneficiaryProvider")
            return try inquire(
                question.digits("customerNumber", longest: 20),
                hint: try? question.inner("additionalInfo", "customerName"),
                field: "customerName", books)
        case .bankInquiry:
            _ = try question.digits("beneficiaryBankCode", longest: 8)
            return try inquire(
                question.digits("beneficiaryAccountNo", longest: 34),
                hint: try? question.inner("additionalInfo", "beneficiaryAccountName"), field: "beneficiaryAccountName",
                books)
        case .walletTopUp:
            _ = try question.inner("additionalInfo", "beneficiaryProvider")
            return try pay(
                question, number: question.digits("customerNumber", longest: 20), name: "customerName", books, variant)
        case .bankTransfer:
            _ = try question.digits("beneficiaryBankCode", longest: 8)
            _ = try question.digits("sourceAccountNo", longest: 34)
            return try pay(
                question, number: question.digits("beneficiaryAccountNo", longest: 34), name: "beneficiaryAccountName",
                books, variant)
        case .walletStatus: return try status(question, of: "38", books)
        case .bankStatus: return try status(question, of: "18", books)
        }
    }

    /// An account that was not opened belongs to the person named in the query, so that any newcomer to the demo has
    /// one.
    private func inquire(_ number: String, hint: String?, field: String, _ books: RailBooks) throws -> RailReply {
        if number.hasSuffix("17") { throw RailRefusal(status: 404, caseCode: "11", message: "Invalid Account") }
        if number.hasSuffix("15") { return RailReply(extra: [field: "ORANG LAIN"]) }
        guard let name = books.holder(of: number) ?? hint?.uppercased() else {
            throw RailRefusal(status: 404, caseCode: "11", message: "Invalid Account")
        }
        return RailReply(extra: [field: name])
    }

    private func pay(
        _ question: RailQuestion, number: String, name: String, _ books: RailBooks, _ variant: RailVariant
    ) throws -> RailReply {
        let reference = try question.text("partnerReferenceNo", longest: 64)
        let payment = RailPayment(
            reference: reference, service: rawValue, number: number, name: try question.text(name, longest: 100),
            amount: try question.amount(), date: try question.text("transactionDate", longest: 25))
        if number.hasSuffix("14") {
            throw RailRefusal(status: 403, caseCode: "06", message: "Feature Not Allowed: customer not verified")
        }
        guard let entered = books.enter(payment, pending: number.hasSuffix("16")) else {
            if variant == .losesAnswer { return RailReply(extra: ["partnerReferenceNo": reference]) }
            throw RailRefusal(status: 409, caseCode: "01", message: "Duplicate partnerReferenceNo")
        }
        let isPending = entered.state == .pending
        return RailReply(
            status: isPending ? 202 : 200, comesTooLate: number.hasSuffix("13"),
            extra: ["partnerReferenceNo": reference, "referenceNo": entered.railReference])
    }

    private func status(_ question: RailQuestion, of service: String, _ books: RailBooks) throws -> RailReply {
        guard try question.text("serviceCode", longest: 2) == service else { throw RailRefusal.badField("serviceCode") }
        let reference = try question.text("originalPartnerReferenceNo", longest: 64)
        guard let payment = books.ask(reference), payment.service == service else {
            throw RailRefusal(status: 404, caseCode: "01", message: "Transaction Not Found")
        }
        return RailReply(extra: [
            "originalPartnerReferenceNo": reference, "originalReferenceNo": payment.railReference,
            "serviceCode": service,
            "latestTransactionStatus": payment.state == .paid ? "00" : "03",
            "transactionStatusDesc": payment.state.rawValue,
        ])
    }
}

/// A response before encoding.
struct RailReply {
    var status = 200
    var comesTooLate = false
    var extra: [String: String]

    func fields(of service: RailService) -> [String: String] {
        let words = status == 202 ? "Request In Progress" : "Successful"
        return extra.merging(["responseCode": "\(status)\(service.rawValue)00", "responseMessage": words]) { own, _ in
            own
        }
    }
}

/// Reads a body field by field, with the standard's strict types.
struct RailQuestion {
    private let fields: [String: Any]

    init(_ body: Data) throws {
        guard let fields = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else {
            throw RailRefusal.badField("body")
        }
        self.fields = fields
    }

    func text(_ name: String, longest: Int) throws -> String {
        guard let value = fields[name] else { throw RailRefusal.missingField(name) }
        guard let text = value as? String, (1...longest).contains(text.count) else { throw RailRefusal.badField(name) }
        return text
    }

    func digits(_ name: String, longest: Int) throws -> String {
        let text = try text(name, longest: longest)
        guard text.allSatisfy(\.isASCIIDigit) else { throw RailRefusal.badField(name) }
        return text
    }

    /// The names of text fields that contain characters other than letters, digits and blanks.
    var textsWithSigns: [String] {
        let inside = fields["additionalInfo"] as? [String: Any] ?? [:]
        let own = ["notes", "customerName", "beneficiaryAccountName"].filter { Self.hasSigns(fields[$0]) }
        return own + inside.keys.filter { $0.hasSuffix("Name") && Self.hasSigns(inside[$0]) }
    }

    private static func hasSigns(_ field: Any?) -> Bool {
        guard let text = field as? String else { return false }
        return text.contains { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == " ") }
    }

    func inner(_ object: String, _ name: String) throws -> String {
        guard let inside = fields[object] as? [String: Any], let text = inside[name] as? String, !text.isEmpty else {
            throw RailRefusal.missingField("\(object).\(name)")
        }
        return text
    }

    /// `{"value": "600000.00", "currency": "IDR"}`, greater than zero.
    func amount() throws -> Int64 {
        guard let object = fields["amount"] as? [String: Any] else { throw RailRefusal.missingField("amount") }
        guard object["currency"] as? String == "IDR", let value = object["value"] as? String, value.hasSuffix(".00"),
            let amount = Int64(value.dropLast(3), in: 1...Rupiah.price.upperBound), value.count <= 16
        else { throw RailRefusal.badField("amount") }
        return amount
    }
}
