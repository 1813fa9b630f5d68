import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What a sale decides by is what it compared, and a purchase that is not paid yet is as its platform asked for it.
@Suite("A sale goes by the rows that it compared", .timeLimit(.minutes(3)))
struct ComparedSaleTests {
    @Test(
        "a suspended platform sells nothing while SQL changes its row between comparing and reading",
        .bug(
            id: "5.853",
            """
            A sale compared course and partners, and read them again: SQL that kept it waiting with a lock, and changed a \
            row meanwhile, had a suspended platform sell.
            """),
        .enabled(if: Engine.tested.contains(.postgres)))
    func between() async throws {
        try await Market.with(.postgres) { market in
            let (world, platform) = (market.world, market.platform.id)
            let siti = try await world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let otp = try await market.code(for: siti)
            let ratna = try await world.officer("Ratna", .operations)
            try await PartnerActions(dependencies: world.dependencies).suspend(
                platform, because: try OfficeReason("Pengaduan banyak peserta"), by: ratna.id)
            // From here on this process knows the platform's keys, and reads its owners only for the sale.
            #expect(try await market.authorize(token, otp: otp).status != 200)

            let database = world.dependencies.database
            async let attack: Bool = database.transaction { tx in
                try tx.run("LOCK TABLE partner_owner IN ACCESS EXCLUSIVE MODE")
                let isWaiting = try Self.poll { try Self.locks(in: tx, granted: false) > 0 }
                try tx.run("UPDATE partner_record SET state = 'active' WHERE id = \(platform)")
                return isWaiting
            }
            while try await database.read({ try Self.locks(in: $0, granted: true) }) == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let reply = try await market.authorize(token, otp: otp)
            let hasWaited = try await attack
            #expect(hasWaited, "the sale waited between two of its statements")
            #expect(reply.status != 200, "\(reply.text)")
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
        }
    }

    /// Connections that have, or wait for, a lock on the table of owners.
    private static func locks(in tx: Transaction, granted: Bool) throws -> Int {
        let mode = granted ? "AccessExclusiveLock" : "AccessShareLock"
        let row = try tx.row(
            """
            SELECT COUNT(*) AS number
            FROM pg_locks
            WHERE relation = CAST(CAST('partner_owner' AS regclass) AS oid) AND granted = \(granted) AND mode = \(mode)
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
        return try row?["number"] ?? 0
    }

    /// False where it does not come true within ten seconds.
    private static func poll(_ isTrue: () throws -> Bool) throws -> Bool {
        for _ in 0..<1_000 {
            if try isTrue() { return true }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return false
    }

    @Test("course and partners read from compared rows are those that other queries read", arguments: Engine.tested)
    func sameValues(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (world, course) = (market.world, market.course.id)
            let partners = [market.platform.id, market.institution.id]
            let vault = world.dependencies.vault
            try await world.dependencies.database.read { tx in
                let compared = try #require(try tx.courses.compared(course, vault: vault))
                #expect(try compared.course == tx.courses.find(course))
                let offer = try #require(try tx.courses.offer(of: course, at: market.platform.id))
                #expect(compared.pages == [market.platform.id: offer.url])
                #expect(try compared.schedules == tx.courses.schedules(of: course))
                let found = try tx.partners.compared(partners, vault: vault)
                for partner in partners {
                    #expect(try found[partner]?.record == tx.partners.record(partner))
                    #expect(try found[partner]?.caller == tx.partners.find(partner))
                }
                let (seller, giver) = (try #require(found[partners[0]]), try #require(found[partners[1]]))
                #expect(
                    try tx.partners.sharedOwner(of: seller, and: giver)
                        == tx.partners.sharedOwner(of: partners[0], and: partners[1]))
            }
        }
    }

    @Test(
        "a purchase whose price or schedule SQL changed before its code arrives is not paid",
        .bug(
            id: "5.854",
            """
            No act bound the price of a purchase that waits for its code: SQL raised it with the reservation, and more \
            left the card than its holder's message said.
            """),
        arguments: Engine.tested)
    func heldPrice(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let otp = try await market.code(for: siti)
            func raise(_ amount: Int64) async throws {
                try await world.vandalise(
                    "UPDATE purchase SET price = price + \(amount)", "UPDATE hold SET amount = amount + \(amount)",
                    """
                    UPDATE ledger_account
                    SET held = held + \(amount)
                    WHERE code = \(LedgerAccount.Code.cardTraining(siti.card))
                    """)
            }
            try await raise(300_000)
            market.expectHeldBack(try await market.authorize(token, otp: otp))
            try await raise(-300_000)
            #expect(try await market.authorize(token, otp: otp).status == 200)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(400_000))
            try await market.expectCleanBooks()
        }
    }
}
