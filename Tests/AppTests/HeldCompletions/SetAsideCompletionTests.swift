import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Overdue completions whose records SQL changed", .timeLimit(.minutes(4)))
struct SetAsideCompletionTests {
    /// Two people whose reported completions wait; the first is due first.
    private static func with(
        _ engine: Engine, _ body: @escaping @Sendable (Market, Cardholder, Cardholder) async throws -> Void
    ) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            try await market.reportedAtOnce(siti)
            world.clock.advance(.minutes(1))
            let token = try await market.sendOTP(budi.number, user: "U-2").token
            _ = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
            let code = try await market.redeemCode(of: budi)
            try await market.attend([1, 999], code, budi)
            #expect(try await market.complete(code, key: "selesai-2").status == 200)
            try await body(market, siti, budi)
        }
    }

    private func ending(_ market: Market) -> EndOverdueCompletions {
        EndOverdueCompletions(dependencies: market.world.dependencies)
    }

    @Test(
        "a changed report is set aside, named to the office and recorded once, and those behind it stand",
        .bug(
            id: "5.870",
            """
            The job took the hundred reports that were due first; where SQL had changed each of them it took the same \
            hundred at every run, and no later report ever stood.
            """),
        arguments: Engine.tested)
    func blocked(engine: Engine) async throws {
        try await Self.with(engine) { market, siti, budi in
            let (world, held) = (market.world, try await market.held(of: siti))
            try await world.vandalise("UPDATE held_completion SET score = 100 WHERE id = \(held.id)")
            world.clock.advance(.days(14))
            let ratna = try await world.officer(.operations, "ratna")
            let label = "Laporan selesai yang datanya diubah di luar aplikasi"
            #expect(try await !ratna.browser.get(Paths.office).text.contains(label))
            // As many at once as there are changed ones in front.
            #expect(try await ending(market).end(limit: 1))
            #expect(try await ending(market).end(limit: 1))
            #expect(try await !ending(market).end(limit: 1))
            #expect(try await market.state(of: siti) == .attended)
            #expect(try await market.state(of: budi) == .completed)
            #expect(try await ratna.browser.get(Paths.office).text.contains(label))
            let page = try await ratna.browser.get(Paths.heldCompletions).text
            #expect(page.contains("diubah di luar aplikasi") && page.contains("Beri tahu auditor"), "\(page)")
            let subject = "purchase:\(held.purchase)"
            for _ in 1...3 {
                world.clock.advance(.hours(1))
                try await world.tick()
            }
            #expect(try await world.trail(of: subject).count { $0 == "completion.set-aside" } == 1)
            let named = try await world.dependencies.database.read { tx in
                try tx.audit.details(of: "record.changed", subject: "records").compactMap { $0.detail }
            }
            #expect(named.map { $0["kind"] } == ["held-completion"])
            #expect(named.map { $0["record"] } == [held.id.description])
            #expect(try await market.state(of: siti) == .attended)

            // Put back, it stands at the next look, and pays once.
            try await world.vandalise("UPDATE held_completion SET score = 86 WHERE id = \(held.id)")
            world.clock.advance(.hours(1))
            try await world.tick()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.held(of: siti).state == .unanswered)
            #expect(try await !ratna.browser.get(Paths.office).text.contains(label))
            try await world.tick()
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a report is set aside as well for its receipt's record or its purchase, and a false mark stops none",
        arguments: Engine.tested)
    func others(engine: Engine) async throws {
        try await Self.with(engine) { market, siti, budi in
            let (world, first) = (market.world, try await market.held(of: siti))
            let second = try await market.held(of: budi)
            try await world.vandalise(
                "UPDATE training_report SET received_at = received_at - 1 WHERE id = \(first.report)")
            try await world.vandalise("UPDATE purchase SET fee_basis_points = 0 WHERE id = \(second.purchase)")
            world.clock.advance(.days(14))
            try await world.tick()
            #expect(try await market.state(of: siti) == .attended)
            #expect(try await market.state(of: budi) == .attended)
            let kinds = try await world.dependencies.database.read { tx in
                try tx.audit.details(of: "record.changed", subject: "records").compactMap { $0.detail?["kind"] }
            }
            #expect(Set(kinds) == ["training-report", "purchase"])
            try await world.vandalise(
                "UPDATE training_report SET received_at = received_at + 1 WHERE id = \(first.report)")
            try await world.vandalise("UPDATE purchase SET fee_basis_points = 1000 WHERE id = \(second.purchase)")
            // SQL cannot keep one back by a mark in the future.
            try await world.vandalise("UPDATE held_completion SET set_aside_at = 9000000000000")
            try await world.tick()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.state(of: budi) == .completed)
            try await market.expectCleanBooks()
        }
    }

    @Test("two runs at one moment end each report once", arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await Self.with(engine) { market, siti, budi in
            market.world.clock.advance(.days(14))
            let both = ending(market)
            async let one = both.end(limit: 100)
            async let other = both.end(limit: 100)
            _ = try await (one, other)
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.state(of: budi) == .completed)
            let trail = try await market.world.trail(of: "purchase:\(try await market.purchase(of: siti).id)")
            #expect(trail.count { $0 == "completion.unanswered" } == 1)
            #expect(!trail.contains("completion.set-aside"))
            try await market.expectCleanBooks()
        }
    }
}
