import Crypto
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Statements of the provider that were taken in", .timeLimit(.minutes(2)))
struct ProviderStatementTests {
    private static func file(_ rows: [String]) -> Data {
        Data(("tanggal,rujukan,nomor,jumlah\n" + rows.joined(separator: "\n") + "\n").utf8)
    }

    private func upload(_ file: Data, by officer: TestOfficer, name: String = "mutasi-mei.csv") async throws -> Answer {
        try await officer.browser.upload(Paths.statements, files: [(StatementsOffice.file, name, file)])
    }

    @Test(
        "each line is compared with the payment of its reference, on the list and line by line",
        arguments: Engine.tested)
    func compared(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let batch = try await world.payOut()
            let payment = try await world.dependencies.database.read { try $0.payouts.items(of: batch)[0] }
            #expect(payment.disbursement.state == .paid)
            let id = payment.disbursement.id
            let file = Self.file([
                "2020-04-15,\(id),GP-1,600000", "2020-04-16,\(id),GP-2,600000", "2020-04-16,77,GP-3,600000",
            ])
            let joko = try await world.officer([.payoutMaker], "joko")
            #expect(try await joko.browser.get(Paths.payouts).body.contains("href=\"\(Paths.statements)\""))
            let taken = try await upload(file, by: joko)
            let path = try #require(taken.location, "\(taken.text)")
            #expect(taken.notice == "mutasi-diambil")

            let lestari = try await world.officer(.auditor, "lestari")
            let list = try await lestari.browser.get(Paths.statements)
            #expect(list.text.contains("mutasi-mei.csv") && list.text.contains("15 April 2020 – 16 April 2020"))
            #expect(list.text.contains(Data(SHA256.hash(data: file)).hex.prefix(12)))
            #expect(list.body.contains("\(path)?lihat=\(ProviderStatementPage.open)"))
            #expect(!list.body.contains("type=\"file\""), "an auditor takes nothing in")
            let page = try await lestari.browser.get(path).text
            for words in ["baris 3", "cocok 1", "belum cocok 2", "Disebut dua kali", "Rujukan tidak dikenal", "GP-1"] {
                #expect(page.contains(words), "\(words)")
            }
            let open = try await lestari.browser.get("\(path)?lihat=\(ProviderStatementPage.open)").text
            #expect(!open.contains("GP-1") && open.contains("GP-2") && open.contains("GP-3"))
            lestari.browser.carry(cookie: "bahasa", "en")
            let english = try await lestari.browser.get(path).text
            #expect(english.contains("Named twice") && english.contains("Beside our payment"))
            let subject = "statement:\(try #require(path.split(separator: "/").last))"
            #expect(try await world.trail(of: subject) == ["statement.taken-in"])
        }
    }

    @Test(
        "a line of a payment that the rail does not know leads to the page where two officers decide on it",
        arguments: Engine.tested)
    func missing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (_, batch) = try await world.lostPayment()
            let payment = try await world.dependencies.database.read { try $0.payouts.items(of: batch)[0] }
            let id = payment.disbursement.id
            #expect(payment.disbursement.state == .missing)
            let joko = try await world.officer([.payoutMaker], "joko")
            let file = Self.file(["2020-04-16,\(id),GP-2,600000"])
            let path = try #require(try await upload(file, by: joko).location)
            let page = try await joko.browser.get(path)
            #expect(page.text.contains("Belum tercatat sampai") && page.text.contains("cocok 0"))
            #expect(page.body.contains("href=\"\(Paths.payoutStatement(batch, id))\""))
            let lookUp = try await joko.browser.get(Paths.payoutStatement(batch, id)).text
            #expect(lookUp.contains("Di mutasi yang sudah diambil") && lookUp.contains("GP-2"))
            let lestari = try await world.officer(.auditor, "lestari")
            let reading = try await lestari.browser.get(path)
            #expect(reading.text.contains("Belum tercatat sampai") && !reading.text.contains("Catat hasilnya"))
        }
    }

    @Test(
        "a file is taken in once and as a whole, and a wrong row is named with its remedy",
        .bug(id: "5.493", "A statement sent again, and a batch approved twice, were refused without a way to them."),
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let joko = try await world.officer([.payoutChecker], "joko")
            for (text, words) in [
                ("tanggal,rujukan,nomor\n2020-04-15,7,GP-1\n", "Kolom ini belum ada: jumlah"),
                ("tanggal,rujukan,nomor,jumlah\n", "Tidak ada baris"),
                (
                    "tanggal,rujukan,nomor,jumlah\n2020-04-15,7,GP-1,600000\n15/4/2020,8,GP-2,600000\n2020-04-15,9,GP-3,6 ratus\n",
                    "2 baris tak terbaca, jadi tidak ada yang diambil"
                ),
                ("PK\u{3}\u{4}", "CSV"),
            ] {
                let answer = try await upload(Data(text.utf8), by: joko)
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(answer.text)")
                #expect(answer.body.contains("href=\"#\(StatementsOffice.file)\""))
            }
            let file = Self.file(["2020-04-15,7,GP-1,600000"])
            let path = try #require(try await upload(file, by: joko).location)
            let twice = try await upload(file, by: joko, name: "lain.csv")
            #expect(twice.status == .conflict && twice.text.contains("sudah pernah diambil"))
            #expect(twice.text.contains("Buka mutasi mutasi-mei.csv"))
            #expect(twice.body.contains("class=\"button secondary\" href=\"\(path)\""))
            #expect(
                try await world.dependencies.database.read { try $0.providerStatements.latest(before: nil, limit: 9) }
                    .count == 1)

            for (roles, status) in [
                ([Role.helpdesk], HTTPResponse.Status.forbidden), ([.auditor], .forbidden),
                ([.waveManager], .forbidden),
            ] {
                let other = try await world.officer(roles, "lain-\(roles[0].rawValue)")
                #expect(try await upload(file, by: other).status == status, "\(roles)")
            }
        }
    }

    @Test(
        "every wrong row is named with its column, what it holds and the remedy, and nothing is taken in",
        .bug(
            id: "5.530", "Of a statement's wrong rows only the first was named, so that each was found by one upload."),
        arguments: Engine.tested)
    func wrongRows(engine: Engine) async throws {
        try await World.with(engine) { world in
            let joko = try await world.officer([.payoutMaker], "joko")
            let file = Self.file([
                "2020-04-15,7,GP-1,600000", "15/4/2020,8,GP-2,<6 ratus>", "2020-04-15,,GP-3,600000",
                "2020-04-15,9,\(String(repeating: "9", count: 65)),600000",
            ])
            let answer = try await upload(file, by: joko)
            #expect(answer.status == .unprocessableContent && answer.text.contains("3 baris tak terbaca"))
            for words in [
                "tanggal, jumlah", "“15/4/2020” bukan tanggal. Tulis seperti 2020-05-01.",
                "bukan rupiah bulat. Tulis seperti 600000.", "Isian rujukan kosong.",
                "terlalu panjang. Isi 1 sampai 64",
            ] {
                #expect(answer.text.contains(words), "\(words): \(answer.text)")
            }
            for line in 3...5 { #expect(answer.body.contains("data-label=\"Baris\">\(line)</td>"), "\(line)") }
            #expect(!answer.body.contains("<6 ratus>") && answer.body.contains("&lt;6 ratus&gt;"))
            #expect(!answer.text.contains("baris lagi"))

            let many = Self.file((1...(FaultyStatement.shown + 7)).map { "kemarin,\($0),GP-\($0),600000" })
            let cut = try await upload(many, by: joko)
            #expect(cut.text.contains("57 baris tak terbaca") && cut.text.contains("Dan 7 baris lagi"))
            #expect(cut.body.matches(of: /“kemarin” bukan tanggal/).count == FaultyStatement.shown)
            #expect(cut.body.utf8.count < 50_000)
            let taken = try await world.dependencies.database.read {
                try $0.providerStatements.latest(before: nil, limit: 9)
            }
            #expect(taken.isEmpty)
            joko.browser.carry(cookie: "bahasa", "en")
            let english = try await upload(file, by: joko).text
            #expect(english.contains("is not whole rupiah") && english.contains("The field reference is empty."))
        }
    }

    @Test("a long statement is read by pages", arguments: [Engine.sqlite])
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            let joko = try await world.officer([.payoutMaker], "joko")
            let rows = (1...(StatementsOffice.lines * 3)).map { "2020-04-15,\($0),GP-\($0),600000" }
            let path = try #require(try await upload(Self.file(rows), by: joko).location)
            var (page, seen, pages) = (try await joko.browser.get("\(path)?lihat=\(ProviderStatementPage.open)"), 0, 0)
            while true {
                seen += page.body.matches(of: />GP-[0-9]+</).count
                pages += 1
                guard let next = page.body.firstMatch(of: /class="button secondary" href="([^"]+sesudah=[0-9]+)"/)?.1
                else { break }
                page = try await joko.browser.get(String(next).replacing("&amp;", with: "&"))
            }
            #expect(seen == rows.count && pages == 3)
        }
    }

    @Test(
        "a finding is not confirmed while SQL has changed a statement that names its payment",
        .bug(
            id: "5.525",
            "The lines of a statement that was taken in were bound by no act: SQL could have them confirm a finding."),
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, batch) = try await world.lostPayment()
            let path = try await world.statementPath(batch)
            let payment = try await world.dependencies.database.read { try $0.payouts.items(of: batch)[0] }
            let (ani, budi) = (
                try await world.officer(.operations, "ani-mutasi"), try await world.officer(.approver, "budi-mutasi")
            )
            try await world.bindEarlier()
            let file = Self.file(["2020-04-16,\(payment.disbursement.id),GP-2,600000"])
            #expect(try await upload(file, by: ani).location != nil)
            #expect(try await world.unbound([.providerStatements]) == [])
            let why = "Mutasi 15 sampai 17 April diperiksa baris demi baris"
            _ = try await ani.browser.post(path, [("hasil", "tidak"), ("nomor", "RK-417"), ("alasan", why)])
            func confirm() async throws -> Answer {
                try await budi.browser.post(
                    path + "/putusan",
                    [("putusan", "setuju"), ("alasan-putusan", "Saya mencocokkan nomor dan jumlahnya")], seeing: path)
            }
            try await world.vandalise("UPDATE provider_statement_line SET amount = 1")
            #expect(try await confirm().status == .conflict)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .sent)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("statement of the provider ") })
            try await world.vandalise("UPDATE provider_statement_line SET amount = 600000")
            #expect(try await confirm().location == Paths.payoutBatch(batch))
        }
    }
}
