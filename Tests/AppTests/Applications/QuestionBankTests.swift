import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Question bank", .timeLimit(.minutes(3)))
struct QuestionBankTests {
    @Test(
        "the answers are not published: not in the rules, not in an edition file, not readable in the database",
        .bug(
            id: "3.47",
            """
            The answers of the test were part of the edition: public in /edisi.yaml, and in plain text in every copy \
            of the database.
            """), arguments: Engine.tested)
    func hidden(engine: Engine) async throws {
        try await World.with(engine) { world in
            let visitor = world.visitor()
            for path in ["/edisi.yaml", Paths.editionFile(world.dependencies.edition.id)] {
                let file = try await visitor.get(path)
                #expect(file.status == .ok && file.body.contains("bank:"))
                #expect(!file.body.contains("answer") && !file.body.contains("Berapa 27 + 15?"))
                #expect(try Edition(yaml: file.body) == world.dependencies.edition)
            }
            let kept: Data = try #require(
                try await world.dependencies.database.read { try $0.row("SELECT text FROM question_bank")?["text"] })
            #expect(kept.range(of: Data("Berapa".utf8)) == nil && kept.range(of: Data("answer".utf8)) == nil)
        }
    }

    @Test(
        "a test begun under an earlier edition keeps that edition's questions and is marked by its answers",
        .bug(
            id: "3.48",
            """
            A test begun under one edition was asked and marked by the questions of the edition in force when it \
            ended.
            """), arguments: Engine.tested)
    func pastSittings(engine: Engine) async throws {
        let other = """
            salt: "00112233445566778899aabbccddeeff"
            motivation: []
            ability: [{ id: z1, text: { id: "Satu kali satu?", en: "One times one?" }, choices: ["1", "2"], answer: 0 }]
            """
        let rule = try QuestionBank(yaml: other).rule
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("demo"))
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            try await world.sendPhotos(siti)
            let ticks = world.dependencies.edition.declarations.map { ($0.id, "ya") }
            try await siti.browser.post(Paths.declarations, ticks)
            try await siti.browser.post(Paths.test, [])
            let id = try await world.id(of: siti)
            let text = try World.editionText("demo")
                .replacing("id: \"2020-3d-demo\"", with: "id: \"2020-9\"")
                .replacing(
                    /bank: \{.*\}/,
                    with: "bank: { digest: \"\(rule.digest)\", motivation: 0, ability: 1 }"
                )
                .replacing(/[ ]+draw: .*\n/, with: "")
            try await world.startedAgain(with: text) { later in
                // A server does not start with an edition whose questions are not in the database.
                let unprepared = await #expect(throws: BootFault.self) {
                    try await later.dependencies.requireQuestions()
                }
                #expect(unprepared?.description.contains(rule.digest) == true)
                let browser = try await later.carryOn(Candidate(id: id, browser: siti.browser))
                // Every question but the last is answered rightly.
                let drawn = try await later.drawnTest(of: id)
                for (index, question) in drawn.questions.enumerated() {
                    let right = question.rightChoice ?? 2
                    let choice = index == drawn.questions.count - 1 ? (right + 1) % question.choiceCount : right
                    let answer = try await browser.post(
                        Paths.testQuestion(index + 1), [("jawaban", String(choice))])
                    #expect(answer.location != Paths.test)
                }
                try await browser.post(Paths.testFinish, [])
                let score: Int? = try await later.dependencies.database.read { tx in
                    try tx.row("SELECT score FROM test_sitting WHERE person_id = \(id)")?["score"]
                }
                #expect(score == 19)
            }
        }
    }
}
