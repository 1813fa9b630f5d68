import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What the office says after an act. `NoticeRule` finds the acts that say nothing.
@Suite("What the office says was done", .timeLimit(.minutes(4)))
struct DoneNoticeTests {
    @Test(
        "after a decision of a second officer the next page says so once",
        .bug(id: "1.321", "Acts on disputes, lists, exports, partners, people and officers ended without a notice."),
        arguments: ProposalKind.allCases.filter { $0 != .decree })
    func approved(kind: ProposalKind) async throws {
        if kind == .course {
            try await Market.with(.sqlite) { try await check(kind, $0.world) }
        } else {
            try await World.with(.sqlite) { try await check(kind, $0) }
        }
    }

    private func check(_ kind: ProposalKind, _ world: World) async throws {
        let open = try await world.open(kind)
        // A batch is approved by its sum, which `PayoutTests` types.
        let answer = try await kind == .payouts ? open.refuse() : open.approve()
        let next = try #require(answer.destination, "\(kind): \(answer.text)")
        let notice = try #require(DoneNotice(address: next), "\(kind) leads to \(next)")
        let page = try await open.second.get(next)
        #expect(page.status == .ok)
        #expect(page.text.components(separatedBy: notice.sentence.id).count == 2, "\(kind): \(notice.code)")
        #expect(page.body.matches(of: /class="banner done"/).count == 1, "\(kind)")
    }

    @Test("every notice is said in either language, and an address names one at most")
    func all() async throws {
        #expect(Set(DoneNotice.all.map(\.code)).count == DoneNotice.all.count)
        #expect(Set(DoneNotice.all.map(\.sentence.id)).count == DoneNotice.all.count)
        try await World.with(.sqlite) { world in
            let rini = try await world.officer([.helpdesk], "rini").browser
            for notice in DoneNotice.all {
                #expect(notice.code.wholeMatch(of: /[a-z-]+/) != nil, "\(notice.code)")
                #expect(try await rini.get(notice.on(Paths.office)).text.contains(notice.sentence.id))
            }
            try await rini.get(Paths.language(.english))
            for notice in DoneNotice.all {
                #expect(try await rini.get(notice.on(Paths.office)).text.contains(notice.sentence.en))
            }
        }
        let path = DoneNotice.noted.on(DoneNotice.caseTaken.on("\(Paths.caseOffice)?siapa=saya"))
        #expect(path == "\(Paths.caseOffice)?siapa=saya&selesai=dicatat")
    }

    @Test(
        "a new officer's sign-in says that the account is ready",
        .bug(id: "1.322", "After choosing a password an officer saw the sign-in form without a notice."))
    func ready() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(DoneNotice.accountReady.on(Paths.officeSignIn))
            #expect(page.text.contains(DoneNotice.accountReady.sentence.id))
            let plain = try await world.visitor().get(Paths.officeSignIn)
            #expect(!plain.body.contains("banner done"))
        }
    }
}
