import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Taking the test")
struct TestSittingTests {
    @Test(
        "the test resumes at the question where the applicant stopped, with every answer kept", arguments: Engine.tested
    )
    func resume(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await ready(world)
            #expect(try await siti.browser.post(Paths.test, []).location == Paths.test)
            try await siti.browser.post(Paths.testQuestion(1), [("jawaban", "3")])
            try await siti.browser.post(Paths.testQuestion(2), [("jawaban", "0")])
            world.clock.advance(.minutes(10))
            #expect(try await siti.browser.get(Paths.test).location == Paths.testQuestion(3))
            let first = try await siti.browser.get(Paths.testQuestion(1)).body
            #expect(first.contains("value=\"3\" checked"))
        }
    }

    @Test("an answer must be one of the choices", arguments: Engine.tested)
    func choices(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await ready(world)
            try await siti.browser.post(Paths.test, [])
            #expect(try await siti.browser.post(Paths.testQuestion(1), []).status == .unprocessableContent)
            #expect(
                try await siti.browser.post(Paths.testQuestion(1), [("jawaban", "4")]).status == .unprocessableContent)
            #expect(
                try await siti.browser.post(Paths.testQuestion(1), [("jawaban", "-1")]).status == .unprocessableContent)
        }
    }

    @Test("when the time is up, the saved answers count and no further answer is accepted", arguments: Engine.tested)
    func timeUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await ready(world)
            try await siti.browser.post(Paths.test, [])
            // Six questions about motivation come first.
            let drawn = try await world.drawnTest(of: world.id(of: siti))
            let right = try #require(drawn.questions[6].rightChoice)
            try await siti.browser.post(Paths.testQuestion(7), [("jawaban", String(right))])
            world.clock.advance(.minutes(25))
            let late = try await siti.browser.post(Paths.testQuestion(8), [("jawaban", "2")], seeing: Paths.application)
            #expect(late.location == Paths.application)
            #expect(
                try await siti.browser.get(Paths.application).text.contains(
                    "Tes motivasi dan kemampuan dasar 1 dari 20 jawaban kemampuan dasar benar. Selesai"))
            let row = try await world.dependencies.database.read { tx in
                try tx.row("SELECT score, finished_at - started_at AS taken FROM test_sitting")
                    .map { try (score: $0["score"] as Int, taken: $0["taken"] as Int64) }
            }
            #expect(row?.score == 1)
            #expect(row?.taken == Span.minutes(25).milliseconds)
        }
    }

    @Test("a finished test cannot be started again", arguments: Engine.tested)
    func finished(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await ready(world)
            try await siti.browser.post(Paths.test, [])
            let ended = try await siti.browser.post(Paths.testFinish, [])
            #expect(ended.location == Paths.check, "nothing else is missing")
            #expect(try await siti.browser.get(Paths.check).body.contains("href=\"\(Paths.testResult)\">Lihat hasil"))
            try await siti.browser.post(Paths.test, [], seeing: Paths.application)
            let answer = try await siti.browser.post(
                Paths.testQuestion(1), [("jawaban", "1")], seeing: Paths.application)
            #expect(answer.location == Paths.application)
            let answers = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS answers FROM test_answer")?["answers"] as Int?
            }
            #expect(answers == 0)
        }
    }

    private func ready(_ world: World) async throws -> TestPerson {
        let person = try await world.signedUp()
        try await world.provePhone(person)
        try await world.fillIn(person)
        try await world.sendPhotos(person)
        try await person.browser.post(
            Paths.declarations, world.dependencies.edition.declarations.map { ($0.id, "ya") })
        return person
    }
}
