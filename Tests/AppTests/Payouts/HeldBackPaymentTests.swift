import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// A change by SQL between draft, approval and payment.
@Suite("Payments that were changed by other means", .timeLimit(.minutes(3)))
struct HeldBackPaymentTests {
    /// What SQL changes, and what `prakerja audit verify` says then.
    private static let changes: [(change: SQL, finding: String)] = [
        ("UPDATE payee_account SET holder = 'BUDI'", "payee account "),
        ("UPDATE payee_account SET number = lookup", "payee account "),
        ("UPDATE disbursement SET amount = amount + 1000", "approved payment "),
        (
            "UPDATE disbursement SET person_id = (SELECT MAX(id) FROM account WHERE id <> person_id)",
            "approved payment "
        ),
    ]

    @Test(
        "a payment that was changed after its approval is held back and named, and goes out when it is right again",
        .bug(
            id: "3.641",
            """
            Between approval and payment an account could be exchanged by SQL: the money went there, and only then a \
            verification named it.
            """),
        arguments: Engine.tested)
    func afterApproval(engine: Engine) async throws {
        for (change, finding) in Self.changes {
            try await World.with(engine) { world in
                let (siti, _) = (try await world.ready(), try await world.beneficiary(2, name: "Budi Santoso"))
                _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
                let (ani, budi) = (
                    try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi")
                )
                let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
                try await world.bindEarlier()
                let sum = try await world.sum(of: path)
                #expect(try await budi.browser.post(path + "/persetujuan", sum, seeing: path).location == path)
                let before = try await world.verifyRecords()
                try await world.vandalise(change)
                try await world.settle()
                #expect(try await world.railBooks().payments.isEmpty, "\(change.text)")
                let found = try await world.verifyRecords().filter { !before.contains($0) }
                #expect(found.contains { $0.hasPrefix("approved payment ") }, "\(found)")
                #expect(found.contains { $0.hasPrefix(finding) }, "\(found)")
                let dead = try await world.dependencies.database.read { try $0.jobs.dead(limit: 1) }
                #expect(dead.first != nil, "\(change.text)")
            }
        }
    }

    @Test(
        "a batch whose account was changed before its approval is not approved",
        .bug(id: "3.642", "An account changed by SQL between draft and approval was bound as approved."),
        arguments: Engine.tested)
    func beforeApproval(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            try await world.bindEarlier()
            let sum = try await world.sum(of: path)
            try await world.vandalise("UPDATE payee_account SET holder = 'BUDI'")
            let answer = try await budi.browser.post(path + "/persetujuan", sum, seeing: path)
            #expect(answer.status == .conflict && answer.text.contains("diubah di luar aplikasi"))
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
        }
    }
}
