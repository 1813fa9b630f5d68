import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What an officer meets on the way through the pages: where a page leads, what it says was done, and what it says first.
@Suite("A walk through the office", .timeLimit(.minutes(2)))
struct OfficeWalkTests {
    private static let why = "Menelepon soal insentif yang belum sampai"

    @Test(
        "English pages write sums with commas, and leave what people typed",
        .bug(id: "4.420", "English pages wrote Rp625.000 beside 164,000 places."))
    func sums() async throws {
        let page: HTML = """
            <p>Rp625.000, −Rp1.250.000, Rp10.65 million, Rp20 trillion, Rp1.2345 10.000</p>
            <textarea>Rp600.000</textarea><blockquote class="words">Rp600.000</blockquote><input value="Rp600.000">
            """
        let english = page.withEnglishSums.text
        #expect(
            english.contains("<p>Rp625,000, −Rp1,250,000, Rp10.65 million, Rp20 trillion, Rp1.2345 10.000</p>"))
        #expect(english.components(separatedBy: "Rp600.000").count == 4)
        try await World.with(.sqlite) { world in
            let home = try await world.visitor().get(Words.english.path(.home)).body
            #expect(home.firstMatch(of: /Rp[0-9]{1,3},[0-9]{3}/) != nil)
            #expect(home.firstMatch(of: /Rp[0-9]{1,3}\.[0-9]{3}/) == nil)
        }
    }

    @Test(
        "the search asks for the reason at its field, tells people of one name apart, and says what to check",
        .bug(id: "4.421", "The message stood below the button, the focus nowhere, and the page had two search forms."),
        .bug(id: "4.422", "Two people of one name differed by an 18-digit number alone."),
        .bug(
            id: "1.344", "The rule of reasons was said only after it was broken, and the first search was marked wrong."
        ),
        .bug(id: "4.423", "A name without a hit was answered with \u{201C}check the digits\u{201D}."))
    func search() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted(1) { $0.name = "Siti Nurhaliza" }
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier).browser
            let asked = try await wati.search([("cari", "nurhaliza siti")])
            #expect(asked.status == .ok && asked.text.contains("Cari dan catat"))
            #expect(asked.body.matches(of: /role="search"/).count == 1)
            #expect(asked.body.contains("autofocus") && asked.text.contains("Satu langkah lagi"))
            #expect(!asked.body.contains("aria-invalid"), "nothing typed so far is wrong")
            #expect(asked.text.contains("Paling sedikit 3 kata dan 15 huruf"))
            let found = try await wati.search([("cari", "nurhaliza siti"), ("alasan", Self.why)]
            ).text
            #expect(found.contains("NIK •••• \(siti.nik.suffix(4))") && found.contains("lahir 19"))
            #expect(!found.contains("Peserta \(person) "))
            let name = try await wati.search([("cari", "Zubaidah"), ("alasan", Self.why)]).text
            #expect(name.contains("Periksa ejaan namanya") && !name.contains("Periksa angkanya"))
            let number = try await wati.search([("cari", "0812 9999 0000"), ("alasan", Self.why)]
            ).text
            #expect(number.contains("Periksa angkanya"))
        }
    }

    @Test(
        "a page of another role names the roles that may open it, and a missing page leads to the desk",
        .bug(id: "4.424", "The page said \u{201C}Belum bisa dilanjutkan\u{201D} and not whose it is."),
        .bug(id: "4.425", "A missing page of the office led to the public front page."))
    func refused() async throws {
        try await World.with(.sqlite) { world in
            let lestari = try await world.officer("Lestari", .auditor).browser
            let other = try await lestari.get(Paths.officerInvitation)
            #expect(other.status == .forbidden && other.text.contains("Bukan untuk peran Anda"))
            #expect(other.text.contains("Yang berwenang: "))
            let missing = try await lestari.get("/kantor/tidak-ada")
            #expect(missing.status == .notFound && missing.text.contains("Ke meja kerja saya"))
            #expect(!missing.text.contains("Ke halaman depan"))
        }
    }

    @Test(
        "a person's page says beside the name what is open, offers the late case first, and folds what repeats",
        .bug(id: "4.426", "An open and late complaint stood at the foot of the left column, and no act answered it."),
        .bug(id: "4.427", "The story began with four equal rows of one act."))
    func person() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let number = try await world.complain(siti.browser)
            let stored = try await world.stored(number)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            let open = try await rini.browser.get(Paths.person(person))
            #expect(open.text.contains("1 keluhan terbuka") && open.text.contains("Jawab keluhan"))
            #expect(open.body.contains("class=\"button secondary\" href=\"\(Paths.officeCase(stored.id))\""))
            #expect(
                open.body.firstRange(of: "Tampilkan NIK")?.lowerBound ?? open.body.endIndex
                    < open.body.firstRange(of: "Cerita lengkap")?.lowerBound ?? open.body.startIndex)
            world.clock.advance(stored.dueAt - world.dependencies.clock.now())
            try await world.signInAgain((id: rini.id, browser: rini.browser))
            try await world.open(person, by: rini)
            let late = try await rini.browser.get(Paths.person(person)).body
            #expect(late.contains("terbuka, terlambat"))
            #expect(late.contains("class=\"button \" href=\"\(Paths.officeCase(stored.id))\""))
        }
        func event(_ title: String, _ day: Int) -> PersonEvent {
            PersonEvent(at: Wave.sample.closesAt + .days(day), title: title, detail: "", kind: .decision)
        }
        let story = PersonEvent.folded([event("a", 4), event("a", 3), event("b", 2), event("a", 1)])
        #expect(story.map { $0.map(\.title).joined() } == ["aa", "b", "a"])
    }

    @Test(
        "after an answer the page says that it was sent and leads on",
        .bug(id: "4.428", "After an act the same page came back without a word."))
    func done() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let number = try await world.complain(siti.browser)
            let stored = try await world.stored(number)
            let rini = try await world.officer([.helpdesk], "rini")
            let answer = try await world.answer(rini, number, .explained)
            #expect(answer.location == Paths.officeCase(stored.id) && answer.notice == DoneNotice.answered.code)
            let page = try await rini.browser.get(try #require(answer.destination))
            #expect(page.text.contains("Jawaban terkirim.") && page.text.contains("Ke meja kerja saya"))
            #expect(!(try await rini.browser.get(Paths.officeCase(stored.id)).text.contains("Jawaban terkirim.")))
        }
    }

    @Test(
        "an empty form is answered with all its faults at once",
        .bug(id: "4.429", "The invitation of an officer, and a lost contact, named one missing field at a time."))
    func faults() async throws {
        try await World.with(.sqlite) { world in
            let (agus, _) = try await world.administrators()
            let invitation = try await agus.browser.post(Paths.officerInvitation, []).body
            for field in ["nama", "alamat", RolesField.name, "alasan"] {
                #expect(invitation.contains("href=\"#\(field)\""), "\(field)")
            }
            let rini = try await world.officer([.helpdesk], "rini").browser
            let contact = try await rini.post(Paths.contactOffice, []).body
            for field in ["nik", ContactCaseFields.contact, "bukti-ktp", "alasan"] {
                #expect(contact.contains("href=\"#\(field)\""), "\(field)")
            }
            let siti = try await world.id(of: try await world.eligible())
            let dian = try await world.officer([.helpdesk], "dian")
            try await world.open(siti, by: dian)
            let path = Paths.personAct(siti, .correction)
            let same = try await world.dependencies.database.read { tx in
                let data = try #require(try tx.applications.personalData(of: siti, vault: world.dependencies.vault))
                let claim = try #require(try tx.identity.claim(of: siti))
                return CorrectionPage.values(of: data, birthDate: claim.birthDate)
            }
            let correction = try await dian.browser.post(path, same.map { ($0.key, $0.value) }).body
            for field in ["nama", "alasan", CorrectionPage.proofField] {
                #expect(correction.contains("href=\"#\(field)\""), "\(field)")
            }
        }
    }

    @Test(
        "the list of photos says what waits, from where and since when, and who holds it",
        .bug(id: "4.430", "A pair that a colleague looked at was offered like all others."),
        .bug(id: "4.431", "Every row read \u{201C}Foto KTP\u{201D} and a time."))
    func photos() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted()
            let photos = try await world.photos(of: siti)
            let dian = try await world.officer("Dian", [.identityReviewer]).browser
            let list = try await dian.get(Paths.photoOffice)
            #expect(list.text.contains("KTP dan swafoto") && list.body.contains(Paths.photoReview(photos.card)))
            // What speaks of keys is shown by the script that listens to them.
            let desk = try await dian.get(Paths.photoReview(photos.card)).body
            #expect(desk.contains("<details class=\"panel needs-script\">") && !desk.contains("scripted"))
            let vera = try await world.officer("Vera", [.identityReviewer]).browser
            let held = try await vera.get(Paths.photoOffice)
            #expect(held.text.contains("Sedang diperiksa Dian sampai"))
            #expect(held.text.contains("sedang diperiksa rekan Anda"))
            #expect(!held.body.contains("href=\"\(Paths.photoReview(photos.card))\""))
            #expect(try await dian.get(Paths.photoOffice).body.contains(Paths.photoReview(photos.card)))
        }
    }

    @Test(
        "the heading of the cases counts those of the view, and each row says whose it is",
        .bug(id: "4.432", "\u{201C}Milik saya\u{201D} was empty below a heading with the number of all."))
    func cases() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            _ = try await world.complain(siti.browser)
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini").browser
            let all = try await rini.get(Paths.caseOffice).text
            #expect(all.contains("Keluhan dan sanggahan (1)"))
            #expect(all.contains("peserta \(Words.indonesian.short(person)), masuk "))
            #expect(try await rini.get(Paths.caseOffice(.mine)).text.contains("Keluhan dan sanggahan (0)"))
        }
    }

    @Test(
        "readings of one visit are one row, and none is left out",
        .bug(id: "4.433", "One opened person filled five rows, and an opened log one for each person in it."))
    func visits() {
        func reading(_ id: Int64, _ person: Int64, _ kind: AccessKind, second: Int, officer: Int64 = 1)
            -> StoredReading
        {
            let at = Wave.sample.closesAt + .seconds(second)
            return StoredReading(
                id: ID(id), at: at, programmeAt: at, officer: ID(officer), person: ID(person), kind: kind,
                work: "photo:5", reason: "", address: "10.1.2.3")
        }
        let readings = [
            reading(6, 2, .photo, second: 900), reading(5, 1, .photo, second: 60), reading(4, 1, .identity, second: 59),
            reading(3, 2, .identity, second: 58), reading(2, 2, .identity, second: 57, officer: 2),
            reading(1, 2, .identity, second: 56),
        ]
        let visits = ReadingVisit.of(readings)
        #expect(visits.map { $0.readings.map(\.id.rawValue) } == [[6], [5, 4, 3], [2], [1]])
        #expect(visits[1].people == [ID(1), ID(2)] && visits[1].kinds == [.photo, .identity])
    }

    @Test(
        "a budget that is hardly touched is not shown as untouched",
        .bug(id: "4.434", "\u{201C}0,0%\u{201D} and \u{201C}Rp19,99 triliun\u{201D} hid ten million rupiah."))
    func budget() {
        let words = FigureWords(t: .indonesian)
        let (whole, spent) = (Rupiah(20_000_000_000_000), Rupiah(10_650_000))
        #expect(words.percent(spent, of: whole) == "kurang dari 0,1%")
        #expect(words.percent(.zero, of: whole) == "0,0%")
        #expect(words.percent(Rupiah(700_000_000_000), of: whole) == "3,5%")
        #expect(words.percent(whole - spent, of: whole) == "lebih dari 99,9%")
        #expect(words.percent(Rupiah(999), of: Rupiah(1_000)) == "99,9%")
        #expect(words.brief(whole - spent, of: whole) == "hampir Rp20 triliun")
        #expect(words.brief(whole, of: whole) == "Rp20 triliun")
        #expect(words.brief(Rupiah(19_000_000_000_000), of: whole) == "Rp19 triliun")
    }

    @Test(
        "the pages before signing in have the office's mark and ground, and the own account stands by the name",
        .bug(id: "4.435", "The sign-in of the office had the old mark on white."),
        .bug(id: "4.436", "\u{201C}Akun saya\u{201D} stood under \u{201C}Pengawasan\u{201D} for every role."))
    func face() async throws {
        try await World.with(.sqlite) { world in
            let signIn = try await world.visitor().get(Paths.officeSignIn).body
            #expect(signIn.contains("class=\"office\"") && signIn.contains("class=\"nine\""))
            #expect(!(try await world.visitor().get(Paths.signIn).body.contains("class=\"office\"")))
            let desk = try await world.officer([.helpdesk], "rini").browser.get(Paths.office)
            #expect(!desk.text.contains("Pengawasan"))
            #expect(desk.body.contains("<div class=\"officer\"><a href=\"\(Paths.ownAccount)\""))
        }
    }

    @Test(
        "a draw and a signature take the number that they are about, typed",
        .bug(id: "4.437", "One click sealed the list, and one bound the money, although nothing undoes either."))
    func typed() async throws {
        try await World.with(.sqlite) { world in
            _ = try await world.drawnOnly()
            let ratna = try await world.officer("Ratna", [.waveManager]).browser
            let budi = try await world.officer("Budi", [.programmeManager]).browser
            try await ratna.act(.draft)
            let (page, path) = (Paths.officeWave(1), Paths.officeWaveAct(1, .sign))
            for typed in ["", "1", "-\(try await budi.get(page).typedNumber.first?.1 ?? "")"] {
                let refused = try await budi.post(path, [(TypedNumber.field, typed)], seeing: page)
                #expect(refused.status == .unprocessableContent && refused.text.contains("Ketik "), "\(typed)")
                #expect(refused.body.contains("href=\"#\(TypedNumber.field)\""))
            }
            let signatures = try await world.dependencies.database.read { tx in
                try tx.decrees.of(try tx.waves.require(WaveAddress(1)).wave.id)?.signatures.count
            }
            #expect(signatures == 0)
            let signed = try await budi.act(.sign)
            #expect(signed.location == page && signed.notice == DoneNotice.decreeSigned.code)
            #expect(try await budi.get(try #require(signed.destination)).text.contains("Tanda tangan Anda tercatat."))
            #expect(try await budi.get(page).typedNumber.isEmpty, "not twice by one officer")
        }
    }
}
