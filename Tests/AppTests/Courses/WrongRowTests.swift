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
        "a course without a price is not accepted, the curator reads what is missing, and the public does not see it",
        .bug(id: "5.411", "Two curators accepted a course that no platform offered, and it was “On sale”."),
        arguments: Engine.tested)
    func noPrice(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            try await world.bringIn([World.row("kopi", institution: "balai", platform: "pijarmahir")], by: ratna)
            let id = try await world.course("kopi").id
            try await world.dependencies.database.transaction { tx in
                try tx.run("DELETE FROM course_version_offer")
                for kind in BoundKind.ofCourses {
                    try tx.records.bind(kind, id, at: world.dependencies.realNow(), ids: world.dependencies.ids)
                }
            }
            let office = Paths.officeCourse(id)
            #expect(try await hendra.browser.get(office).text.contains("Belum ada platform yang menawarkan"))
            #expect(!(try await hendra.browser.get(office).body.contains("value=\"terima\"")))
            let accepted = try await world.judge("kopi", by: hendra)
            #expect(accepted.status == .conflict && accepted.text.contains("Belum ada platform yang menawarkan"))
            #expect(try await world.course("kopi").state == .proposed)
            // A course that was accepted without a price, before it was checked.
            try await world.vandalise("UPDATE course SET state = 'approved' WHERE code = 'kopi'")
            #expect(try await world.visitor().get(Paths.course(id)).status == .notFound)
            #expect(!(try await ratna.browser.get(office).text.contains("Halaman untuk peserta")))
            let list = try await ratna.browser.get("\(Paths.officeCourses)?cari=kopi").text
            #expect(list.contains("Belum ada harga"), "\(list)")
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
