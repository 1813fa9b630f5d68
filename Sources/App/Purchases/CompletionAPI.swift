import Crypto
import Foundation
import Hummingbird
import Programme
import Storage

/// Institutions report completed trainings here. The programme's first API has no such call; this one is ours, with the
/// same signatures.
struct CompletionAPI: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let partners = PartnerAuthenticator(dependencies: dependencies, form: ProblemDetails())
        let routes = RouteCollection(context: VisitorContext.self)
        routes.post(Paths.completion.pattern, use: partners.signed(report))
        return routes
    }

    @Sendable private func report(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        guard (1...100).contains(context.idempotencyKey.utf8.count) else { throw PartnerRefusal.keyRequired }
        let (code, body) = (context.redeemCode, try PartnerBody(context.body))
        let completion = try Completion(
            score: body.number("score", in: PartnerBody.scores), certificateNumber: body.text("certificate_number"),
            at: dependencies.clock.now())
        let content = Data(SHA256.hash(data: Data(context.path.utf8) + context.body))
        let reporting = ReportCompletion(dependencies: dependencies, institution: context.partner)
        let answer = try await dependencies.database.transaction { tx in
            func known() throws -> StoredAnswer? {
                let stored = try tx.partners.answer(to: context.idempotencyKey, of: context.partner.id)
                guard stored == nil || stored?.content == content else { throw PartnerRefusal.keyReused }
                return stored
            }
            if let stored = try known() { return stored }
            let purchase: ID<Purchase>
            do {
                purchase = try reporting.report(code, completion, in: tx)
            } catch PurchaseRefusal.alreadyCompleted {
                // The same request may have been answered while this one waited for the purchase's row.
                guard let stored = try known() else { throw PurchaseRefusal.alreadyCompleted }
                return stored
            }
            let text = try CompletionAnswer(RedeemCode(code)?.text ?? code, completion, purchase).text()
            let answer = StoredAnswer(content: content, status: 200, body: text)
            let kept = try tx.partners.keep(
                answer, to: context.idempotencyKey, of: context.partner.id, at: dependencies.realNow())
            guard kept else { throw StorageFault.contended }
            return answer
        }
        return ProblemDetails.json(answer.body, status: answer.status)
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

private struct CompletionAnswer: Encodable {
    let redeemCode: String
    let purchase: String
    let score: Int?
    let certificateNumber: String
    let completedAt: String

    init(_ code: String, _ completion: Completion, _ purchase: ID<Purchase>) {
        redeemCode = code
        self.purchase = purchase.description
        score = completion.score
        certificateNumber = completion.certificateNumber
        completedAt = ContractTime.text(completion.at)
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    enum CodingKeys: String, CodingKey {
        case redeemCode = "redeem_code"
        case certificateNumber = "certificate_number"
        case completedAt = "completed_at"
        case purchase, score
    }
}
