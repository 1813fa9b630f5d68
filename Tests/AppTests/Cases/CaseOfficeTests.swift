import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Complaints by phone, at the counter and in bulk")
struct CaseOfficeTests {
    private func enter(
        _ world: World, _ officer: TestOfficer, _ fields: [(String, String)]
    ) async throws -> (answer: Answer, stored: ServiceCase?) {
        let answer = try await officer.browser.post(
            Paths.caseEntry,
            [
                (CaseEntry.channel, "phone"), (CaseForm.category, "conduct"),
                (CaseForm.text, "Ada yang menawarkan kelulusan dengan uang."),
            ] + fields)
        let id = answer.location?.split(separator: "/").last.flatMap { ID<ServiceCase>(String($0)) }
        let stored = try await world.dependencies.database.read { tx in try id.flatMap { try tx.cases.find($0) } }
        return (answer, stored)
    }

    @Test(
        "by phone: a person without an account gets number and answer by e-mail, from another officer",
        arguments: Engine.tested)
    func guest(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rini = try await world.officer(.verifier, "rini")
            let (wrong, _) = try await enter(world, rini, [(CaseEntry.who, "0812 0000 9999")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Tidak ada akun"))
            let queue = try await rini.browser.get(Paths.caseOffice).body
            let (begin, list) = (queue.firstRange(of: "Catat keluhan"), queue.firstRange(of: "Perlu dijawab"))
            #expect(try #require(begin).lowerBound < #require(list).lowerBound, "the form stands above the queue")
            let empty = try await rini.browser.post(Paths.caseEntry, [])
            let told = [
                "Pilih bagaimana pelapor", "Isi NIK, nomor HP, atau email akunnya. Belum punya akun?",
                "Pilih tentang apa", "Tulis kata-kata pelapor",
            ].map { empty.body.firstRange(of: $0)?.lowerBound }
            #expect(!told.contains(nil) && told.compactMap(\.self).sorted() == told, "in the order of the fields")
            let (_, entered) = try await enter(
                world, rini, [(CaseEntry.name, "Wulan Sari"), (CaseEntry.contact, "wulan@contoh.id")])
            let stored = try #require(entered)
            #expect(stored.person == nil && stored.channel == .phone)
            #expect(
                try await world.letters(to: "wulan@contoh.id").contains { $0.subject.contains("\(stored.number)") })
            let own = try await world.answer(rini, stored.number, .explained)
            #expect(own.status == .forbidden && own.text.contains("Anda yang mencatat"))
            let dewi = try await world.officer(.verifier, "dewi")
            #expect(try await dewi.browser.get(Paths.officeCase(stored.id)).text.contains("Wulan Sari"))
            #expect(
                try await world.readings(of: AccessQueries.guest, by: dewi.id) == [
                    "correspondence case:\(stored.id)"
                ])
            try await world.answer(dewi, stored.number, .explained, "Laporan Anda kami teruskan ke penyidik.")
            let letters = try await world.letters(to: "wulan@contoh.id")
            #expect(letters.contains { $0.text.contains("kami teruskan ke penyidik") })
            // Nothing of the person is stored in the clear.
            let rows = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT body FROM case_message").map { row -> Data in try row["body"] }
            }
            #expect(rows.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("uang") })
        }
    }

    @Test(
        "from a person's open page a complaint is written down without a search; from a closed one it is not",
        .bug(
            id: "6.522",
            "With the caller's page open, the officer went to another page and typed the caller's NIK there again."),
        arguments: Engine.tested)
    func fromTheirPage(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer(.verifier, "rini")
            let (path, form) = (Paths.person(person), Paths.caseEntry(of: person))
            #expect(try await rini.browser.get(form).text.contains("Kosongkan kalau belum punya akun"))
            let (closed, none) = try await enter(world, rini, [(CaseEntry.person, "\(person)")])
            #expect(closed.status == .unprocessableContent && none == nil)
            #expect(closed.text.contains("Halaman peserta ini sudah tertutup. Buka lagi"))
            try await rini.browser.post(
                Paths.personOpening(person), [("alasan", "Menelepon soal insentif")], seeing: path)
            #expect(try await rini.browser.get(path).body.contains("href=\"\(form)\""))
            let open = try await rini.browser.get(form).text
            #expect(open.contains("Pelapor: Peserta") && !open.contains("Kosongkan kalau belum punya akun"))
            let (_, entered) = try await enter(world, rini, [(CaseEntry.person, "\(person)")])
            #expect(entered?.person == person)
            let noText = try await rini.browser.post(Paths.caseEntry, [(CaseEntry.person, "\(person)")])
            #expect(noText.text.contains("Pelapor: Peserta"))
        }
    }

    @Test(
        "the form of the case before, filled in for the next caller, begins a second case, and only one",
        .bug(id: "3.591", "A complaint typed into the form of an earlier one was acknowledged and lost."),
        arguments: Engine.tested)
    func back(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rini = try await world.officer(.verifier, "rini")
            let form = try await rini.browser.get(Paths.caseEntry)
            let number = try #require(form.body.firstMatch(of: /name="nomor" value="([^"]+)"/)?.1)
            func enter(_ name: String, _ contact: String, _ text: String) async throws -> ID<ServiceCase> {
                let answer = try await rini.browser.post(
                    Paths.caseEntry,
                    [
                        (CaseForm.number, String(number)), (CaseEntry.channel, "phone"),
                        (CaseForm.category, "conduct"), (CaseEntry.name, name), (CaseEntry.contact, contact),
                        (CaseForm.text, text),
                    ])
                let id = try #require(answer.location?.split(separator: "/").last, "\(answer.text)")
                return try #require(ID(String(id)))
            }
            let money = "Ada yang menawarkan kelulusan dengan uang."
            let first = try await enter("Wulan Sari", "wulan@contoh.id", money)
            let again = try await enter("Wulan Sari", "wulan@contoh.id", money)
            let second = try await enter("Budi Hartono", "budi@contoh.id", money)
            let third = try await enter("Budi Hartono", "budi@contoh.id", "Petugas loket meminta biaya formulir.")
            let secondAgain = try await enter("Budi Hartono", "budi@contoh.id", money)
            #expect(again == first && Set([first, second, third]).count == 3 && secondAgain == second)
            #expect(try await world.letters(to: "budi@contoh.id").count == 2)
        }
    }

    @Test(
        "a case is taken and counted by officers who may answer it, who also take it over from one who cannot",
        .bug(
            id: "1.340",
            "The officer who wrote a complaint down could take it, could not answer it, and kept it from colleagues."),
        arguments: Engine.tested)
    func taking(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rini = try await world.officer(.verifier, "rini")
            let dewi = try await world.officer(.verifier, "dewi")
            let (_, entered) = try await enter(
                world, rini, [(CaseEntry.name, "Wulan Sari"), (CaseEntry.contact, "wulan@contoh.id")])
            let stored = try #require(entered)
            let (path, take) = (Paths.officeCase(stored.id), Paths.officeCaseAct(stored.id, .take))
            let duty = "Keluhan dan sanggahan yang perlu dijawab"
            #expect(try await !rini.browser.get(Paths.office).text.contains(duty))
            #expect(try await rini.browser.get(Paths.caseOffice).text.contains("Dijawab petugas lain (1)"))
            #expect(try await dewi.browser.get(Paths.office).text.contains(duty))
            #expect(try await !dewi.browser.get(Paths.caseOffice).text.contains("Dijawab petugas lain"))
            #expect(try await !rini.browser.get(path).body.contains(take))
            let refused = try await world.work(rini, .take, on: stored.number)
            #expect(refused.status == .forbidden && refused.text.contains("Anda yang mencatat"))
            #expect(try await world.stored(stored.number).assignee == nil)

            // As it was taken before that was refused.
            try await world.vandalise("UPDATE service_case SET assigned_to = \(rini.id) WHERE id = \(stored.id)")
            let held = try await dewi.browser.get(path)
            #expect(held.body.contains(take) && held.text.contains("Ambil alih dulu"))
            try await world.work(dewi, .take, on: stored.number)
            #expect(try await world.stored(stored.number).assignee == dewi.id)
            let back = try await world.work(
                dewi, .handOver, on: stored.number, [(CaseHandling.heir, "\(rini.id)")])
            #expect(back.text.contains("Petugas itu tidak dapat menjawab keluhan ini"))
            let sari = try await world.officer(.verifier, "sari")
            #expect(try await world.work(sari, .take, on: stored.number).status == .conflict)
            try await world.answer(dewi, stored.number, .explained, "Laporan Anda kami teruskan ke penyidik.")
            #expect(try await world.stored(stored.number).state == .answered)
        }
    }

    @Test(
        "an answer that waits for a second officer stands in one row of the desk",
        .bug(id: "5.414", "A case with a proposed answer was counted among those to answer and those to confirm."),
        arguments: Engine.tested)
    func oneRow(engine: Engine) async throws {
        try await World.with(engine) { world in
            let number = try await world.complain(try await world.signedUp(1).browser)
            let rini = try await world.officer(.verifier, "rini")
            let hasti = try await world.officer(.approver, "hasti")
            func counts(_ id: ID<Officer>) async throws -> [Int] {
                try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                    let now = dependencies.realNow()
                    let officer = try #require(try tx.officers.active(id, at: now, of: dependencies.officeRoles))
                    return try DutySource.cases.read(tx, officer, dependencies).map(\.count)
                }
            }
            #expect(try await counts(rini.id) == [1, 0])
            #expect(try await counts(hasti.id) == [1, 0])
            try await world.answer(rini, number, .settled)
            #expect(try await world.stored(number).state == .proposed)
            #expect(try await counts(rini.id) == [0, 0])
            #expect(try await counts(hasti.id) == [0, 1])
            #expect(try await !hasti.browser.get(Paths.office).text.contains("perlu dijawab"))
            let why = [(CaseHandling.returning, "Sebutkan tanggal pembayaran ulangnya dulu")]
            try await world.work(hasti, .sendBack, on: number, why)
            #expect(try await counts(rini.id) == [1, 0])
            #expect(try await counts(hasti.id) == [1, 0])
        }
    }

    @Test(
        "a case is handed over to officers who may answer it; no others are offered",
        .bug(id: "5.415", "The list offered administrators and auditors, and the choice was then refused."),
        arguments: Engine.tested)
    func heirs(engine: Engine) async throws {
        try await World.with(engine) { world in
            let number = try await world.complain(try await world.signedUp(1).browser)
            let rini = try await world.officer(.verifier, "rini")
            let dewi = try await world.officer(.verifier, "dewi")
            let agus = try await world.officer(.administrator, "agus")
            let budi = try await world.officer(.auditor, "budi")
            try await world.work(rini, .take, on: number)
            let page = try await rini.browser.get(Paths.officeCase(try await world.stored(number).id)).body
            #expect(page.contains("value=\"\(dewi.id)\""))
            for other in [rini, agus, budi] { #expect(!page.contains("value=\"\(other.id)\"")) }
        }
    }

    @Test(
        "a case due on Tuesday has two working days left on Friday",
        .bug(id: "1.341", "The time left was counted in calendar days, the deadline in working days."))
    func timeLeft() {
        // Friday, 17 April 2020, and the end of the Tuesday after it.
        let now = Instant(milliseconds: 1_587_092_400_000)
        let due = Zone.wib.instant(CivilDate(year: 2020, month: 4, day: 22) ?? Zone.wib.date(of: now))
        let page = CaseQueuePage(
            t: .indonesian, now: now, zone: .wib, view: .all, category: nil, cases: [], counts: [:], ageing: [(due, 7)],
            workingDays: WorkingDays(), names: [:], officer: .sample(1, "Ani", .helpdesk))
        let text = page.body.text
        #expect(text.contains("Satu sampai tiga hari kerja</span><strong>7</strong>"))
        #expect(text.contains("Lebih dari tiga hari kerja</span><strong>0</strong>"))
    }

    @Test("at the counter: a case for an account is found there by its person", arguments: Engine.tested)
    func account(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let rini = try await world.officer(.verifier, "rini")
            let (_, entered) = try await enter(world, rini, [(CaseEntry.who, siti.email)])
            let stored = try #require(entered)
            #expect(try await siti.browser.get(Paths.cases).text.contains("\(stored.number)"))
            #expect(try await siti.browser.get(Paths.myCase(stored.number)).text.contains("dicatat petugas"))
        }
    }

    @Test(
        "in bulk: one officer drafts with a dry run, another of another duty approves, a job answers each",
        .bug(id: "4.839", "A dry run of a bulk answer called complaints people, and a finished one said to reload."),
        arguments: Engine.tested)
    func batch(engine: Engine) async throws {
        try await World.with(engine) { world in
            let people = [try await world.signedUp(1), try await world.signedUp(2), try await world.signedUp(3)]
            var numbers: [CaseNumber] = []
            for person in people { numbers.append(try await world.complain(person.browser, .photos)) }
            let rini = try await world.officer(.verifier, "rini")
            let text = "Keluhan {nomor}: pengiriman foto sudah berjalan lagi sejak tadi pagi."
            let bad = try await rini.browser.post(
                Paths.caseTemplates,
                [("judul", "Foto"), ("teks-id", text + " {hp}"), ("teks-en", "Case {nomor}: photos work again now.")])
            #expect(bad.status == .unprocessableContent && bad.text.contains("tanda kurungnya"))
            try await rini.browser.post(
                Paths.caseTemplates,
                [("judul", "Foto"), ("teks-id", text), ("teks-en", "Case {nomor}: photos work again now.")])
            let template = try #require(
                try await world.dependencies.database.read { try $0.caseTemplates.all().first })
            let drafted = try await rini.browser.post(
                Paths.caseBatches,
                [
                    (CaseForm.category, "photos"), (CaseBatchesPage.template, "\(template.id)"),
                    (CaseHandling.outcome, "explained"), ("alasan", "Gangguan pengiriman foto tadi malam, sudah pulih"),
                ])
            let path = try #require(drafted.location, "\(drafted.text)")
            let dry = try await rini.browser.get(path).text
            #expect(dry.contains("Untuk 3 keluhan") && dry.contains("Keluhan \(numbers[0]): pengiriman foto"))
            let id = try #require(path.split(separator: "/").last.flatMap { ID<CaseBatch>(String($0)) })
            let alone = try await rini.browser.post(Paths.caseBatchAnswer(id, .approve), [], seeing: path)
            #expect(alone.text.contains("peran lain"))
            #expect(try await world.stored(numbers[0]).state == .open)
            // One person takes theirs back before the second officer approves.
            try await people[2].browser.post(
                Paths.myCaseWithdrawal(numbers[2]), [], seeing: Paths.myCase(numbers[2]))
            let hasti = try await world.officer(.approver, "hasti")
            #expect(try await hasti.browser.get(Paths.office).text.contains("Jawaban bersama yang menunggu"))
            try await hasti.browser.post(Paths.caseBatchAnswer(id, .approve), [], seeing: path)
            for _ in 1...2 { try await world.settle() }
            let progress = try await world.dependencies.database.read { try $0.caseBatches.progress(of: id) }
            #expect(progress == CaseBatchProgress(waiting: 0, answered: 2, skipped: 1))
            let page = try await people[1].browser.get(Paths.myCase(numbers[1])).text
            #expect(page.contains("Keluhan \(numbers[1]): pengiriman foto") && page.contains("photos work again"))
            let done = try await hasti.browser.get(path).text
            #expect(done.contains("Selesai") && done.contains("Dilewati: sudah dijawab"))
            #expect(!done.contains("Muat ulang"))
        }
    }
}
