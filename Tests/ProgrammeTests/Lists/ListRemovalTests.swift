import Programme
import Testing

@Suite("Removing a person from a list on proof")
struct ListRemovalTests {
    private static let maker = Signatory(officer: ID(1), duty: Role(rawValue: "helpdesk"))
    private static let checker = Signatory(officer: ID(2), duty: .programmeManager)

    private func removal(_ state: ListRemoval.State, ender: Signatory? = nil) -> ListRemoval {
        ListRemoval(
            id: ID(1), kind: .excludedOccupations, source: "BKN", list: ID(3), person: ID(7), state: state,
            proposer: Self.maker, decidedBy: state == .proposed ? nil : ID(2), ender: ender,
            endedBy: state == .ended ? ID(2) : nil)
    }

    @Test("a proposed removal counts only after another officer of another duty approved it")
    func answered() throws {
        #expect(try removal(.proposed).answered(approved: true, by: Self.checker) == .inForce)
        #expect(try removal(.proposed).answered(approved: false, by: Self.checker) == .refused)
        #expect(throws: ListRefusal.self) { try removal(.proposed).answered(approved: true, by: Self.maker) }
        let colleague = Signatory(officer: ID(9), duty: Self.maker.duty)
        #expect(throws: ListRefusal.self) { try removal(.proposed).answered(approved: true, by: colleague) }
    }

    @Test("a removal ends by two officers, and stays when the second one refuses")
    func ended() throws {
        let ending = removal(.ending, ender: Self.maker)
        #expect(try ending.answered(approved: true, by: Self.checker) == .ended)
        #expect(try ending.answered(approved: false, by: Self.checker) == .inForce)
        #expect(throws: ListRefusal.self) { try ending.answered(approved: true, by: Self.maker) }
    }

    @Test(
        "a removal that waits for no answer cannot be answered",
        arguments: [ListRemoval.State.inForce, .refused, .ended])
    func notWaiting(state: ListRemoval.State) {
        let stored = removal(state, ender: state == .ended ? Self.maker : nil)
        #expect(throws: ListRefusal.self) { try stored.answered(approved: true, by: Self.checker) }
    }

    @Test("only a removal in force can be proposed to end", arguments: ListRemoval.State.allCases)
    func ending(state: ListRemoval.State) {
        let stored = removal(state)
        let mayEnd = (try? stored.checkEnding()) != nil
        #expect(mayEnd == (state == .inForce))
    }

    @Test("a proof names a document", arguments: [("SK Pensiun 810/22", true), ("12345678", false), ("SK", false)])
    func proof(typed: String, isProof: Bool) {
        #expect(((try? ListProof(typed)) != nil) == isProof)
    }
}
