import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Payments looked up in the rail's statement")
struct StatementTests {
    @Test(
        "\"not arrived\" needs two officers of different duties, each with a reason and a reference number",
        .bug(
            id: "3.20",
            "One officer alone decided that a payment had not arrived, with an empty number and the reason \"x\"."),
        arguments: Engine.tested)
    func twoDuties(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, batch) = try await world.lostPayment()
            let path = try await world.statementPath(batch)
            let budi = try await world.officer(.approver, "budi-mutasi")
            let why = "Mutasi 15 sampai 17 April diperiksa baris demi baris"

            // Empty fields, bare punctuation and invalid numbers come back with messages at their fields.
            for (outcome, number, reason, words) in [
                ("tidak", "", why, "Tulis nomor seperti di mutasi"),
                ("tidak", "----", why, "Tulis nomor seperti di mutasi"),
                ("tidak", "0000", why, "Tulis nomor seperti di mutasi"),
                ("tidak", "RK-417", "x", "Alasan terlalu pendek"),
                ("", "RK-417", why, "Pilih: ada di mutasi"),
            ] {
                let fields = [("hasil", outcome), ("nomor", number), ("alasan", reason)]
                let answer = try await budi.browser.post(path, fields)
                #expect(answer.status == .unprocessableContent, "\(fields)")
                #expect(answer.text.contains(words), "\(fields): \(answer.text)")
            }
            let looked = [("hasil", "tidak"), ("nomor", "RK-417"), ("alasan", why)]
            #expect(try await budi.browser.post(path, looked).location == path)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)

            // Neither the same officer nor another of the same duty decides; both attempts are in the audit log.
            let decision = [("putusan", "setuju"), ("alasan-putusan", "Saya lihat sendiri, tidak ada di mutasi")]
            let cici = try await world.officer(.approver, "cici-mutasi")
            for officer in [budi, cici] {
                let answer = try await officer.browser.post(path + "/putusan", decision, seeing: Paths.payouts)
                #expect([.conflict, .forbidden].contains(answer.status))
            }
            #expect(try await world.auditedActions().filter { $0 == "disbursement.finding-denied" }.count == 2)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)

            let ani = try await world.officer(.operations, "ani-mutasi")
            #expect(try await ani.browser.get(Paths.office).text.contains("Hasil mutasi menunggu putusan"))
            let silent = try await ani.browser.post(
                path + "/putusan", [("putusan", "setuju"), ("alasan-putusan", "ok")], seeing: path)
            #expect(silent.status == .unprocessableContent)
            let decided = try await ani.browser.post(path + "/putusan", decision, seeing: path)
            #expect(decided.location == Paths.payoutBatch(batch))
            let failed = try await world.instalment(.incentive, 1, of: siti)
            #expect(failed.state == .failed && failed.failure == .notArrived)
            #expect(try await world.balance(.cardIncentive(siti.card)) == Balance(posted: Rupiah(2_550_000)))
            let page = try await world.browser(of: siti.person).get(Paths.incentives).text
            #expect(page.contains("tidak pernah sampai") && !page.contains("menolak pembayaran"))
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "\"arrived\" needs two officers as well, and a rejected proposal is looked up again", arguments: Engine.tested)
    func arrived(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, batch) = try await world.lostPayment()
            let path = try await world.statementPath(batch)
            let ani = try await world.officer(.operations, "ani-mutasi")
            let budi = try await world.officer(.approver, "budi-mutasi")
            let why = "Mutasi 15 sampai 17 April diperiksa baris demi baris"
            let decided = ("alasan-putusan", "Saya mencocokkan nomor dan jumlahnya")
            _ = try await ani.browser.post(path, [("hasil", "tidak"), ("nomor", "RK-417"), ("alasan", why)])
            _ = try await budi.browser.post(path + "/putusan", [("putusan", "tolak"), decided], seeing: path)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)
            _ = try await ani.browser.post(path, [("hasil", "ada"), ("nomor", "TRX 88101"), ("alasan", why)])
            let done = try await budi.browser.post(path + "/putusan", [("putusan", "setuju"), decided], seeing: path)
            #expect(done.location == Paths.payoutBatch(batch))
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await budi.browser.get(Paths.payoutBatch(batch)).text.contains("TRX 88101"))
            try await world.expectBalancedBooks()
        }
    }
}

@Suite("Batches that are not approved")
struct RefusedBatchTests {
    @Test(
        "a batch is refused with a reason, none of it is submitted, and its requests wait for another batch",
        .bug(
            id: "3.21",
            "A drafted batch could only be approved: a wrong one stayed for ever, with all its requests."),
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let ani = try await world.officer(.operations, "ani-tolak")
            let budi = try await world.officer(.approver, "budi-tolak")
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)

            let silent = try await budi.browser.post(path + "/penolakan", [("alasan", "x")], seeing: path)
            #expect(silent.status == .unprocessableContent && silent.text.contains("Alasan terlalu pendek"))
            let stranger = try await world.officer(.operations, "dedi-tolak")
            let why = [("alasan", "Jumlahnya tidak cocok dengan daftar permintaan")]
            #expect(try await stranger.browser.post(path + "/penolakan", why, seeing: path).status == .forbidden)
            #expect(try await budi.browser.post(path + "/penolakan", why, seeing: path).location == path)
            let page = try await ani.browser.get(path).text
            #expect(page.contains("budi-tolak menolak kelompok ini") && page.contains("Jumlahnya tidak cocok"))
            #expect(try await budi.browser.post(path + "/persetujuan", [], seeing: path).status == .conflict)
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            // No payment is under way, so another account may be linked; and the next batch pays.
            #expect(try await world.link("0812-3456-7899", of: siti).location == Paths.payee)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "every batch can be reached from the list, also the first of many",
        .bug(id: "3.22", "Only the newest 50 batches were listed; older ones could not be found in the office."),
        arguments: Engine.tested)
    func listed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ani = try await world.officer(.operations, "ani-daftar")
            let ids = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try (0..<(PayoutOffice.listed * 2 + 1)).map { _ in
                    try tx.payouts.draft(by: ani.id, at: dependencies.clock.now(), ids: dependencies.ids)
                }
            }
            var (path, seen): (String?, [String]) = (Paths.payouts, [])
            while let next = path {
                let page = try await ani.browser.get(next).body
                seen += page.matches(of: /kantor\/penyaluran\/(\d+)"/).map { String($0.1) }
                path = page.firstMatch(of: /\/kantor\/penyaluran\?sebelum=\d+/).map { String($0.0) }
            }
            #expect(seen == ids.reversed().map(\.description))
        }
    }
}

extension World {
    /// A person with a payment that the rail does not know after the cut-off.
    func lostPayment() async throws -> (Beneficiary, ID<PayoutBatch>) {
        let siti = try await ready()
        _ = try await ask(for: instalment(.incentive, 1, of: siti), of: siti)
        try await setRailMode("down")
        let batch = try await payOut()
        try await setRailMode("normal")
        for _ in 0..<4 {
            clock.advance(.hours(7))
            try await settle()
        }
        return (siti, batch)
    }

    /// The path of the page on which officers look up the batch's first payment.
    func statementPath(_ batch: ID<PayoutBatch>) async throws -> String {
        let items = try await dependencies.database.read { try $0.payouts.items(of: batch) }
        return Paths.payoutStatement(batch, try #require(items.first).disbursement.id)
    }
}
