import Foundation
import Programme
import Storage

/// Notifies every participant of an announced wave, a page of the sealed list at a time, in the order of the pages'
/// digests. This order is random, so that no person hears later because they joined later or were not selected. The turn
/// is stored in the same transaction as the messages, so that an interrupted run resumes where it stopped and notifies
/// each person once.
///
/// It goes at the speed of the gateways: while many messages wait for them it pauses, so that one-time codes and other
/// notices do not queue behind two million.
struct SendOutcomes: Job {
    static let name = "wave.outcomes"
    static let mayBeGivenUp = true

    /// How many messages may wait for the gateways before it pauses, and for how long.
    private static let mostWaiting = 1_000
    private static let pause = Duration.milliseconds(250)

    let wave: ID<Wave>

    var uniqueKey: String? { wave.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let record = try await dependencies.database.read { try $0.waves.require(wave).wave }
        let acts = DrawActions(dependencies: dependencies, of: record)
        try await acts.ensurePages(try await acts.board(record.number))
        try await dependencies.database.transaction { tx in
            try tx.outcomeNews.begin(
                wave, people: try tx.draws.of(wave)?.entries ?? 0, at: dependencies.realNow())
        }
        while try await sendPage(on: dependencies) { try await waitForGateways(on: dependencies) }
        return .done
    }

    private func waitForGateways(on dependencies: Dependencies) async throws {
        while true {
            let soon = dependencies.realNow() + UrgentJobs.grace
            let waiting = try await dependencies.database.read { tx in
                try tx.jobs.waiting(SendMessage.name, by: soon, atMost: Self.mostWaiting)
            }
            guard waiting == Self.mostWaiting else { return }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// False when every participant was notified.
    private func sendPage(on dependencies: Dependencies) async throws -> Bool {
        try await dependencies.database.transaction { [wave] tx in
            guard let news = try tx.outcomeNews.of(wave), news.progress.endedAt == nil else { return false }
            guard let page = try tx.draws.outcomes(of: wave, after: news.turn) else {
                try tx.outcomeNews.end(wave, at: dependencies.realNow())
                return false
            }
            guard
                try tx.outcomeNews.advance(wave, from: news.turn, to: page.digest, told: page.tickets.count)
            else { return true }
            let record = try tx.waves.require(wave)
            let edition = dependencies.edition(record.wave.edition)
            let next = try tx.waves.known(of: dependencies.edition.id).first { $0.opensAt > record.wave.opensAt }
            let told = try tx.waves.notifiedUpTo(in: wave) ?? ID(0)
            for outcome in try tx.entries.outcomes(of: page.tickets, page.outcomes, in: wave)
            where outcome.entry > told {
                let notice = OutcomeNotice(
                    wave: record.wave, participants: news.progress.people, selected: outcome.isSelected, next: next,
                    firstUseDays: edition.training.firstUseDays,
                    isCarriedOver: dependencies.edition.waves.rejoin == .automatic,
                    familyLimit: outcome.isPassedOver ? edition.eligibility.beneficiariesPerFamilyCard : nil)
                try tx.inbox.send(notice, to: outcome.person, on: dependencies)
            }
            return true
        }
    }
}
