import Programme
import Testing

@Suite("What a version of a list changes")
struct ListDifferenceTests {
    @Test(
        "an excluding list bars those it adds and clears those for whom it was the only reason",
        arguments: [
            (ListDifference.Change.added, ListTouch.Decision.eligible, ListTouch.Consequence.barred),
            (.added, .waiting, .barred), (.added, .ineligible, .none), (.added, .none, .none),
            (.removed, .ineligibleByKind, .cleared), (.removed, .ineligible, .none), (.removed, .eligible, .none),
            (.changed, .eligible, .none),
        ])
    func excluding(
        change: ListDifference.Change, decision: ListTouch.Decision, consequence: ListTouch.Consequence
    ) {
        let touch = ListTouch(change, of: .excludes, standing: .entered, decision: decision, isOnAnother: false)
        #expect(touch == ListTouch(standing: .entered, consequence: consequence))
    }

    @Test("a preferring list changes who comes first in the draw")
    func preferring() {
        let added = ListTouch(.added, of: .prefers, standing: .applicant, decision: .eligible, isOnAnother: false)
        #expect(added.consequence == .preferred)
        let removed = ListTouch(.removed, of: .prefers, standing: .applicant, decision: .eligible, isOnAnother: false)
        #expect(removed.consequence == .noLongerPreferred)
    }

    @Test("a cardholder, and a person whom another office lists as well, is not affected")
    func unaffected() {
        let card = ListTouch(.added, of: .excludes, standing: .cardholder, decision: .eligible, isOnAnother: false)
        #expect(card.consequence == .none)
        let twice = ListTouch(
            .removed, of: .excludes, standing: .applicant, decision: .ineligibleByKind, isOnAnother: true)
        #expect(twice.consequence == .none)
    }

    @Test("a list is decided on only when it was compared with the version in force")
    func compared() throws {
        try ListDifference.check(countedAgainst: .some(.none), inForce: nil)
        try ListDifference.check(countedAgainst: .some(ID(3)), inForce: ID(3))
        #expect(throws: ListRefusal.self) { try ListDifference.check(countedAgainst: .none, inForce: nil) }
        #expect(throws: ListRefusal.self) { try ListDifference.check(countedAgainst: .some(ID(3)), inForce: ID(4)) }
        #expect(throws: ListRefusal.self) { try ListDifference.check(countedAgainst: .some(.none), inForce: ID(4)) }
    }

    @Test(
        "a version that loses more than a fifth of the lines in force is approved with the typed number only",
        arguments: [
            (0, 0, nil), (0, 10, nil), (2, 8, nil), (201, 799, 201), (1, 0, 1), (5_000_000, 0, 5_000_000),
        ] as [(Int, Int, Int?)])
    func loss(removed: Int, unchanged: Int, toConfirm: Int?) throws {
        let difference = ListDifference(added: 7, removed: removed, unchanged: unchanged)
        #expect(difference.lossToConfirm == toConfirm)
        guard let toConfirm else { return try difference.checkLoss(typed: nil) }
        try difference.checkLoss(typed: Int64(toConfirm))
        for typed in [nil, Int64(toConfirm) - 1, Int64(toConfirm) * 10] {
            #expect(throws: ListRefusal.lossNotConfirmed(lost: removed, of: removed + unchanged)) {
                try difference.checkLoss(typed: typed)
            }
        }
    }
}
