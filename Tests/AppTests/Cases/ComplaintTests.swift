import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Complaints")
struct ComplaintTests {
    @Test(
        "a complaint answered late: holidays move the deadline, desk and person are told once, the figures count it",
        .bug(id: "4.838", "The page of a complaint answered late said neither its deadline nor that it was late."),
        arguments: Engine.tested)
    func late(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-29T10:00:00+07:00") { world in
            let siti = try await world.signedUp(1)
            var numbers: [CaseNumber] = []
            for _ in 1...AnswerTimes.fewest { numbers.append(try await world.complain(siti.browser)) }
            let number = numbers[0]
            // Five working days after Wednesday 29 April without Labour Day (1 May) and Vesak (7 May).
            #expect(try await siti.browser.get(Paths.myCase(number)).text.contains("Jumat, 8 Mei 2020"))

            world.clock.set("2020-05-08T23:59:59+07:00")
            try await world.tick()
            let late = "semuanya terlambat"
            var rini = try await world.officer(.verifier, "rini")
            #expect(try await !rini.browser.get(Paths.office).text.contains(late))
            #expect(try await world.letters(to: siti.email).allSatisfy { !$0.subject.contains("terlambat") })

            world.clock.set("2020-05-09T00:00:00+07:00")
            for _ in 1...2 { try await world.tick() }
            rini = try await world.officer(.verifier, "rini2")
            #expect(try await rini.browser.get(Paths.office).text.contains(late))
            #expect(try await rini.browser.get(Paths.caseOffice(.late)).text.contains("\(number)"))
            let told = try await world.letters(to: siti.email).filter { $0.subject.contains("\(number) terlambat") }
            #expect(told.count == 1)

            world.clock.set("2020-05-11T09:00:00+07:00")
            rini = try await world.officer(.verifier, "rini3")
            for number in numbers { try await world.answer(rini, number, .explained) }
            try await world.signInAgain(siti)
            let page = try await siti.browser.get(Paths.myCase(number)).text
            #expect(page.contains("Dijelaskan") && page.contains("dikirim ulang hari ini"))
            let answered = try await rini.browser.get(Paths.officeCase(world.stored(number).id)).text
            for page in [page, answered] { #expect(page.contains("Jumat, 8 Mei 2020; dijawab terlambat")) }
            // 30 April, 4, 5, 6, 8 and 11 May.
            let figures = try await world.visitor().get(Paths.service).text
            #expect(figures.contains("Separuh jawaban datang dalam 6 hari kerja"))
            #expect(figures.contains("Tepat waktu: 0 dari 100"))

            let again = try await siti.browser.post(
                Paths.myCaseReopening(number), [(CaseForm.text, "Uangnya belum juga masuk sampai hari ini.")],
                seeing: Paths.myCase(number))
            #expect(again.location == Paths.myCase(number))
            #expect(try await world.stored(number).reopened == 1)
            #expect(try await siti.browser.get(Paths.myCase(number)).text.contains("Senin, 18 Mei 2020"))
        }
    }

    @Test("figures: below five answers there is none", arguments: Engine.tested)
    func few(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let number = try await world.complain(siti.browser)
            try await world.answer(try await world.officer(.verifier, "rini"), number, .explained)
            let page = try await world.visitor().get(Paths.service).text
            #expect(page.contains("Belum cukup jawaban") && page.contains("kurang dari 5"))
        }
    }

    @Test(
        "a complaint is its person's alone, begins once, grows by what they add, and can be taken back",
        arguments: Engine.tested)
    func own(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let page = try await siti.browser.open(Paths.complaint)
            let hidden = try #require(page.body.firstMatch(of: /name="nomor" value="(\d+)"/)).1
            let fields = [
                (CaseForm.number, String(hidden)), (CaseForm.category, "photos"),
                (CaseForm.text, "Foto KTP saya tidak bisa dikirim dari HP."),
            ]
            let number = try world.number(of: try await siti.browser.post(Paths.complaint, fields, token: page))
            #expect(try await siti.browser.post(Paths.complaint, fields, token: page).location == Paths.myCase(number))
            #expect(try await siti.browser.get(Paths.cases).body.matches(of: /S-\d{3}-\d{3}-\d{3}/).count == 1)

            let empty = try await siti.browser.post(Paths.complaint, [(CaseForm.text, "tolong")])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("Ceritakan lebih lengkap") && empty.text.contains("Pilih tentang apa"))
            #expect(empty.body.contains(">tolong</textarea>"))

            let budi = try await world.signedUp(2)
            #expect(try await budi.browser.get(Paths.myCase(number)).status == .notFound)
            let foreign = try await budi.browser.post(
                Paths.myCaseWithdrawal(number), [], seeing: Paths.complaint)
            #expect(foreign.status == .notFound)

            try await siti.browser.post(
                Paths.myCaseReply(number), [(CaseForm.text, "Sudah saya coba di dua HP.")], seeing: Paths.myCase(number)
            )
            let rini = try await world.officer(.verifier, "rini")
            let id = try await world.stored(number).id
            #expect(try await rini.browser.get(Paths.officeCase(id)).text.contains("dua HP"))
            try await world.work(
                rini, .message, on: number, [(CaseHandling.message, "Merek dan tipe HP Anda apa, Bu?")])
            try await world.work(rini, .note, on: number, [(CaseHandling.note, "Sepertinya format HEIC lagi")])
            let seen = try await siti.browser.get(Paths.myCase(number)).text
            #expect(seen.contains("Merek dan tipe HP") && !seen.contains("HEIC"))
            #expect(try await world.letters(to: siti.email).contains { $0.subject.contains("Kabar tentang \(number)") })

            try await siti.browser.post(Paths.myCaseWithdrawal(number), [], seeing: Paths.myCase(number))
            #expect(try await world.stored(number).state == .withdrawn)
            #expect(try await world.answer(rini, number, .explained).status == .conflict)
        }
    }

    @Test(
        "a favourable answer that costs money is hidden from the person until a second officer confirms it",
        arguments: Engine.tested)
    func two(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let number = try await world.complain(siti.browser)
            let rini = try await world.officer(.verifier, "rini")
            try await world.work(rini, .take, on: number)
            let dewi = try await world.officer(.verifier, "dewi")
            #expect(
                try await world.answer(dewi, number, .explained).text.contains("Petugas lain sedang mengerjakannya"))
            #expect(try await world.work(dewi, .take, on: number).status == .conflict)
            try await world.work(rini, .handOver, on: number, [(CaseHandling.heir, "\(dewi.id)")])
            try await world.answer(dewi, number, .settled)
            #expect(try await world.stored(number).state == .proposed)
            #expect(try await !siti.browser.get(Paths.myCase(number)).text.contains("dikirim ulang"))
            for alone in [dewi, rini] {
                #expect(try await world.work(alone, .confirm, on: number).text.contains("peran lain"))
            }
            let hasti = try await world.officer(.approver, "hasti")
            let returned = [(CaseHandling.returning, "Sebutkan tanggal pembayaran ulangnya dulu")]
            try await world.work(hasti, .sendBack, on: number, returned)
            #expect(try await world.stored(number).state == .open)
            try await world.answer(dewi, number, .settled, "Dikirim ulang 15 April, sampai dalam dua hari kerja.")
            try await world.work(hasti, .confirm, on: number)
            let page = try await siti.browser.get(Paths.myCase(number)).text
            #expect(page.contains("Diselesaikan") && page.contains("sampai dalam dua hari kerja"))
            #expect(!page.contains("Sebutkan tanggal"))
            #expect(try await world.officer(.auditor, "budi").browser.get(Paths.caseOffice).status == .forbidden)
        }
    }
}
