import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// SQL puts the account that one person checked in the place of another person's, before the code is entered.
@Suite("Checked accounts by SQL", .timeLimit(.minutes(2)))
struct CheckedPayeeTests {
    /// Where the code of the first beneficiary goes.
    private static let phone = "+6281200001001"

    @Test(
        "an account that SQL put in the place of the checked one is linked by no code, and is named",
        .bug(
            id: "5.600",
            """
            Another person's checked account, with the lookup of one's own, passed for the same account: the code was \
            sent for it and linked it, and the incentives went there.
            """),
        arguments: Engine.tested)
    func putIn(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.beneficiary(1), try await world.beneficiary(2))
            try await world.bindEarlier()
            let browser = try await world.browser(of: siti.person)
            let (own, other) = try await world.check(siti, in: browser, beside: budi)
            let first = try await world.code(to: Self.phone)
            try await world.vandalise(
                "UPDATE payee_account SET state = 'dropped' WHERE id = \(own)",
                """
                UPDATE payee_account
                SET person_id = \(siti.person),
                    lookup = (SELECT lookup FROM payee_account WHERE id = \(own)),
                    last_four = (SELECT last_four FROM payee_account WHERE id = \(own)),
                    checked_at = (SELECT checked_at FROM payee_account WHERE id = \(own))
                WHERE id = \(other)
                """)
            #expect(try await browser.post(Paths.payeeCode, [("kode", first)], seeing: Paths.payee).location == nil)
            #expect(try await world.linked(to: siti) == nil)

            let again = try await browser.post(Paths.payee, [("mitra", "bni"), ("nomor", "1234567890")])
            #expect(again.location == Paths.payeeCode)
            let second = try await world.code(to: Self.phone)
            #expect(try await browser.post(Paths.payeeCode, [("kode", second)]).location == Paths.payee)
            let linked = try #require(try await world.linked(to: siti))
            #expect(linked.account.id != own && linked.account.id != other)
            #expect(try linked.open(world.dependencies.vault).digits == "1234567890")
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("payee account \(other) ") }, "\(found)")
            #expect(try await world.auditedActions().contains("record.changed"))
        }
    }

    @Test(
        "no code is sent again for an account that SQL gave to the person whole",
        .bug(id: "5.601", "Nothing bound a checked account to the person who had it checked."),
        arguments: Engine.tested)
    func given(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.beneficiary(1), try await world.beneficiary(2))
            try await world.bindEarlier()
            let browser = try await world.browser(of: siti.person)
            let (own, other) = try await world.check(siti, in: browser, beside: budi)
            try await world.vandalise(
                "UPDATE payee_account SET state = 'dropped' WHERE id = \(own)",
                "UPDATE payee_account SET person_id = \(siti.person) WHERE id = \(other)")
            #expect(try await browser.get(Paths.payeeCode).location == Paths.payee)
            let resent = try await browser.post(Paths.payeeResend, [], seeing: Paths.payee)
            #expect(resent.status == .unprocessableContent && resent.location == nil)
            #expect(try await world.linked(to: siti) == nil)

            // Put back, the check goes on with the code that was sent.
            try await world.vandalise(
                "UPDATE payee_account SET person_id = \(budi.person) WHERE id = \(other)",
                "UPDATE payee_account SET state = 'checked' WHERE id = \(own)")
            let code = try await world.code(to: Self.phone)
            #expect(try await browser.get(Paths.payeeCode).status == .ok)
            #expect(try await browser.post(Paths.payeeCode, [("kode", code)]).location == Paths.payee)
            #expect(try await world.linked(to: siti)?.account.id == own)
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("payee account ") } == [])
        }
    }

    @Test(
        "no payment goes to an account whose number is not the one it was linked by, and it is named",
        .bug(id: "5.602", "No act and no verification opened an account's number to compare it with its lookup."),
        arguments: Engine.tested)
    func linkedBefore(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let payee = try #require(try await world.linked(to: siti))
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            // As the act of an earlier version bound it.
            try await world.vandalise("UPDATE payee_account SET lookup = \(Data([1]))")
            try await world.bind(.payees, payee.account.id)
            _ = try await world.payOut()
            #expect(try await world.railBooks().payments.isEmpty)
            #expect(try await world.dependencies.database.read { try $0.jobs.dead(limit: 1) }.first != nil)
            let found = try await world.verifyRecords()
            #expect(
                found.contains {
                    $0.hasPrefix("payee account \(payee.account.id) ") && $0.contains("is not found by its number")
                }, "\(found)")
        }
    }
}

extension World {
    /// Both have an account checked with the bank and enter no code: the ids of the first person's and the other one's.
    fileprivate func check(
        _ person: Beneficiary, in browser: Visitor, beside other: Beneficiary
    ) async throws -> (own: ID<PayeeAccount>, other: ID<PayeeAccount>) {
        let theirs = try await self.browser(of: other.person)
        for (one, number) in [(theirs, "1234567891"), (browser, "1234567890")] {
            let checked = try await one.post(Paths.payee, [("mitra", "bni"), ("nomor", number)])
            #expect(checked.location == Paths.payeeCode)
        }
        let now = dependencies.realNow()
        return try await dependencies.database.read { tx in
            (
                try #require(try tx.payees.checked(for: person.person, at: now)).account.id,
                try #require(try tx.payees.checked(for: other.person, at: now)).account.id
            )
        }
    }

    fileprivate func linked(to siti: Beneficiary) async throws -> StoredPayee? {
        try await dependencies.database.read { try $0.payees.linked(to: siti.person) }
    }
}
