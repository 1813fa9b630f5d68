import Connectors
import Foundation
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Payments that fail through our fault")
struct RailTroubleTests {
    @Test(
        "a request the rail finds malformed waits for an operator, blames no bank, and is then paid once",
        .bug(
            id: "6.28",
            """
            When the rail refused our request as malformed, the money went back and people read that their bank had \
            refused.
            """
        ),
        arguments: Engine.tested)
    func malformed(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.outside.railProfile.texts = .asWritten }) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            // The note has a colon, which this rail refuses, and our settings say that it accepts one.
            try await world.setRailVariant(.plainTexts)
            let batch = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)
            #expect(try await world.balance(.payoutClearing(batch)).posted == Rupiah(600_000))
            let inbox = try await world.browser(of: siti.person).get(Paths.inbox).text
            #expect(!inbox.contains("gagal dikirim"))

            // The office sees why the payment waits, and that its job is dead.
            let cici = try await world.officer(.approver, "cici")
            let page = try await cici.browser.get(Paths.payoutBatch(batch)).text
            #expect(page.contains("Tertahan") && page.contains("4003801"))
            #expect(try await cici.browser.get(Paths.officeJobs).text.contains("Mengirim pembayaran"))

            // An operator repairs the setting and revives the job: the same request, and one payment.
            try await world.setRailVariant(.standard)
            let dead = try await world.dependencies.database.read { try $0.jobs.dead(limit: 1) }
            let job = try #require(dead.first).id
            _ = try await cici.browser.post(Paths.officeJob(job), [], seeing: Paths.officeJobs)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await world.railBooks().paidTotal == 600_000)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "a resubmitted payment carries the date of its first submission",
        .bug(
            id: "6.29",
            """
            A payment resubmitted because our own account had been empty carried a new date, which the rail took for \
            another payment under the same number.
            """),
        arguments: Engine.tested)
    func sameDate(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            try await world.setRailVariant(.sameDate)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)
            world.clock.advance(.minutes(15))
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await world.railBooks().paidTotal == 600_000)
            try await world.expectBalancedBooks()
        }
    }

    @Test("a payment whose answer is lost is looked up and made once", arguments: Engine.tested)
    func lost(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            try await world.setRailVariant(.losesAnswer)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)
            world.clock.advance(.minutes(1))
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await Array(world.railBooks().submissions.values) == [1])
            try await world.expectBalancedBooks()
        }
    }
}

extension World {
    func setRailVariant(_ variant: RailVariant) async throws {
        try await postToRail("/_variant", #"{"variant":"\#(variant.rawValue)"}"#)
    }
}
