import HTTPTypes
import Programme
import Storage

/// The calls about an institution's participants: confirmed attendances and completed trainings.
struct TrainingAPI: Sendable {
    let dependencies: Dependencies
    let keys: KeysInFlight

    var calls: [APICall] {
        [
            APICall(
                name: "listAttendance", method: .get, path: Paths.apiAttendance,
                title: Bilingual(id: "Daftar kehadiran", en: "List attendance"),
                meaning: Bilingual(
                    id:
                        "Pembelian yang pesertanya sudah mengonfirmasi kehadiran. Urut perubahan terakhir, seperti daftar "
                        + "pembelian.",
                    en: "The purchases whose participant has confirmed an attendance, in the order of their latest "
                        + "change, as in the list of purchases."),
                access: .token(.readAttendance), parameters: [APIPaging.since, APIPaging.cursor, APIPaging.limit],
                output: .of(APIPage<AttendanceItem>.self), handler: .token(attendance)),
            APICall(
                name: "listCompletions", method: .get, path: Paths.apiCompletions,
                title: Bilingual(id: "Daftar pelatihan selesai", en: "List completions"),
                meaning: Bilingual(
                    id: "Pelatihan yang selesai dengan cara apa pun, dalam urutan daftar pembelian.",
                    en: "The completed trainings, however they were completed, in the order of the list of purchases."),
                access: .token(.readCompletions), parameters: [APIPaging.since, APIPaging.cursor, APIPaging.limit],
                output: .of(APIPage<CompletionItem>.self), handler: .token(completions)),
            completion,
        ]
    }

    private var completion: APICall {
        APICall(
            name: "completePurchase", method: .post, path: Paths.apiCompletePurchase.pattern,
            title: Bilingual(id: "Laporkan pelatihan selesai", en: "Report a completion"),
            meaning: Bilingual(
                id:
                    "Pelatihan selesai setelah kehadiran 1 dan 999 dikonfirmasi. Sisa harga dibayar, dan insentif peserta "
                    + "disiapkan. Laporan yang terlalu cepat, atau satu dari sangat banyak sekaligus, dijawab dengan "
                    + "`held_until`. Uang menunggu putusan dua petugas, paling lambat sampai saat itu.",
                en: "Completes the training once sequences 1 and 999 are confirmed, pays the rest of the price and "
                    + "plans the participant's incentives. A report that is implausibly quick, or one of very many at once, "
                    + "is answered with `held_until`: nothing is paid until two officers have decided, or until then."),
            access: .token(.writeCompletions), parameters: [SalesAPI.id, SalesAPI.key],
            input: .of(CompletionReport.self), output: .of(CompletionItem.self),
            problems: [
                "api.no-such-purchase", "purchases.attendance-missing", "purchases.impossible-score",
                "purchases.certificate-number", "purchases.already-completed", "purchases.under-review",
                "purchases.reported-too-late",
                "purchases.code-voided", "purchases.transaction-voided", "record.held-back",
            ], handler: .token(complete))
    }

    @Sendable private func attendance(_ caller: TokenCaller) async throws -> APIReply {
        var query = try caller.parameters()
        let feed = try SaleFeed(&query, states: nil, proof: .attendance, at: dependencies.clock.now())
        let partner = caller.partner
        let (found, confirmed) = try await dependencies.database.read { tx in
            let found = try tx.purchases.sold(feed.selection, by: partner)
            return (found, try tx.purchases.attendances(of: found.map(\.id)))
        }
        let items = found.map { sold in
            let item = AttendanceItem(
                purchase: sold.id.description, courseCode: sold.courseCode, scheduleCode: sold.scheduleCode,
                confirmed: (confirmed[sold.id] ?? []).map { attended in
                    ConfirmedAttendance(
                        sequence: attended.sequence.number, confirmedAt: attended.at,
                        receipt: sold.receipt(of: .attendance(attended.sequence)))
                }, changedAt: sold.changedAt)
            return (item, sold.place)
        }
        return try APIReply(APIPage(items, limit: feed.limit, after: feed.selection.after))
    }

    @Sendable private func completions(_ caller: TokenCaller) async throws -> APIReply {
        var query = try caller.parameters()
        let feed = try SaleFeed(&query, states: nil, proof: .completion, at: dependencies.clock.now())
        let partner = caller.partner
        let (found, completions, numbers) = try await dependencies.database.read { tx in
            let found = try tx.purchases.sold(feed.selection, by: partner)
            let ids = found.map(\.id)
            return (found, try tx.purchases.completions(of: ids), try tx.certificates.numbers(of: ids))
        }
        let site = dependencies.configuration.baseURL
        let items = found.compactMap { sold in
            completions[sold.id].map { (CompletionItem(sold, $0, numbers[sold.id], on: site), sold.place) }
        }
        return try APIReply(APIPage(items, limit: feed.limit, after: feed.selection.after))
    }

    @Sendable private func complete(_ caller: TokenCaller) async throws -> APIReply {
        let (partner, id) = (caller.partner, try caller.purchase())
        let completion = try Completion(report: caller.body, at: dependencies.clock.now())
        let reporting = ReportCompletion(dependencies: dependencies, institution: partner)
        let once = AnswerOnce(dependencies: dependencies, keys: keys)
        return try await once.answer(caller, repeated: [.alreadyCompleted, .underReview]) { tx in
            guard let sold = try tx.purchases.sold(id, by: partner) else { throw APIRefusal.noSuchPurchase }
            let outcome = try reporting.report(sold.payment.redeemCode, completion, through: .api, in: tx)
            return try APIReply(CompletionItem(sold, completion, outcome))
        }
    }
}
