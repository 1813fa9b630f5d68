import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Rows of codes changed by SQL", .timeLimit(.minutes(2)))
struct CodeRowTests {
    @Test(
        "one's own digits, or one's own link, put into the row of another person's code opens no account",
        .bug(
            id: "5.418",
            """
            What a code proves was sealed apart from its digits and its link: SQL that copied these from the code of an own \
            address into that of another person's signed in as that person.
            """),
        arguments: Engine.tested, [false, true])
    func copied(engine: Engine, byLink: Bool) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            let browser = world.visitor()
            let way = byLink ? [("cara", "tautan")] : []
            try await browser.post(Paths.signIn, [("kontak", budi.email)] + way)
            let own = byLink ? try await world.link(to: budi.email) : try await world.code(to: budi.email)
            let first = try await newest(world)
            try await browser.post(Paths.signIn, [("kontak", siti.email)] + way)
            try await world.settle()
            let second = try await newest(world)
            #expect(first != second)
            let row = try await world.dependencies.database.read { tx in
                try tx.row("SELECT destination, hash, link FROM one_time_code WHERE id = \(first)")
            }
            let (destination, hash, link): (Data, Data, Data?) = try (
                #require(row)["destination"], #require(row)["hash"], #require(row)["link"]
            )
            try await world.vandalise(
                "UPDATE one_time_code SET link = NULL WHERE id = \(first)",
                """
                UPDATE one_time_code
                SET destination = \(destination), hash = \(hash), link = \(link)
                WHERE id = \(second)
                """)
            let answer =
                byLink
                ? try await browser.post(own, []) : try await browser.post(Paths.signInCode, [("kode", own)])
            #expect(answer.location != Paths.account)
            #expect(try await browser.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
        }
    }

    @Test(
        "a platform does not find a purchase's code by guesses whose count SQL sets back",
        .bug(
            id: "5.838",
            """
            How often a code was tried stood in its row alone: set back by SQL after each guess, a platform could try all \
            of a million and buy without the cardholder.
            """),
        arguments: Engine.tested)
    func guessed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let right = try await market.code(for: siti)
            let wrong = right == "123456" ? "654321" : "123456"
            for _ in 0..<Allowance.answersPerCard.limit {
                #expect(try await market.authorize(token, otp: wrong).status < 429)
                try await market.world.vandalise("UPDATE one_time_code SET tries = 0, state = 'open'")
            }
            #expect(try await market.authorize(token, otp: right).status == 429)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
        }
    }

    private func newest(_ world: World) async throws -> Int64 {
        try await world.dependencies.database.read { try $0.row("SELECT MAX(id) AS id FROM one_time_code")?["id"] ?? 0 }
    }
}
