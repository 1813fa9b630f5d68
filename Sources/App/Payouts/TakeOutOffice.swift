import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/penyaluran/{id}/keluarkan/{payment}`: one payment is taken out of a draft, with a reason.
struct TakeOutOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payoutTakingOut.pattern, use: show)
        routes.post(Paths.payoutTakingOut.pattern, use: takeOut)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireDuty(context)
        return context.page(try await page(context, context.newForm))
    }

    private func requireDuty(_ context: OfficerContext) throws {
        try context.officer.requireAny([.draftPayouts, .approvePayouts])
    }

    @Sendable private func takeOut(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        try requireDuty(context)
        let (batch, payment) = try ids(context)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let act = TakeOutPayment(dependencies: dependencies)
        guard try await act.takeOut(payment, of: batch, because: reason, by: context.officer) else {
            throw HTTPError(.notFound)
        }
        return context.redirect(Paths.payoutBatch(batch), saying: .paymentTakenOut)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> TakeOutPage {
        let (batch, payment) = try ids(context)
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let stored = try tx.payouts.batch(batch), let found = try tx.payouts.disbursement(payment),
                found.batch == batch
            else { throw HTTPError(.notFound) }
            try TakeOutPayment.requireDuty(context.officer, of: stored.batch)
            try stored.batch.checkUndecided()
            guard !found.isWithdrawn else { throw PayoutRefusal.takenOutAlready }
            try context.records(.payee, of: [found.person], because: .work("payout:\(batch)"), in: tx)
            return TakeOutPage(
                t: context.t, batch: batch, total: stored.total,
                payment: try PaymentRow(found, in: tx, on: dependencies), form: form)
        }
    }

    private func ids(_ context: OfficerContext) throws -> (ID<PayoutBatch>, ID<Disbursement>) {
        guard let batch = context.parameters.get("id").flatMap({ ID<PayoutBatch>($0) }),
            let payment = context.parameters.get("payment").flatMap({ ID<Disbursement>($0) })
        else { throw HTTPError(.notFound) }
        return (batch, payment)
    }
}

struct TakeOutPage: Page {
    let t: Words
    let batch: ID<PayoutBatch>
    /// What the batch comes to with this payment.
    let total: Rupiah
    let payment: PaymentRow
    let form: FormState

    var title: String { t("Keluarkan pembayaran", "Take a payment out") }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(t("Kelompok penyaluran", "Payout batch"), Paths.payoutBatch(batch))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Pembayaran ini tidak ikut dikirim. Permintaannya menunggu kelompok berikut.",
            "This payment is not sent with the others. Its request waits for another batch."))</p>
        \(Part.summary([
            SummaryRow(label: t("Atas nama", "In the name of"), value: Part.person(payment.holder)),
            SummaryRow(label: t("Rekening", "Account"), value: "\(payment.account)"),
            SummaryRow(label: t("Untuk", "For"), value: "\(t(payment.name))"),
            SummaryRow(label: t("Jumlah", "Amount"), value: "\(payment.amount.description)"),
            SummaryRow(
                label: t("Jumlah kelompok sesudahnya", "The batch's sum afterwards"),
                value: "<strong>\((total - payment.amount).description)</strong>"),
        ]))
        <form method="post" action="\(Paths.payoutTakingOut(batch, payment.id))">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang perlu dilihat dahulu? Petugas lain dan auditor membacanya.",
            "What has to be looked at first? Other officers and auditors read it.")))
        \(Part.submit(t("Keluarkan dari kelompok", "Take it out of the batch"), kind: "danger"))</form>
        """
    }

    static func sample(_ t: Words) -> TakeOutPage {
        TakeOutPage(t: t, batch: ID(1), total: Rupiah(247_200_000), payment: .sample(.drafted), form: .sample)
    }
}
