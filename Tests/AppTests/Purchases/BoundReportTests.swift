import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Reports of a training are bound", .timeLimit(.minutes(3)))
struct BoundReportTests {
    @Test(
        "a first attendance that SQL moved back makes no completion look slow, in neither of its two tables",
        .bug(
            id: "5.871",
            """
            Whether a completion came too soon was read from a row of attendance that SQL could move back, and reports \
            and receipts were neither bound nor compared: an implausible completion was paid at once.
            """),
        arguments: Engine.tested)
    func movedBack(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            let day = Span.days(1).milliseconds
            let report = try #require(try await market.receipts(of: siti).first)
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("report of a training ") } == [])

            let change: SQL = "UPDATE training_report SET received_at = received_at - \(day) WHERE id = \(report.id)"
            try await world.vandalise(change)
            #expect(
                try await world.verifyRecords().contains { $0.hasPrefix("report of a training \(report.id) ") })
            let refused = try await market.complete(code)
            #expect(refused.status == 409 && refused.text.contains("record.held-back"), "\(refused.text)")
            #expect(try await market.state(of: siti) == .attended)
            try await world.vandalise(
                "UPDATE training_report SET received_at = received_at + \(day) WHERE id = \(report.id)")

            try await world.vandalise("UPDATE attendance SET verified_at = verified_at - \(day)")
            let reply = try await market.complete(code)
            #expect(reply.status == 200 && !reply["held_until"].isEmpty, "\(reply.text)")
            #expect(try await market.held(of: siti).grounds == [.quick])
            #expect(try await market.paid(siti) == [.zero, .zero, market.price])
        }
    }

    @Test(
        "two officers decide on no report whose receipt SQL changed, put in or took away, and `audit verify` names it",
        arguments: Engine.tested)
    func decision(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let report = try await market.held(of: siti).report
            let (ratna, hendra) = (
                try await world.officer(.operations, "ratna"), try await world.officer(.approver, "hendra")
            )
            try await world.vandalise("UPDATE training_report SET path = 'api' WHERE id = \(report)")
            let early = try await ratna.propose(.accept, on: held)
            #expect(early.status == .conflict && early.text.contains("diubah di luar aplikasi"), "\(early.text)")
            try await world.vandalise("UPDATE training_report SET path = 'contract' WHERE id = \(report)")
            #expect(try await ratna.propose(.accept, on: held).status == .seeOther)
            try await world.vandalise("UPDATE training_report SET path = 'api' WHERE id = \(report)")
            let late = try await hendra.decide(held)
            #expect(late.status == .conflict && late.text.contains("diubah di luar aplikasi"), "\(late.text)")
            #expect(try await market.state(of: siti) == .attended)
            try await world.vandalise("UPDATE training_report SET path = 'contract' WHERE id = \(report)")
            #expect(try await world.startBinding() == [])
            try await world.vandalise(
                """
                INSERT INTO training_report (id, number, purchase_id, course_id, institution_id, sequence, path,
                    received_at)
                SELECT 7, '000000000000', purchase_id, course_id, institution_id, NULL, path, received_at
                FROM training_report
                WHERE id = \(report)
                """)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("report of a training 7 ") })
            try await world.vandalise("DELETE FROM training_report WHERE id = 7")
            #expect(try await hendra.decide(held).status == .seeOther)
            #expect(try await market.state(of: siti) == .completed)
            try await market.expectCleanBooks()
        }
    }
}
