import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What a decision of eligibility goes by is changed by SQL for the moment in which it is made, and put back.
@Suite("Decisions go by what acts have bound", .timeLimit(.minutes(4)))
struct DecisionInputsTests {
    @Test(
        "answers that SQL changes for the moment of a decision do not make a person eligible",
        .bug(
            id: "5.424",
            """
            SQL let a decision be looked at again on the day of its choice, and changed an answer meanwhile: the \
            decision was bound, and the answer put back.
            """),
        arguments: Engine.tested)
    func answers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.eligible(1) { $0.inFormalEducation = true }
            let id = try await world.id(of: person)
            #expect(try await world.startBinding() == [])
            let before = try #require(try await world.decision(of: person))
            #expect(before == .ineligible([.inFormalEducation]))
            try await world.vandalise("UPDATE personal_data SET in_formal_education = \(false) WHERE person_id = \(id)")
            try await world.lookAgain(at: id)
            #expect(try await world.decision(of: person) == before)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasSuffix("looked at again on another day than its reasons give") }, "\(found)")
            try await world.vandalise(
                "UPDATE personal_data SET in_formal_education = \(true) WHERE person_id = \(id)",
                "UPDATE eligibility_decision SET revisit_on = NULL WHERE person_id = \(id)")
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "no claim, photo, declaration or sitting that SQL changes for that moment takes a person's eligibility away",
        .bug(
            id: "5.425",
            """
            A claim that SQL called denied, or a photo that it called rejected, for a moment, made a person ineligible \
            by a decision that was bound. The score of a sitting was bound by no act.
            """),
        arguments: Engine.tested)
    func others(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.eligible()
            let id = try await world.id(of: person)
            #expect(try await world.startBinding() == [])
            #expect(try await world.decision(of: person) == .eligible)
            let changes: [(change: SQL, back: SQL)] = [
                ("UPDATE identity_claim SET state = 'mismatch'", "UPDATE identity_claim SET state = 'verified'"),
                ("UPDATE identity_claim SET state = 'replaced'", "UPDATE identity_claim SET state = 'verified'"),
                ("UPDATE identity_claim SET refused_at = 1", "UPDATE identity_claim SET refused_at = NULL"),
                (
                    "UPDATE identity_claim SET birth_date = '2010-01-01'",
                    "UPDATE identity_claim SET birth_date = '1995-03-27'"
                ),
                (
                    "UPDATE identity_document SET state = 'uploaded' WHERE kind = 'selfie'",
                    "UPDATE identity_document SET state = 'accepted' WHERE kind = 'selfie'"
                ),
                (
                    "UPDATE identity_document SET state = 'replaced' WHERE kind = 'selfie'",
                    "UPDATE identity_document SET state = 'accepted' WHERE kind = 'selfie'"
                ),
                (
                    "UPDATE declaration SET edition = 'lain' WHERE person_id = \(id)",
                    "UPDATE declaration SET edition = \(world.dependencies.edition.id) WHERE person_id = \(id)"
                ),
                ("UPDATE test_sitting SET score = score + 1", "UPDATE test_sitting SET score = score - 1"),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                #expect(try await !world.verifyRecords().isEmpty, "\(change.text)")
                try await world.lookAgain(at: id)
                #expect(try await world.decision(of: person) == .eligible, "\(change.text)")
                try await world.vandalise(back, "UPDATE eligibility_decision SET revisit_on = NULL")
                #expect(try await world.verifyRecords() == [], "\(back.text)")
            }
            try await world.lookAgain(at: id)
            #expect(try await world.decision(of: person) == .eligible)
        }
    }

    @Test(
        "a claim that SQL calls confirmed for a moment makes no person eligible", arguments: Engine.tested)
    func confirmed(engine: Engine) async throws {
        try await World.with(engine) { world in
            // The registry knows another name.
            let person = try await world.eligible(1) { $0.nik = "8271052703950002" }
            let id = try await world.id(of: person)
            #expect(try await world.startBinding() == [])
            let before = try #require(try await world.decision(of: person))
            try #require(before == .ineligible([.identityMismatch]))
            try await world.vandalise("UPDATE identity_claim SET state = 'verified'")
            try await world.lookAgain(at: id)
            #expect(try await world.decision(of: person) == before)
            try await world.vandalise(
                "UPDATE identity_claim SET state = 'mismatch'", "UPDATE eligibility_decision SET revisit_on = NULL")
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "an act is taken back where the decision that follows from it would go by changed answers",
        arguments: Engine.tested)
    func acts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.eligible()
            let id = try await world.id(of: person)
            #expect(try await world.startBinding() == [])
            let verifier = try await world.officer("Pemeriksa", .verifier)
            let photo = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.photos.lookAgain(id, at: dependencies.moment(), ids: dependencies.ids)
                try tx.applications.decide(id, on: dependencies)
                return try #require(try tx.photos.current(of: id)[.card]).id
            }
            let waiting = try await world.decision(of: person)
            try await world.vandalise("UPDATE personal_data SET occupation = 'self-employed' WHERE person_id = \(id)")
            let refused = try await verifier.browser.post(
                Paths.photoRejection(photo), [("alasan", "dark")], seeing: Paths.office)
            #expect(refused.status == .conflict && refused.text.contains("diubah di luar aplikasi"), "\(refused.text)")
            #expect(try await world.dependencies.database.read { try $0.photos.photo(photo)?.state } == .uploaded)
            try await world.vandalise("UPDATE personal_data SET occupation = 'job-seeker' WHERE person_id = \(id)")
            let done = try await verifier.browser.post(
                Paths.photoRejection(photo), [("alasan", "dark")], seeing: Paths.office)
            #expect(done.location != nil, "\(done.text)")
            #expect(try await world.decision(of: person) != waiting)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "answers that SQL changes before they are sent are not sent, until their person writes them again",
        .bug(id: "5.426", "Answers were bound only when they were sent: what SQL had put into them before passed."),
        arguments: Engine.tested)
    func drafts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.signedUp()
            try await world.provePhone(person)
            try await world.fillIn(person)
            try await world.sendPhotos(person)
            #expect(try await world.startBinding() == [])
            try await world.vandalise("UPDATE personal_data SET occupation = 'self-employed'")
            // Agreeing to the declarations does not bind what SQL wrote beside them.
            try await world.declareAndTest(person)
            #expect(try await person.browser.post(Paths.check, []).status == .conflict)
            #expect(try await world.decision(of: person) == nil)
            try await person.browser.post(Paths.personal, person.personalFields)
            #expect(try await person.browser.post(Paths.check, []).location != nil)
            #expect(try await world.decision(of: person) != nil)
            let found = try await world.verifyRecords()
            #expect(found.allSatisfy { $0.contains("had been changed by other means before") }, "\(found)")
            #expect(!found.isEmpty)
        }
    }

    @Test(
        "a wave is not sealed while SQL keeps a person in it who does not qualify any more",
        .bug(
            id: "5.427",
            """
            An answer that SQL changed while a wave was sealed made the last decision positive again: the person was \
            sealed and drawn, and no verification found it after the answer was put back.
            """),
        arguments: Engine.tested)
    func sealing(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (agus, siti) = (try await world.candidate(), try await world.candidate())
            for person in [agus, siti] { try await person.browser.join() }
            #expect(try await world.startBinding() == [])
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                let correction = AnswerCorrection(inFormalEducation: true)
                try tx.applications.correct(correction, of: agus.id, on: dependencies)
            }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await world.vandalise(
                "UPDATE personal_data SET in_formal_education = \(false) WHERE person_id = \(agus.id)")
            await #expect(throws: WaveRefusal.entriesChanged(1)) {
                try await SealList(dependencies: dependencies).seal(1, by: .system)
            }
            try await world.vandalise(
                "UPDATE personal_data SET in_formal_education = \(true) WHERE person_id = \(agus.id)")
            try await SealList(dependencies: dependencies).seal(1, by: .system)
            let wave = try await world.wave()
            #expect(try await dependencies.database.read { try $0.entries.removed(from: wave.id) } == 1)
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// As SQL has a decision looked at again now.
    fileprivate func lookAgain(at person: ID<Account>) async throws {
        try await vandalise("UPDATE eligibility_decision SET revisit_on = '2020-01-01' WHERE person_id = \(person)")
        _ = try await RevisitDecisions().run(on: dependencies)
    }
}
