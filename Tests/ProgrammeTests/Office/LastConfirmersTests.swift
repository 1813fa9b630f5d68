import Testing

@testable import Programme

@Suite("The officers who must remain")
struct LastConfirmersTests {
    private static let administrator: Set<Permission> = [.manageOfficers, .confirmOfficers]

    @Test("an administrator is suspended at once only while two others remain")
    func administrators() {
        let two = [Self.administrator, Self.administrator]
        #expect(LastConfirmers.lacking(without: Self.administrator, others: two) == nil)
        #expect(
            LastConfirmers.lacking(without: Self.administrator, others: [Self.administrator]) == .manageOfficers)
    }

    @Test("the last officer who may approve payments is not suspended by one administrator; another is")
    func confirmers() {
        let checker: Set<Permission> = [.approvePayouts, .readAudit]
        #expect(LastConfirmers.lacking(without: checker, others: [[.draftPayouts]]) == .approvePayouts)
        #expect(LastConfirmers.lacking(without: checker, others: [[.approvePayouts]]) == nil)
        #expect(LastConfirmers.lacking(without: [.answerCases], others: []) == nil)
    }
}
