import Foundation
import Hummingbird
import Programme
import Storage

/// The API by which platforms sell courses for a card's balance.
struct PaymentAPI: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let partners = PartnerAuthenticator(dependencies: dependencies, form: ContractAnswers())
        let routes = RouteCollection(context: VisitorContext.self)
        routes.post(Paths.quotaSchedule, use: partners.signed(quota))
        routes.post(Paths.sendOTP, use: partners.signed(sendOTP))
        routes.post(Paths.authorizePurchase, use: partners.signed(authorize))
        routes.post(Paths.purchaseStatus, use: partners.signed(status))
        routes.post(Paths.voidPurchase, use: partners.signed(void))
        return routes
    }

    @Sendable private func quota(_ context: PartnerContext) async throws -> Response {
        try context.require(.platform)
        let body = try PartnerBody(context.body)
        try refuseOnRequest(body, "course_code")
        let course = try body.optionalText("course_code") ?? ""
        let schedule = try body.optionalText("schedule_code") ?? ""
        guard !course.isEmpty, !schedule.isEmpty else {
            throw ContractFailure(ContractError("ERRPLT40036", "Kode jadwal dan kode pelatihan wajib diisi."))
        }
        let found = try await dependencies.database.read { tx in
            guard let known = try tx.courses.find(code: course) else { throw PurchaseRefusal.unknownCourse }
            guard let schedule = try tx.courses.schedule(code: schedule), schedule.course == known.id else {
                throw PurchaseRefusal.unknownSchedule
            }
            return schedule
        }
        return try ContractAnswers.ok(QuotaAnswer(scheduleCode: schedule, courseCode: course, quota: found.placesLeft))
    }

    @Sendable private func sendOTP(_ context: PartnerContext) async throws -> Response {
        try context.require(.platform)
        let body = try PartnerBody(context.body)
        try refuseOnRequest(body, "course_code")
        let order = try PurchaseOrder(body)
        let asking = AskPurchase(dependencies: dependencies, partner: context.partner)
        let token = try await dependencies.database.transaction { tx in try asking.ask(order, in: tx) }
        return try ContractAnswers.ok(["payment_token": token])
    }

    @Sendable private func authorize(_ context: PartnerContext) async throws -> Response {
        try context.require(.platform)
        let body = try PartnerBody(context.body)
        try refuseOnRequest(body, "invoice_code")
        let invoice = AuthorizePurchase.Invoice(
            otp: try body.text("otp"), url: try body.text("invoice_url"),
            code: try body.text("invoice_code", longest: AuthorizePurchase.longestInvoice))
        guard let token = PaymentToken(authorization: context.authorization, vault: dependencies.vault) else {
            throw PurchaseRefusal.unknownToken
        }
        let authorizing = AuthorizePurchase(dependencies: dependencies, partner: context.partner)
        let receipt = try await dependencies.database.transaction { tx in
            try authorizing.authorize(token, invoice, in: tx)
        }
        return try ContractAnswers.ok(receipt, message: "Pelatihan berhasil dibeli.")
    }

    @Sendable private func status(_ context: PartnerContext) async throws -> Response {
        try context.require(.platform)
        let body = try PartnerBody(context.body)
        try refuseOnRequest(body, "invoice_code")
        let invoice = try body.text("invoice_code")
        let partner = context.partner.id
        let receipt = try await dependencies.database.read { tx in
            guard let purchase = try tx.purchases.of(partner, invoice: invoice), let payment = purchase.payment else {
                throw PurchaseRefusal.unknownRedeemCode
            }
            return PaymentReceipt(
                payment, amount: purchase.price,
                name: try tx.accounts.name(of: purchase.person, vault: dependencies.vault) ?? "",
                status: purchase.state.isReturned ? "VOID" : "SUCCESS")
        }
        return try ContractAnswers.ok(receipt)
    }

    @Sendable private func void(_ context: PartnerContext) async throws -> Response {
        try context.require(.platform)
        let body = try PartnerBody(context.body)
        try refuseOnRequest(body, "invoice_code")
        let (invoice, transaction) = (try body.text("invoice_code"), try body.text("transaction_code"))
        let (partner, returning) = (context.partner, ReturnPurchase(dependencies: dependencies))
        try await dependencies.database.transaction { tx in
            guard let purchase = try tx.purchases.of(partner.id, invoice: invoice),
                purchase.payment?.transactionCode == transaction
            else { throw PurchaseRefusal.notPaid }
            try returning.void(purchase, by: partner, in: tx)
        }
        return try ContractAnswers.ok(message: "Transaksi berhasil dibatalkan.")
    }

    /// In a sandbox an error code in the place of this field's value is answered with that error, so that a platform
    /// can test how its program takes each refusal.
    private func refuseOnRequest(_ body: PartnerBody, _ field: String) throws {
        guard dependencies.configuration.sandbox, let code = try body.optionalText(field),
            let error = GuideTexts.shared.error(code)
        else { return }
        throw ContractFailure(ContractError(error.code, "Galat uji: \(error.cause.id.replacing("`", with: ""))."))
    }
}

private struct QuotaAnswer: Encodable {
    let scheduleCode: String
    let courseCode: String
    let quota: Int

    enum CodingKeys: String, CodingKey {
        case scheduleCode = "schedule_code"
        case courseCode = "course_code"
        case quota
    }
}
