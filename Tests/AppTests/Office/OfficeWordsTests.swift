import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Names of people and places on the office's pages", .timeLimit(.minutes(2)))
struct OfficeWordsTests {
    @Test(
        "a participant who withdraws is called a participant in the office's audit log",
        .bug(id: "4.36", "The wave's page called a participant who had withdrawn \"Petugas 9144…\", an officer."),
        arguments: Engine.tested)
    func withdrawing(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            try await siti.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1))
            let ratna = try await world.officer("Ratna", .operations)
            let page = try await ratna.browser.get(Paths.officeWave(1)).text
            #expect(page.contains(/Mundur\s+Peserta/))
            #expect(!page.contains("Petugas \(siti.id)"))
        }
    }

    @Test(
        "an officer is redirected to the officers' sign-in or start page, never to the participants' sign-in",
        .bug(
            id: "4.35",
            """
            An officer whose duty did not cover an act was redirected to "my account", which leads to the \
            participants' sign-in; so was an officer who opened a participant's page.
            """), arguments: Engine.tested)
    func redirects(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lestari = try await world.officer("Lestari", .auditor)
            let denied = try await lestari.browser.act(.close)
            #expect(denied.status == .forbidden && denied.body.contains("href=\"\(Paths.office)\""))
            #expect(!denied.body.contains("href=\"\(Paths.account)\""))
            let elsewhere = try await lestari.browser.get(Paths.account)
            #expect(elsewhere.status == .forbidden && elsewhere.text.contains("Anda masuk sebagai petugas"))
            #expect(!elsewhere.body.contains("href=\"\(Paths.signIn)\""))
            let stranger = try await world.visitor().post(Paths.officeLists, [], seeing: Paths.officeSignIn)
            #expect(stranger.location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(!(try await world.visitor().get(Paths.officeSignIn).body.contains("href=\"\(Paths.signUp)\"")))
        }
    }

    @Test(
        "no list name repeats the word for list",
        .bug(id: "4.37", "A person on the programme's blacklist read \"daftar daftar hitam program\"."),
        arguments: ListKind.allCases)
    func lists(kind: ListKind) {
        for language in Language.allCases {
            let name = EditionWords(t: Words(language: language)).namedList(kind)
            #expect(!name.lowercased().contains("daftar daftar") && !name.contains("list of the"))
            #expect(name.contains("daftar") || name.contains("list"))
        }
    }
}
