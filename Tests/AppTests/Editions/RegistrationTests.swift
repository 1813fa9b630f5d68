import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Registration opens and ends at its instants", .timeLimit(.minutes(2)))
struct RegistrationTests {
    @Test(
        "sign-up and applications are refused before the opening instant and after the edition's last day",
        .bug(
            id: "3.11",
            """
            People could sign up and submit applications before registration opened, and long after the edition was \
            over.
            """),
        arguments: Engine.tested)
    func instants(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-11T18:59:59+07:00") { world in
            func signUp() async throws -> Answer {
                try await world.visitor().post(Paths.signUp, [("kontak", "siti@contoh.id")], seeing: Paths.signIn)
            }
            let early = try await signUp()
            #expect(early.status == .forbidden && early.text.contains("Pendaftaran dibuka Sabtu, 11 April 2020, 19.00"))
            #expect(try await world.visitor().get(Paths.signUp).status == .forbidden)
            world.clock.set(world.dependencies.edition.validity.registrationOpens)
            #expect(try await world.visitor().get(Paths.signUp).status == .ok)
            #expect(try await signUp().location == Paths.signUpCode)
            let siti = try await world.signedUp()

            world.clock.set(world.dependencies.edition.registrationEnds - Span(milliseconds: 1))
            #expect(try await signUp().location == Paths.signUpCode)
            world.clock.set(world.dependencies.edition.registrationEnds)
            let late = try await signUp()
            #expect(late.status == .forbidden)
            #expect(late.text.contains("Pendaftaran sudah berakhir 31 Des 2020, 23.59 WIB"))
            let cookie = try await world.session(of: siti)
            siti.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
            let sent = try await siti.browser.post(Paths.check, [], seeing: Paths.account)
            #expect(sent.status == .forbidden && sent.text.contains("Pendaftaran sudah berakhir"))
        }
    }

    @Test(
        "the home page shows what is open, what is postponed, and that the edition is over",
        .bug(
            id: "3.12",
            "The home page showed only the calendar: no open wave, no postponed announcement, and no end."),
        arguments: Engine.tested)
    func home(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            #expect(try await world.visitor().get(Paths.home).text.contains("Gelombang 1 sedang dibuka"))
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await ratna.browser.post(
                Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil"))
            try await hendra.browser.post(Paths.answerPostponement(1, .approve), [], seeing: Paths.officeWave(1))
            let siti = try await world.candidate()
            world.dependencies.publicCache.forget()
            let putOff = try await siti.browser.get(Paths.home)
            #expect(putOff.body.contains(/<del>[^<]*17 Apr[^<]*16\.00 WIB/))
            #expect(putOff.text.contains("Menunggu data Dukcapil"))

            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            world.dependencies.publicCache.forget()
            try await world.signInAgain(siti)
            #expect(try await siti.browser.get(Paths.home).text.contains("Gelombang 2 dibuka"))
            world.clock.set(world.dependencies.edition.registrationEnds)
            try await world.signInAgain(siti)
            world.dependencies.publicCache.forget()
            #expect(try await siti.browser.get(Paths.home).text.contains("Pendaftaran sudah berakhir"))
        }
    }
}

extension World {
    /// A new session of a person whose old one has expired; returns its cookie.
    func session(of person: TestPerson) async throws -> String {
        let id = try await id(of: person)
        return try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
    }
}
