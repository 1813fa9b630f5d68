import Programme
import Testing

@Suite("Eligibility, case by case")
struct EligibilityTableTests {
    typealias Case = EligibilityCase

    @Test("eligibility: age", arguments: ages)
    func age(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility: personal data", arguments: personalData)
    func person(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility: region", arguments: homes)
    func home(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility: lists of other offices", arguments: lists)
    func list(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility: earlier cards and the family card", arguments: pasts)
    func past(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility: proofs, and several reasons at once", arguments: proofs)
    func proof(one: Case) { #expect(one.answer == one.expected) }

    @Test("eligibility table: it has at least sixty distinct cases")
    func sixty() {
        let all = [Self.ages, Self.personalData, Self.homes, Self.lists, Self.pasts, Self.proofs].flatMap(\.self)
        #expect(all.count >= 60)
        #expect(Set(all.map(\.says)).count == all.count)
    }

    @Test("eligibility: every reason has its own code, and every rule gives a finding")
    func basis() {
        let findings = Eligibility.findings(
            on: Case.complete, terms: Case.strict, today: Case.day("2020-08-10"))
        #expect(Set(findings.map(\.rule.code)).count == findings.count)
        #expect(findings.allSatisfy { $0.verdict == .pass })
        #expect(findings.first { $0.rule == .list(.education) }?.asOf == Case.day("2020-08-01"))
        #expect(findings.first { $0.rule == .identity }?.asOf == Case.day("2020-08-09"))
        #expect(findings.contains { $0.rule == .oneApplicationPerNIK })
        #expect(!findings.contains { $0.rule == .list(.laidOff) }, "a priority list excludes no applicant")
    }

    @Test("eligibility: a decision that time changes has the earliest day of change")
    func revisit() {
        var facts = Case.complete
        facts.birthDate = Case.day("2002-09-01")
        facts.home = Home(province: "11", regency: "11.71")
        let findings = Eligibility.findings(on: facts, terms: Case.strict, today: Case.day("2020-08-10"))
        #expect(Eligibility.Decision(findings).revisitOn == Case.day("2020-09-01"))
    }
}
