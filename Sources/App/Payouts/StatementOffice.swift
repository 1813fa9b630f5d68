import HTTPTypes
import Hummingbird
import Programme
import Storage

/// What nobody but the rail's statement can tell: a payment the rail did not know when it was asked. An officer who may
/// approve looks it up, and writes down its number there, or that it is not there.
struct StatementOffice: Sendable {
    let platform: Platform

    private static let longestReason = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.post("/kantor/penyaluran/:id/mutasi/:payment", use: find)
        return routes
    }

    @Sendable private func find(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try context.require(.approvePayouts)
        guard let id = context.parameters.get("payment").flatMap({ ID<Disbursement>($0) }) else {
            throw HTTPError(.notFound)
        }
        let reason = String(form["alasan"].prefix(Self.longestReason))
        guard !reason.isEmpty else { throw PayoutRefusal.reasonMissing }
        let number = form["nomor"]
        let batch = try await platform.database.transaction { tx in
            guard let stored = try tx.payouts.disbursement(id) else { throw HTTPError(.notFound) }
            guard stored.disbursement.state == .missing else { throw PayoutRefusal.notMissing }
            let record = RecordPayment(platform: platform, stored: stored)
            if number.isEmpty {
                try record.failed(.refused, in: tx)
            } else {
                try record.paid(String(number.prefix(64)), in: tx)
            }
            try tx.audit.record(
                AuditEvent(
                    "disbursement.looked-up", subject: "disbursement:\(id)",
                    detail: ["found": number.isEmpty ? "no" : "yes", "reason": reason]),
                by: .officer(context.officer.id), on: platform)
            return stored.batch
        }
        return context.redirect(Paths.payoutBatch(batch))
    }
}

extension Paths {
    static func payoutStatement(_ batch: ID<PayoutBatch>, _ payment: ID<Disbursement>) -> String {
        "\(payouts)/\(batch)/mutasi/\(payment)"
    }
}
