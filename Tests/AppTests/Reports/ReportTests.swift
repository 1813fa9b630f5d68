import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Reports", .timeLimit(.minutes(2)))
struct ReportTests {
    @Test(
        "the budget adds up to the rupiah, and a payment is followed from the state to the bank's reference",
        .bug(id: "3.590", "One person's payment and purchase were read without a record of the reading."),
        arguments: Engine.tested)
    func oneRupiah(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let batch = try await world.payOut()
            try await world.count()
            let lestari = try await world.officer(.auditor, "lestari")
            let auditor = lestari.browser

            let page = try await auditor.get(Paths.budget)
            #expect(page.text.contains("Cocok sampai rupiah") && page.text.contains("Selisih Rp0"))
            #expect(page.text.contains("Rp600.000"))
            #expect(page.body.contains(Paths.budgetPlace(.paid)))

            // From the figure to the account, from the account to the entry, from the entry to the whole way.
            let place = try await auditor.get(Paths.budgetPlace(.paid))
            let account = try await auditor.get(try place.link(to: "Dibayar sebagai insentif"))
            #expect(account.text.contains("Rp600.000"))
            let entry = try await auditor.get(try account.link(to: "Insentif sampai"))
            #expect(entry.text.contains("Kelompok 1, dikirim"))
            let trail = try await auditor.get(try entry.link(to: "Ikuti uang ini"))
            let reference = try await world.dependencies.database.read {
                try $0.payouts.items(of: batch)[0].railReference
            }
            for words in ["Negara memberi anggaran", "Kartu diisi", "Penyusun ani", try #require(reference)] {
                #expect(trail.text.contains(words), "\(words)")
            }
            let payment = try await world.dependencies.database.read {
                try $0.payouts.items(of: batch)[0].disbursement.id
            }
            #expect(
                try await world.readings(of: siti.person, by: lestari.id) == ["payee disbursement:\(payment)"])
            let filled = try await auditor.get(try trail.link(to: "Kartu diisi"))
            let ending = try #require(try await world.ending(of: siti.card))
            #expect(filled.text.contains("Kartu •••• \(ending), pelatihan"))
            // A role that opens no person's page sees the account's number in the ledger, named as such.
            let checker = try await world.officer([.payoutChecker], "tono").browser
            let other = try await checker.get(try trail.link(to: "Kartu diisi")).text
            #expect(other.contains("Rekening kartu nomor buku …\("\(siti.card)".suffix(6)), pelatihan"))
            #expect(!other.contains("•••• \(ending)"))
        }
    }

    @Test(
        "a trail says what reached one person's card, and not what the same entry gave to all",
        .bug(id: "5.497", "One person's trail showed what the entry that filled three cards gave to all of them."),
        arguments: Engine.tested)
    func part(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi Santoso", phone: "081234567891", wave: 2)
            let (dependencies, benefits) = (world.dependencies, world.dependencies.edition.benefits)
            let (ids, now, third) = (dependencies.ids, dependencies.clock.now(), WaveAddress(3))
            let filled = try await dependencies.database.transaction { tx in
                try tx.ledger.open(.waveCommitted(third), ids: ids)
                try tx.ledger.post(
                    .decree(
                        id: ids.next(), wave: third, edition: dependencies.edition.id, people: 2,
                        perPerson: benefits.perPerson, at: now), ids: ids)
                try tx.ledger.post(
                    .cards(
                        id: ids.next(), wave: third, chunk: "both", cards: [siti.card, budi.card],
                        training: benefits.training, incentive: benefits.perPerson - benefits.training, at: now),
                    ids: ids)
                return try MoneyTrail.untilCard(siti.card, in: tx).last
            }
            #expect(filled?.entry?.amount == benefits.perPerson * 2)
            #expect(filled?.part == benefits.perPerson)
        }
    }

    @Test(
        "each sum says of what it is a part, each count has its unit, and short amounts have one decimal at most",
        .bug(
            id: "5.454",
            """
            The budget's headline had bare sums and one bare percentage, short amounts had two decimals, and the counts \
            of the funnel and the map had no unit.
            """),
        arguments: [false, true])
    func units(inEnglish: Bool) async throws {
        try await World.with(.sqlite) { world in
            _ = try await world.drawnWave()
            try await world.count()
            let browser = try await world.officer(.auditor, "lestari").browser
            if inEnglish { browser.carry(cookie: "bahasa", "en") }
            func words(_ indonesian: String, _ english: String) -> String { inEnglish ? english : indonesian }
            let budget = try await browser.get(Paths.budget).text
            for part in [
                words("dari Rp20 triliun yang diberikan", "of Rp20 trillion given"),
                words("dibayar: 0,0% dari Rp3,5 juta yang terikat", "paid: 0.0% of Rp3.5 million committed"),
                words("sisa, belum terikat", "left, not committed"),
                words("Arti angka-angka ini", "What these figures mean"),
                words("Menurut gelombang, dalam rupiah", "By wave, in rupiah"),
            ] { #expect(budget.contains(part), "\(part)") }
            let reports = try await browser.get(Paths.reports).text
            for part in [
                words("Terpilih 1 orang", "Selected 1 person"), words("dari langkah sebelumnya", "of the step before"),
                words("Orang per 10.000 penduduk:", "People per 10,000 inhabitants:"), "&lt;1",
                words("Akun baru per hari, dalam orang", "New accounts by day, in people"),
            ] { #expect(reports.contains(part), "\(part)") }
            for page in [budget, reports] {
                #expect(!page.contains(/[0-9][.,][0-9]{2,} (juta|miliar|triliun|million|billion|trillion)/))
            }
        }
    }

    @Test("the parts by wave and province are the same money as the ledger's accounts", arguments: Engine.tested)
    func parts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let drawn = try await world.drawnWave()
            try await world.count()
            let figures = try await Figures.latest(on: world.dependencies)
            let balance = figures.balance
            #expect(balance.given == world.dependencies.edition.budget && balance.difference == .zero)
            #expect(figures.partsAgree)
            let selected = try await drawn.selected().count
            let wave = try await world.wave()
            let own = figures.parts(Figures.Filter(wave: wave.id))
            #expect(own["card"] == world.dependencies.edition.benefits.perPerson * selected)
            #expect(figures.count(.step(.selected)) == selected && figures.count(.step(.card)) == selected)
            #expect(figures.byWave(.step(.card)) == [wave.id.rawValue: selected])
        }
    }

    @Test(
        "figures are counted again only after a pause, and a count changes nothing that is right",
        arguments: Engine.tested)
    func again(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.signedUp(1)
            try await world.count()
            let first = try await world.dependencies.database.read { try $0.figures.people() }
            #expect(first.filter { $0.what == "account" }.map(\.people) == [1])
            _ = try await world.signedUp(2)
            _ = try await CountFigures().run(on: world.dependencies)
            #expect(try await world.dependencies.database.read { try $0.figures.people() } == first)
            try await world.count()
            let second = try await world.dependencies.database.read { try $0.figures.people() }
            #expect(second.filter { $0.what == "account" }.reduce(0) { $0 + $1.people } == 2)
            try await world.count()
            #expect(try await world.dependencies.database.read { try $0.figures.people() } == second)
        }
    }

    @Test("the public page hides counts of few people, and an officer without the permission sees no report")
    func hidden() async throws {
        try await World.with(.sqlite) { world in
            _ = try await world.signedUp(1)
            try await world.count()
            world.clock.advance(.days(1))
            try await world.count()
            let page = try await world.visitor().get(Paths.transparency)
            #expect(page.status == .ok && page.text.contains("kurang dari 10"))
            let table = try await world.visitor().get(Paths.transparencyTable)
            #expect(table.body.contains("orang,account,\r\n") && table.body.contains("orang,card,0\r\n"))
            let dewi = try await world.officer([.identityReviewer], "dewi").browser
            for path in [Paths.budget, Paths.reports, Paths.exports] {
                #expect(try await dewi.get(path).status == .forbidden, "\(path)")
            }
            let auditor = try await world.officer(.auditor, "lestari").browser
            #expect(try await auditor.get(Paths.reports).text.contains("Membuat akun"))
        }
    }

    @Test(
        "two visits of the public page do not show one person's payment",
        .bug(
            id: "3.630",
            "The public page had money to the rupiah as of now: two visits showed what one person was paid or lost."))
    func onePayment() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.ready()
            func money() async throws -> [Substring] {
                try await world.count()
                world.clock.advance(.minutes(1))
                let table = try await world.visitor().get(Paths.transparencyTable).body
                return table.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("rupiah,") }
            }
            let before = try await money()
            #expect(before.contains("rupiah,card,") && before.contains { $0.hasPrefix("rupiah,given,") })
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await money() == before)
            let page = try await world.visitor().get(Paths.transparency).text
            #expect(page.contains("kurang dari Rp35,5 juta") && page.contains("dibulatkan ke bawah"))
        }
    }

    @Test(
        "a decision is shown with each rule's answer and the age of its data, and reading it is recorded",
        arguments: Engine.tested)
    func decision(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.eligible()
            let id = try await world.id(of: person)
            let application = try await world.dependencies.database.read { try #require(try $0.applications.of(id)).id }
            let auditor = try await world.officer(.auditor, "lestari").browser
            let page = try await auditor.get(Paths.decisionTrail(application))
            #expect(page.status == .ok && page.text.contains("memenuhi syarat"))
            #expect(page.text.contains("Data Dukcapil") && page.text.contains("Terpenuhi"))
            #expect(!page.text.contains(person.name) && !page.text.contains(person.nik))
            #expect(try await world.auditedActions().contains("report.decision-read"))
            #expect(try await auditor.get(Paths.decisionTrail(ID(1))).status == .notFound)
        }
    }

    @Test(
        "the page of a decision has words for every rule, reason and channel, and no machine code",
        .bug(
            id: "5.533",
            "A decision's page showed codes such as \u{201C}eligibility.too-young\u{201D}, and an e-mail at the operator."
        ),
        arguments: [Words.indonesian, .english])
    func reasons(t: Words) {
        let failures: [Ineligibility] = [
            .tooYoung(age: 17, on: CivilDate(daysSinceEpoch: 18_000), from: CivilDate(daysSinceEpoch: 18_300)),
            .tooOld(age: 70, on: CivilDate(daysSinceEpoch: 18_000)), .notCitizen, .inFormalEducation,
            .regionNotInPlay(from: nil), .hadACard, .letACardLapse, .familyLimit(2), .identityMismatch, .nikOfAnother,
            .testBelow(right: 1, asked: 10, needed: 5, again: nil),
        ]
        let listed = ListKind.allCases.map {
            Ineligibility.listed($0, asOf: CivilDate(daysSinceEpoch: 18_000), source: "Kementerian").code
        }
        let codes =
            failures.map(\.code) + listed + ["eligibility.excluded-occupation"] + Awaited.allCases.map(\.rawValue)
        for code in codes {
            let words = RuleWords.reason(code, t)
            #expect(words != code && words.first?.isUppercase == true && !words.contains("."), "\(code): \(words)")
        }
        for kind in ListKind.allCases {
            #expect(RuleWords.name("list.\(kind.rawValue)", t).first?.isUppercase == true)
        }
        let at = Wave.sample.opensAt
        let notices = [("email", "handed-over"), ("sms", "handed-over")].map {
            DecisionTrail.Notice(at: at, channel: $0.0, state: $0.1)
        }
        let trail = DecisionTrail(
            id: ID(1), person: ID(1), edition: "3", begunAt: at, sentAt: at, decisions: [], notices: notices)
        let page = DecisionTrailPage(t: t, trail: trail, acts: [], names: [:]).body.text
        for words in [
            t("diserahkan ke penyedia email", "handed to the mail provider"),
            t("diserahkan ke operator", "handed to the operator"),
        ] {
            #expect(page.components(separatedBy: words).count == 2, "\(words)")
        }
    }

    @Test(
        "a decree in force has the next number, and its page prints seal, digest and both signatures",
        arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let auditor = try await world.officer(.auditor, "lestari").browser
            let page = try await auditor.get(Paths.decree(1))
            #expect(page.text.contains("Keputusan nomor 1 tahun 2020"))
            #expect(page.text.contains("Nomor 1 sampai 1 lengkap tanpa celah"))
            let (numbering, digest) = try await world.dependencies.database.read { tx in
                let wave = try tx.waves.require(WaveAddress(1)).wave
                return (try tx.decrees.numbering(), try tx.entries.digestOfSelected(in: wave.id))
            }
            #expect(numbering.isUnbroken && numbering.highest == 1)
            #expect(page.text.contains(digest.hex))
        }
    }
}

extension World {
    /// Counts the figures now, whenever they were counted last.
    func count() async throws {
        clock.advance(CountFigures.longest)
        _ = try await CountFigures().run(on: dependencies)
    }
}

extension Answer {
    /// The address of the first link whose words begin so.
    func link(to words: String) throws -> String {
        let pattern = try Regex("<a href=\"([^\"]+)\">\(NSRegularExpression.escapedPattern(for: words))")
        let found = try #require(body.firstMatch(of: pattern), "no link \(words)")
        return try #require(found.output[1].substring.map(String.init)).replacing("&amp;", with: "&")
    }
}
