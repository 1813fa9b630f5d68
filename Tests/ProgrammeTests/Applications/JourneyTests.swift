import Testing

@testable import Programme

@Suite("Steps of an application")
struct JourneyTests {
    @Test("journey: a new applicant begins with the phone; the other steps are blocked")
    func beginning() {
        let journey = Journey(Journey.Facts())
        #expect(journey.next == .phone)
        #expect(
            journey.steps.map(\.status) == [.notStarted, .blocked, .blocked, .blocked, .blocked, .blocked, .blocked])
        #expect(!journey.mayEdit(.identity))
    }

    @Test("journey: each completed step unblocks the next one")
    func order() {
        var facts = Journey.Facts()
        facts.phoneProved = true
        #expect(Journey(facts).next == .identity)
        facts.identity = .waiting
        #expect(Journey(facts).next == .personal)
        facts.personalSaved = true
        #expect(Journey(facts).next == .photos)
        facts.photos = .waiting
        #expect(Journey(facts).next == .declarations)
        facts.declared = true
        #expect(Journey(facts).next == .test)
        facts.testFinished = true
        #expect(Journey(facts).next == .check)
        facts.submitted = true
        #expect(Journey(facts).next == nil)
    }

    @Test(
        "journey: the registry's answer is not shown before the photos are uploaded",
        arguments: [IdentityProgress.verified, .mismatch])
    func silence(answer: IdentityProgress) {
        let before = Journey(Journey.Facts(phoneProved: true, identity: answer, personalSaved: true))
        #expect(before.status(of: .identity) == .checking)
        #expect(before.status(of: .personal) == .done)
        #expect(before.next == .photos)
    }

    @Test("journey: after the photos a mismatch asks for card and name")
    func mismatch() {
        let journey = Journey(complete(identity: .mismatch))
        #expect(journey.status(of: .identity) == .needsFix)
        #expect(journey.status(of: .personal) == .needsFix)
        #expect(journey.next == .identity)
        #expect(journey.mayEdit(.identity))
    }

    @Test("journey: a contested NIK looks like one being checked, so that its other claim is not revealed")
    func contested() {
        #expect(Journey(complete(identity: .contested)) == Journey(complete(identity: .waiting)))
    }

    @Test("journey: after submission only what has to be corrected can be changed")
    func submitted() {
        let journey = Journey(complete(identity: .verified, photos: .rejected))
        #expect(journey.mayEdit(.photos))
        #expect(journey.next == .photos)
        #expect(!journey.mayEdit(.personal))
        #expect(!journey.mayEdit(.test))
        #expect(!journey.mayEdit(.check))
    }

    @Test("photos: the progress is that of the one further behind")
    func photos() {
        #expect(IdentityPhoto.progress([:]) == .missing)
        #expect(IdentityPhoto.progress([.card: .accepted]) == .missing)
        #expect(IdentityPhoto.progress([.card: .accepted, .selfie: .uploaded]) == .waiting)
        #expect(IdentityPhoto.progress([.card: .rejected, .selfie: .uploaded]) == .rejected)
        #expect(IdentityPhoto.progress([.card: .accepted, .selfie: .accepted]) == .accepted)
    }

    private func complete(identity: IdentityProgress, photos: PhotoProgress = .waiting) -> Journey.Facts {
        Journey.Facts(
            phoneProved: true, identity: identity, personalSaved: true, photos: photos, declared: true,
            testFinished: true, submitted: true)
    }
}

@Suite("Test of the application")
struct QuestionnaireTests {
    let questionnaire: Questionnaire

    init() throws {
        let rules = TestRules(
            minutes: 25, motivation: [MotivationQuestion(id: "m1", text: Bilingual(id: "?", en: "?"))],
            ability: [
                AbilityQuestion(id: "a1", text: Bilingual(id: "5 + 2", en: "5 + 2"), choices: ["6", "7"], answer: 1),
                AbilityQuestion(id: "a2", text: Bilingual(id: "2 + 2", en: "2 + 2"), choices: ["4", "5"], answer: 0),
            ])
        questionnaire = try #require(Questionnaire(published: rules))
    }

    @Test("questionnaire: motivation comes first and has four steps")
    func parts() {
        #expect(questionnaire.questions.map(\.id) == ["m1", "a1", "a2"])
        #expect(questionnaire.questions.map(\.choiceCount) == [4, 2, 2])
        #expect(questionnaire.question(0) == nil)
        #expect(questionnaire.question(4) == nil)
    }

    @Test("questionnaire: it continues with the first unanswered question")
    func resume() {
        #expect(questionnaire.firstUnanswered([:]) == 1)
        #expect(questionnaire.firstUnanswered(["m1": 3, "a2": 0]) == 2)
        #expect(questionnaire.firstUnanswered(["m1": 3, "a1": 0, "a2": 0]) == nil)
    }

    @Test("questionnaire: only ability questions are scored")
    func score() {
        #expect(questionnaire.score(["m1": 3, "a1": 1, "a2": 1]) == 1)
    }

    @Test("test sitting: it is over at the end to the millisecond, or when finished")
    func over() {
        let noon = Instant(milliseconds: 1_586_916_000_000)
        let sitting = Sitting(startedAt: noon, endsAt: noon + .minutes(25), finishedAt: nil)
        #expect(!sitting.isOver(at: noon + .minutes(25) - Span(milliseconds: 1)))
        #expect(sitting.isOver(at: noon + .minutes(25)))
        #expect(Sitting(startedAt: noon, endsAt: noon + .minutes(25), finishedAt: noon).isOver(at: noon))
    }
}
