import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Courses of a partner that may not sell", .timeLimit(.minutes(2)))
struct StoppedSaleTests {
    @Test(
        "the office's pages say that a course is not sold while its platform or institution is suspended",
        .bug(
            id: "5.450", "The courses of a suspended partner were still marked as on sale on every page of the office."),
        arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let pages = [
                Paths.officePartner(market.platform.id), Paths.officePartner(market.institution.id),
                Paths.officeCourses, Paths.officeCourse(market.course.id),
            ]
            func tags(_ browser: Visitor) async throws -> [Set<String>] {
                var found: [Set<String>] = []
                for page in pages {
                    let body = try await browser.get(page).body
                    found.append(Set(body.matches(of: /class="tag [a-z]+">([^<]+)</).map { String($0.1) }))
                }
                return found
            }
            let (sold, stopped) = ("Dijual", "Tidak dijual: mitra ditangguhkan")
            for found in try await tags(ratna.browser) { #expect(found.contains(sold) && !found.contains(stopped)) }

            for partner in [market.platform, market.institution] {
                try await world.act(.suspend, on: partner.id, by: ratna)
                for (page, found) in zip(pages, try await tags(ratna.browser)) {
                    #expect(found.contains(stopped) && !found.contains(sold), "\(page)")
                }
                hendra.browser.carry(cookie: "bahasa", "en")
                for (page, found) in zip(pages, try await tags(hendra.browser)) {
                    #expect(found.contains("Not on sale: partner suspended"), "\(page)")
                }
                // A partner from before agreements were recorded gets one before it is active again.
                try await world.agree("PKS-\(partner.clientCode)", with: partner.id, by: ratna, and: hendra)
                try await world.act(.activate, on: partner.id, by: ratna)
                try await world.decide(.approve, on: partner.id, by: hendra)
                for found in try await tags(ratna.browser) { #expect(found.contains(sold)) }
            }

            // The agreements are over.
            world.clock.set("2021-01-02T09:00:00+07:00")
            try await world.signInAgain(ratna)
            for (page, found) in zip(pages, try await tags(ratna.browser)) {
                #expect(found.contains("Tidak dijual: perjanjian mitra tidak berlaku"), "\(page)")
            }
            let course = try await world.visitor().get(Paths.course(market.course.id)).text
            #expect(course.contains("Saat ini tidak dijual di platform mana pun"))
        }
    }
}

extension World {
    /// Two officers record an agreement for the rest of 2020.
    func agree(
        _ number: String, with partner: ID<Partner>, by officer: DeskOfficer, and second: DeskOfficer
    ) async throws {
        try await act(
            .agreement, on: partner, by: officer,
            [
                ("nomor", number), ("mulai-day", "1"), ("mulai-month", "4"), ("mulai-year", "2020"),
                ("akhir-day", "31"), ("akhir-month", "12"), ("akhir-year", "2020"), ("biaya", "0"),
            ])
        try await decide(.approve, on: partner, by: second)
    }
}
