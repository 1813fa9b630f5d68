import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("After a decision about a NIK")
struct DisputeAftermathTests {
    @Test(
        "a person whose NIK was given to another between draw and announcement gets a card that is suspended",
        .bug(
            id: "2.200",
            """
            Two officers gave a drawn person's NIK to another. The person still received an active card at the \
            announcement, and could spend the training money.
            """), arguments: Engine.tested)
    func drawn(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave(announced: false)
            try await world.loseNIK(wave.siti.id)
            try await world.announceAndIssue(1)
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
            try await world.signInAgain(wave.siti)
            #expect(try await wave.siti.browser.get(Paths.account).text.contains("Kartu Anda tidak aktif"))
            try await wave.expectCleanBooks()
        }
    }

    @Test(
        "an upheld appeal about a place does not activate the card of a person whose NIK was given to another",
        .bug(
            id: "2.201",
            """
            A third officer upheld the appeal of a person who had lost the NIK meanwhile, and the card, suspended for \
            two reasons, became active.
            """), arguments: Engine.tested)
    func upheld(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.siti.browser.post(Paths.contest(1), [(ContestPage.field, "Itu bukan NIK saya.")])
            try await world.loseNIK(wave.siti.id)
            let third = try await world.officer("Hasti", .approver)
            #expect(try await wave.answer(.uphold, by: third).location == Paths.disqualifications(1))
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
        }
    }

    @Test(
        "an approved payment to a person who lost the NIK is withdrawn, and its batch is settled",
        .bug(
            id: "2.207",
            """
            An approved payment to a person whose NIK was given to another waited for ever: its batch was never settled, \
            and the job looked again every half hour.
            """), arguments: Engine.tested)
    func payment(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let ani = try await world.officer(.operations, "ani").browser
            let budi = try await world.officer(.approver, "budi").browser
            let path = try #require(try await ani.post(Paths.payouts, []).location)
            let dispute = try await world.contest(siti.person)
            try await budi.post(path + "/persetujuan", try await world.sum(of: path), seeing: path)
            try await world.decide(dispute, for: .newer)
            world.clock.advance(.hours(1))
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
            let stored = try await world.dependencies.database.read { try $0.payouts.batch(batch) }
            #expect(stored?.batch.state == .settled)
        }
    }

    @Test(
        "a purchase that awaits its code neither keeps a place nor costs the person its price",
        .bug(
            id: "3.200",
            """
            A person with a purchase that awaited its code could not be disqualified. Requesting purchases again and \
            again kept the place for ever, and strangers who knew the card's number could do it, too.
            """), arguments: Engine.tested)
    func waitingPurchase(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let market = try await Market(opening: world)
            let holder = try await world.cardholder(wave.siti, phone: "081234567890")
            try await wave.propose(wave.ticket)
            let token = try await market.sendOTP(holder.number).token
            let code = try await market.code(for: holder)
            let full = try await market.balance(.cardTraining(holder.card)).posted
            #expect(try await market.balance(.cardTraining(holder.card)).held == market.price)

            #expect(try await wave.answer(.approve, by: wave.hendra).location == Paths.disqualifications(1))
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
            let left = try await market.balance(.cardTraining(holder.card))
            #expect(left.posted == full && left.held == .zero)
            #expect(try await market.authorize(token, otp: code).status >= 400)
            #expect(try await market.sendOTP(holder.number).status >= 400)

            try await wave.wait(days: 14)
            try await wave.carryOut()
            #expect(try await wave.selected().contains(wave.siti.id) == false)
            try await wave.expectCleanBooks()
        }
    }

    @Test(
        "codes that strangers request at a platform do not use up those of the account that bought with the card",
        .bug(
            id: "2.202",
            """
            Three accounts at a platform that knew a card's number used up the day's purchase codes of its holder, whose \
            own account could buy nothing until the next day.
            """), arguments: Engine.tested)
    func customer(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let invoice = try await market.call(
                market.platform, "/api/v1/integration/payment/status", #"{"invoice_code":"INV-1"}"#)
            let void = try await market.call(
                market.platform, "/api/v1/integration/payment/void",
                #"{"invoice_code":"INV-1","transaction_code":"\#(invoice["transaction_code"])"}"#)
            #expect(void.status == 200, "\(void.text)")
            let (dependencies, phone) = (market.world.dependencies, try market.world.contact(siti.phone))
            try await dependencies.database.transaction { tx in
                let issuance = CodeQueries.Issuance(dependencies)
                while (try? tx.codes.issue(
                    CodeQueries.Request(
                        purpose: .purchase, subject: dependencies.random.token(8), destination: phone), with: issuance))
                    != nil
                {}
            }
            #expect(try await market.sendOTP(siti.number, user: "U-9").status == 429)
            let again = try await market.sendOTP(siti.number)
            #expect(again.status == 200, "\(again.text)")
            #expect(
                try await market.authorize(again.token, otp: try await market.code(for: siti), invoice: "INV-2").status
                    == 200)
        }
    }
}

extension World {
    /// Two officers have decided that the person's NIK is another's.
    fileprivate func loseNIK(_ person: ID<Account>) async throws {
        let now = clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.identity.refuse(try #require(try tx.identity.claim(of: person)), at: now)
            try CardStanding(dependencies: dependencies).changing(of: person, in: tx) {
                try tx.cards.suspend(of: person)
            }
        }
    }

    /// A participant with a card, as a platform and the code's message reach them.
    fileprivate func cardholder(_ person: Candidate, phone: String) async throws -> Cardholder {
        let contact = try contact(phone)
        return try await dependencies.database.transaction { [dependencies] tx in
            _ = try tx.accounts.add(contact, to: person.id, at: dependencies.realNow(), vault: dependencies.vault)
            let card = try #require(try tx.cards.of(person.id))
            return Cardholder(
                person: person.id, phone: phone, card: card.id,
                number: try tx.cards.number(of: card.id, vault: dependencies.vault))
        }
    }
}
