import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// SQL takes a sealed entry of a card away with everything that names it, and sets the balances back.
@Suite("Entries that are gone from a card's books", .timeLimit(.minutes(4)))
struct LostJournalEntryTests {
    @Test(
        "an instalment whose payment SQL took away with its entries, postings and bindings is put into no batch",
        .bug(
            id: "5.850",
            """
            An entry that was deleted together with its postings, its payment and their bindings was named by `audit \
            verify` only: the balance fitted, and the next batch paid the instalment again.
            """),
        arguments: Engine.tested)
    func draft(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.paid(siti)
            try await world.takePaymentAway(first, of: siti)
            #expect(try await world.differingBalances() == [])

            let ani = try await world.officer(.operations, "ani")
            let refused = try await ani.browser.post(Paths.payouts, [])
            #expect(refused.status == .conflict && refused.text.contains("disegel di log"), "\(refused.text)")
            #expect(try await world.auditedActions().contains("payout.left-out"))

            // Another person's request is drafted, and the officer reads that one was left out.
            let budi = try await world.ready(2, wallet: "0812-3456-7899")
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: budi), of: budi)
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let page = try await ani.browser.get(path)
            #expect(page.status == .ok && page.text.contains("1 kartu, karena catatan bukunya hilang"), "\(page.text)")
            let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
            let items = try await world.dependencies.database.read { try $0.payouts.items(of: batch) }
            #expect(items.map(\.person) == [budi.person])
            #expect(try await world.railBooks().payments.count == 1)

            let purse = LedgerAccount.Code.cardIncentive(siti.card)
            #expect(try await world.booksFindings().contains { $0.hasPrefix("\(purse) has lost its entry ") })
        }
    }

    @Test(
        "a batch is neither approved nor sent once a card in it has lost an entry",
        .bug(id: "5.851", "Approving and sending a payment did not ask whether an entry of its card was taken away."),
        arguments: Engine.tested)
    func approval(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.paid(siti)
            world.clock.advance(.days(31))
            let second = try await world.instalment(.incentive, 2, of: siti)
            _ = try await world.ask(for: second, of: siti)
            let (ani, budi) = (
                try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi")
            )
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
            try await world.copyBooks()
            let sum = try await world.sum(of: path)
            try await world.takePaymentAway(first, of: siti, but: batch)
            let refused = try await budi.browser.post(path + "/persetujuan", sum, seeing: path)
            #expect(refused.status == .conflict && refused.text.contains("disegel di log"), "\(refused.text)")
            let page = try await budi.browser.get(path).text
            #expect(page.contains("catatan buku kartunya hilang"), "\(page)")

            try await world.putBooksBack()
            #expect(try await world.booksFindings() == [])
            #expect(try await budi.browser.post(path + "/persetujuan", sum, seeing: path).location == path)
            let payment = try #require(
                try await world.dependencies.database.read { try $0.payouts.items(of: batch).first }
            ).disbursement.id
            try await world.takePaymentAway(first, of: siti, but: batch)
            guard case .giveUp(let why) = try await SendDisbursement(disbursement: payment).run(on: world.dependencies)
            else {
                Issue.record("a payment to a card that has lost an entry was sent")
                return
            }
            #expect(why.contains("are gone"), "\(why)")
            #expect(try await world.railBooks().payments.count == 1)
        }
    }

    @Test(
        "a card whose purchase SQL took away with its entry buys nothing, and a row missing beside the log is named",
        .bug(
            id: "5.852",
            "A sale added up the postings that were there: one that SQL took away with its entry gave the card its price back."
        ),
        arguments: Engine.tested)
    func sale(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (siti, budi) = (
                try await world.cardholder(), try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            )
            try await market.sell(at: Rupiah(300_000))
            var codes: [(token: String, otp: String)] = []
            for user in ["U-1", "U-2"] {
                let asked = try await market.sendOTP(siti.number, amount: 300_000, user: user)
                codes.append((asked.token, try await market.code(for: siti)))
            }
            #expect(try await market.authorize(codes[0].token, otp: codes[0].otp).status == 200)
            try await world.sealEverything()
            #expect(try await world.booksFindings() == [])

            let entry: SQL = "(SELECT id FROM journal_entry WHERE kind = 'purchase')"
            try await world.vandalise(
                "UPDATE purchase SET card_id = \(budi.card), person_id = \(budi.person) WHERE paid_at IS NOT NULL",
                "DELETE FROM bound_record WHERE kind = 'purchase'", "UPDATE card SET unfinished = 0",
                "DELETE FROM hold WHERE state = 'posted'", "DELETE FROM posting WHERE entry_id = \(entry)",
                "UPDATE ledger_account SET posted = 0 WHERE code LIKE 'purchase:%'",
                "UPDATE ledger_account SET posted = posted + 300000 WHERE code = \(LedgerAccount.Code.cardTraining(siti.card))",
                "DELETE FROM journal_entry WHERE kind = 'purchase'")
            #expect(try await world.differingBalances() == [])
            func expectHeldBack(_ reply: PartnerReply) {
                #expect(reply.status == 409 && reply.text.contains("ERRGEN40902"), "\(reply.text)")
                #expect(!reply.text.contains("sealed"), "\(reply.text)")
            }
            expectHeldBack(try await market.authorize(codes[1].token, otp: codes[1].otp, invoice: "INV-2"))
            expectHeldBack(try await market.sendOTP(siti.number, amount: 300_000, user: "U-2"))
            #expect(try await world.booksFindings().contains { $0.contains("has lost its entry ") })
            let gone = try await world.verifyLog().findings.filter { "\($0)".contains("journal") }
            #expect(gone.count == 1, "\(gone)")

            // What is taken out of the table beside the log is named too.
            let purse = LedgerAccount.Code.cardTraining(budi.card)
            try await world.vandalise("DELETE FROM sealed_entry WHERE account = \(purse)")
            let found = try await world.booksFindings()
            #expect(
                found.contains { $0.hasSuffix("\(purse) is not in `sealed_entry`: taken out by other means") },
                "\(found)")
            try await world.vandalise("INSERT INTO sealed_entry (account, entry_id) VALUES (\(purse), 77)")
            #expect(
                try await world.booksFindings().contains { $0.hasPrefix("\(purse) has the entry 77 in `sealed_entry`") }
            )
        }
    }

    @Test("what a server of the version before sealed meanwhile is kept by the next start", arguments: Engine.tested)
    func sealedMeanwhile(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            _ = try await market.buy(try await world.cardholder())
            try await world.sealEverything()
            try await world.vandalise("DELETE FROM sealed_entry")
            #expect(try await world.booksFindings().count >= 4)
            try await Sealer(dependencies: world.dependencies, batch: 1).keepEntries(since: Instant(milliseconds: 0))
            #expect(try await world.booksFindings() == [])
        }
    }

    @Test("entries that an earlier version sealed are kept beside the log by the migration", arguments: Engine.tested)
    func migration(engine: Engine) async throws {
        try await OlderDatabase.with(engine, before: "0545") { tx in
            for (id, code) in [(101, "wave:1:reserve"), (102, "card:7:training"), (103, "purchase:9:escrow")] {
                try tx.run(
                    """
                    INSERT INTO ledger_account (id, code, posted, held, floor, sink)
                    VALUES (\(id), \(code), 0, 0, \(false), \(false))
                    """)
            }
            for (id, from, to) in [(10, 101, 102), (11, 102, 103), (12, 103, 101)] {
                try tx.run(
                    """
                    INSERT INTO journal_entry (id, key, kind, content, reason, at)
                    VALUES (\(id), \("purchase:\(id)"), 'purchase', \(Data([1])), '-', 1)
                    """)
                try tx.run(
                    """
                    INSERT INTO posting (entry_id, place, from_id, to_id, amount)
                    VALUES (\(id), 0, \(from), \(to), 5)
                    """)
            }
            for (sequence, id) in [(0, 10), (1, 11)] {
                try tx.run(
                    """
                    INSERT INTO log_leaf (sequence, kind, row_id, hash)
                    VALUES (\(sequence), 'journal', \(id), \(Data([1])))
                    """)
            }
        } _: { database in
            try await database.transaction { tx in
                let card = LedgerAccount.Code.cardTraining(ID(7))
                let accounts = [card, .purchaseEscrow(ID(9))]
                #expect(try tx.ledger.gone(from: accounts) == [])
                #expect(try tx.ledger.sealedDiscrepancies(limit: 10) == [])
                try tx.run("DELETE FROM posting WHERE entry_id = 11")
                let lost = try tx.ledger.gone(from: accounts)
                #expect(lost.map(\.entry) == [ID(11), ID(11)] && Set(lost.map(\.account)) == Set(accounts))
                #expect(lost.compactMap(\.card) == [ID(7)])
            }
        }
    }
}

extension World {
    /// The first instalment, requested, paid and sealed.
    fileprivate func paid(_ siti: Beneficiary) async throws -> Instalment {
        let first = try await instalment(.incentive, 1, of: siti)
        _ = try await ask(for: first, of: siti)
        try await bindEarlier()
        _ = try await payOut()
        try await sealEverything()
        #expect(try await railBooks().payments.count == 1)
        #expect(try await booksFindings() == [])
        return first
    }

    /// Takes the payment of an instalment away with its entries, postings, batch and bindings, and sets balances, hold
    /// and instalment back to the request.
    ///
    /// - Parameter kept: another batch, which stays.
    fileprivate func takePaymentAway(
        _ instalment: Instalment, of siti: Beneficiary, but kept: ID<PayoutBatch> = ID(0)
    ) async throws {
        let purse = LedgerAccount.Code.cardIncentive(siti.card)
        let entries: SQL = "(SELECT id FROM journal_entry WHERE kind IN ('instalment-sent', 'instalment-paid'))"
        // Of the first request.
        let hold = IdempotencyKey("instalment", "\(instalment.id)/1")
        try await vandalise(
            "UPDATE hold SET state = 'placed', ended_at = NULL, entry_id = NULL WHERE key = \(hold)",
            "DELETE FROM posting WHERE entry_id IN \(entries)",
            "DELETE FROM journal_entry WHERE kind IN ('instalment-sent', 'instalment-paid')",
            """
            UPDATE ledger_account
            SET posted = posted + \(instalment.amount), held = held + \(instalment.amount)
            WHERE code = \(purse)
            """,
            "DELETE FROM disbursement WHERE batch_id <> \(kept)", "DELETE FROM payout_batch WHERE id <> \(kept)",
            """
            DELETE FROM bound_record
            WHERE kind IN ('payment', 'payout', 'payout-draft') AND row_id NOT IN (
                SELECT id FROM payout_batch UNION SELECT id FROM disbursement
            )
            """,
            "UPDATE instalment SET state = 'requested', next_look = NULL WHERE id = \(instalment.id)")
    }

    private static let books = [
        "hold", "journal_entry", "posting", "ledger_account", "payout_batch", "disbursement", "bound_record",
        "instalment",
    ]

    fileprivate func copyBooks() async throws {
        for table in Self.books { try await keep(table) }
    }

    /// Gives back what `takePaymentAway` took, and leaves what was written since.
    fileprivate func putBooksBack() async throws {
        for table in ["journal_entry", "payout_batch", "disbursement", "bound_record"] {
            try await vandalise(
                SQL(
                    stringLiteral:
                        "INSERT INTO \(table) SELECT * FROM kept_\(table) WHERE id NOT IN (SELECT id FROM \(table))"))
        }
        try await vandalise(
            """
            INSERT INTO posting
            SELECT * FROM kept_posting
            WHERE entry_id NOT IN (SELECT entry_id FROM posting)
            """,
            """
            UPDATE ledger_account
            SET posted = (SELECT posted FROM kept_ledger_account AS kept WHERE kept.id = ledger_account.id),
                held = (SELECT held FROM kept_ledger_account AS kept WHERE kept.id = ledger_account.id)
            """,
            """
            UPDATE hold
            SET state = (SELECT state FROM kept_hold AS kept WHERE kept.id = hold.id),
                ended_at = (SELECT ended_at FROM kept_hold AS kept WHERE kept.id = hold.id),
                entry_id = (SELECT entry_id FROM kept_hold AS kept WHERE kept.id = hold.id)
            """,
            "UPDATE instalment SET state = (SELECT state FROM kept_instalment AS kept WHERE kept.id = instalment.id)")
    }

    /// What `ledger verify` says of balances that are not what their postings say.
    fileprivate func differingBalances() async throws -> [String] {
        try await dependencies.database.read { tx in
            try LedgerVerification(of: tx, perPerson: nil).findings.map(\.description)
        }
    }

    fileprivate func booksFindings() async throws -> [String] {
        try await dependencies.database.read { try $0.ledger.sealedDiscrepancies(limit: 20) }
    }
}
