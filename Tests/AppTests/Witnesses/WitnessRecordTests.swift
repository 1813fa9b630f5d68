import Crypto
import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a witness has to show", .timeLimit(.minutes(3)))
struct WitnessRecordTests {
    @Test(
        "each document is in a receipt that the site signs, and a signature with a wrong time is refused with the remedy",
        .bug(
            id: "5.402",
            "A signature made by a clock that was wrong was taken in, and every verifier then refused the draw."),
        arguments: Engine.tested)
    func receipt(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.advanceWaves()
            let auditor = DemoWitness.all[1]
            let path = Paths.witnessReceipt(1, "auditor")
            func receipt() async throws -> WitnessReceipt {
                let note = try await world.visitor().get(path).body
                return try WitnessReceipt(text: SignedNote.open(note, with: world.dependencies.seal.verifier))
            }
            #expect(try await receipt().papers.isEmpty)
            #expect(try await world.visitor().get(Paths.witnessReceipt(1, "orang")).status == .notFound)
            try await world.candidate().browser.join()
            for witness in DemoWitness.all { #expect(try await world.handIn(world.lock(of: witness)).accepted) }
            #expect(try await receipt().papers.map(\.kind) == [.commitment])
            try await world.closeAndSeal()
            for witness in DemoWitness.all { #expect(try await world.show(witness).accepted) }
            let shown = try await receipt().papers
            #expect(shown.map(\.kind) == [.commitment, .secret] && shown[1].value == auditor.secret(wave: 1).bytes)

            let text = try SignedNote.text(of: try await world.statement())
            let attempt = try #require(try await world.board().attempt)
            let sealed = try DrawStatement(text: text).times.sealed
            for at in [sealed - .minutes(6), world.clock.now() + .minutes(6), attempt.roundAt] {
                let refused = try await world.handIn(auditor.signed(text, at: at))
                #expect(refused.status == .conflict && refused.text.contains("Betulkan jam komputer Anda"), "\(at)")
            }
            #expect(try await world.handIn(auditor.signed(text, at: world.clock.now())).accepted)
            let whole = try await receipt().papers
            #expect(whole.map(\.kind) == [.commitment, .secret, .signature])
            #expect(whole.last?.value == WitnessReceipt.digest(of: text))
            #expect(try await world.visitor().get(Paths.witnesses(1)).body.contains(path))
        }
    }
}

extension DemoWitness {
    fileprivate func signed(_ text: String, at now: Instant) throws -> String {
        let hex = try #require(key.file.split(separator: "\n").last?.split(separator: " ").last)
        let bytes = try #require(Data(hex: String(hex)))
        return try SignedNote.cosign(text, as: key.witness, with: .init(rawRepresentation: bytes), at: now)
    }
}
