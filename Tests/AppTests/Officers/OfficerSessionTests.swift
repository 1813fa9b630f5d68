import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sessions of officers", .timeLimit(.minutes(2)))
struct OfficerSessionTests {
    /// The secret of officers that `World.officer` adds.
    private static let totp = TOTP(secret: Data(repeating: 1, count: 20))

    @Test(
        "acts on money, draws and signatures ask for the authenticator's code again, and the form is kept",
        arguments: Engine.tested)
    func proof(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeProof = .minutes(10) }) { world in
            let agus = try await world.officer("Agus", .administrator)
            let path = Paths.officerInvitation
            let fields = [("nama", "Rudi Hartono"), ("alamat", "rudi@kantor.example"), ("peran-curator", "ya")]
            try await agus.browser.open(path)
            world.clock.advance(.minutes(11))
            let asked = try await agus.browser.postAsSeen(path, fields + [("alasan", Administrator.reason)])
            let proof = try #require(asked.location)
            #expect(proof == "\(Paths.officerProof)?ke=\(path.percentEncoded)")
            let page = try await agus.browser.open(proof)
            #expect(page.text.contains("Ketik kode autentikator"))

            let wrong = try await agus.browser.post(
                Paths.officerProof, [("kode", "000000"), ("ke", path)], token: page)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Kode tidak cocok"))
            let code = Self.totp.code(step: TOTP.step(at: world.clock.now()))
            let right = try await agus.browser.post(Paths.officerProof, [("kode", code), ("ke", path)], token: page)
            #expect(right.location == path)
            let kept = try await agus.browser.get(path)
            #expect(kept.body.contains("value=\"Rudi Hartono\"") && kept.text.contains("Formulir belum terkirim"))
            let sent = try await agus.browser.post(path, fields + [("alasan", Administrator.reason)])
            #expect(Administrator.id(in: sent) != nil)

            let again = try await agus.browser.post(Paths.officerProof, [("kode", code), ("ke", path)])
            #expect(again.status == .unprocessableContent, "a code is good once")
            let away = try await agus.browser.post(
                Paths.officerProof,
                [("kode", Self.totp.code(step: TOTP.step(at: world.clock.now()) + 1)), ("ke", "//jahat.example")])
            #expect(away.location == Paths.office)
        }
    }

    @Test("a wave is not drawn, decreed or paid with an old code", arguments: [Engine.sqlite])
    func money(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeProof = .minutes(10) }) { world in
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            world.clock.advance(.minutes(11))
            for act in WaveAction.allCases {
                let browser = act.permission == .signDecrees ? hendra.browser : ratna.browser
                let answer = try await browser.act(act)
                #expect(answer.location?.hasPrefix(Paths.officerProof) == true, "\(act)")
            }
            let drafted = try await ratna.browser.post(Paths.payouts, [])
            #expect(drafted.location?.hasPrefix(Paths.officerProof) == true)
        }
    }

    @Test("a session ends after half an hour without a request and after twelve hours in all", arguments: Engine.tested)
    func idle(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeIdle = .minutes(30) }) { world in
            let ratna = try await world.officer("Ratna", .operations)
            for _ in 0..<35 {
                world.clock.advance(.minutes(20))
                #expect(try await ratna.browser.get(Paths.office).status == .ok)
            }
            world.clock.advance(.minutes(21))
            #expect(
                try await ratna.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true, "12 hours")
            try await world.signInAgain(ratna)
            #expect(try await ratna.browser.get(Paths.office).status == .ok)
            world.clock.advance(.minutes(30))
            let ended = try await ratna.browser.get(Paths.office)
            #expect(ended.location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(try await ratna.browser.follow(ended).text.contains("Tanpa kegiatan selama 30 menit"))
        }
    }

    @Test("recovery codes are shown once, each signs in once, and none counts as the authenticator")
    func recovery() async throws {
        try await World.with(.sqlite, settings: { $0.officeProof = .minutes(10) }) { world in
            _ = try await OfficeSignInTests.add(world)
            let officer = try #require(
                try await world.dependencies.database.read {
                    try $0.officers.credential(signIn: "ratna@kantor.example")
                }
            ).id
            let browser = world.visitor()
            let cookie = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.sessions.begin(
                    officer: officer, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random
                )
            }
            browser.carry(cookie: SessionCookie.name(secure: false), cookie)
            let page = try await browser.post(Paths.recoveryCodes, [], seeing: Paths.ownAccount)
            let codes = page.body.matches(of: /<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/).map { String($0.1) }
            #expect(codes.count == RecoveryCode.count && Set(codes).count == codes.count)
            let account = try await browser.get(Paths.ownAccount)
            #expect(account.text.contains("8 belum dipakai") && !account.body.contains(codes[0]))

            func signIn(_ code: String) async throws -> (answer: Answer, browser: Visitor) {
                let visitor = world.visitor()
                let answer = try await OfficeSignInTests.attempt(
                    visitor, password: OfficeSignInTests.password, code: code)
                return (answer, visitor)
            }
            let (first, inside) = try await signIn(codes[0].uppercased())
            #expect(first.location == Paths.office)
            #expect(try await signIn(codes[0]).answer.status == .unprocessableContent)
            let asked = try await inside.post(Paths.recoveryCodes, [], seeing: Paths.ownAccount)
            #expect(asked.location?.hasPrefix(Paths.officerProof) == true)
        }
    }

    @Test("the command line adds two administrators, and afterwards officers only with a recorded reason")
    func commandLine() async throws {
        try await World.with(.sqlite) { world in
            let dependencies = world.dependencies
            func add(_ signIn: String, _ roles: [Role], emergency: String? = nil) async throws {
                _ = try await OfficerCommands.add(
                    name: "Agus", signIn: signIn, roles: roles, emergency: emergency, on: dependencies)
            }
            await #expect(throws: CommandRefused.self) { try await add("a@kantor.example", [.waveManager]) }
            try await add("a@kantor.example", .administrator)
            try await add("a@kantor.example", .administrator)
            try await add("b@kantor.example", .administrator)
            await #expect(throws: CommandRefused.self) { try await add("c@kantor.example", .administrator) }
            await #expect(throws: CommandRefused.self) {
                try await add("c@kantor.example", .administrator, emergency: "x")
            }
            await #expect(throws: CommandRefused.self) {
                try await add("c@kantor.example", [.payoutMaker, .payoutChecker], emergency: Administrator.reason)
            }
            try await add("c@kantor.example", [.waveManager], emergency: Administrator.reason)
            let events = try await dependencies.database.read {
                try $0.audit.latest(subject: nil, before: nil, limit: 50)
            }
            let emergency = events.filter { $0.action == "officer.added-in-emergency" }
            #expect(emergency.count == 1 && emergency[0].detail.contains("Surat tugas nomor 12"))
        }
    }
}
