import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A person's page that SQL opened")
struct ForgedOpeningTests {
    @Test(
        "the whole NIK is shown only where the officer asked for it, and the page only for a reason of this officer",
        .bug(
            id: "5.961",
            """
            SQL that set until when masked data is shown gave an officer the whole NIK and contacts of any person without a \
            reading of them; a row put in opened the page without a reason.
            """),
        arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let (person, other) = (try await world.id(of: siti), try await world.id(of: try await world.submitted(2)))
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            let path = Paths.person(person)
            #expect(try await rini.browser.get(path).text.contains("datang ke loket"))
            let later = world.dependencies.realNow() + .days(1)
            for forgery: SQL in [
                "UPDATE person_opening SET shown_until = \(later)", "UPDATE person_opening SET ends_at = \(later)",
                "UPDATE person_opening SET work = 'photo:5'", "UPDATE person_opening SET person_id = \(other)",
            ] {
                try await world.keep("person_opening")
                try await world.vandalise(forgery)
                for page in [path, Paths.person(other)] {
                    let text = try await rini.browser.get(page).text
                    #expect(!text.contains("datang ke loket"), "\(forgery.text)")
                }
                try await world.putBack("person_opening")
                try await world.vandalise("DROP TABLE kept_person_opening")
                #expect(try await rini.browser.get(path).text.contains("datang ke loket"), "\(forgery.text)")
            }
            // Shown on request, it stays shown after a further reason.
            let asked = [("alasan", "Mencocokkan KTP di loket")]
            let shown = try await rini.browser.post(Paths.personShown(person), asked, seeing: path)
            #expect(shown.location == path)
            try await world.open(person, by: rini)
            #expect(try await rini.browser.get(path).text.contains(siti.email))
        }
    }
}
