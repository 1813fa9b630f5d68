import Foundation
import NIOConcurrencyHelpers
import Storage
import TestSupport
import Testing

/// Holds a closure that has looked until another has looked, too, or a moment has passed.
private final class MeetingPoint: Sendable {
    private let looked = NIOLockedValueBox(0)
    private static let patience = 0.3

    func wait() {
        looked.withLockedValue { $0 += 1 }
        let end = Date(timeIntervalSinceNow: Self.patience)
        while looked.withLockedValue({ $0 }) < 2, Date() < end { Thread.sleep(forTimeInterval: 0.005) }
    }
}

@Suite("Two callers at the same moment")
struct SameMomentTests {
    @Test(
        "of two that find no row and write it, one writes, and the other finds the row",
        .bug(
            id: "2.204",
            """
            On PostgreSQL a second tap at the same moment, such as a photo sent twice or a batch drafted by two officers, \
            was answered with a fault of ours: the row's key was taken between the look and the write.
            """), arguments: Engine.tested)
    func lookThenWrite(engine: Engine) async throws {
        try await withTables(engine, cardTables) { database in
            let meeting = MeetingPoint()
            let wrote = try await withThrowingTaskGroup(of: Bool.self) { group in
                for name in ["Siti", "Budi"] {
                    group.addTask {
                        try await database.transaction { tx in
                            guard try tx.row("SELECT name FROM holder WHERE id = 1") == nil else { return false }
                            meeting.wait()
                            try addHolder(tx, 1, name)
                            return true
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(wrote.count { $0 } == 1 && wrote.count == 2)
        }
    }
}
