import Foundation
import HTTPTypes
import Hummingbird
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
            try await World.with(.sqlite, edition: kind.edition) { try await check(kind, $0) }
        }
    }

    private func check(_ kind: ProposalKind, _ world: World) async throws {
        let open = try await world.open(kind)
        // A batch is approved by its sum, which `PayoutTests` types.
        let answer = try await kind == .payouts ? open.refuse() : open.approve()
        let next = try #require(answer.destination, "\(kind): \(answer.text)")
        let code = try #require(answer.notice, "\(kind) leads to \(next)")
        let notice = try #require(DoneNotice.all.first { $0.code == code })
        let page = try await open.second.get(next)
        #expect(page.status == .ok)
        #expect(page.text.components(separatedBy: notice.sentence.id).count == 2, "\(kind): \(notice.code)")
        #expect(page.body.matches(of: /class="banner done"/).count == 1, "\(kind)")
        let again = try await open.second.get(next)
        #expect(!again.text.contains(notice.sentence.id), "\(kind): said twice")
    }

    @Test("every notice has a code and sentences of its own, and is said in either language")
    func all() {
        #expect(Set(DoneNotice.all.map(\.code)).count == DoneNotice.all.count)
        #expect(Set(DoneNotice.all.map(\.sentence.id)).count == DoneNotice.all.count)
        for notice in DoneNotice.all {
            #expect(notice.code.wholeMatch(of: /[a-z-]+/) != nil, "\(notice.code)")
            for t in [Words.indonesian, .english] {
                let shown = notice.counting(7).html(t, section: nil, waiting: 0, next: nil).text
                    .replacing("&#39;", with: "'")
                #expect(shown.contains(t(notice.counting(7).sentence)) && !shown.contains("{n}"), "\(notice.code)")
            }
        }
    }

    @Test(
        "a notice is shown once, on the page and in the session of the act, within a minute; no address names one",
        .bug(
            id: "5.376",
            "A link from outside made a page of the office say that an answer was sent, or that jobs were run, and a reload said it again."
        ), arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let (first, second) = (
                try await world.stored(world.complain(siti.browser)),
                try await world.stored(world.complain(siti.browser, .card, "Kartu saya belum terbit sampai hari ini"))
            )
            let (rini, budi) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.helpdesk], "budi")
            )
            let (page, said) = (Paths.officeCase(first.id), DoneNotice.caseTaken.sentence.id)
            for link in [
                "\(page)?selesai=diambil", "\(Paths.officeJobGroup("payouts.send", .silent))?sudah=ulang&jumlah=3",
            ] {
                #expect(!(try await rini.browser.get(link).body.contains("banner done")), "\(link)")
            }
            try await world.work(rini, .take, on: first.number)
            let cookie = try #require(rini.browser.cookie("selesai"))
            #expect(!(try await rini.browser.get(Paths.officeCase(second.id)).text.contains(said)), "another page")
            budi.browser.keep(cookie: "selesai", cookie)
            #expect(!(try await budi.browser.get(page).text.contains(said)), "another officer")
            #expect(try await rini.browser.get(page).text.contains(said))
            #expect(rini.browser.cookie("selesai") == "")
            #expect(!(try await rini.browser.get(page).text.contains(said)), "a reload")

            try await world.work(rini, .release, on: first.number)
            let late = try #require(rini.browser.cookie("selesai"))
            let changed = late.replacing("dilepas", with: "diambil")
            rini.browser.keep(cookie: "selesai", changed)
            #expect(!(try await rini.browser.get(page).text.contains(said)), "another sentence")
            rini.browser.keep(cookie: "selesai", late)
            world.clock.advance(.minutes(2))
            #expect(!(try await rini.browser.get(page).body.contains("banner done")), "too late")
        }
    }

    @Test(
        "after an act on an item of a queue the notice leads to the next item of that queue",
        .bug(id: "5.377", "The link “Berikutnya” led to the list, where the officer looked for the next item."))
    func next() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            var cases: [ServiceCase] = []
            for text in ["Insentif saya belum masuk ke rekening", "Nomor rekening saya ditolak tanpa alasan"] {
                cases.append(try await world.stored(world.complain(siti.browser, .incentive, text)))
            }
            let rini = try await world.officer([.helpdesk], "rini")
            let answer = try await world.answer(rini, cases[0].number, .explained)
            let page = try await rini.browser.get(try #require(answer.location))
            let link = "<a href=\"\(Paths.officeCase(cases[1].id))\">Berikutnya: 1 menunggu di Keluhan</a>"
            #expect(page.body.contains(link), "\(page.text)")
            let last = try await world.answer(rini, cases[1].number, .explained)
            #expect(try await rini.browser.get(try #require(last.location)).text.contains("Ke meja kerja saya"))
        }
    }

    @Test(
        "the items of every queue are pages that its officers may open",
        arguments: ProposalKind.allCases.filter { $0 != .decree })
    func items(kind: ProposalKind) async throws {
        @Sendable func check(_ world: World) async throws {
            let open = try await world.open(kind)
            let dependencies = world.dependencies
            let table = dependencies.officeRoles
            let items = try await dependencies.database.read { tx -> [String] in
                try table.roles.flatMap { role in
                    let officer = Officer(id: ID(0), name: "", roles: [role.slug], of: table)
                    return try DutySource.all.filter { officer.permissions.contains($0.permission) }
                        .flatMap { try $0.items(tx, officer, dependencies) }
                }
            }
            guard kind != .lostContact else { return }
            let page = open.page
            #expect(items.contains(page), "\(kind): \(page) is not among \(items)")
            #expect(try await open.second.get(page).status == .ok)
        }
        if kind == .course {
            try await Market.with(.sqlite) { try await check($0.world) }
        } else {
            try await World.with(.sqlite, edition: kind.edition) { try await check($0) }
        }
    }

    @Test(
        "a new officer's sign-in says that the account is ready",
        .bug(id: "1.322", "After choosing a password an officer saw the sign-in form without a notice."))
    func ready() async throws {
        try await World.with(.sqlite) { world in
            let newcomer = world.visitor()
            try await newcomer.get(Paths.officeSignIn)
            let left = try #require(
                newcomer.cookie("kunjungan").flatMap { VisitCookie.read($0, world.dependencies.vault) })
            let answer = DoneNotice.accountReady.carried(
                by: Response(status: .ok), to: Paths.officeSignIn, for: left, world.dependencies)
            let cookie = answer.headers[values: .setCookie].first?.firstMatch(of: /selesai=([^;]+)/)
            newcomer.keep(cookie: "selesai", try #require(cookie.map { String($0.1) }))
            let page = try await newcomer.get(Paths.officeSignIn)
            #expect(page.text.contains(DoneNotice.accountReady.sentence.id))
            let plain = try await world.visitor().get(Paths.officeSignIn)
            #expect(!plain.body.contains("banner done"))
        }
    }
}
