import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Courses: wrong rows of a file", .timeLimit(.minutes(3)))
struct WrongRowTests {
    @Test(
        "a wrong row yields neither course, nor price, nor schedule, and the right rows beside it are imported",
        .bug(id: "5.410", "The only row, wrong in its platform, made a course with a schedule and without a price."),
        arguments: Engine.tested)
    func wrongRow(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let stray = World.row("kopi", institution: "balai", platform: "tidak-ada")
            let alone = try #require(try await world.upload([stray], by: ratna))
            #expect(!(try await ratna.browser.get(alone).text.contains("Impor baris yang benar saja")))
            let forced = try await ratna.browser.post(alone, [("sebagian", "ya")])
            #expect(forced.location == alone)
            #expect(try await world.dependencies.database.read { try $0.courses.find(code: "kopi") } == nil)

            // Both rows of the unknown platform are wrong, also the one that repeats it.
            let second = World.row("kopi", institution: "balai", platform: "tidak-ada", schedule: "kopi-2")
            let right = World.row("kopi", institution: "balai", platform: "pijarmahir", schedule: "kopi-3")
            let mixed = try #require(try await world.upload([stray, second, right], by: ratna))
            let page = try await ratna.browser.get(mixed).text
            #expect(page.contains("Impor baris yang benar saja") && page.contains("Jadwal baru kopi-3"), "\(page)")
            #expect(!page.contains("Jadwal baru kopi-1") && !page.contains("Jadwal baru kopi-2"), "\(page)")
            let part = try await ratna.browser.post(mixed, [("sebagian", "ya")])
            #expect(part.location == Paths.officeCourses)
            let id = try await world.course("kopi").id
            let schedules = try await world.dependencies.database.read { try $0.courses.schedules(of: id) }
            #expect(schedules.map(\.code) == ["kopi-3"])
        }
    }

    @Test(
        "a file whose rows are all wrong is told so, and right rows that change nothing are told apart from wrong ones",
        .bug(id: "5.412", "Two wrong rows of two were answered with “The contents are the same already.”"),
        arguments: Engine.tested)
    func allWrong(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let wrong = World.row("teh", institution: "tidak-ada", platform: "bukalapak")
            let other = World.row("susu", institution: "balai", platform: "bukalapak").replacing("600000", with: "x")
            let path = try #require(try await world.upload([wrong, other], by: ratna))
            let page = try await ratna.browser.get(path).text
            #expect(page.contains("Tidak ada baris yang bisa diimpor: semuanya salah."), "\(page)")
            #expect(!page.contains("sudah sama"), "\(page)")
            let right = World.row("kopi", institution: "balai", platform: "pijarmahir")
            try await world.bringIn([right], by: ratna)
            let again = try #require(try await world.upload([right, wrong], by: ratna))
            #expect(try await ratna.browser.get(again).text.contains("Tidak ada. Isi baris yang benar sudah sama."))
        }
    }
}
