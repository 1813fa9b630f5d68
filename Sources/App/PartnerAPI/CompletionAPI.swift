import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Institutions whose programs speak the contract alone report completed trainings here, with its signatures.
struct CompletionAPI: Sendable {
    let dependencies: Dependencies

    var calls: [APICall] {
        let form = ProblemDetails(site: dependencies.configuration.baseURL)
        let partners = PartnerAuthenticator(dependencies: dependencies, form: form)
        return [
            APICall(
                name: "completeRedeemCode", method: .post, path: Paths.completion.pattern,
                title: Bilingual(
                    id: "Laporkan pelatihan selesai, bertanda tangan", en: "Report a completion, signed"),
                meaning: Bilingual(
                    id:
                        "Tindakan yang sama, untuk program yang menandatangani setiap permintaan seperti dalam kontrak.",
                    en: "The same act as for a purchase, for programs that sign each request as in the contract."),
                access: .signature, parameters: [Self.code, SalesAPI.key], input: .of(CompletionReport.self),
                output: .of(CompletionAnswer.self),
                problems: [
                    "purchases.unknown-redeem-code", "purchases.other-institution", "purchases.attendance-missing",
                    "purchases.impossible-score", "purchases.certificate-number", "purchases.already-completed",
                    "purchases.under-review", "purchases.reported-too-late", "purchases.code-voided",
                    "purchases.transaction-voided",
                    "purchases.not-paid", "record.held-back",
                ], handler: .plain(partners.signed(report)))
        ]
    }

    private static let code = APIParameter(
        name: "code", place: .path, schema: .text(longest: 40),
        meaning: Bilingual(id: "Kode redeem peserta.", en: "The participant's redeem code."))

    @Sendable private func report(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        guard (1...100).contains(context.idempotencyKey.utf8.count) else { throw PartnerRefusal.keyRequired }
        let code = context.redeemCode
        let completion = try Completion(report: context.body, at: dependencies.clock.now())
        let content = Data(SHA256.hash(data: Data(context.path.utf8) + context.body))
        let reporting = ReportCompletion(dependencies: dependencies, institution: context.partner)
        let answer = try await dependencies.database.transaction { tx in
            func known() throws -> StoredAnswer? {
                let stored = try tx.partners.answer(to: context.idempotencyKey, of: context.partner.id)
                guard stored == nil || stored?.content == content else { throw PartnerRefusal.keyReused }
                return stored
            }
            if let stored = try known() { return stored }
            let outcome: ReceiveCompletion.Outcome
            do {
                outcome = try reporting.report(code, completion, through: .contract, in: tx)
            } catch let refusal as PurchaseRefusal where refusal == .alreadyCompleted || refusal == .underReview {
                // The same request may have been answered while this one waited for the purchase's row.
                guard let stored = try known() else { throw refusal }
                return stored
            }
            let text = try APIText.write(CompletionAnswer(RedeemCode(code)?.text ?? code, completion, outcome))
            let answer = StoredAnswer(content: content, status: 200, body: text)
            let kept = try tx.partners.keep(
                answer, to: context.idempotencyKey, of: context.partner.id, at: dependencies.realNow())
            guard kept else { throw StorageFault.contended }
            return answer
        }
        return ProblemDetails.json(answer.body, status: answer.status)
    }
}

extension Completion {
    /// A report at either call of the modern API. Throws `APIRefusal.fields`, or what the rule refuses.
    init(report bytes: Data, at now: Instant) throws {
        var body = try APIBody(bytes, as: CompletionReport.object)
        let score = body.integer("score", in: PartnerBody.scores, allowed: Completion.scores)
        let number = body.line("certificate_number", longest: Completion.maximumNumberLength)
        try body.check()
        try self.init(score: score, certificateNumber: number, at: now)
    }
}

extension PartnerContext {
    /// `/api/v2/redeem-codes/<code>/completion`
    fileprivate var redeemCode: String {
        let parts = path.split(separator: "/")
        let code = parts.count > 3 ? String(parts[3]) : ""
        return code.removingPercentEncoding ?? code
    }
}

/// The answer to a signed report.
struct CompletionAnswer: APIValue {
    let redeemCode: String
    let purchase: String
    let score: Int?
    let certificateNumber: String
    let completedAt: String
    let receipt: String
    let heldUntil: String?

    init(_ code: String, _ completion: Completion, _ outcome: ReceiveCompletion.Outcome) {
        redeemCode = code
        purchase = outcome.report.purchase.description
        receipt = outcome.report.number.description
        heldUntil = outcome.held.map { ContractTime.text($0.decideBy) }
        score = completion.score
        certificateNumber = completion.certificateNumber
        completedAt = ContractTime.text(completion.at)
    }

    private init(example code: String) {
        redeemCode = code
        (purchase, score, certificateNumber) = (PurchaseItem.example.id, 86, "BLN/2020/1")
        completedAt = ContractTime.text(APIPaging.example)
        (receipt, heldUntil) = (ReceiptItem.example.number, ContractTime.text(APIPaging.example + .days(14)))
    }

    static let object = APIObject(
        name: "SignedCompletion",
        fields: [
            APIField("redeem_code", .text(), id: "Kode redeem peserta.", en: "The participant's redeem code."),
            APIField("purchase", .id, id: "Nomor pembelian.", en: "The purchase's id."),
            APIField(
                "score", .integer(in: Completion.scores), required: false, id: "Seperti dilaporkan.", en: "As reported."
            ),
            APIField("certificate_number", .text(), id: "Seperti dilaporkan.", en: "As reported."),
            APIField(
                "completed_at", .instant, id: "Saat dilaporkan, sampai detik.",
                en: "When it was reported, to the second."),
            APIField(
                "receipt", .text(), id: "Nomor tanda terima laporan.", en: "The number of the report's receipt."),
            APIField(
                "held_until", .instant, required: false,
                id:
                    "Hanya selama dua petugas memeriksa laporan: uang belum dibayar sampai mereka memutuskan, "
                    + "paling lambat saat ini.",
                en:
                    "Only while two officers look at the report: nothing is paid until they have decided, or until then."
            ),
        ])

    static let example = CompletionAnswer(example: "GHOPNYXUVMT0")
}
