import Programme
import Testing

@Suite("Who may join, case by case")
struct EligibilityTableTests {
    typealias Case = EligibilityCase

    @Test("age", arguments: ages)
    func age(one: Case) { #expect(one.answer == one.expected) }

    @Test("what people say of themselves", arguments: person)
    func person(one: Case) { #expect(one.answer == one.expected) }

    @Test("where they live", arguments: homes)
    func home(one: Case) { #expect(one.answer == one.expected) }

    @Test("lists of other offices", arguments: lists)
    func list(one: Case) { #expect(one.answer == one.expected) }

    @Test("the past and the family", arguments: pasts)
    func past(one: Case) { #expect(one.answer == one.expected) }

    @Test("proofs, and several answers at once", arguments: proofs)
    func proof(one: Case) { #expect(one.answer == one.expected) }

    @Test("there are at least sixty of them")
    func sixty() {
        let all = [Self.ages, Self.person, Self.homes, Self.lists, Self.pasts, Self.proofs].flatMap(\.self)
        #expect(all.count >= 60)
        #expect(Set(all.map(\.says)).count == all.count)
    }

    @Test("every reason has a code of its own, and a basis is kept for every rule")
    func basis() {
        let findings = Eligibility.findings(
            on: Case.complete, terms: Case.strict, today: Case.day("2020-08-10"))
        #expect(Set(findings.map(\.rule.code)).count == findings.count)
        #expect(findings.allSatisfy { $0.verdict == .pass })
        #expect(findings.first { $0.rule == .list(.education) }?.asOf == Case.day("2020-08-01"))
        #expect(findings.first { $0.rule == .identity }?.asOf == Case.day("2020-08-09"))
        #expect(findings.contains { $0.rule == .oneApplicationPerNIK })
        #expect(!findings.contains { $0.rule == .list(.laidOff) }, "a priority list keeps nobody out")
    }

    @Test("a decision that only time changes knows the day: the earliest of them")
    func revisit() {
        var facts = Case.complete
        facts.birthDate = Case.day("2002-09-01")
        facts.home = Home(province: "11", regency: "11.71")
        let findings = Eligibility.findings(on: facts, terms: Case.strict, today: Case.day("2020-08-10"))
        #expect(Eligibility.Decision(findings).revisitOn == Case.day("2020-09-01"))
    }
}
