import HTTPTypes
import Programme
import Storage

/// The calls about a partner's own purchases: a platform's sales, or the sales of an institution's courses.
struct SalesAPI: Sendable {
    let dependencies: Dependencies
    let keys: KeysInFlight

    var calls: [APICall] { [list, one, cancellation] }

    private var list: APICall {
        APICall(
            name: "listPurchases", method: .get, path: Paths.apiPurchases,
            title: Bilingual(id: "Daftar pembelian", en: "List purchases"),
            meaning: Bilingual(
                id:
                    "Pembelian yang dibayar, urut perubahan terakhir. Yang dibayar atau berubah kemudian berada di belakang "
                    + "setiap kursor. Program yang menyimpan `next_cursor` terakhir mendapat setiap perubahan satu kali. "
                    + "Perubahan masuk daftar \(APIPaging.settles.seconds) detik sesudahnya.",
                en: "Paid purchases in the order of their latest change. What is paid or changes later stands behind "
                    + "every cursor, so a program that keeps the last `next_cursor` gets each change once. A change is "
                    + "listed \(APIPaging.settles.seconds) seconds after it."),
            access: .token(.readPurchases),
            parameters: [Self.state, APIPaging.since, APIPaging.cursor, APIPaging.limit],
            output: .of(APIPage<PurchaseItem>.self), handler: .token(purchases))
    }

    private var one: APICall {
        APICall(
            name: "getPurchase", method: .get, path: Paths.apiPurchase.pattern,
            title: Bilingual(id: "Baca satu pembelian", en: "Read a purchase"),
            meaning: Bilingual(id: "Keadaannya sekarang.", en: "As it is now."), access: .token(.readPurchases),
            parameters: [Self.id],
            output: .of(PurchaseItem.self), problems: ["api.no-such-purchase"], handler: .token(purchase))
    }

    private var cancellation: APICall {
        APICall(
            name: "cancelPurchase", method: .post, path: Paths.apiCancelPurchase.pattern,
            title: Bilingual(id: "Batalkan pembelian", en: "Cancel a purchase"),
            meaning: Bilingual(
                id: "Untuk platform: `payment/void` dari kontrak. Uang dan tempat dikembalikan. Ditolak setelah kode "
                    + "redeem dipakai. Tanpa isi: isi yang dikirim tidak dibaca.",
                en: "For platforms: `payment/void` of the contract. Money and place are given back; refused once the "
                    + "redeem code was used. It needs no body, and one that is sent is not read."),
            access: .token(.cancelPurchases), parameters: [Self.id, Self.key], output: .of(PurchaseItem.self),
            problems: [
                "api.no-such-purchase", "purchases.already-voided", "purchases.already-attended", "purchases.not-paid",
                "record.held-back",
            ], handler: .token(cancel))
    }

    static let id = APIParameter(
        name: "id", place: .path, schema: .id,
        meaning: Bilingual(
            id: "Nomor pembelian, dari daftar pembelian.", en: "The purchase's id, from the list of purchases."))
    static let key = APIParameter(
        name: "Idempotency-Key", place: .header, schema: .text(longest: CallKey.longest, pattern: "^[!-~]+$"),
        isRequired: true,
        meaning: Bilingual(
            id: "Teks acak baru untuk setiap tindakan, boleh dalam tanda kutip. Pengulangan dijawab sama selama "
                + "\(PartnerQueries.answersKept.seconds / 86_400) hari.",
            en: "A new random text for each act, bare or in quotation marks. A repetition has the same answer for "
                + "\(PartnerQueries.answersKept.seconds / 86_400) days."))
    private static let state = APIParameter(
        name: "state", place: .query, schema: .choice(SoldState.allCases.map(\.rawValue)),
        meaning: Bilingual(
            id: "Hanya pembelian berstatus ini. Untuk platform `paid` atau `returned`.",
            en: "Only purchases in this state. For a platform `paid` or `returned`."))

    @Sendable private func purchases(_ caller: TokenCaller) async throws -> APIReply {
        var query = try caller.parameters()
        let kind = caller.partner.kind
        let state = query.choice("state", among: SoldState.all(of: kind).map(\.rawValue))
        let feed = try SaleFeed(
            &query, states: state.flatMap(SoldState.init(rawValue:))?.states(seenBy: kind), proof: nil,
            at: dependencies.clock.now())
        let partner = caller.partner
        let found = try await dependencies.database.read { tx in try tx.purchases.sold(feed.selection, by: partner) }
        return try APIReply(
            APIPage(
                found.map { (try PurchaseItem($0, seenBy: partner), $0.place) }, limit: feed.limit,
                after: feed.selection.after))
    }

    @Sendable private func purchase(_ caller: TokenCaller) async throws -> APIReply {
        let (partner, id) = (caller.partner, try caller.purchase())
        try caller.parameters().check()
        let found = try await dependencies.database.read { tx in try tx.purchases.sold(id, by: partner) }
        guard let found else { throw APIRefusal.noSuchPurchase }
        return try APIReply(PurchaseItem(found, seenBy: partner))
    }

    @Sendable private func cancel(_ caller: TokenCaller) async throws -> APIReply {
        let (partner, id) = (caller.partner, try caller.purchase())
        let returning = ReturnPurchase(dependencies: dependencies)
        let once = AnswerOnce(dependencies: dependencies, keys: keys)
        return try await once.answer(caller, repeated: [.alreadyVoided]) { tx in
            guard let purchase = try tx.purchases.of(partner.id, id), try tx.purchases.sold(id, by: partner) != nil
            else { throw APIRefusal.noSuchPurchase }
            try returning.void(purchase, by: partner, in: tx)
            guard let sold = try tx.purchases.sold(id, by: partner) else { throw APIRefusal.noSuchPurchase }
            return try APIReply(PurchaseItem(sold, seenBy: partner))
        }
    }
}

/// Which purchases of a list a request asks for.
struct SaleFeed: Sendable {
    let selection: SaleSelection
    let limit: Int

    /// Throws `APIRefusal.parameters`.
    init(
        _ query: inout APIQuery, states: [Purchase.State]?, proof: SaleSelection.Proof?, at now: Instant
    ) throws {
        let limit = query.integer("limit", in: APIPaging.limits, default: APIPaging.usual)
        let (after, since) = (query.place("cursor") { $0.at != CatalogueAPI.start }, query.instant("changed_since"))
        try query.check()
        self.limit = limit
        selection = SaleSelection(
            states: states, proof: proof, since: since, after: after, until: now - APIPaging.settles, limit: limit + 1)
    }
}
