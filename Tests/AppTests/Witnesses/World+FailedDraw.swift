import Foundation
import Programme
import Simulators
import Storage
import Testing

@testable import App

/// A wave whose witnesses lose their keys: attempt after attempt fails.
extension World {
    /// The edition with witnesses, whose second wave is still open when the first may be ended without a draw.
    static let witnessesLost: @Sendable (String) -> String = {
        WitnessTests.watched($0).replacing(
            "closes: \"2020-04-23T16:00:00+07:00\", announced: \"2020-04-24T16:00:00+07:00\"",
            with: "closes: \"2020-04-28T16:00:00+07:00\", announced: \"2020-04-29T16:00:00+07:00\"")
    }

    /// Closes and seals wave 1, which is open. Its witnesses show their secrets, and one of them can sign.
    func sealWithLostKeys() async throws {
        for witness in DemoWitness.all { #expect(try await handIn(lock(of: witness)).accepted) }
        try await closeAndSeal()
        for witness in DemoWitness.all { #expect(try await show(witness).accepted) }
        #expect(try await sign(DemoWitness.all[1]).accepted)
    }

    /// Lets the round of the attempt that runs come out, with too few signatures.
    func failAttempt() async throws {
        clock.set(try #require(try await board().attempt).roundAt)
        try await advanceWaves()
        guard case .failed = try await board().phase(at: clock.now()) else {
            Issue.record("the attempt has not failed")
            return
        }
    }

    /// Starts another attempt, some time after the last has failed.
    func tryAgain(after wait: Span) async throws {
        clock.advance(wait)
        try await DrawActions(dependencies: dependencies).tryAgain(1, by: .system)
    }

    /// A wave of one person at the point where it may be ended without a draw.
    func failForDays() async throws {
        try await advanceWaves()
        try await candidate().browser.join()
        try await sealWithLostKeys()
        try await failAttempt()
        for wait in [Span.days(3), .days(4)] {
            try await tryAgain(after: wait)
            try await failAttempt()
        }
    }
}

extension Visitor {
    @discardableResult
    func proposeAbandoning(_ number: WaveAddress = 1, because reason: String = World.keysLost) async throws -> Answer {
        try await post(Paths.abandon(number), [(ReasonField.name, reason)])
    }

    @discardableResult
    func answerAbandoning(_ answer: AbandonmentAnswer, on number: WaveAddress = 1) async throws -> Answer {
        try await post(Paths.answerAbandonment(number, answer), [], seeing: Paths.officeWave(number))
    }
}

extension World {
    static let keysLost = "Dua saksi kehilangan kunci dan tidak dapat menandatangani"
}
