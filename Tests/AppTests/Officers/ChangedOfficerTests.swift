import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What the application's user of the database could change of officers, let the office act on, and put back.
@Suite("Officers changed by SQL", .timeLimit(.minutes(2)))
struct ChangedOfficerTests {
    @Test(
        "a reset does not send its link to an address that SQL put in; the officer can only be suspended",
        .bug(
            id: "3.730",
            """
            An administrator proposed a reset, put another address into the database, and the colleague's approval sent \
            the link there: password and authenticator of a programme manager were theirs.
            """),
        arguments: Engine.tested)
    func reset(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let bela = try await world.officer("Bela", .verifier).id
            let id = try await agus.propose(.reset, of: bela, [])
            try await world.vandalise("UPDATE officer SET sign_in = 'penyerang@luar.example' WHERE id = \(bela)")
            let answer = try await fitri.decide(id)
            #expect(answer.status == .conflict && answer.text.contains("diubah di luar aplikasi"), "\(answer.text)")
            #expect(try await world.letters(to: "penyerang@luar.example").isEmpty)
            #expect(try await world.trail(of: "officer:\(bela)").contains("officer.change-denied"))
            try await fitri.decide(id, agrees: false)
            #expect(try await agus.browser.change(.suspend, of: bela, []).location == Paths.officer(bela))
        }
    }

    @Test(
        "an officer whose role, suspension or NIK SQL changed has no session and does not sign in",
        .bug(
            id: "3.731",
            "A suspended officer with a role from SQL signed in, sealed and drew a wave, and put the rows back."),
        arguments: Engine.tested)
    func acting(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await OfficeSignInTests.add(world)
            let address = "ratna@kantor.example"
            let ratna = try #require(
                try await world.dependencies.database.read { try $0.officers.credential(signIn: address) }
            ).id
            try await world.bindEarlier()
            func signIn(_ browser: Visitor) async throws -> Answer {
                world.clock.advance(.seconds(30))
                let code = totp.code(step: TOTP.step(at: world.clock.now()))
                return try await OfficeSignInTests.attempt(browser, password: OfficeSignInTests.password, code: code)
            }
            let browser = world.visitor()
            #expect(try await signIn(browser).status == .seeOther)
            #expect(try await browser.get(Paths.office).status == .ok)
            let role: SQL = """
                INSERT INTO officer_role (officer_id, held_for, role, from_at)
                VALUES (\(ratna), \(ratna), 'administrator', 0)
                """
            let changes: [(do: SQL, undo: SQL)] = [
                (role, "DELETE FROM officer_role WHERE officer_id = \(ratna) AND role = 'administrator'"),
                (
                    "UPDATE officer SET nik_lookup = \(Data(repeating: 7, count: 32)) WHERE id = \(ratna)",
                    "UPDATE officer SET nik_lookup = NULL WHERE id = \(ratna)"
                ),
            ]
            for change in changes {
                try await world.vandalise(change.do)
                let page = try await browser.get(Paths.office)
                #expect(page.location?.hasPrefix(Paths.officeSignIn) == true, "\(change.do.text)")
                #expect(try await signIn(world.visitor()).status == .unprocessableContent, "\(change.do.text)")
                try await world.vandalise(change.undo)
                #expect(try await browser.get(Paths.office).status == .ok, "\(change.undo.text)")
            }
        }
    }

    @Test(
        "an officer without a binding has no session and does not sign in",
        .bug(
            id: "5.322",
            "A role put in by SQL was in force once SQL had deleted what the last act on the officer bound."),
        arguments: Engine.tested)
    func unbound(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await OfficeSignInTests.add(world)
            let bela = try await world.officer("Bela", .verifier)
            try await world.bindEarlier()
            func signIn() async throws -> Answer {
                world.clock.advance(.seconds(30))
                let code = totp.code(step: TOTP.step(at: world.clock.now()))
                return try await OfficeSignInTests.attempt(
                    world.visitor(), password: OfficeSignInTests.password, code: code)
            }
            #expect(try await signIn().location == Paths.office)
            #expect(try await bela.browser.get(Paths.office).status == .ok)
            try await world.vandalise(
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at)
                SELECT id, id, 'administrator', 0
                FROM officer
                """,
                "DELETE FROM bound_record WHERE kind IN ('officer', 'complete')")
            #expect(try await bela.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(try await signIn().status == .unprocessableContent)
        }
    }

    @Test(
        "roles that SQL changed in the database are not believed: a server does not start, a command says so",
        .bug(
            id: "3.732",
            "A text of the role file put into the database gave a payout maker the search, at the next start."))
    func roleFile() async throws {
        try await World.with(.sqlite) { world in
            let (dependencies, mark) = (world.dependencies, RowMark(world.dependencies.vault))
            try await OfficeRoleFile.putInForce(on: dependencies)
            func open(serving: Bool) async throws -> OfficeRoles {
                try await OfficeRoleFile.open(
                    beside: "/nonexistent/edition.yaml", in: dependencies.database, serving: serving, mark: mark)
            }
            #expect(try await open(serving: true).digest == World.officeRoles.digest)
            let other = World.officeRoles.yaml.replacing("payout-maker", with: "payout-maker-2")
            let forms: [SQL] = [
                "UPDATE office_role_file SET text = \(other)",
                "UPDATE office_role_file SET text = '- kacau'",
            ]
            for form in forms {
                try await world.vandalise(form)
                await #expect(throws: BootFault.self) { try await open(serving: true) }
                let shipped = try OfficeRoles(yaml: String(contentsOf: OfficeRoleFile.shipped, encoding: .utf8))
                #expect(try await open(serving: false).digest == shipped.digest)
            }
            let findings = try await dependencies.database.read { try $0.officers.discrepancies() }
            #expect(findings.contains { $0.contains("roles kept in the database") }, "\(findings)")
        }
    }
}
