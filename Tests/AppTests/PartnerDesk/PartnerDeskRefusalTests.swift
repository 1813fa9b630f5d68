import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a partner's desk refuses", .timeLimit(.minutes(3)))
struct PartnerDeskRefusalTests {
    /// Every page of the desk.
    private static let pages = [
        Paths.partnerDesk, Paths.deskPeople, Paths.deskKeys, Paths.deskCourses, Paths.deskSales, Paths.deskCalls,
        Paths.deskWebhook,
    ]

    @Test(
        "no officer and no participant enters the desk, and no person of a partner the office", arguments: Engine.tested
    )
    func apart(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let cookie = try await world.personAtDesk(of: market.institution).cookie
            let officerCookie = try #require(ratna.browser.cookie(SessionCookie.name(secure: false)))
            let (own, other) = (PartnerSessionCookie.name(secure: false), SessionCookie.name(secure: false))
            for page in Self.pages {
                let asked = try await ratna.browser.get(page)
                #expect(asked.location?.hasPrefix("\(Paths.partnerSignIn)?ke=") == true, "\(page): \(asked.status)")
                // The cookie of one kind under the name of the other opens nothing either.
                let swapped = world.visitor()
                swapped.carry(cookie: own, officerCookie)
                #expect(try await swapped.get(page).location?.hasPrefix(Paths.partnerSignIn) == true)
            }
            let person = world.visitor()
            person.carry(cookie: own, cookie)
            person.carry(cookie: other, cookie)
            #expect(try await person.get(Paths.partnerDesk).status == .ok)
            for page in [Paths.office, Paths.officePartners, Paths.officePartner(market.institution.id)] {
                #expect(try await person.get(page).location?.hasPrefix(Paths.officeSignIn) == true, "\(page)")
            }
            #expect(try await person.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
        }
    }

    @Test("another partner's person, proposal, file and course are not found", arguments: Engine.tested)
    func strangers(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let own = try await world.visitorAtDesk(of: market.institution)
            let stranger = try await world.visitorAtDesk(of: market.stranger, name: "Tono")
            let row = World.row("kopi", institution: "balai", platform: "pijarmahir")
            let file = try await world.uploadAtDesk([row], by: own.browser)
            #expect(try await stranger.browser.get(file).status == .notFound)
            #expect(try await stranger.browser.post(file, [], seeing: Paths.deskUpload).status == .notFound)
            #expect(try await own.browser.get(Paths.deskCourse(market.course.id)).status == .ok)
            #expect(try await stranger.browser.get(Paths.deskCourse(market.course.id)).status == .notFound)
            let withdrawn = try await stranger.browser.post(
                Paths.deskWithdrawal(market.course.id), [("alasan", World.deskReason)], seeing: Paths.deskCourses)
            #expect(withdrawn.status == .notFound)
            #expect(try await world.course("barista").state == .approved)

            let reason = [(DeskPeoplePage.reason(own.id), World.deskReason)]
            let reset = try await stranger.browser.post(
                Paths.deskPersonAct(own.id, .reset), reason, seeing: Paths.deskPeople)
            #expect(reset.status == .notFound)
            try await own.browser.post(Paths.deskInvitation, World.invitation("Sari Dewi", "sari@balai.example"))
            #expect(
                try await world.decidePerson(.approve, of: market.institution.id, by: stranger.browser).status
                    == .notFound)
            let moved = try await own.browser.post(
                Paths.deskAddresses,
                [("alamat", "https://balai.example/kembali"), ("halaman", ""), ("alasan-alamat", World.deskReason)],
                seeing: Paths.deskKeys)
            #expect(moved.location == Paths.deskKeys, "\(moved.text)")
            let proposal = try await world.proposal(about: market.institution.id)
            let answer = try await stranger.browser.post(
                Paths.deskProposalAnswer(proposal, .approve), [(DeskKeysPage.answer, World.deskReason)],
                seeing: Paths.deskKeys)
            #expect(answer.status == .notFound)
            #expect(try await !stranger.browser.get(Paths.deskCourses).text.contains("Dasar Barista"))
        }
    }

    @Test(
        "a row of another institution is refused with its line; a platform changes prices only",
        arguments: Engine.tested)
    func rows(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let own = try await world.visitorAtDesk(of: market.institution)
            let rows = [
                World.row("kopi", institution: "balai", platform: "pijarmahir"),
                World.row("teh", institution: "bengkel", platform: "pijarmahir"),
            ]
            let preview = try await world.uploadAtDesk(rows, by: own.browser)
            let page = try await own.browser.get(preview).text
            #expect(page.contains("3 lembaga Baris ini milik mitra lain."), "\(page)")
            #expect(try await own.browser.post(preview, []).location == preview, "nothing while one row is wrong")
            #expect(try await own.browser.post(preview, [("sebagian", "ya")]).location == Paths.deskCourses)
            #expect(try await world.course("kopi").state == .proposed)
            #expect(try await world.dependencies.database.read { try $0.courses.find(code: "teh") } == nil)

            let platform = try await world.visitorAtDesk(of: market.platform, name: "Maya")
            let mine = [
                World.row("kopi", institution: "balai", platform: "pijarmahir", price: 610_000),
                World.row("kopi", institution: "balai", platform: "bukalapak"),
                World.row("baru", institution: "balai", platform: "pijarmahir"),
            ]
            let shown = try await platform.browser.get(try await world.uploadAtDesk(mine, by: platform.browser)).text
            #expect(shown.contains("3 platform Baris ini milik mitra lain."), "\(shown)")
            #expect(shown.contains("4 – Hanya lembaga yang mengubah isi dan jadwal."), "\(shown)")
            #expect(shown.contains("Rp610.000"))
        }
    }

    @Test("staff neither invite nor rotate; an institution withdraws its own course at once", arguments: Engine.tested)
    func staff(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let staff = try await world.visitorAtDesk(of: market.institution, role: .staff)
            #expect(try await staff.browser.get(Paths.deskInvitation).status == .forbidden)
            let invited = try await staff.browser.post(
                Paths.deskInvitation, World.invitation("Sari Dewi", "sari@balai.example"), seeing: Paths.deskPeople)
            #expect(invited.status == .forbidden)
            let rotated = try await staff.browser.post(
                Paths.deskKeys, [("hari", "7"), ("alasan-ganti-kunci", World.deskReason)], seeing: Paths.deskCourses)
            #expect(rotated.status == .forbidden)
            let withdrawn = try await staff.browser.post(
                Paths.deskWithdrawal(market.course.id), [("alasan", World.deskReason)],
                seeing: Paths.deskCourse(market.course.id))
            #expect(withdrawn.location == Paths.deskCourse(market.course.id), "\(withdrawn.text)")
            #expect(try await world.course("barista").state == .withdrawn)
            #expect(try await world.trail(of: "course:\(market.course.id)").contains("course.withdrawn"))
        }
    }
}
