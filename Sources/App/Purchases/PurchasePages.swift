import Hummingbird
import Programme
import Storage

/// The participant's page of one purchase.
struct PurchasePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.purchase.pattern, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        context.page(PurchasePage(t: context.t, view: try await find(context)))
    }

    /// Finds the person's own purchases only.
    private func find(_ context: SignedInContext) async throws -> PurchaseView {
        guard let id = context.parameters.get("id").flatMap({ ID<Purchase>($0) }) else { throw HTTPError(.notFound) }
        let (person, now) = (context.person, dependencies.clock.now())
        let view = try await dependencies.database.read { tx in try PurchaseView(id, of: person, at: now, in: tx) }
        guard let view else { throw HTTPError(.notFound) }
        return view
    }
}

/// A purchase with the data of its page.
struct PurchaseView: Sendable {
    let purchase: Purchase
    let course: Course
    let schedule: CourseSchedule
    let institution: String
    /// Where the redeem code is entered.
    let redeemAddress: String?
    let seller: String
    let verified: [AttendanceSequence: Instant]
    let completion: StoredCompletion?
    /// Why its certificate is not valid any more; nil while it is.
    var withdrawal: Certificate.Withdrawal?
    /// The newest report of completion that two officers looked at.
    var held: HeldCompletion?
    /// Oldest first.
    var reports: [TrainingReport] = []
    let now: Instant

    init?(_ id: ID<Purchase>, of person: ID<Account>, at now: Instant, in tx: Transaction) throws {
        guard let purchase = try tx.purchases.of(person, id), let course = try tx.courses.find(purchase.course),
            let schedule = try tx.courses.schedule(purchase.schedule)
        else { return nil }
        self.purchase = purchase
        self.course = course
        self.schedule = schedule
        let school = try tx.partners.find(course.institution)
        institution = school?.name ?? ""
        redeemAddress = school?.redeemAddress
        seller = try tx.partners.find(purchase.platform)?.name ?? ""
        verified = try tx.attendance.verified(id)
        completion = try tx.purchases.completion(of: id)
        withdrawal = try tx.certificates.withdrawal(of: id)
        held = try tx.heldCompletions.latest(of: id)
        reports = try tx.trainingReports.of(id)
        self.now = now
    }

    init(
        purchase: Purchase, course: Course, schedule: CourseSchedule, institution: String, seller: String,
        verified: [AttendanceSequence: Instant], completion: StoredCompletion?, redeemAddress: String? = nil
    ) {
        self.purchase = purchase
        self.course = course
        self.schedule = schedule
        self.institution = institution
        self.seller = seller
        self.redeemAddress = redeemAddress
        self.verified = verified
        self.completion = completion
        now = CardView.sampleNow
    }
}

/// The redeem code, the remaining steps and the details.
struct PurchasePage: Page {
    let t: Words
    let view: PurchaseView

    private var purchase: Purchase { view.purchase }

    var title: String { view.course.title }
    var isWide: Bool { true }

    var body: HTML {
        let status =
            view.checking == nil ? purchase.state.status(t) : (t("Sedang diperiksa", "Being checked"), .waiting)
        return """
            <p class="trail"><a href="\(Paths.card)">\(t("Kartu", "Card"))</a></p>
            <h1>\(title)</h1>
            <p>\(Part.tag(status.label, status.tag))</p>
            \(PurchaseReports(t: t, view: view).notice)
            <div class="split wide-left"><div>\(redeemCode)</div>
            <div>\(when: purchase.state.isPaid, steps)
            \(PurchaseReports(t: t, view: view).receipts)
            \(Part.details(facts, summary))</div></div>
            """
    }

    private var redeemCode: HTML {
        switch purchase.state {
        case .posted, .attended:
            guard let code = purchase.payment?.redeemCode else { return .empty }
            return """
                <section class="banner next"><p class="eyebrow">\(t("Langkah Anda sekarang", "Your step now"))</p>
                <h2>\(duty)</h2><p>\(t("Kode redeem", "Redeem code"))</p><p class="code">\(code)</p>
                <p>\(t("Ketik hanya di situs \(view.institution).", "Type it on the site of \(view.institution) only."))</p>
                <p class="buttons">\(view.redeemAddress.map(site) ?? .empty)
                <button type="button" class="button ghost" data-copy="\(code)" hidden>\(t(
                    "Salin kode", "Copy the code"))</button></p></section>
                """
        case .completed where view.withdrawal != nil:
            return Banner(
                .attention, view.withdrawal?.sentence(t) ?? "",
                title: t("Sertifikat Anda ditarik", "Your certificate was withdrawn")
            ).html
        case .completed:
            let button = Part.button(
                t("Buka dan cetak sertifikat", "Open and print the certificate"), to: Paths.certificate(purchase.id))
            return Banner(
                .done, markup: "<p>\(t("Sertifikat Anda sudah ada.", "Your certificate is here."))</p><p>\(button)</p>",
                title: t("Pelatihan selesai", "Training completed")
            ).html
        case .lapsed where view.verified[.first] != nil:
            return Banner(
                .information,
                t(
                    "Pelatihan tidak selesai sampai batas waktunya. Sisa uang sudah dikembalikan.",
                    "The training was not finished in time. What was left of the money was returned."),
                title: t("Tidak selesai", "Not finished")
            ).html
        case .voided, .lapsed:
            return Banner(
                .information, t("Uang \(purchase.price) sudah dikembalikan.", "\(purchase.price) were returned."),
                title: purchase.state.status(t).label
            ).html
        case .held, .expired:
            return "\(Banner(.information, t("Pembelian ini belum dibayar.", "This purchase is not paid for.")))"
        }
    }

    /// What its participant does next.
    private var duty: String {
        if view.checking != nil || view.verified[.postTest] != nil {
            return t("Tunggu sertifikat Anda", "Wait for your certificate")
        }
        return view.verified[.first] == nil
            ? t("Tukarkan kode redeem", "Redeem your code")
            : t("Belajar, lalu kerjakan tes akhir", "Learn, then take the final test")
    }

    private func site(_ address: String) -> HTML {
        """
        <a class="button gold" href="\(address)" rel="noopener">\(t("Buka situs lembaga", "Open the institution's site"))</a> \
        <small>\(address)</small>
        """
    }

    private var steps: HTML {
        let first = view.verified[.first]
        let test = view.verified[.postTest]
        let rows = [
            step(t("Hadir pertama kali", "First attendance"), at: first, opensAfter: true),
            step(t("Tes akhir", "Final test"), at: test, opensAfter: first != nil),
            view.checking.map(checking)
                ?? step(
                    t("Dinyatakan selesai oleh lembaga", "Completion reported by the institution"),
                    at: view.completion?.at, opensAfter: test != nil),
        ]
        return "<section><h2>\(t("Sampai selesai", "Until completion"))</h2>\(Part.numberedTasks(rows))</section>"
    }

    private func step(_ name: String, at moment: Instant?, opensAfter isOpen: Bool) -> TaskRow {
        guard let moment else {
            return isOpen
                ? TaskRow(name: name, status: t("Belum", "Not yet"), kind: .todo)
                : TaskRow(name: name, status: "", kind: .blocked)
        }
        return TaskRow(name: name, status: t("Selesai", "Done"), kind: .done, hint: t.shortMoment(moment))
    }

    private func checking(_ held: HeldCompletion) -> TaskRow {
        TaskRow(
            name: t("Dinyatakan selesai oleh lembaga", "Completion reported by the institution"),
            status: t("Sedang diperiksa", "Being checked"), kind: .waiting,
            hint: t("Paling lambat \(t.moment(held.decideBy))", "By \(t.moment(held.decideBy)) at the latest"))
    }

    /// The facts that one looks for first, above those that are folded.
    private var facts: String {
        let price = purchase.price.description
        return t("Rincian pembelian, \(price)", "Details of the purchase, \(price)")
    }

    private var summary: HTML {
        var rows = [
            SummaryRow(label: t("Lembaga", "Institution"), value: "\(view.institution)"),
            SummaryRow(label: t("Dibeli di", "Bought at"), value: "\(view.seller)"),
            SummaryRow(label: t("Harga", "Price"), value: "\(purchase.price.description)"),
            SummaryRow(label: t("Cara belajar", "Way of learning"), value: "\(view.course.mode.name(t))"),
            SummaryRow(
                label: t("Jadwal", "Schedule"),
                value: "\(t.shortMoment(view.schedule.starts)) – \(t.shortEnd(view.schedule.ends))"),
        ]
        if let payment = purchase.payment {
            rows.append(SummaryRow(label: t("Waktu beli", "Bought"), value: "\(t.moment(payment.at))"))
            rows.append(SummaryRow(label: t("Nomor tagihan", "Invoice"), value: "\(payment.invoiceCode)"))
            rows.append(SummaryRow(label: t("Kode transaksi", "Transaction"), value: "\(payment.transactionCode)"))
        }
        return Part.summary(rows)
    }

    static func sample(_ t: Words) -> PurchasePage { PurchasePage(t: t, view: .sample(.attended)) }

    static func heldSample(_ t: Words) -> PurchasePage {
        var view = PurchaseView.sample(.attended)
        (view.held, view.reports) = (HeldCompletion.sample, [.sample])
        return PurchasePage(t: t, view: view)
    }
}

extension PurchaseView {
    static func sample(_ state: Purchase.State) -> PurchaseView {
        let course = Course(
            id: ID(3), code: "barista-01", institution: ID(6), title: "Dasar Barista", summary: "", category: "Kuliner",
            mode: .selfPaced, hours: 12)
        let schedule = CourseSchedule(
            id: ID(4), course: ID(3), code: "barista-01-a", starts: CardView.sampleNow,
            ends: CardView.sampleNow + .days(60), quota: 100, taken: 12)
        return PurchaseView(
            purchase: .sample, course: course, schedule: schedule, institution: "Balai Latihan Nusantara",
            seller: "Pijarmahir", verified: [.first: CardView.sampleNow + .hours(2)], completion: nil,
            redeemAddress: "https://balai.example/tukar")
    }
}
