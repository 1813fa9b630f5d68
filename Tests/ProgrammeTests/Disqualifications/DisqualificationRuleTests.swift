import Programme
import Testing

@Suite("Disqualification after the draw")
struct DisqualificationRuleTests {
    private static let until = Instant(milliseconds: 1_588_000_000_000)
    private static let (proposer, approver, third) = (ID<Officer>(1), ID<Officer>(2), ID<Officer>(3))

    private func one(_ state: Disqualification.State) -> Disqualification {
        let isNew = state == .proposed
        return Disqualification(
            id: ID(7), state: state, proposedBy: Self.proposer, approvedBy: isNew ? nil : Self.approver,
            contestBy: isNew ? nil : Self.until)
    }

    @Test("disqualification: it is due at the end of the time to contest, to the millisecond, or when dismissed")
    func due() {
        let early = Self.until - Span(milliseconds: 1)
        #expect(Disqualification.State.allCases.filter { one($0).isDue(at: Self.until) } == [.told, .dismissed])
        #expect(Disqualification.State.allCases.filter { one($0).isDue(at: early) } == [.dismissed])
    }

    @Test("disqualification: it can be contested before that instant, and only after the notice")
    func contest() throws {
        let early = Self.until - Span(milliseconds: 1)
        try one(.told).checkContest(at: early)
        #expect(throws: DisqualificationRefusal.contestOver(Self.until)) {
            try one(.told).checkContest(at: Self.until)
        }
        for state in Disqualification.State.allCases where state != .told {
            #expect(throws: DisqualificationRefusal.notContestable) { try one(state).checkContest(at: early) }
        }
    }

    @Test("disqualification: two officers decide it, and neither of them decides an objection")
    func eyes() throws {
        try one(.proposed).checkDecision(by: .of(Self.approver))
        #expect(throws: DisqualificationRefusal.sameOfficer) {
            try one(.proposed).checkDecision(by: .of(Self.proposer))
        }
        #expect(throws: DisqualificationRefusal.notWaiting) { try one(.told).checkDecision(by: .of(Self.approver)) }
        try one(.reserved).checkAppeal(by: .of(Self.third))
        for involved in [Self.proposer, Self.approver] {
            #expect(throws: DisqualificationRefusal.involved) { try one(.reserved).checkAppeal(by: .of(involved)) }
        }
        let twin = Signatory.of(Self.third, twins: [Self.proposer])
        #expect(throws: DisqualificationRefusal.sameOfficer) { try one(.proposed).checkDecision(by: twin) }
        #expect(throws: DisqualificationRefusal.involved) { try one(.reserved).checkAppeal(by: twin) }
        #expect(throws: DisqualificationRefusal.notWaiting) { try one(.upheld).checkAppeal(by: .of(Self.third)) }
    }
}
