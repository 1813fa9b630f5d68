import Testing

@testable import Programme

@Suite("Acts on a person by two officers")
struct PersonActRuleTests {
    private let start = Instant(milliseconds: 1_586_916_000_000)

    private func suspension(confirmBy: Instant?, _ ending: AccountSuspension.Ending?) -> AccountSuspension {
        AccountSuspension(
            id: ID(1), person: ID(2), cause: .paymentInDoubt, beganAt: start, confirmBy: confirmBy, ending: ending)
    }

    @Test("an urgent suspension lapses at its instant, a confirmed or ended one never")
    func lapse() {
        let until = start + AccountSuspension.urgent
        #expect(!suspension(confirmBy: until, nil).hasLapsed(at: until + .seconds(-1)))
        #expect(suspension(confirmBy: until, nil).hasLapsed(at: until))
        #expect(!suspension(confirmBy: nil, nil).hasLapsed(at: until + .days(90)))
        #expect(!suspension(confirmBy: until, .init(how: .refused, at: start)).hasLapsed(at: until))
    }

    @Test(
        "after an urgent suspension without a second officer's agreement another waits thirty days; after a lifted one it does not"
    )
    func again() throws {
        let end = start + AccountSuspension.urgent
        for how in [AccountSuspension.How.lapsed, .refused] {
            let ended = suspension(confirmBy: end, .init(how: how, at: end))
            let until = end + AccountSuspension.pauseAfterUrgent
            #expect(throws: PersonActRefusal.urgentUsed(until: until)) {
                try ended.checkUrgentAgain(at: until + .seconds(-1))
            }
            try ended.checkUrgentAgain(at: until)
        }
        try suspension(confirmBy: nil, .init(how: .lifted, at: end)).checkUrgentAgain(at: end)
        #expect(throws: PersonActRefusal.alreadySuspended) {
            try suspension(confirmBy: nil, nil).checkUrgentAgain(at: end)
        }
    }

    private func proposal(_ state: PersonProposal.State) -> PersonProposal {
        PersonProposal(
            id: ID(1), person: ID(2), act: .revocation, state: state, cause: .cardMisused,
            proposedBy: Signatory(officer: ID(3), duty: .helpdesk), proposedAt: start)
    }

    @Test("a proposal is decided once, by another officer of another duty")
    func decision() throws {
        let manager = Signatory(officer: ID(4), duty: .programmeManager)
        try proposal(.proposed).check(decisionBy: manager)
        for state in PersonProposal.State.allCases where state != .proposed {
            #expect(throws: PersonActRefusal.notWaiting) { try proposal(state).check(decisionBy: manager) }
        }
        #expect(throws: PersonActRefusal.fourEyes(.ownRequest)) {
            try proposal(.proposed).check(decisionBy: Signatory(officer: ID(3), duty: .programmeManager))
        }
        #expect(throws: PersonActRefusal.fourEyes(.sameDuty(.helpdesk))) {
            try proposal(.proposed).check(decisionBy: Signatory(officer: ID(4), duty: .helpdesk))
        }
    }

    private func version(_ name: String, _ address: String) -> DataVersion {
        DataVersion(
            name: name, birthDate: CivilDate(daysSinceEpoch: 9_216), address: address, province: "82",
            regency: "82.71", citizen: true, education: "none", inFormalEducation: false, occupation: "worker")
    }

    @Test("a correction names what differs, and holds only for the data it was made from")
    func correction() throws {
        let (old, new) = (version("Siti", "Jalan A"), version("Siti N", "Jalan A"))
        let correction = try DataCorrection(before: old, after: new)
        #expect(correction.changes == [.name])
        try correction.check(against: old)
        #expect(throws: PersonActRefusal.changedMeanwhile) { try correction.check(against: version("Siti", "B")) }
        #expect(throws: PersonActRefusal.sameData) { try DataCorrection(before: old, after: old) }
    }
}
