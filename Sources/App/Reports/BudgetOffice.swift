import Foundation
import Hummingbird
import Programme
import Storage

/// `/kantor/anggaran`: where the budget is, and every figure down to its entries.
struct BudgetOffice: Sendable {
    let dependencies: Dependencies

    /// Rows per page.
    static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.budget, use: show)
        routes.get(Paths.budgetPlace.pattern, use: place)
        routes.get(Paths.budgetAccount.pattern, use: account)
        routes.get(Paths.budgetEntry.pattern, use: entry)
        routes.get(Paths.budgetPayment.pattern, use: payment)
        routes.get(Paths.budgetPurchase.pattern, use: purchase)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        let figures = try await Figures.latest(on: dependencies)
        return context.page(
            BudgetPage(
                t: context.t, figures: figures, filter: Figures.Filter(request, waves: figures.waves),
                editions: dependencies.editions.map(\.id)))
    }

    @Sendable private func place(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        guard let place = context.parameters.get("place").flatMap(BudgetPlace.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        if place == .card, !request.query("gelombang").isEmpty { return try await cards(request, context) }
        let after = LedgerAccount.Code(request.query("sesudah"))
        let (accounts, names) = try await dependencies.database.transaction { tx in
            let accounts = try place.accounts(after: after, limit: Self.listed + 1, in: tx)
            return (accounts, try context.names(of: accounts.prefix(Self.listed).map(\.code), in: tx))
        }
        return context.page(
            BudgetPlacePage(
                t: context.t, place: place, accounts: Array(accounts.prefix(Self.listed)),
                next: accounts.count > Self.listed
                    ? accounts[Self.listed - 1].code.description.percentEncoded : nil, names: names))
    }

    /// The accounts of one wave's cards.
    private func cards(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let id = ID<Wave>(request.query("gelombang")) else { throw HTTPError(.notFound) }
        let after = Int64(request.query("sesudah"), in: 0...Int64.max) ?? 0
        let (wave, cards, names) = try await dependencies.database.transaction { tx in
            let wave = try tx.waves.require(id).wave
            let cards = try tx.figures.cardAccounts(of: wave, after: after, limit: Self.listed + 1)
            let codes = cards.prefix(Self.listed).flatMap(\.lines).map(\.code)
            return (wave, cards, try context.names(of: codes, in: tx))
        }
        let shown = cards.prefix(Self.listed)
        return context.page(
            BudgetPlacePage(
                t: context.t, place: .card, wave: wave, accounts: shown.flatMap(\.lines),
                next: cards.count > Self.listed ? shown.last.map { "\($0.entry)" } : nil, names: names))
    }

    @Sendable private func account(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        guard
            let code = context.parameters.get("code").flatMap({ LedgerAccount.Code($0.removingPercentEncoding ?? $0) })
        else { throw HTTPError(.notFound) }
        let before = ID<JournalEntry>(request.query("sebelum"))
        let page = try await dependencies.database.transaction { tx in
            guard try tx.ledger.isOpen(code) else { throw HTTPError(.notFound) }
            let entries = try tx.ledger.lines(of: code, before: before, limit: Self.listed + 1)
            let shown = Array(entries.prefix(Self.listed))
            return BudgetAccountPage(
                t: context.t, code: code, balance: try tx.ledger.balance(code), entries: shown,
                hasOlder: entries.count > Self.listed, origin: try MoneyOrigin(of: code, in: tx),
                officer: context.officer, names: try context.names(of: [code] + shown.compactMap(\.other), in: tx))
        }
        return context.page(page)
    }

    @Sendable private func entry(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        let id: ID<JournalEntry> = try context.numberInPath()
        let page = try await dependencies.database.transaction { tx in
            guard let entry = try tx.ledger.entry(id, postings: LedgerEntry.shown) else { throw HTTPError(.notFound) }
            return BudgetEntryPage(
                t: context.t, entry: entry, sequence: try tx.proofs.sequence(of: .journal, id.rawValue),
                names: try context.names(of: entry.lines.flatMap { [$0.from, $0.to] }, in: tx))
        }
        return context.page(page)
    }

    @Sendable private func payment(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        let id: ID<Disbursement> = try context.numberInPath()
        return try await trail(.payee, "disbursement:\(id)", context) { [dependencies] tx in
            try MoneyTrail(ofPayment: id, in: tx, on: dependencies)
        }
    }

    @Sendable private func purchase(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readReports)
        let id: ID<Purchase> = try context.numberInPath()
        return try await trail(.card, "purchase:\(id)", context) { try MoneyTrail(ofPurchase: id, in: $0) }
    }

    /// The page of one person's money. That the officer read it is recorded in the same transaction.
    private func trail(
        _ what: AccessKind, _ item: String, _ context: OfficerContext,
        _ read: @escaping @Sendable (Transaction) throws -> MoneyTrail?
    ) async throws -> Response {
        let page = try await dependencies.database.transaction { tx -> MoneyTrailPage? in
            guard let trail = try read(tx) else { return nil }
            try context.records(what, of: [trail.person], because: .work(item), in: tx)
            return MoneyTrailPage(
                t: context.t, trail: trail, officer: context.officer, held: try tx.heldMatters.of(trail.person))
        }
        guard let page else { throw HTTPError(.notFound) }
        return context.page(page)
    }
}

extension OfficerContext {
    /// The names of accounts on a page of the budget. Digits of a card are data of its holder: that the officer reads
    /// them is recorded in this transaction.
    fileprivate func names(of codes: [LedgerAccount.Code], in tx: Transaction) throws -> AccountNames {
        let names = try AccountNames(of: codes, for: officer, in: tx)
        guard !names.holders.isEmpty else { return names }
        try records(.card, of: names.holders, because: .work("budget-pages"), in: tx)
        return names
    }

    /// An id from the address. Throws 404 for anything else.
    fileprivate func numberInPath<Entity>() throws -> ID<Entity> {
        guard let id = parameters.get("id").flatMap({ ID<Entity>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension Figures.Filter {
    /// What the address asks for; unknown values are ignored, so that an old link shows the whole.
    init(_ request: Request, waves: [Wave]) {
        let asked = ID<Wave>(request.query("gelombang"))
        self.init(
            wave: waves.first { $0.id == asked }?.id,
            province: Province(code: request.query("provinsi")).flatMap { Int($0.code, in: 11...97) },
            edition: request.query("edisi").isEmpty ? nil : request.query("edisi"))
    }
}

extension BudgetPlace {
    /// The accounts of a place, in the order of their codes.
    func accounts(after code: LedgerAccount.Code?, limit: Int, in tx: Transaction) throws -> [AccountLine] {
        let sinks = LedgerAccount.Sink.allCases.map(LedgerAccount.Code.sink).filter { BudgetPlace($0) == self }
        guard sinks.isEmpty else {
            return try sinks.filter { try tx.ledger.isOpen($0) }.map {
                AccountLine(code: $0, balance: try tx.ledger.balance($0))
            }
        }
        let after = code?.description ?? ""
        return try prefixes.flatMap { try tx.ledger.accounts(beginning: $0, after: after, limit: limit) }
            .sorted { $0.code.description < $1.code.description }.prefix(limit).map(\.self)
    }

    private var prefixes: [String] {
        switch self {
        case .available: ["programme:"]
        case .committed: ["wave:"]
        case .card: ["card:"]
        case .escrow: ["purchase:"]
        case .payable: ["partner:", "payout:"]
        case .other: ["recovery:", "suspense"]
        case .paid, .returned: []
        }
    }
}

extension OfficeSection {
    static let budget = OfficeSection(
        name: Bilingual(id: "Anggaran", en: "Budget"),
        purpose: Bilingual(
            id: "Di mana setiap rupiah berada, sampai ke catatannya.",
            en: "Where every rupiah is, down to its entry."),
        path: Paths.budget, readers: [.readReports], group: .money, icon: .scale)

    static let reports = OfficeSection(
        name: Bilingual(id: "Laporan", en: "Reports"),
        purpose: Bilingual(
            id: "Dari akun sampai insentif, umur antrean, pembayaran tujuh hari.",
            en: "From account to incentive, ages of queues, payments of seven days."),
        path: Paths.reports, readers: [.readReports], group: .oversight, icon: .chart)
}
