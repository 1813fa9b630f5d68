import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Services an operator closes", .timeLimit(.minutes(2)))
struct ServiceSwitchTests {
    @Test(
        "sign-up closes at once, with a notice on the page, and opens again",
        .bug(id: "1.40", "There was no way to close sign-up at once when something was wrong with it."),
        arguments: Engine.tested)
    func signUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            let begun = world.visitor()
            try await begun.post(Paths.signUp, [("kontak", "warga@contoh.id")])
            let code = try await world.code(to: "warga@contoh.id")
            let member = try await world.signedUp(2)

            try await world.close(.signUp)
            for visitor in [world.visitor(), begun] {
                let page = try await visitor.get(Paths.signUp)
                #expect(page.status == .serviceUnavailable && page.text.contains("Ada gangguan pada data."))
                #expect(page.text.contains("Yang sudah punya akun tetap dapat masuk."))
            }
            let late = try await begun.post(Paths.signUpCode, [("kode", code)], seeing: Paths.home)
            #expect(late.status == .serviceUnavailable)
            #expect(try await world.visitor().get(Paths.home).text.contains("Pembuatan akun ditutup sementara."))
            #expect(try await member.browser.get(Paths.account).status == .ok)
            #expect(try await world.visitor().get(Paths.signIn).status == .ok)

            try await world.open(.signUp)
            world.clock.advance(.seconds(1))
            #expect(try await !world.visitor().get(Paths.home).text.contains("ditutup sementara"))
            #expect(try await world.visitor().get(Paths.signUp).status == .ok)
        }
    }

    @Test(
        "joining closes for newcomers; an entry already made stays, is shown and can be withdrawn",
        .bug(id: "1.41", "There was no way to close joining a wave at once."), arguments: Engine.tested)
    func join(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(), try await world.candidate())
            #expect(try await siti.browser.join().location == Paths.myEntry(1))
            let seen = try await budi.browser.get(Paths.joinWave(1))
            #expect(seen.status == .ok)

            try await world.close(.join)
            let refused = try await budi.browser.post(Paths.joinWave(1), [], seeing: Paths.waves)
            #expect(refused.status == .serviceUnavailable && refused.text.contains("Ada gangguan pada data."))
            #expect(try await budi.browser.get(Paths.joinWave(1)).text.contains("Gabung gelombang ditutup sementara."))
            #expect(try await world.joined() == 1)
            let again = try await siti.browser.post(Paths.joinWave(1), [], seeing: Paths.waves)
            #expect(again.location == Paths.myEntry(1))
            try await siti.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1))
            #expect(try await world.joined() == 0)

            try await world.open(.join)
            #expect(try await budi.browser.join().location == Paths.myEntry(1))
        }
    }

    @Test(
        "buying closes for requests and payments, with the contract's error; a past payment keeps its answer",
        .bug(id: "1.42", "There was no way to close buying at once."), arguments: Engine.tested)
    func buy(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (siti, budi) = (
                try await market.world.cardholder(),
                try await market.world.cardholder("Budi Santoso", phone: "081234567891", wave: 2)
            )
            let paid = try await market.sendOTP(siti.number).token
            let otp = try await market.code(for: siti)
            #expect(try await market.authorize(paid, otp: otp).status == 200)
            let asked = try await market.sendOTP(budi.number, user: "U-2").token
            let code = try await market.code(for: budi)

            try await market.world.close(.buy)
            let refusals = [
                try await market.sendOTP(budi.number, user: "U-2"),
                try await market.authorize(asked, otp: code, invoice: "INV-2"),
            ]
            for refusal in refusals {
                #expect(refusal.status == 400 && refusal.text.contains("ERRPLT40070"), "\(refusal.text)")
                #expect(refusal.text.contains("Ada gangguan pada data.") && !refusal.text.contains("\"data\""))
            }
            #expect(try await market.authorize(paid, otp: otp).status == 200)

            try await market.world.open(.buy)
            #expect(try await market.authorize(asked, otp: code, invoice: "INV-2").status == 200)
        }
    }

    @Test(
        "a service that SQL opens stays closed, and a process that starts then closes all",
        .bug(id: "5.439", "SQL deleted the row of a closed service: joining was open again, and nothing named it."),
        arguments: Engine.tested)
    func openedBySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (dependencies, vault) = (world.dependencies, world.dependencies.vault)
            #expect(try await dependencies.switches.look(in: dependencies.database, vault: vault))
            try await world.close(.join)
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("DELETE FROM closed_door")
            #expect(try await !dependencies.switches.look(in: dependencies.database, vault: vault))
            #expect(dependencies.switches.closed(.join) != nil && dependencies.switches.closed(.buy) == nil)
            let fresh = ServiceSwitches()
            #expect(try await !fresh.look(in: dependencies.database, vault: vault))
            #expect(ServiceSwitch.allCases.allSatisfy { fresh.closed($0) != nil })
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("list of closed services 1 is not") })

            // What the operator does: closes again, which closes all, then opens.
            try await world.close(.join)
            #expect(ServiceSwitch.allCases.allSatisfy { dependencies.switches.closed($0) != nil })
            try await world.open(.buy)
            #expect(dependencies.switches.closed(.join) != nil && dependencies.switches.closed(.buy) == nil)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "the command closes a service in every process; the office and the audit log show it",
        .bug(id: "1.43", "Neither the office nor the audit log showed that a service had been closed."),
        .bug(
            id: "1.300",
            "`door close --why x` closed a service, and every page of the site gave people “x” for a reason."))
    func command() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: environment).status == 0)
            let words = ["--why", "Ada gangguan pada data.", "--why-en", "The data are being repaired."]
            let closed = try await Shipped.run(["switch", "close", "join"] + words, environment: environment)
            #expect(closed.status == 0 && closed.output.contains("join is closed"), "\(closed.errors)")
            let shown = try await Shipped.run(["door", "show"], environment: environment)
            #expect(shown.output.contains("sign-up\topen") && shown.output.contains("join\tclosed since"))
            let silent = try await Shipped.run(
                ["switch", "close", "buy", "--why", "x", "--why-en", words[3]], environment: environment)
            #expect(silent.status != 0 && silent.errors.contains("--why is what people read"), "\(silent.errors)")
            let longest = String(repeating: "Saldo sedang diperiksa. ", count: 9)
            for text in ["", "x x x", "test test test test", longest] {
                #expect(throws: CommandRefused.self) { try ServiceSwitchCommands.reason(text, "--why-en") }
            }
            #expect(
                try ServiceSwitchCommands.reason(" Saldo  kartu sedang diperiksa. ", "--why")
                    == "Saldo kartu sedang diperiksa.")

            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            let switches = ServiceSwitches()
            let key = try await MasterKey.open(
                directory.appending(path: "master.key").path, in: database, making: false,
                at: Dependencies.systemClock())
            #expect(try await switches.look(in: database, vault: Vault(master: key)))
            #expect(switches.closed(.join)?.why.id == "Ada gangguan pada data." && switches.closed(.buy) == nil)
            let acts = try await database.read { tx in
                try tx.audit.latest(subject: "door:join", before: nil, limit: 9).map(\.action)
            }
            #expect(acts == ["door.closed"])
            await database.close()
        }
        try await World.with(.sqlite) { world in
            try await world.close(.join)
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await ratna.browser.get(Paths.office).text.contains("Gabung gelombang ditutup sementara."))
        }
    }
}

extension World {
    /// Closes the service as the command does, and lets this process reload the switch.
    fileprivate func close(_ service: ServiceSwitch) async throws {
        let closed = ClosedService(
            service, why: Bilingual(id: "Ada gangguan pada data.", en: "Data trouble."), since: dependencies.realNow())
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.switches.close(
                closed, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        }
        try await dependencies.switches.look(in: dependencies.database, vault: dependencies.vault)
        clock.advance(.seconds(1))
    }

    fileprivate func open(_ service: ServiceSwitch) async throws {
        let isOpened = try await dependencies.database.transaction { [dependencies] tx in
            try tx.switches.open(service, at: dependencies.realNow(), ids: dependencies.ids)
        }
        #expect(isOpened)
        try await dependencies.switches.look(in: dependencies.database, vault: dependencies.vault)
    }
}
