import Foundation
import Programme
import Simulators
import Storage
import Testing

@testable import App

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A cardholder who has completed a first training.
struct Beneficiary: Sendable {
    let person: ID<Account>
    let card: ID<Card>
    let purchase: ID<Purchase>
}

/// An officer's account and browser.
struct TestOfficer: Sendable {
    let id: ID<Officer>
    let browser: Visitor
}

extension World {
    var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    /// - Parameter number: distinguishes several people of one test.
    func beneficiary(_ number: Int = 1, name: String = "Siti Nurhaliza") async throws -> Beneficiary {
        let person = try await verifiedPerson(number, name: name)
        let card = try await card(of: person, number)
        let purchase = try await completedTraining(person, card, number)
        let dependencies = dependencies
        let done = Beneficiary(person: person, card: card, purchase: purchase)
        try await dependencies.database.transaction { tx in
            #expect(try tx.cards.beginTraining(card, oneAtATime: true, at: dependencies.clock.now()))
            try tx.cards.finishTraining(card)
            try CardStanding(dependencies: dependencies).bind(card, in: tx)
            try tx.jobs.enqueue(
                PlanIncentives(card: card, purchase: purchase, completedAt: dependencies.clock.now()), on: dependencies)
        }
        try await settle()
        return done
    }

    /// A beneficiary who has also rated the training and linked a wallet.
    func ready(_ number: Int = 1, wallet: String = "0812-3456-7890") async throws -> Beneficiary {
        let siti = try await beneficiary(number)
        try await review(siti)
        #expect(try await link(wallet, of: siti).location == Paths.payee)
        return siti
    }

    func browser(of person: ID<Account>) async throws -> Visitor {
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: person, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        let browser = visitor()
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return browser
    }

    func officer(_ roles: [Role], _ signIn: String) async throws -> TestOfficer {
        let (id, cookie) = try await dependencies.database.transaction { [dependencies] tx in
            let id = try tx.officers.add(
                NewOfficer(
                    name: signIn, signIn: "\(signIn)@prakerja.example", roles: roles, passwordHash: "-",
                    secret: Data(repeating: 1, count: 20)), at: dependencies.realNow(), ids: dependencies.ids,
                vault: dependencies.vault)
            try tx.officerIdentities.confirm(id, by: nil, at: dependencies.realNow(), ids: dependencies.ids)
            return (
                id,
                try tx.sessions.begin(
                    officer: id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
            )
        }
        let browser = visitor()
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return TestOfficer(id: id, browser: browser)
    }

    @discardableResult
    func review(_ siti: Beneficiary) async throws -> Answer {
        try await browser(of: siti.person).post(Paths.review(siti.purchase), [("nilai", "5"), ("ulasan", "Berguna")])
    }

    /// Submits the number and the code that follows it; returns the last page. A wallet's number is first made its
    /// owner's proved phone number, because linking requires that.
    func link(_ number: String, of siti: Beneficiary, at partner: String = "gopay") async throws -> Answer {
        let kind = dependencies.edition.payoutPartners.first { $0.slug == partner }?.kind
        if kind == .wallet, PhoneNumber(number) != nil { try await give(number, to: siti.person) }
        let browser = try await browser(of: siti.person)
        let checked = try await browser.post(Paths.payee, [("mitra", partner), ("nomor", number)])
        guard checked.location == Paths.payeeCode else { return checked }
        let digits = try await latestCode()
        return try await browser.post(Paths.payeeCode, [("kode", digits)])
    }

    func ask(for instalment: Instalment, of siti: Beneficiary) async throws -> Answer {
        try await browser(of: siti.person).post(
            Paths.incentiveRequest(instalment.id), [], seeing: Paths.payee)
    }

    /// Drafts a batch with one officer and approves it with another.
    func payOut() async throws -> ID<PayoutBatch> {
        let number = try await dependencies.database.read { try $0.payouts.latest(limit: 100).count }
        let ani = try await officer(.operations, "ani\(number)")
        let budi = try await officer(.approver, "budi\(number)")
        let drafted = try await ani.browser.post(Paths.payouts, [])
        let path = try #require(drafted.location)
        let approved = try await budi.browser.post(path + "/persetujuan", try await sum(of: path), seeing: path)
        #expect(approved.location == path)
        try await settle()
        return try #require(ID(path.split(separator: "/").last.map(String.init) ?? ""))
    }

    /// What an officer types to send the batch of this page.
    func sum(of path: String) async throws -> [(String, String)] {
        let id = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
        let stored = try #require(try await dependencies.database.read { try $0.payouts.batch(id) })
        return [(TypedSum.field, "\(stored.total.amount)")]
    }

    func instalments(of siti: Beneficiary) async throws -> [Instalment] {
        let today = today
        return try await dependencies.database.read { tx in
            try tx.incentives.of(siti.person, today: today).map(\.instalment)
        }
    }

    func instalment(_ kind: Instalment.Kind, _ number: Int, of siti: Beneficiary) async throws -> Instalment {
        try #require(try await instalments(of: siti).first { $0.kind == kind && $0.number == number })
    }

    func balance(_ code: LedgerAccount.Code) async throws -> Balance {
        try await dependencies.database.read { try $0.ledger.balance(code) }
    }

    /// Expects that debits equal credits, that no balance is below its floor, and that no person has more than the
    /// edition gives.
    func expectBalancedBooks(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let perPerson = dependencies.edition.benefits.perPerson
        let editions = dependencies.editions
        let (findings, others) = try await dependencies.database.read { tx in
            (
                try LedgerVerification(of: tx, perPerson: perPerson).findings,
                try tx.incentives.discrepancies(editions: editions, limit: 10) + tx.payouts.discrepancies(limit: 10)
            )
        }
        #expect(findings.isEmpty, sourceLocation: sourceLocation)
        #expect(others == [], sourceLocation: sourceLocation)
    }

    func railBooks() async throws -> RailStatement {
        guard let url = URL(string: simulators[.rail] + "/_books") else { throw URLError(.badURL) }
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode(RailStatement.self, from: data)
    }

    func auditedActions() async throws -> [String] {
        try await dependencies.database.read {
            try $0.audit.latest(subject: nil, before: nil, limit: 200).map(\.action)
        }
    }

    /// The six digits of the last message to a phone, through the simulated gateway.
    private func latestCode() async throws -> String {
        struct Letter: Decodable { let text: String }
        try await settle()
        guard let url = URL(string: simulators[.mailbox] + "/messages.json") else { throw URLError(.badURL) }
        let (data, _) = try await URLSession.shared.data(from: url)
        let letters = try JSONDecoder().decode([Letter].self, from: data)
        let partners = ["GoPay", "LinkAja", "Bank", "OVO"]
        let digits = letters.last { letter in partners.contains { letter.text.contains($0) } }
            .flatMap { $0.text.firstMatch(of: /\b(\d{6})\b/).map { String($0.1) } }
        return try #require(digits)
    }

    // MARK: - Set-up

    private func verifiedPerson(_ number: Int, name: String) async throws -> ID<Account> {
        let phone = try #require(Contact("08120000\(1_000 + number)"))
        let nik = try NIK("827105270395\(1_000 + number)")
        let birthDate = try #require(CivilDate("1995-03-27"))
        let personal = PersonalData(
            name: try #require(PersonName(name)), address: "Jalan Pahlawan 5",
            province: try #require(Province(code: "82")),
            regency: Regency(code: "82.71", name: "Kota Ternate"), citizen: true, education: .seniorSecondary,
            inFormalEducation: false,
            occupation: .jobSeeker, wantedTraining: "Mengelas")
        return try await dependencies.database.transaction { [dependencies] tx in
            let account = try tx.accounts.open(
                with: phone, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account
            try tx.identity.save(nik, birthDate: birthDate, familyCard: nil, of: account.id, on: dependencies)
            try tx.applications.save(personal, of: account.id, on: dependencies)
            if let claim = try tx.identity.claim(of: account.id) {
                try tx.identity.record(.verified, claim: claim.id, check: claim.checks, on: dependencies)
            }
            return account.id
        }
    }

    /// A decree of one person and its card, booked in the ledger.
    func card(of person: ID<Account>, _ number: Int) async throws -> ID<Card> {
        let digits = dependencies.random.digits(CardNumber.randomDigits)
        return try await dependencies.database.transaction { [dependencies] tx in
            let (benefits, edition, now) = (
                dependencies.edition.benefits, dependencies.edition.id, dependencies.clock.now()
            )
            let card = Card(
                id: dependencies.ids.next(), person: person, edition: edition, wave: number, status: .active,
                training: benefits.training,
                incentive: benefits.perPerson - benefits.training, lastFour: "0000", issuedAt: now,
                firstUseBy: now + .days(30), firstUsedAt: nil, unfinished: 0)
            try tx.cards.issue(
                card, number: CardNumber(random: digits), entry: ID(Int64(number)), decreedAt: now,
                vault: dependencies.vault)
            try tx.records.bind(.cards, card.id, at: dependencies.realNow(), ids: dependencies.ids)
            try CardStanding(dependencies: dependencies).bind(card.id, in: tx)
            for code: LedgerAccount.Code in [
                .treasury, .programmeAvailable(edition: edition), .waveCommitted(WaveAddress(number)),
                .cardTraining(card.id),
                .cardIncentive(card.id), .sink(.returned), .sink(.paidIncentive),
            ] { try tx.ledger.open(code, ids: dependencies.ids) }
            let budget = dependencies.edition.budget
            try tx.ledger.post(
                .appropriation(id: dependencies.ids.next(), edition: edition, amount: budget, at: now),
                ids: dependencies.ids)
            try tx.ledger.post(
                .decree(
                    id: dependencies.ids.next(), wave: WaveAddress(number), edition: edition, people: 1,
                    perPerson: benefits.perPerson,
                    at: now), ids: dependencies.ids)
            try tx.ledger.post(
                .cards(
                    id: dependencies.ids.next(), wave: WaveAddress(number), chunk: "\(number)", cards: [card.id],
                    training: card.training,
                    incentive: card.incentive, at: now), ids: dependencies.ids)
            return card.id
        }
    }

    private func completedTraining(
        _ person: ID<Account>, _ card: ID<Card>, _ number: Int
    ) async throws -> ID<Purchase> {
        let completion = try Completion(score: 90, certificateNumber: "SERT-\(number)", at: dependencies.clock.now())
        return try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.clock.now()
            let institution = Partner(
                id: dependencies.ids.next(), kind: .institution, name: "LPK Maju \(number)",
                clientCode: "lpk-\(number)",
                redirectURI: nil, feeBasisPoints: 0)
            let shop = Partner(
                id: dependencies.ids.next(), kind: .platform, name: "Toko \(number)", clientCode: "toko-\(number)",
                redirectURI: nil, feeBasisPoints: 1_000)
            try tx.partners.register(
                institution, signKey: "a", at: dependencies.moment(), ids: dependencies.ids, vault: dependencies.vault)
            try tx.partners.register(
                shop, signKey: "b", at: dependencies.moment(), ids: dependencies.ids, vault: dependencies.vault)
            let course = Course(
                id: dependencies.ids.next(), code: "LAS-\(number)", institution: institution.id, title: "Las Dasar",
                summary: "Mengelas", category: "Teknik", mode: .selfPaced, hours: 12)
            let schedule = CourseSchedule(
                id: dependencies.ids.next(), course: course.id, code: "LAS-\(number)-1", starts: now,
                ends: now + .days(90),
                quota: 10, taken: 0)
            try tx.courses.publish(course, at: now)
            try tx.courses.add(schedule)
            let asked = Purchase(
                id: dependencies.ids.next(), person: person, card: card, platform: shop.id, course: course.id,
                schedule: schedule.id, price: Rupiah(250_000), state: .held, attempt: 1, askedAt: now, payment: nil,
                redeemedAt: nil, endedAt: nil)
            _ = try tx.purchases.ask(asked, user: Data("user".utf8), holdUntil: now + .minutes(10))
            let payment = Purchase.Payment(
                invoiceCode: "INV-\(number)", transactionCode: "TRX-\(number)", redeemCode: "RDM-\(number)", at: now)
            #expect(try tx.purchases.pay(asked, payment, invoiceURL: "https://toko.example/inv", feeBasisPoints: 1_000))
            let paid = try #require(try tx.purchases.find(asked.id))
            #expect(try tx.purchases.end(paid, as: .completed, at: now))
            try tx.purchases.complete(paid, completion, name: "Siti Nurhaliza", vault: dependencies.vault)
            try tx.records.bind(.purchases, asked.id, at: dependencies.realNow(), ids: dependencies.ids)
            return asked.id
        }
    }
}

extension World {
    func postToRail(_ path: String, _ body: String) async throws {
        guard let url = URL(string: simulators[.rail] + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(body.utf8)
        let (_, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 204)
    }
}
