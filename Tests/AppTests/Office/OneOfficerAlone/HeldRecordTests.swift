import Foundation
import HTTPTypes
import NIOConcurrencyHelpers
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// What an act decides by stays as it is until the act has committed.
@Suite("Records that an act holds", .timeLimit(.minutes(3)))
struct HeldRecordTests {
    private static let kinds = BoundKind.all + [.disputeProposals]

    @Test("the application's own user can lock the rows of every kind of record", arguments: Engine.tested)
    func everyKind(engine: Engine) async throws {
        try await World.with(engine) { world in
            let database = try await world.asApplication(engine)
            try await database.transaction { tx in
                for kind in Self.kinds { _ = try tx.records.hold(kind, ID<Account>(1)) }
                // The locks are sent without waiting; this reads that none failed.
                #expect(try tx.row("SELECT COUNT(*) AS people FROM account")?["people"] == 0)
            }
            if engine == .postgres { await database.close() }
        }
    }

    @Test("nothing of a record that an act compares is left unlocked")
    func complete() {
        // The last two are of tables to which the application's user can only add.
        let unlocked: [BoundKind] = [.listEntries, .drawLists, .drawOutcomes, .entriesBeforeCodes, .trainingReports]
        for kind in Self.kinds {
            let locks = kind.lock(1)?.text.matches(of: /FOR UPDATE/).count ?? 0
            let isWhole = locks > 0 && locks == kind.content([1]).count
            #expect(isWhole == !unlocked.contains { $0.name == kind.name }, "\(kind.name)")
        }
    }

    @Test(
        "an account changed by SQL while its payment is approved is changed after the approval, and not with it",
        .bug(
            id: "3.640",
            """
            A row changed by SQL between an approval's comparison and its binding was bound as approved: neither \
            verification named it.
            """),
        arguments: Engine.tested.filter { $0 == .postgres })
    func waits(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let sum = try await world.sum(of: path)
            try await world.bindEarlier()
            let other = try await world.asApplication(engine, connections: 3)
            // Another transaction keeps the approval from binding, after it has compared.
            let (held, goes) = (NIOLockedValueBox(false), NIOLockedValueBox(false))
            async let obstacle: Void = world.dependencies.database.transaction { tx in
                try tx.run("LOCK TABLE bound_record IN SHARE ROW EXCLUSIVE MODE")
                held.withLockedValue { $0 = true }
                while !goes.withLockedValue({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
            }
            while !held.withLockedValue({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
            async let approval = budi.browser.post(path + "/persetujuan", sum, seeing: path)
            try await world.expectWaiting(1)
            let changed = NIOLockedValueBox(false)
            async let change: Void = other.transaction { tx in
                try tx.run("UPDATE payee_account SET holder = 'BUDI'")
                changed.withLockedValue { $0 = true }
            }
            try await world.expectWaiting(2)
            #expect(!changed.withLockedValue { $0 })
            goes.withLockedValue { $0 = true }
            try await obstacle
            #expect(try await approval.location == path)
            try await change
            await other.close()
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("payout batch ") }, "\(found)")
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
        }
    }
}

extension World {
    /// Waits until so many statements of this world wait for a lock.
    fileprivate func expectWaiting(_ number: Int) async throws {
        for _ in 1...500 {
            let waiting = try await dependencies.database.read { tx in
                try tx.row(
                    """
                    SELECT COUNT(*) AS waiting
                    FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """)?["waiting"] as Int?
            }
            if waiting == number { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("\(number) statements should wait for a lock")
    }
}
