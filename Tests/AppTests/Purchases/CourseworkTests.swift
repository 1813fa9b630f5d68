import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Works of participants")
struct CourseworkTests {
    @Test("a work and the feedback on it are stored, and status reports both", arguments: Engine.tested)
    func works(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let code = try await market.buy(try await market.world.cardholder())
            #expect(try await market.workStates(code, "tpm", 1) == [0, 0])
            let early = try await market.grade(code, "tpm", 1)
            #expect(early.status == 400 && early.code == "ERRTRX40037")
            let sent = try await market.submit(code.lowercased(), "tpm", 1)
            #expect(sent.status == 200, "\(sent.text)")
            #expect(sent["redeem_code"] == code && sent["scope"] == "tpm" && sent["sequence"] == "1")
            #expect(sent["status"] == "2" && sent["url_file"] == "https://lp.example/tugas.pdf")
            #expect(Int64(sent["id"], in: 1...Int64.max) != nil && !sent.text.contains("notes"))
            #expect(try await market.workStates(code, "tpm", 1) == [2, 0])
            #expect(try await market.workStates(code, "tpm", 2) == [0, 0])
            let graded = try await market.grade(code, "tpm", 1)
            #expect(graded["notes"] == "Rapi & lengkap" && graded["status"] == "2" && graded["url_file"] == "")
            #expect(try await market.workStates(code, "tpm", 1) == [2, 2])
            try await market.expectCleanBooks()
        }
    }

    @Test("a wrong field, another institution's code and a platform are refused", arguments: Engine.tested)
    func refusals(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let code = try await market.buy(try await market.world.cardholder())
            for (scope, sequence) in [("tpm", 999), ("uk", 1), ("UK", 999), ("tpm", 0), ("lain", 1)] {
                #expect(try await market.submit(code, scope, sequence).code == "ERRGEN40002", "\(scope) \(sequence)")
            }
            #expect(try await market.submit(code, "tpm", 1, file: "javascript:1").code == "ERRTRX40039")
            #expect(try await market.submit(code, "tpm", 1, file: "").code == "ERRGEN40002")
            #expect(try await market.submit(code, "tpm", 1, by: market.stranger).code == "ERRTRX40028")
            #expect(try await market.submit(code, "tpm", 1, by: market.platform).code == "ERRAUT40301")
            #expect(try await market.submit("GHOPNYXUVMT0", "tpm", 1).code == "ERRTRX40020")
            // As the portal's example has it.
            let comma = try await market.call(
                market.institution, Paths.courseworkStatus,
                #"{"redeem_code":"\#(code)","scope":"uk","sequence":999,}"#)
            #expect(comma.status == 400 && comma.code == "ERRGEN40001")
        }
    }

    @Test("a task is submitted twenty times at most", arguments: Engine.tested)
    func most(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let code = try await market.buy(try await market.world.cardholder())
            for _ in 1...Coursework.most { #expect(try await market.submit(code, "tpm", 3).status == 200) }
            #expect(try await market.submit(code, "tpm", 3).code == "ERRTRX40038")
            #expect(try await market.submit(code, "tpm", 4).status == 200)
        }
    }

    @Test(
        "a self-paced course has no meetings between the first attendance and the test", arguments: Engine.tested)
    func otherType(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let code = try await market.buy(try await market.world.cardholder())
            let refused = try await market.call(
                market.institution, Paths.attendanceURL,
                """
                {"redeem_code":"\(code)","sequence":2,"redirect_uri":"\(Market.redirect)","email":"a@example.com"}
                """)
            #expect(refused.status == 400 && refused.code == "ERRTRX40001")
            #expect(refused.message == "Gagal verifikasi, tipe pelatihan tidak sesuai.")
        }
    }

    @Test("feedback that SQL put in is named by the comparison with the books", arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            #expect(try await market.submit(code, "uk", 999).status == 200)
            let purchase = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            try await market.world.vandalise(
                """
                INSERT INTO coursework (id, purchase_id, kind, scope, sequence, url_file, notes, at)
                VALUES (7, \(purchase.id), 'feedback', 'uk', 999, '', 'Lulus', 0)
                """)
            let editions = market.world.dependencies.editions
            let found = try await market.world.dependencies.database.read {
                try $0.purchases.discrepancies(editions: editions, limit: 5)
            }
            #expect(found.contains { $0.hasPrefix("feedback 7 on work of purchase") }, "\(found)")
        }
    }
}

extension Market {
    func submit(
        _ code: String, _ scope: String, _ sequence: Int, file: String = "https://lp.example/tugas.pdf",
        by partner: Partner? = nil
    ) async throws -> PartnerReply {
        try await call(
            partner ?? institution, Paths.courseworkSubmission,
            #"{"redeem_code":"\#(code)","scope":"\#(scope)","sequence":\#(sequence),"url_file":"\#(file)"}"#)
    }

    func grade(_ code: String, _ scope: String, _ sequence: Int) async throws -> PartnerReply {
        try await call(
            institution, Paths.courseworkFeedback,
            #"{"redeem_code":"\#(code)","scope":"\#(scope)","sequence":\#(sequence),"notes":"Rapi & lengkap"}"#)
    }

    /// The states of the work and of the feedback on it.
    func workStates(_ code: String, _ scope: String, _ sequence: Int) async throws -> [Int] {
        let reply = try await call(
            institution, Paths.courseworkStatus,
            #"{"redeem_code":"\#(code)","scope":"\#(scope)","sequence":\#(sequence)}"#)
        let body = try JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any]
        let data = try #require(body?["data"] as? [String: [String: Any]], "\(reply.text)")
        return ["assignment", "feedback"].map { data[$0]?["status"] as? Int ?? -1 }
    }
}
