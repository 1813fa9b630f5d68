import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What applicants say of their work", .timeLimit(.minutes(3)))
struct WorkSituationTests {
    @Test(
        "people who work say whether it is formal or informal, all say what the pandemic did, and both kinds qualify",
        .bug(
            id: "5.668",
            """
            The form did not ask whether work is formal or informal, and had no answer for people whom the pandemic hit \
            in another way than by losing their work.
            """),
        arguments: Engine.tested)
    func asked(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            func sent(_ changes: [String: String?]) async throws -> Answer {
                let fields = siti.personalFields.compactMap { name, value -> (String, String)? in
                    guard let change = changes[name] else { return (name, value) }
                    return change.map { (name, $0) }
                }
                return try await siti.browser.post(Paths.personal, fields)
            }
            let silent = try await sent(["pekerjaan": "worker", "bentuk-kerja": nil, "dampak": nil])
            #expect(silent.status == .unprocessableContent)
            for field in ["bentuk-kerja", "dampak"] { #expect(silent.body.contains("href=\"#\(field)\"")) }
            let wrong = try await sent(["pekerjaan": "worker", "bentuk-kerja": "x", "dampak": "x"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Pilih formal atau informal"))
            // A person who does not work is not asked for the form of the work.
            #expect(try await sent(["pekerjaan": "job-seeker", "bentuk-kerja": nil]).status == .seeOther)
            #expect(try await work(of: siti, world) == WorkSituation(form: nil, impact: .notHit))
            #expect(try await sent(["pekerjaan": "worker", "dampak": "unpaid-leave"]).status == .seeOther)
            #expect(try await work(of: siti, world) == WorkSituation(form: .informal, impact: .unpaidLeave))
            let again = try await siti.browser.get(Paths.personal).body
            #expect(again.contains("value=\"informal\" checked") && again.contains("value=\"unpaid-leave\" selected"))

            for (number, form) in [(2, "formal"), (3, "informal")] {
                let person = try await world.eligible(number) {
                    $0.occupation = "self-employed"
                    $0.workForm = form
                }
                #expect(try await world.decision(of: person) == .eligible, "\(form)")
            }
        }
    }

    @Test("changing work is an occupation of its own, and officers read all three answers", arguments: Engine.tested)
    func changing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible {
                $0.occupation = "job-changer"
                $0.workForm = "formal"
                $0.impact = "lost-income"
            }
            #expect(try await world.decision(of: siti) == .eligible)
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier).browser
            let path = Paths.person(person)
            try await wati.post(Paths.personOpening(person), [("alasan", "Memeriksa keluhan nomor 12")], seeing: path)
            let page = try await wati.get(path).text
            for words in ["Ganti pekerjaan", "Formal: ada kontrak", "Penghasilan berkurang"] {
                #expect(page.contains(words), "\(words)")
            }
        }
    }

    @Test(
        "an edition draws people first by what the pandemic did to their work, and the others after them",
        arguments: Engine.tested)
    func priority(engine: Engine) async throws {
        let widened: @Sendable (String) -> String = {
            $0.replacing("priority: { occ", with: "priority: { impacts: [lost-income, business-shrunk], occ")
        }
        try await World.with(engine, edition: widened) { world in
            try await world.advanceWaves()
            for (number, impact) in [(1, "lost-income"), (2, "not-hit"), (3, "business-shrunk")] {
                try await world.eligible(number) { $0.impact = impact }.browser.join()
            }
            let priorities: [Bool] = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT priority FROM entry ORDER BY id").map { try $0["priority"] }
            }
            #expect(priorities == [true, false, true])
            try await world.closeAndSeal()
            #expect(try await world.wave().state == .drawn, "no priority is found without a reason")
        }
    }

    @Test(
        "answers from before these questions keep their digest, and an answer that SQL changes is found",
        arguments: Engine.tested)
    func bound(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let id = try await world.id(of: siti)
            func changed() async throws -> Bool {
                try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try !tx.records.changed(.declared, due: [id], free: [], vault: vault).isEmpty
                }
            }
            #expect(try await !changed())
            try await world.vandalise("UPDATE person_work SET impact = 'lost-income' WHERE person_id = \(id)")
            #expect(try await changed())
            try await world.vandalise("UPDATE person_work SET impact = 'not-hit' WHERE person_id = \(id)")
            #expect(try await !changed())

            // As an application from before: its act binds no row of the work.
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.applications.keep(WorkSituation.unsaid, of: id)
                try tx.applications.bindDeclared(by: id, on: dependencies)
            }
            #expect(try await !changed())
            #expect(try await work(of: siti, world) == .unsaid)
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    private func work(of person: TestPerson, _ world: World) async throws -> WorkSituation? {
        let id = try await world.id(of: person)
        return try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
            try tx.applications.personalData(of: id, vault: vault)?.work
        }
    }
}
