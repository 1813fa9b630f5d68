import Hummingbird
import Programme
import Storage

/// `/mitra/meja` with its figures and the log of calls.
struct DeskPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<PartnerPersonContext> {
        let routes = RouteCollection(context: PartnerPersonContext.self)
        routes.get(Paths.partnerDesk, use: home)
        routes.get(Paths.deskSales, use: sales)
        routes.get(Paths.deskHeld, use: held)
        routes.get(Paths.deskCalls, use: calls)
        return routes
    }

    /// Days of sales shown on the desk, and on the page of sales.
    private static let week = Span.days(7)
    private static let month = Span.days(30)
    /// How long before its end an agreement or a key is shown.
    private static let notice = 30

    @Sendable private func home(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (person, now, clock, zone) = (
            context.person, dependencies.realNow(), dependencies.clock.now(), dependencies.edition.waves.zone
        )
        let partner = person.partner
        let page = try await dependencies.database.read { tx -> DeskHomePage? in
            guard let record = try tx.partners.record(partner.id) else { return nil }
            let today = zone.date(of: clock)
            let ending = record.coveredUntil(from: today).flatMap { day in
                day < today.adding(days: Self.notice) ? day : nil
            }
            return DeskHomePage(
                t: context.t, person: person, record: record,
                endingKeys: try tx.partners.keys(of: partner.id).filter { key in
                    key.isValid(at: now) && key.endsAt.map { $0 < now + .days(Self.notice) } ?? false
                },
                agreementEnds: ending,
                isUncovered: !record.agreements.isEmpty && record.agreement(on: today) == nil,
                unsettled: partner.kind == .institution
                    ? try tx.partnerPeople.unsettled(of: partner.id, limit: DeskHomePage.mostCourses) : [],
                requests: try tx.partnerPeople.waitingRequests(of: partner.id).count,
                proposals: try tx.partners.waitingProposals().count { $0.partner == partner.id },
                checked: try tx.partnerPeople.countWaitingReports(of: partner, most: DeskHomePage.mostChecked + 1),
                refusedCalls: try tx.partners.refusedCalls(of: partner.id, from: now - .days(1)),
                sales: try tx.partnerPeople.salesByDay(of: partner, from: clock - Self.week, zone: zone))
        }
        guard let page else { throw HTTPError(.notFound) }
        return context.page(page)
    }

    @Sendable private func sales(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (partner, clock, zone) = (
            context.person.partner, dependencies.clock.now(), dependencies.edition.waves.zone
        )
        let before = ID<Purchase>(request.query("sebelum"))
        let page = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are more.
            let all = try tx.partnerPeople.purchases(of: partner, before: before, limit: DeskSalesPage.length + 1)
            return DeskSalesPage(
                t: context.t, partner: partner,
                days: try tx.partnerPeople.salesByDay(of: partner, from: clock - Self.month, zone: zone),
                courses: try tx.partnerPeople.salesByCourse(
                    of: partner, from: clock - Self.month, limit: DeskSalesPage.mostCourses),
                purchases: Array(all.prefix(DeskSalesPage.length)), hasMore: all.count > DeskSalesPage.length,
                reviews: partner.kind == .institution
                    ? try tx.partnerPeople.reviews(of: partner.id, limit: DeskSalesPage.mostReviews) : [], now: clock)
        }
        return context.page(page)
    }

    @Sendable private func held(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (partner, clock) = (context.person.partner, dependencies.clock.now())
        let after = ID<HeldCompletion>(request.query("sesudah"))
        let page = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are more.
            let all = try tx.partnerPeople.waitingReports(of: partner, after: after, limit: DeskHeldPage.length + 1)
            return DeskHeldPage(
                t: context.t, partner: partner, waiting: Array(all.prefix(DeskHeldPage.length)),
                hasMore: all.count > DeskHeldPage.length,
                ended: after == nil
                    ? try tx.partnerPeople.endedReports(
                        of: partner, from: clock - .days(DeskHeldPage.kept), limit: DeskHeldPage.mostEnded) : [],
                now: clock)
        }
        return context.page(page)
    }

    @Sendable private func calls(request: Request, context: PartnerPersonContext) async throws -> Response {
        let (partner, now, only) = (context.partner, dependencies.realNow(), request.query("hanya") == "ditolak")
        // What this process has answered a moment ago is shown too.
        await dependencies.partnerCalls.write(on: dependencies)
        let found = try await dependencies.database.read { tx in
            try tx.partners.calls(
                of: partner, onlyRefused: only, from: now - PartnerQueries.callsKept, limit: DeskCallsPage.length)
        }
        return context.page(DeskCallsPage(t: context.t, calls: found, onlyRefused: only))
    }
}
