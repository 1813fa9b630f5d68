import Programme

/// Whole rupiah.
struct Money: APIValue, Equatable {
    let amount: Int64
    let currency: String

    init(_ sum: Rupiah) {
        (amount, currency) = (sum.amount, "IDR")
    }

    static let object = APIObject(
        name: "Money",
        fields: [
            APIField(
                "amount", .integer(in: 0...Int(Rupiah.written.upperBound)), id: "Rupiah utuh.", en: "Whole rupiah."),
            APIField("currency", .choice(["IDR"]), id: "Selalu sama.", en: "Always the same."),
        ])

    static let example = Money(Rupiah(600_000))
}

/// A page of a list, and where the next one begins.
struct APIPage<Item: APIListItem>: APIValue {
    let items: [Item]
    /// Of the last item; the one that was sent where there is none. Nil for an empty first page.
    let nextCursor: String?
    let hasMore: Bool

    /// - Parameter items: one more than `limit` where there are more.
    init(_ items: [(item: Item, place: FeedPlace)], limit: Int, after: FeedPlace?) {
        let page = items.prefix(limit)
        self.items = page.map(\.item)
        nextCursor = (page.last?.place ?? after)?.cursor
        hasMore = items.count > limit
    }

    static var object: APIObject {
        APIObject(
            name: "\(Item.object.name)Page",
            fields: [
                APIField(
                    "items", .list(of: .named(Item.object), most: APIPaging.limits.upperBound), id: "Sesuai urutannya.",
                    en: "In their order."),
                APIField(
                    "next_cursor", .text(longest: FeedPlace.longest), required: false,
                    id: "Kirim sebagai `cursor` untuk lanjutannya, juga nanti untuk yang baru.",
                    en: "Send it as `cursor` for what follows, also later for what is new."),
                APIField(
                    "has_more", .flag, id: "Apakah halaman berikutnya sudah berisi.",
                    en: "Whether the next page has items already."),
            ])
    }

    static var example: APIPage<Item> {
        APIPage([(Item.example, FeedPlace(at: APIPaging.example, id: 1_234_567_890))], limit: 1, after: nil)
    }
}

/// An item of a list.
protocol APIListItem: APIValue {}

/// How lists are read in pages.
enum APIPaging {
    static let limits = 1...200
    static let usual = 50
    /// A change is listed once no transaction that began before it can be under way: statements end after this.
    static let settles = Span.seconds(30)
    static let example = Instant(milliseconds: 1_587_351_600_000)

    static let limit = APIParameter(
        name: "limit", place: .query, schema: .integer(in: limits),
        meaning: Bilingual(
            id: "Banyaknya isi satu halaman; \(usual) bila dikosongkan.",
            en: "Items on a page; \(usual) where it is left out."))
    static let cursor = APIParameter(
        name: "cursor", place: .query, schema: .text(longest: FeedPlace.longest, pattern: "^[0-9a-z-]+$"),
        meaning: Bilingual(
            id: "`next_cursor` dari halaman sebelumnya, tanpa diubah.",
            en: "`next_cursor` of the page before, unchanged."))
    static let since = APIParameter(
        name: "changed_since", place: .query, schema: .instant,
        meaning: Bilingual(
            id: "Hanya yang berubah pada saat itu atau sesudahnya.", en: "Only what changed then or later."))
}

/// A purchase without anything of its participant.
struct PurchaseItem: APIListItem {
    let id: String
    let state: String
    let courseCode: String
    let scheduleCode: String
    let platform: String
    let price: Money
    let invoiceCode: String?
    let transactionCode: String?
    let redeemCode: String?
    let paidAt: Instant
    let redeemedAt: Instant?
    let completedAt: Instant?
    let returnedAt: Instant?
    let completionHeldUntil: Instant?
    let completionReview: String?
    let receipts: [ReceiptItem]
    let changedAt: Instant

    /// An institution learns invoice and redeem code once the code was used: until then they are the participant's.
    init(_ sold: SoldPurchase, seenBy partner: Partner) throws {
        guard let state = SoldState(sold.state, seenBy: partner.kind) else {
            throw Inconsistency("only paid purchases are listed")
        }
        let isPlatform = partner.kind == .platform
        let isUsed = sold.redeemedAt != nil
        id = sold.id.description
        self.state = state.rawValue
        (courseCode, scheduleCode, platform) = (sold.courseCode, sold.scheduleCode, sold.platformName)
        price = Money(sold.price)
        invoiceCode = isPlatform || isUsed ? sold.payment.invoiceCode : nil
        transactionCode = isPlatform ? sold.payment.transactionCode : nil
        redeemCode = !isPlatform && isUsed ? sold.payment.redeemCode : nil
        paidAt = sold.payment.at
        redeemedAt = isPlatform ? nil : sold.redeemedAt
        completedAt = state == .completed ? sold.endedAt : nil
        returnedAt = state == .returned ? sold.endedAt : nil
        completionHeldUntil = sold.held?.state == .waiting ? sold.held?.decideBy : nil
        completionReview = sold.held?.state.rawValue
        receipts = sold.reports.filter { !isPlatform || $0.id == sold.held?.report }
            .suffix(ReceiptItem.most).map(ReceiptItem.init)
        changedAt = sold.changedAt
    }

    private init(example id: String) {
        self.id = id
        state = SoldState.completed.rawValue
        (courseCode, scheduleCode, platform, price) = ("barista", "barista-1", "Pijarmahir", .example)
        (invoiceCode, transactionCode, redeemCode) = ("INV-1", "TRX-8KQ2M4", "GHOPNYXUVMT0")
        let at = APIPaging.example
        (paidAt, redeemedAt, completedAt, returnedAt, changedAt) = (at, at, at, at, at)
        (completionHeldUntil, completionReview) = (at + .days(14), HeldCompletion.State.waiting.rawValue)
        receipts = [.example]
    }

    static let example = PurchaseItem(example: "7204411382001664")

    static let object = APIObject(
        name: "Purchase",
        fields: [
            APIField(
                "id", .id, id: "Nomor dari kami; bukan nomor tagihan atau transaksi.",
                en: "Ours; another number than invoice and transaction."),
            APIField(
                "state", .choice(SoldState.allCases.map(\.rawValue)),
                id:
                    "`returned` berarti dibatalkan, atau berakhir tanpa pelatihan selesai. Sebelum itu platform melihat `paid`.",
                en: "`returned` was cancelled or ended without a completed training. A platform sees `paid` until then."
            ),
            APIField("course_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField("schedule_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField(
                "platform", .text(), id: "Nama platform yang menjualnya.", en: "The name of the platform that sold it."),
            APIField("price", .named(Money.object), id: "Yang dibayar kartu.", en: "What the card paid."),
            APIField(
                "invoice_code", .text(), required: false,
                id: "Dari platform. Lembaga melihatnya setelah kode redeem dipakai.",
                en: "The platform's. An institution sees it once the redeem code was used."),
            APIField(
                "transaction_code", .text(), required: false, id: "Untuk platform: seperti di jawaban `authorize`.",
                en: "For platforms: as in the answer of `authorize`."),
            APIField(
                "redeem_code", .text(), required: false, id: "Untuk lembaga, setelah dipakai.",
                en: "For institutions, once it was used."),
            APIField(
                "paid_at", .instant, id: "Saat kode pemegang kartu diterima.",
                en: "When the code of the cardholder was accepted."),
            APIField(
                "redeemed_at", .instant, required: false, id: "Untuk lembaga: saat kode redeem dipakai.",
                en: "For institutions: when the redeem code was used."),
            APIField("completed_at", .instant, required: false, id: "Untuk lembaga.", en: "For institutions."),
            APIField(
                "returned_at", .instant, required: false, id: "Saat uang dan tempat dikembalikan.",
                en: "When money and place were given back."),
            APIField(
                "completion_held_until", .instant, required: false,
                id:
                    "Selama dua petugas memeriksa laporan selesai: uang belum dibayar sampai mereka memutuskan, "
                    + "paling lambat saat ini.",
                en:
                    "While two officers look at a reported completion: nothing is paid until they have decided, or until "
                    + "then."),
            APIField(
                "completion_review", HeldCompletion.apiStates, required: false,
                id:
                    "Bila laporan selesai diperiksa dua petugas: `waiting` selama diperiksa, lalu putusannya. `unanswered` "
                    + "berlaku karena batasnya lewat.",
                en:
                    "Of a completion that two officers look at: `waiting`, then what they decided. `unanswered` stands "
                    + "because its last day is over."),
            APIField(
                "receipts", .list(of: .named(ReceiptItem.object), most: ReceiptItem.most),
                id:
                    "Dari setiap laporan kehadiran dan laporan selesai. Untuk platform: dari laporan selesai yang "
                    + "diperiksa dua petugas.",
                en:
                    "Of each reported attendance and completion. For platforms: of a completion that two officers looked "
                    + "at."),
            APIField(
                "changed_at", .instant, id: "Saat isinya terakhir berubah: urutan daftar.",
                en: "When anything in this object changed last: the order of the list."),
        ])
}
