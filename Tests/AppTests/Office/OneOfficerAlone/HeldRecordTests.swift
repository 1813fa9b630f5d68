import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Records that an act holds")
struct HeldRecordTests {
    @Test("the rows of every kind of record can be locked", arguments: Engine.tested)
    func everyKind(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.dependencies.database.transaction { tx in
                for kind in BoundKind.all { try tx.records.hold(kind, ID<Account>(1)) }
            }
        }
    }
}
