import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What was found in the office after `OfficeWalkTests`: how the trail, dates, words and rows read.
@Suite("A second walk through the office", .timeLimit(.minutes(3)))
struct SecondWalkTests {
    @Test(
        "the trail shows what one officer did to one person in one go as a row that opens to its acts",
        .bug(id: "1.323", "A glance at one person's photos filled three rows between the rows of colleagues."))
    func visits() async throws {
        try await World.with(.sqlite) { world in
            let (siti, budi) = (try await world.submitted(1), try await world.submitted(2))
            let (hers, his) = (try await world.photos(of: siti), try await world.photos(of: budi))
            let dian = try await world.officer("Dian", [.identityReviewer]).browser
            let vera = try await world.officer("Vera", [.identityReviewer]).browser
            let began = Words.indonesian.hour(world.dependencies.realNow())
            _ = try await dian.get(Paths.photoReviewImage(hers.card))
            _ = try await vera.get(Paths.photoReviewImage(his.card))
            world.clock.advance(.minutes(4))
            _ = try await dian.get(Paths.photoReviewImage(hers.selfie))
            world.clock.advance(.minutes(6))
            _ = try await dian.get(Paths.photoReviewImage(hers.card))
            let lestari = try await world.officer("Lestari", .auditor).browser
            let page = try await lestari.get(Paths.officeAudit)
            let rows = page.body.matches(of: /<tr>.*?<\/tr>/.dotMatchesNewlines()).map { String($0.0) }
                .filter { $0.contains("perihal=photo") }
            let joined = rows.filter { $0.contains("Dian") && $0.contains("<details>") }
            #expect(joined.count == 1 && joined.first?.contains("2 tindakan") == true)
            #expect(joined.first?.contains(Paths.officeAudit(subject: "photo:\(hers.card)")) == true)
            #expect(joined.first?.contains(Paths.officeAudit(subject: "photo:\(hers.selfie)")) == true)
            #expect(joined.first?.contains("sejak \(began)") == true)
            #expect(rows.count { $0.contains("Dian") } == 2, "six minutes later it is another visit")
            #expect(rows.count { $0.contains("Vera") } == 1)
            let readings = try await lestari.get(Paths.officeAccess)
            #expect(readings.body.contains("kali melihat"))
        }
    }

    @Test(
        "a date names its field and the remedy, whichever of its boxes is wrong",
        .bug(
            id: "1.324",
            "Three forms had three kinds of date field, and one asked for \u{201C}2020-04-18T16:00\u{201D}."),
        arguments: [
            (["", "", ""], "Tanggal pertama: tulis tanggal, bulan, dan tahun, misalnya 1 5 2020."),
            (["1", "", "2020"], "Tanggal pertama: bulan belum ditulis. Misalnya 1 5 2020."),
            (["1", "13", "2020"], "Tanggal pertama: tulis bulan sebagai angka 1 sampai 12."),
            (["1", "Mei", "2020"], "Tanggal pertama: tulis bulan sebagai angka 1 sampai 12."),
            (["32", "5", "2020"], "Tanggal pertama: tulis tanggal sebagai angka 1 sampai 31."),
            (["1", "5", "20"], "Tanggal pertama: tulis tahun dengan 4 angka."),
            (
                ["31", "2", "2020"],
                "Tanggal pertama: tidak ada tanggal 31 Februari 2020. Periksa tanggal dan bulannya."
            ),
        ])
    func dates(typed: [String], sentence: String) async throws {
        try await World.with(.sqlite) { world in
            let rini = try await world.officer(.operations, "rini").browser
            let first = zip(ExportPart.first.fields, typed).map { ($0, $1) }
            let fields = [("jenis", "entries"), (ReasonField.name, "Lampiran laporan bulanan")]
            let page = try await rini.post(Paths.exports, fields + first + ExportPart.last.typed("2020-05-02"))
            #expect(page.status == .unprocessableContent && page.text.contains(sentence), "\(page.text)")
            #expect(page.body.contains("href=\"#\(ExportPart.first.name)\""))
            #expect(page.body.contains("id=\"\(ExportPart.first.name)\""), "the link leads to the first box")
            #expect(!page.body.contains("href=\"#\(ExportPart.last.name)\""))
            for text in typed where !text.isEmpty {
                #expect(page.body.contains("value=\"\(text)\""), "\(text) is kept")
            }
        }
    }

    @Test(
        "eligibility is dated by the clock at the top of the page",
        .bug(id: "1.325", "In the demo of April 2020 the registry's answer was \u{201C}data per\u{201D} the real day."))
    func dataOf() async throws {
        try await World.with(.sqlite, settings: { $0.demo = true }) { world in
            let later = world.dependencies.clock.now() + .days(1)
            try await world.dependencies.clock.move(to: later, in: world.dependencies.database)
            let person = try await world.id(of: try await world.eligible())
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            let page = try await rini.browser.get(Paths.person(person)).text
            #expect(page.contains("data per 16 April 2020"))
            #expect(!page.contains("data per 15 April 2020"))
        }
    }

    @Test(
        "each row of the waiting photos has a link of a name of its own, and no person's name",
        .bug(id: "1.326", "A screen reader's list of links read \u{201C}Periksa\u{201D} once for every row."))
    func photos() async throws {
        try await World.with(.sqlite) { world in
            for number in 1...3 { _ = try await world.submitted(number) { $0.name = "Siti Nurhaliza" } }
            let dian = try await world.officer("Dian", [.identityReviewer]).browser
            let page = try await dian.get(Paths.photoOffice)
            let names = OfficeRows(page.body).links.map(\.name)
            #expect(names.count == 3 && Set(names).count == 3, "\(names)")
            #expect(names.allSatisfy { $0.hasPrefix("Periksa foto nomor ") })
            #expect(!page.text.contains("Siti Nurhaliza"))
        }
    }

    @Test(
        "one decision is followed by its whole number; anything else is answered at the field with what to write",
        .bug(id: "1.345", "The hint led to shortened numbers; typing one gave \u{201C}page not found\u{201D}."),
        .bug(id: "1.346", "A filter without a hit was answered with \u{201C}nothing has been recorded yet\u{201D}."))
    func follow() async throws {
        try await World.with(.sqlite) { world in
            let person = try await world.id(of: try await world.eligible())
            let application = try await world.dependencies.database.read {
                try #require(try $0.applications.of(person)).id
            }
            let lestari = try await world.officer("Lestari", .auditor).browser
            func send(_ typed: String) async throws -> Answer {
                try await lestari.get("\(Paths.reports)?\(FollowDecision.field)=\(typed)")
            }
            #expect(try await send("\(application)").location == Paths.decisionTrail(application))
            let answers = [
                ("", "Tulis nomor pendaftarannya dulu"), ("%E2%80%A6984960", "nomor yang disingkat"),
                ("984960", "nomor yang disingkat"), ("abc", "dengan angka saja"),
                ("812345678901234567", "Tidak ada pendaftaran dengan nomor ini"),
            ]
            for (typed, said) in answers {
                let page = try await send(typed)
                #expect(page.status == .ok && page.text.contains(said), "\(typed)")
                #expect(page.body.contains("href=\"#\(FollowDecision.field)\""), "\(typed)")
            }
            #expect(try await !lestari.get(Paths.reports).body.contains("href=\"#\(FollowDecision.field)\""))
            let acts = try await lestari.get(Paths.officeAudit(subject: "application:\(application)"))
            #expect(acts.body.contains("<code>\(application)</code>"))
            let hers = try await lestari.get(Paths.officeAudit(subject: "account:\(person)"))
            #expect(hers.body.contains("<code>\(person)</code>"))
            let reports = try await lestari.get(Paths.reports).body
            for source in [Paths.officeSearch, Paths.officeAudit(AuditFilter(kind: .applications))] {
                #expect(reports.contains("href=\"\(source)\""), "\(source)")
            }
            try await lestari.post(
                Paths.personOpening(person), [("alasan", "Memeriksa keputusan orang ini")], seeing: Paths.person(person)
            )
            let page = try await lestari.get(Paths.person(person))
            #expect(try page.link(to: "Ikuti keputusan ini") == Paths.decisionTrail(application))
            let none = try await lestari.get(Paths.officeAudit(subject: "wave:99")).text
            #expect(none.contains("Tidak ada tindakan pada perihal ini") && !none.contains("Belum ada tindakan"))
        }
    }

    @Test(
        "pages about officers name the officers who may decide, and a decided proposal has the reason",
        .bug(id: "1.347", "Pages named administrators alone, although a programme manager decides too."),
        .bug(id: "1.348", "Only the audit log had the reason for which a proposal about an officer was refused."),
        .bug(id: "1.349", "Saving a NIK undid the confirmation of an officer without a word."))
    func officers() async throws {
        try await World.with(.sqlite) { world in
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", [.identityReviewer])
            let id = try await agus.propose(.roles, of: dian.id, [("peran-helpdesk", "ya")])
            #expect(try await agus.decide(id).text.contains("Administrator lain atau manajer program"))
            let why = "Dian pindah tugas mulai bulan depan"
            try await fitri.browser.post(
                Paths.officerRequest(id), [("alasan", why), ("putusan", "tolak")], seeing: Paths.office)
            #expect(try await agus.browser.get(Paths.officerRequest(id)).text.contains(why))
            #expect(try await agus.browser.get(Paths.officerInvitation).text.contains("atau manajer program setuju"))
            #expect(try await dian.browser.get(Paths.ownAccount).text.contains("Menyimpan NIK membatalkannya"))
            let new = try await world.officer("Sari", [.identityReviewer], confirmed: false)
            #expect(try await !new.browser.get(Paths.ownAccount).text.contains("Menyimpan NIK membatalkannya"))
        }
    }

    @Test(
        "the ledger's reasons, acts and waiting requests are in the reader's words",
        .bug(
            id: "1.350",
            "Indonesian pages showed \u{201C}order: 5301539e…\u{201D} and \u{201C}Decree of wave 2\u{201D}."),
        .bug(
            id: "1.351", "With one request the page of payouts said to wait for requests, and English wrote 1 requests."
        ))
    func readersWords() {
        let (t, english) = (Words.indonesian, Words.english)
        let decree = JournalEntry.decree(
            id: ID(1), wave: WaveAddress(2), edition: "2020-2", people: 5, perPerson: Rupiah(3_550_000),
            at: Wave.sample.closesAt)
        #expect(LedgerReasonWords(t: t).said(decree.reason) == "Penetapan gelombang 2: 5 orang")
        #expect(LedgerReasonWords(t: english).said(decree.reason) == decree.reason)
        let failed = LedgerReasonWords(t: t).said("Disbursement 412345678901234567 failed: limit-exceeded")
        #expect(failed == "Pembayaran …234567 gagal: melebihi batas rekening")
        #expect(LedgerReasonWords(t: t).said("Rehearsal") == "Rehearsal")
        #expect(AuditWords.details["order"].map { t($0) } == "gembok urutan")
        func page(_ t: Words, waiting: Int) -> String {
            PayoutsPage(
                t: t, waiting: waiting, amount: Rupiah(600_000), limit: 500, mayDraft: true, batches: [],
                hasOlder: false, form: .sample
            ).body.text
        }
        #expect(page(t, waiting: 1).contains("Susun yang pertama dengan tombol di atas"))
        #expect(page(t, waiting: 0).contains("Setelah ada permintaan"))
        let one = page(english, waiting: 1)
        #expect(one.contains("1 request waits") && one.contains("(1 payment)"))
        #expect(page(english, waiting: 2).contains("2 requests wait"))
    }

    @Test(
        "the draw's page says when the secret is shown and checked, and words are the site's own",
        .bug(id: "1.352", "The step that opens the lock told how the seed is mixed, and not that the secret is shown."),
        .bug(id: "1.353", "Who looked at one's data was told of \u{201C}Pengaduan atau banding\u{201D}."),
        .bug(id: "1.354", "An export that was ready read \u{201C}Deleted\u{201D} with a day to come."))
    func plainly() {
        func text(_ t: Words) -> String { DrawPage.sample(t).body.text }
        #expect(text(.indonesian).contains("Siapa pun dapat memeriksa bahwa rahasia itu cocok dengan gemboknya"))
        #expect(text(.english).contains("anyone can check that"))
        #expect(text(.english).contains("Are people who joined earlier luckier?"))
        #expect(!text(.english).lowercased().contains("whoever"))
        #expect(AccessWords(t: .indonesian).kind(.correspondence) == "Keluhan atau sanggahan")
        #expect(ExportPage.sample(.indonesian).body.text.contains("Akan dihapus"))
        #expect(ExportPage.sample(.english).body.text.contains("Will be deleted"))
    }

    @Test(
        "the page of photos keeps its verdicts in view, the rail its way out, and tables become cards on a phone",
        .bug(id: "1.327", "Nothing kept the layout that the desk, the tables and the page of photos have at 360 px."),
        .bug(id: "4.842", "At 1280 by 800 an officer with all sections had to scroll the rail to sign out."))
    func layout() throws {
        let folder = World.repository.appending(path: "Sources/App/Resources/Public")
        let office = try String(contentsOf: folder.appending(path: "office.css"), encoding: .utf8)
        let bar = try #require(office.firstMatch(of: /\n\.verdicts \{([^}]*)\}/)).1
        #expect(bar.contains("position: sticky") && bar.contains("bottom: 0"))
        let foot = try #require(office.firstMatch(of: /\n +\.sections \.officer \{([^}]*)\}/)).1
        #expect(foot.contains("position: sticky") && foot.contains("bottom: 0"))
        let phone = try #require(office.firstRange(of: "@media (max-width: 640px)"))
        let narrow = office[phone.lowerBound...].prefix(2_500)
        for rule in [".desk tr { display: grid", ".office td { display: flow-root", ".desk td.verb { grid-column: 2"] {
            #expect(narrow.contains(rule), "\(rule)")
        }
        let shared = try String(contentsOf: folder.appending(path: "app.css"), encoding: .utf8)
        #expect(shared.contains("content: attr(data-label)"))
        // A width in pixels above a phone's would scroll the page sideways.
        for (name, text) in [("office.css", office), ("app.css", shared)] {
            for match in text.matches(of: /[;{ ]min-width: (\d+)px;/) {
                #expect(try #require(Int(match.1, in: 0...10_000)) <= 320, "\(name): \(match.0)")
            }
        }
    }
}

/// The links in the rows of a page's tables, as a screen reader lists them.
struct OfficeRows {
    struct Link {
        let name: String
        let path: String
    }

    let links: [Link]

    init(_ page: String) {
        let bodies = page.matches(of: /<tbody>.*?<\/tbody>/.dotMatchesNewlines()).map { String($0.0) }
        links = bodies.flatMap(Self.links)
    }

    private static func links(in body: String) -> [Link] {
        body.matches(of: /<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/.dotMatchesNewlines()).map { match in
            let text = String(match.2).replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
            return Link(name: text.trimmingCharacters(in: .whitespaces), path: String(match.1))
        }
    }

    /// Names that stand for more than one address.
    var ambiguous: [String] {
        Dictionary(grouping: links, by: \.name).filter { Set($0.value.map(\.path)).count > 1 }.keys.sorted()
    }
}
