import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Dates follow the applicant's home time zone")
struct HomeDayTests {
    @Test(
        "an applicant is old enough from midnight of the birthday, in Jayapura two hours before Jakarta",
        .bug(
            id: "6.9",
            """
            People in Papua who turned eighteen counted as seventeen for the first two hours of their birthday, \
            because every day began in Jakarta.
            """), arguments: Engine.tested)
    func birthday(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-30T20:00:00+07:00") { world in
            func born(_ person: inout TestPerson, at regency: String, nik: String) {
                (person.nik, person.birthDate, person.regency) = (nik, (1, 5, 2002), regency)
            }
            let yosina = try await world.eligible(1) { born(&$0, at: "91.71", nik: "9171050105020001") }
            let budi = try await world.eligible(2) { born(&$0, at: "31.71", nik: "3171050105020012") }
            #expect(try await world.decision(of: yosina)?.outcome == "ineligible")
            // 1 May 00.30 in Jayapura.
            world.clock.set("2020-04-30T22:30:00+07:00")
            try await world.tick()
            #expect(try await world.decision(of: yosina) == .eligible)
            #expect(try await world.decision(of: budi)?.outcome == "ineligible")
            world.clock.set("2020-05-01T00:00:00+07:00")
            try await world.tick()
            #expect(try await world.decision(of: budi) == .eligible)
        }
    }

    @Test("an applicant who signs up in the first hour of their birthday is accepted", arguments: Engine.tested)
    func early(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-30T22:30:00+07:00") { world in
            var yosina = try await world.signedUp()
            (yosina.nik, yosina.birthDate, yosina.regency) = ("9171050105020001", (1, 5, 2002), "91.71")
            try await world.provePhone(yosina)
            #expect(try await yosina.browser.post(Paths.identity, yosina.identityFields).location == Paths.personal)
            #expect(try await yosina.browser.post(Paths.personal, yosina.personalFields).location == Paths.photos)
        }
    }
}
