import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What SQL makes of a training, or of what its sale goes by, for the moment of an act, and takes away again.
@Suite("Trainings and sales that SQL forges for a moment", .timeLimit(.minutes(4)))
struct ForgedTrainingTests {
    @Test(
        "a grade that SQL put in completes no training, and a participant's incentives are not planned by it",
        .bug(
            id: "5.830",
            """
            Rows of attendance and of feedback were believed: a cardholder with the database's password ended a \
            training with them, took them away, and requested the incentives; no verification found it.
            """),
        arguments: Engine.tested)
    func grade(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            let purchase = try await market.purchase(of: siti)
            let link = try await market.sendToAttend(code, sequence: 999, email: "peserta-\(siti.card)@example.com")
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            try await market.world.vandalise(
                """
                INSERT INTO coursework (id, purchase_id, kind, scope, sequence, url_file, notes, at)
                VALUES (7, \(purchase.id), 'feedback', 'uk', 999, '', 'Lulus', 0)
                """)
            #expect(try await visitor.post(link.path, []).status == .conflict)
            #expect(try await market.state(of: siti) == .attended)
            try await market.world.vandalise("DELETE FROM coursework")
            #expect(try await visitor.post(link.path, []).location?.hasPrefix(Market.redirect) == true)
            #expect(try await market.state(of: siti) == .attended)
            #expect(try await market.submit(code, "uk", 999).status == 200)
            #expect(try await market.grade(code, "uk", 999).status == 200)
            #expect(try await market.state(of: siti) == .completed)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "an attendance that SQL put in completes no training, neither by the institution's report nor by the job",
        arguments: Engine.tested)
    func attendance(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            let purchase = try await market.purchase(of: siti)
            #expect(try await market.submit(code, "uk", 999).status == 200)
            #expect(try await market.grade(code, "uk", 999).status == 200)
            try await market.world.vandalise(
                "INSERT INTO attendance (purchase_id, sequence, verified_at) VALUES (\(purchase.id), 999, 1)")
            let refused = try await market.complete(code)
            #expect(refused.status == 409 && refused.text.contains("record.held-back"), "\(refused.text)")
            market.world.clock.advance(.days(60 + 30))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .attended)
            try await market.world.vandalise("DELETE FROM attendance WHERE sequence = 999")
            market.world.clock.advance(.days(1))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .lapsed)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a request for attendance that no institution sent, or that SQL changed, is not found",
        .bug(
            id: "5.831",
            """
            A request for attendance was a row with any text as its state: a participant who put one in confirmed it, \
            and the institution's half of the proof was never given.
            """),
        arguments: Engine.tested)
    func request(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let purchase = try await market.purchase(of: siti)
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            for state in ["tebakan", String(repeating: "a", count: 40)] {
                try await market.world.vandalise(
                    """
                    INSERT INTO attendance_request (state, purchase_id, sequence, redirect_uri, asked_at)
                    VALUES (\(state), \(purchase.id), 1, \(Market.redirect), 1)
                    """)
                #expect(try await visitor.get(Paths.attendance(state)).status == .notFound)
                let answer = try await visitor.post(Paths.attendance(state), [], seeing: Paths.account)
                #expect(answer.status == .notFound)
            }
            let link = try await market.sendToAttend(code, sequence: 1)
            #expect(link.state.utf8.count <= 64)
            #expect(try await visitor.get(link.path).status == .ok)
            let changes: [SQL] = [
                "UPDATE attendance_request SET sequence = 999 WHERE state = \(link.state)",
                """
                UPDATE attendance_request
                SET sequence = 1, redirect_uri = 'https://lain.example'
                WHERE state = \(link.state)
                """,
            ]
            for change in changes {
                try await market.world.vandalise(change)
                #expect(try await visitor.get(link.path).status == .notFound, "\(change.text)")
            }
            #expect(try await market.state(of: siti) == .posted)
        }
    }

    @Test(
        "a suspended platform sells nothing while SQL says that it is active, and no other institution is paid",
        .bug(
            id: "5.834",
            """
            A sale and the division of an escrow believed the rows of the partners and of the course: a suspended \
            platform sold while SQL had its state changed, and once that was put back no verification found it.
            """),
        arguments: Engine.tested)
    func partners(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let otp = try await market.code(for: siti)
            let ratna = try await world.officer("Ratna", .operations)
            let actions = PartnerActions(dependencies: world.dependencies)
            try await actions.suspend(
                market.platform.id, because: try OfficeReason("Pengaduan banyak peserta"), by: ratna.id)
            func state(_ state: String) async throws {
                try await world.vandalise(
                    "UPDATE partner_record SET state = \(state) WHERE id = \(market.platform.id)")
            }
            try await state("active")
            market.expectHeldBack(try await market.authorize(token, otp: otp))
            try await state("suspended")
            #expect(try await world.verifyRecords() == [])
            #expect(try await market.authorize(token, otp: otp).status != 200)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
        }
    }

    @Test(
        "no attendance is confirmed, and no training completed, while SQL gives the course to another institution",
        arguments: Engine.tested)
    func institution(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            let link = try await market.sendToAttend(code, sequence: 1)
            let visitor = world.visitor()
            try await world.signIn(visitor, siti)
            func give(to institution: Partner) async throws {
                try await world.vandalise("UPDATE course SET institution_id = \(institution.id)")
            }
            try await give(to: market.stranger)
            #expect(try await visitor.post(link.path, []).status == .conflict)
            try await give(to: market.institution)
            #expect(try await visitor.post(link.path, []).location?.hasPrefix(Market.redirect) == true)
            try await market.attend([999], code, siti)
            try await give(to: market.stranger)
            let reported = try await market.call(
                market.stranger, "/api/v2/redeem-codes/\(code)/completion",
                #"{"score":86,"certificate_number":"BLN/2020/1"}"#, idempotencyKey: "selesai-1")
            #expect(reported.status == 409 && reported.text.contains("record.held-back"), "\(reported.text)")
            try await give(to: market.institution)
            #expect(try await market.complete(code).status == 200)
            #expect(try await market.balance(.partnerPayable(market.stranger.id)).posted == .zero)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a key that SQL gives to another partner, or lets sign after its end, signs nothing",
        .bug(
            id: "5.835",
            """
            A partner was known by each key in its rows: with one that SQL moved to it for a moment, another partner \
            read its sales and ended its trainings.
            """),
        arguments: Engine.tested)
    func keys(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (own, other) = (market.institution, market.stranger)
            func call(_ key: String) async throws -> Int {
                try await market.call(
                    own, "/api/v1/integration/payment/redeem-code/status", #"{"redeem_code":"TIDAKADAAB12"}"#, key: key
                ).status
            }
            let usual = try await call(Market.key(own))
            #expect(usual != 409)
            let end = market.world.clock.now() + .days(1)
            let changes: [(change: SQL, back: SQL, key: String)] = [
                (
                    "UPDATE partner_key SET partner_id = \(own.id), ends_at = \(end) WHERE partner_id = \(other.id)",
                    """
                    UPDATE partner_key
                    SET partner_id = \(other.id), ends_at = NULL
                    WHERE id = (SELECT MAX(id) FROM partner_key WHERE partner_id = \(own.id))
                    """, Market.key(other)
                ),
                (
                    "UPDATE partner_key SET ends_at = \(end) WHERE partner_id = \(own.id)",
                    "UPDATE partner_key SET ends_at = NULL WHERE partner_id = \(own.id)", Market.key(own)
                ),
            ]
            for (change, back, key) in changes {
                try await market.world.vandalise(change)
                #expect(try await call(key) == 409, "\(change.text)")
                try await market.world.vandalise(back)
                #expect(try await market.world.verifyRecords() == [], "\(back.text)")
                #expect(try await call(Market.key(own)) == usual)
            }
        }
    }

    @Test(
        "an entry that SQL puts into the journal in the place of a payment's pays nothing",
        .bug(
            id: "5.833",
            """
            The ledger took an entry with the same key and content for a repetition: with one that SQL had put in, a \
            course was bought and the card kept its money.
            """),
        arguments: Engine.tested)
    func entry(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let otp = try await market.code(for: siti)
            let card = siti.card
            let purchase = try #require(
                try await world.dependencies.database.read { try $0.purchases.held(card: card) }.first)
            let forged = JournalEntry.purchase(
                id: ID(Int64.max - 5), purchase: purchase.id, card: siti.card, price: market.price,
                at: world.clock.now())
            try await world.vandalise(
                """
                INSERT INTO journal_entry (id, key, kind, content, reason, at)
                VALUES (\(forged.id), \(forged.key), \(forged.kind), \(forged.content), \(forged.reason), \(forged.at))
                """)
            market.expectHeldBack(try await market.authorize(token, otp: otp))
            #expect(
                try await world.dependencies.database.read { try $0.purchases.held(card: card) }.map(\.id)
                    == [purchase.id])
            try await world.vandalise("DELETE FROM journal_entry WHERE id = \(forged.id)")
            #expect(try await market.authorize(token, otp: otp).status == 200)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(400_000))
            try await market.expectCleanBooks()
        }
    }
}
