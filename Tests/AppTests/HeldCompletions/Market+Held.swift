import Foundation
import Programme
import Storage
import Testing

@testable import App

extension World {
    /// An edition in which reports of completion wait for two officers.
    ///
    /// - Parameter rule: the values; by default a training of twelve hours must take 72 minutes.
    static func reviewing(
        _ rule: String =
            "leastPercent: 10, windowMinutes: 60, mostOfInstitution: 300, mostOfCourse: 150, decideDays: 14"
    ) -> @Sendable (String) -> String {
        { $0.replacing("  otpValidMinutes:", with: "  completionReview: { \(rule) }\n  otpValidMinutes:") }
    }
}

extension Market {
    /// A market whose edition holds reports.
    static func reviewing(
        _ engine: Engine, _ rule: String? = nil, _ body: @escaping @Sendable (Market) async throws -> Void
    ) async throws {
        let edition = rule.map { World.reviewing($0) } ?? World.reviewing()
        try await Market.with(engine, edition: edition, body)
    }

    /// The person buys, attends and is reported at once.
    @discardableResult
    func reportedAtOnce(_ who: Cardholder) async throws -> ID<HeldCompletion> {
        let code = try await buy(who)
        try await attend([1, 999], code, who)
        let reply = try await complete(code)
        #expect(reply.status == 200 && !reply["held_until"].isEmpty, "\(reply.text)")
        return try await held(of: who).id
    }

    /// The newest report of this person's training that waits or waited.
    func held(of who: Cardholder) async throws -> HeldCompletion {
        let purchase = try await purchase(of: who).id
        return try #require(
            try await world.dependencies.database.read { try $0.heldCompletions.latest(of: purchase) })
    }

    func receipts(of who: Cardholder) async throws -> [TrainingReport] {
        let purchase = try await purchase(of: who).id
        return try await world.dependencies.database.read { try $0.trainingReports.of(purchase) }
    }

    /// How many instalments are planned for this person.
    func planned(for who: Cardholder) async throws -> Int {
        let today = world.today
        return try await world.dependencies.database.read { try $0.incentives.of(who.person, today: today).count }
    }

    /// What institution and platform have been paid, and what is left in escrow.
    func paid(_ who: Cardholder) async throws -> [Rupiah] {
        let escrow = LedgerAccount.Code.purchaseEscrow(try await purchase(of: who).id)
        return [
            try await balance(.partnerPayable(institution.id)).posted,
            try await balance(.partnerPayable(platform.id)).posted, try await balance(escrow).posted,
        ]
    }
}

extension TestOfficer {
    private static let why = "Lembaga menunjukkan rekaman kelas dan daftar hadirnya"

    @discardableResult
    func propose(_ verdict: HeldCompletion.Verdict, on held: ID<HeldCompletion>) async throws -> Answer {
        let page = Paths.heldCompletion(held)
        return try await browser.post(
            page, [(HeldCompletionPage.verdictField, verdict.rawValue), (ReasonField.name, Self.why)], seeing: page)
    }

    @discardableResult
    func decide(_ held: ID<HeldCompletion>, agrees: Bool = true) async throws -> Answer {
        try await browser.post(
            Paths.heldCompletionDecision(held),
            [(HeldCompletionPage.decisionField, Self.why), ("putusan", agrees ? "setuju" : "tolak")],
            seeing: Paths.heldCompletion(held))
    }
}
