import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The first mobile number", .timeLimit(.minutes(1)))
struct FirstNumberTests {
    @Test(
        "after its code comes the step of the identity card, and a wrong code comes back",
        .bug(
            id: "5.880",
            "After the code for the number the list of steps came again: one page and one tap more for each applicant."),
        arguments: Engine.tested)
    func next(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            #expect(try await siti.browser.post(Paths.phone, [("hp", siti.phone)]).location == Paths.phoneCode)
            let code = try await world.code(to: siti.phoneAddress)
            let wrong = code == "000000" ? "000001" : "000000"
            #expect(try await siti.browser.post(Paths.phoneCode, [("kode", wrong)]).status == .unprocessableContent)
            #expect(try await siti.browser.post(Paths.phoneCode, [("kode", code)]).location == Paths.identity)
            let page = try await siti.browser.get(Paths.identity)
            #expect(page.status == .ok && page.text.contains("Langkah 2 dari 7"), "\(page.text)")
        }
    }
}
