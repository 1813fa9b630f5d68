import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What the application's user of the database could write into the rows that sign an officer in.
@Suite("Sign-in rows changed by SQL", .timeLimit(.minutes(2)))
struct SealedSessionTests {
    @Test(
        "an office session given to another officer, prolonged or proved by SQL opens nothing", arguments: Engine.tested
    )
    func sessions(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeProof = .minutes(10) }) { world in
            let ani = try await world.officer("Ani", .verifier)
            let hasti = try await world.officer("Hasti", .approver).id
            world.clock.advance(.minutes(11))
            let changes: [SQL] = [
                "UPDATE session SET officer_id = \(hasti) WHERE officer_id = \(ani.id)",
                "UPDATE session SET proved_at = proved_at + 60000 WHERE officer_id = \(ani.id)",
                "UPDATE session SET ends_at = ends_at + 86400000 WHERE officer_id = \(ani.id)",
                "UPDATE session SET seal = NULL WHERE officer_id = \(ani.id)",
            ]
            for change in changes {
                try await world.vandalise(change)
                let answer = try await ani.browser.get(Paths.office)
                #expect(answer.location?.hasPrefix(Paths.officeSignIn) == true, "\(change.text)")
                try await world.vandalise("DELETE FROM session")
                try await world.signInAgain(ani)
                #expect(try await ani.browser.get(Paths.office).status == .ok)
            }
        }
    }

    @Test(
        "a session that ended and is put back by SQL opens nothing; those that went on do",
        .bug(
            id: "5.435",
            """
            SQL put the row of an ended session back: with its cookie a person or an officer was signed in again, also \
            after they had signed out, or a colleague had suspended them.
            """),
        arguments: Engine.tested)
    func putBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let (phone, shop) = (try await world.signIn(siti.email), try await world.signIn(siti.email))
            let ani = try await world.officer("Ani", .verifier)
            #expect(try await ani.browser.get(Paths.office).status == .ok)
            try await world.keep("session")
            let rows = "SELECT * FROM kept_session WHERE hash NOT IN (SELECT hash FROM session)"
            let back = SQL(stringLiteral: "INSERT INTO session \(rows)")

            try await phone.post(Paths.signOut, [], seeing: Paths.account)
            try await world.vandalise(back)
            #expect(try await !phone.isSignedIn(), "signed out")
            #expect(try await siti.browser.isSignedIn())
            #expect(try await shop.isSignedIn())

            try await siti.browser.post(Paths.devicesSignOut, [], seeing: Paths.devices)
            try await world.vandalise(back)
            #expect(try await !phone.isSignedIn(), "signed out from another device")
            #expect(try await !shop.isSignedIn(), "signed out from another device")
            #expect(try await siti.browser.isSignedIn())
            let later = try await world.signIn(siti.email)
            #expect(try await later.isSignedIn())

            // SQL hides the row from the act that ends it.
            try await world.vandalise("DELETE FROM session WHERE officer_id = \(ani.id)")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.sessions.endAll(
                    of: ani.id, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            }
            try await world.vandalise(back)
            #expect(try await ani.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
        }
    }

    @Test(
        "an officer's session that ended without a request does not go on because SQL says that it was used",
        .bug(id: "5.436", "The time of an officer's last request was not sealed: SQL kept a session alive for hours."),
        arguments: Engine.tested)
    func idle(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeIdle = .minutes(30) }) { world in
            let ani = try await world.officer("Ani", .verifier)
            for _ in 0..<3 {
                world.clock.advance(.minutes(20))
                #expect(try await ani.browser.get(Paths.office).status == .ok)
            }
            world.clock.advance(.minutes(31))
            try await world.vandalise("UPDATE session SET seen_at = \(world.dependencies.realNow())")
            #expect(try await ani.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
        }
    }

    @Test(
        "a set-up link moved to another officer by SQL is no link, and shows no authenticator",
        .bug(
            id: "3.331",
            "An officer pointed their own reset link at a colleague's row, read the authenticator and set a password."),
        arguments: Engine.tested)
    func link(engine: Engine) async throws {
        try await World.with(engine) { world in
            let hasti = try await world.officer("Hasti", .approver).id
            let invitation = try await OfficerCommands.invite(
                name: "Ratna", signIn: "ratna@kantor.example", roles: .operations, on: world.dependencies)
            let path = String(invitation.link.dropFirst(world.dependencies.configuration.baseURL.count))
            #expect(try await world.visitor().get(path).status == .ok)
            try await world.vandalise("UPDATE officer_setup SET expires_at = expires_at + 86400000")
            #expect(try await world.visitor().get(path).status == .notFound, "prolonged")
            try await world.vandalise(
                "UPDATE officer_setup SET expires_at = expires_at - 86400000, officer_id = \(hasti)")
            let moved = try await world.visitor().get(path)
            #expect(moved.status == .notFound && !moved.body.contains("otpauth"))
        }
    }

    @Test(
        "a password or an authenticator copied from another officer's row does not sign in", arguments: Engine.tested)
    func credentials(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await OfficeSignInTests.add(world)
            let hasti = try await world.officer("Hasti", .approver).id
            try await world.bindEarlier()
            func attempt(_ name: String) async throws -> Answer {
                world.clock.advance(.seconds(30))
                let code = totp.code(step: TOTP.step(at: world.clock.now()))
                return try await OfficeSignInTests.attempt(
                    world.visitor(), name: name, password: OfficeSignInTests.password, code: code)
            }
            #expect(try await attempt("ratna@kantor.example").location == Paths.office)
            // What the thief knows is the password of their own row; the authenticator is as if it had been phished.
            let secret = try world.dependencies.vault.seal(
                "12345678901234567890", table: "officer", column: "totp_secret", row: hasti.rawValue)
            let copies: [SQL] = [
                """
                UPDATE officer
                SET password_hash = (SELECT password_hash FROM officer WHERE sign_in = 'ratna@kantor.example'),
                    totp_secret = (SELECT totp_secret FROM officer WHERE sign_in = 'ratna@kantor.example')
                WHERE id = \(hasti)
                """, "UPDATE officer SET totp_secret = \(secret) WHERE id = \(hasti)",
            ]
            for copy in copies {
                try await world.vandalise(copy)
                #expect(try await attempt("hasti@kantor.example").status == .unprocessableContent)
            }
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("credential of officer \(hasti) is not") })
            #expect(try await attempt("ratna@kantor.example").location == Paths.office)
        }
    }
}
