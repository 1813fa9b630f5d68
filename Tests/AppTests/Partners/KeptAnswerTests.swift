import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Answers kept for partners")
struct KeptAnswerTests {
    @Test(
        "an answer is given again for ninety days, and then deleted",
        .bug(id: "2.205", "Every answer to a partner was kept for ever, with the partner's texts in it."),
        arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (dependencies, partner) = (market.world.dependencies, market.institution.id)
            let answer = StoredAnswer(content: Data([1]), status: 200, body: "{}")
            try await dependencies.database.transaction { tx in
                _ = try tx.partners.keep(answer, to: "selesai-1", of: partner, at: dependencies.realNow())
            }
            func isKept(after days: Int) async throws -> Bool {
                market.world.clock.advance(.days(days))
                _ = try await PruneAccounts().run(on: dependencies)
                return try await dependencies.database.read { try $0.partners.answer(to: "selesai-1", of: partner) }
                    != nil
            }
            #expect(try await isKept(after: 90))
            #expect(try await !isKept(after: 1))
        }
    }
}
