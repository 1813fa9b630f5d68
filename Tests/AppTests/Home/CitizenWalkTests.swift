import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a demanding reader of the citizen's pages found", .timeLimit(.minutes(3)))
struct CitizenWalkTests {
    @Test(
        "a NIK that the registry does not have is said on the account's page with a button, and in one message",
        .bug(
            id: "5.900",
            """
            While the registry had no such NIK, the account said "there is nothing for you to do": a slip of one digit \
            showed on another page only, and in no message for fourteen days.
            """),
        arguments: Engine.tested)
    func missingNIK(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted { $0.nik = "8271052703950003" }
            try await world.settle()
            try await world.acceptPhotos(of: siti)
            let account = try await siti.browser.get(Paths.account)
            #expect(account.text.contains("Dukcapil belum menemukan NIK Anda"))
            #expect(account.text.contains("NIK ini belum ditemukan.") && !account.text.contains("Tidak ada yang perlu"))
            #expect(account.body.contains("href=\"\(Paths.identity)\">Periksa NIK"))
            #expect(try await siti.browser.get(Paths.application).text.contains("NIK ini belum ditemukan."))

            world.clock.advance(.days(3))
            try await world.tick()
            let letters = try await world.letters(to: siti.email).filter {
                $0.text.contains("Dukcapil belum menemukan NIK yang Anda tulis")
            }
            #expect(letters.count == 1, "asked again every day, said once")
        }
    }

    @Test(
        "a text that is too long is refused with all of it, and no field lets a browser cut it",
        .bug(
            id: "5.901",
            "Ten thousand letters pasted into a complaint arrived as two thousand, cut within a word without a sign."),
        arguments: Engine.tested)
    func longText(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let page = try await siti.browser.open(Paths.complaint)
            #expect(!page.body.contains("maxlength"))
            let number = try #require(page.body.firstMatch(of: /name="nomor" value="(\d+)"/)).1
            let long = String(repeating: "panjang ", count: 1_200) + "akhir"
            let fields = [
                (CaseForm.number, String(number)), (CaseForm.category, "photos"), (CaseForm.text, long),
            ]
            let answer = try await siti.browser.post(Paths.complaint, fields, token: page)
            #expect(answer.status == .unprocessableContent && answer.text.contains("Paling banyak 2.000 huruf"))
            #expect(answer.body.contains("panjang akhir</textarea>"))
            let cases = try await siti.browser.get(Paths.cases).body
            #expect(!cases.contains(/S-\d{3}-\d{3}-\d{3}/))

            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            for field in ["alamat", "pelatihan"] {
                let wrong = siti.personalFields.filter { $0.0 != field } + [(field, String(repeating: "a", count: 201))]
                let refused = try await siti.browser.post(Paths.personal, wrong)
                #expect(refused.status == .unprocessableContent, "\(field)")
                #expect(refused.text.contains("Anda mengetik 201 huruf. Paling banyak 200 huruf."), "\(field)")
            }
        }
    }

    @Test(
        "the address elsewhere is on the page from the beginning, below the tick that hides it",
        .bug(
            id: "5.903",
            "Taking the tick away showed nothing, and saving showed four red errors at fields that had never been shown."
        ))
    func elsewhere() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let page = try await siti.browser.get(Paths.personal)
            let tick = try #require(page.body.firstRange(of: "id=\"sama\""))
            let fields = try #require(page.body.firstRange(of: "class=\"field elsewhere\""))
            #expect(tick.lowerBound < fields.lowerBound && page.body.contains("name=\"tinggal-alamat\""))
            #expect(page.body.contains("data-like=\"kabupaten\" data-among=\"tinggal-provinsi\""))
            let sheet = World.repository.appending(path: "Sources/App/Resources/Public/app.css")
            #expect(try String(contentsOf: sheet, encoding: .utf8).contains("form:has(#sama:checked) .elsewhere"))
        }
    }

    @Test(
        "the account's heading is the cardholder's next step",
        .bug(id: "5.904", "A cardholder read \u{201C}You hold a Prakerja card\u{201D} above every step, for months."))
    func headline() async throws {
        try await Market.with(.sqlite) { market in
            let siti = try await market.world.cardholder()
            try await market.world.announceWave(1)
            let browser = try await market.world.browser(of: siti.person)
            #expect(try await browser.get(Paths.account).text.contains("Beli pelatihan pertama"))
            _ = try await market.buy(siti)
            let bought = try await browser.get(Paths.account).text
            #expect(bought.contains("Tukarkan kode redeem") && !bought.contains("Anda penerima Kartu Prakerja"))
        }
    }

    @Test(
        "words as people write them in messages find the answer first",
        .bug(
            id: "5.905", "A search for unpaid money in the short words of a text message had its answer in fifth place."
        ),
        arguments: ["uang blm masuk", "insentif ga cair", "UANG BLOM MASUK", "dana blm cair"])
    func shortWords(words: String) throws {
        let found = try #require(HelpSearch.find(words, in: .indonesian))
        #expect(found.questions.first?.asked == "Insentif saya belum dibayar", "\(found.questions.map(\.asked))")
    }

    @Test(
        "each missing declaration is named",
        .bug(id: "5.907", "Four missing declarations gave the same line of error four times."))
    func declarations() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            try await world.sendPhotos(siti)
            let answer = try await siti.browser.post(Paths.declarations, [])
            #expect(answer.status == .unprocessableContent)
            for declaration in world.dependencies.edition.declarations {
                let beginning = Words.indonesian(declaration.text).split(separator: " ").prefix(3).joined(
                    separator: " ")
                #expect(answer.text.contains("Centang pernyataan “\(beginning)"), "\(declaration.id)")
            }
        }
    }

    @Test(
        "the list of rules names none that is not published yet, and none for trials of another installation",
        .bug(id: "5.908", "In April 2020 the list of rules had a text of September, and those of the demo and sandbox.")
    )
    func editions() throws {
        func edition(_ file: String) throws -> PublishedEdition {
            let path = World.repository.appending(path: "Editions/\(file).yaml")
            return try PublishedEdition(yaml: String(contentsOf: path, encoding: .utf8))
        }
        let store = EditionStore(
            inForce: try edition("demo"), beside: try ["edition-2", "edition-4", "sandbox"].map(edition))
        let april = try #require(CivilDate(year: 2020, month: 4, day: 20))
        let october = try #require(CivilDate(year: 2020, month: 10, day: 1))
        #expect(store.listed(on: april).map(\.edition.id).sorted() == ["2020-2d", "2020-3d-demo"])
        #expect(store.listed(on: october).map(\.edition.id).contains("2020-4e"))
        #expect(store.find("2020-3d-sandbox") != nil, "its page stays readable")
    }

    @Test(
        "a course's picture is its field's only where that is true of it",
        .bug(id: "5.909", "A welder's mask stood beside the washing of an air conditioner, a coffee cup beside bread."),
        arguments: [
            ("Teknik", "Las Listrik untuk Pemula", "bidang-teknik"),
            ("Teknik", "Cuci dan Rawat AC Rumah", "bidang-bengkel"),
            ("Teknik", "Pengelasan Pipa", "bidang-teknik"), ("Kuliner", "Dasar Barista", "bidang-kuliner"),
            ("Kuliner", "Sambal dan Lauk Kemasan", "bidang-dapur"),
            ("Pertanian", "Budidaya Lele di Ember", "bidang-ikan"),
            ("Pertanian", "Ternak Ayam Kampung", "bidang-ternak"),
            ("Pertanian", "Sayur Hidroponik di Pekarangan", "bidang-pertanian"),
            ("Perawatan", "Kebersihan Kamar Hotel", "bidang-kebersihan"),
            ("Perawatan", "Merawat Lansia di Rumah", "bidang-perawatan"), ("Lain", "Apa saja", "bidang-lain"),
        ])
    func pictures(category: String, title: String, file: String) {
        for number in 1...9 {
            let picture = CourseCover(ID(Int64(number)), category, title).html().text
            #expect(picture.contains(file), "\(picture)")
        }
    }
}
