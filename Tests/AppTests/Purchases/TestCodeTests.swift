import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Test codes of the partner API")
struct TestCodeTests {
    /// A market with the process's setting on.
    private func sandbox(
        _ engine: Engine, _ body: @escaping @Sendable (Market) async throws -> Void
    ) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = true }) { world in
            try await body(try await Market(opening: world))
        }
    }

    @Test("an institution tries a webinar with a test code from status to reset", arguments: Engine.tested)
    func steps(engine: Engine) async throws {
        try await sandbox(engine) { market in
            let code = "PRAT-TC2001"
            let fresh = try await market.redeem("status", code)
            #expect(fresh.status == 200 && fresh["status"] == "0" && fresh["attendance_status"] == "0")
            #expect(fresh["redeem_code"] == code && fresh["course_type_label"] == "Webinar")
            let link = try await market.link(code, 2)
            #expect(link["url"] == "\(Market.redirect)?kelas=7&state=\(link["state"])")
            #expect(try await market.redeem("status", code, sequence: 2)["attendance_status"] == "1")
            #expect(try await market.redeem("status", code, sequence: 3)["attendance_status"] == "0")
            // Another institution has its own steps.
            #expect(try await market.redeem("status", code, by: market.stranger, sequence: 2)["status"] == "0")
            let cleared = try await market.redeem("reset", code)
            #expect(cleared.status == 200 && cleared["status"] == "0" && cleared["attendance_status"] == "0")
            #expect(try await market.redeem("status", code, sequence: 2)["attendance_status"] == "0")
            #expect(try await market.redeem("commit", code)["status"] == "1")
            #expect(try await market.redeem("commit", code).code == "ERRTRX40021")
            let test = try await market.redeem("status", "PRAT-TC1999")
            #expect(test["attendance_status"] == "1" && test["course_type"] == "1")
            #expect(try await market.link("PRAT-TC1999", 2).code == "ERRTRX40001")
            #expect(try await market.redeem("status", "PRAT-12345").code == "ERRTRX40020")
            #expect(try await market.workStates("PRAT-ABC123", "uk", 999) == [0, 0])
            #expect(try await market.grade("PRAT-ABC123", "uk", 999).code == "ERRTRX40037")
            #expect(try await market.submit("prat-abc123", "uk", 999)["redeem_code"] == "PRAT-ABC123")
            #expect(try await market.grade("PRAT-ABC123", "uk", 999)["notes"] == "Rapi & lengkap")
            #expect(try await market.workStates("PRAT-ABC123", "uk", 999) == [2, 2])
        }
    }

    @Test(
        "an error code typed as a redeem code is answered with that error", arguments: Engine.tested,
        ["ERRTRX40001", "ERRTRX40020", "ERRTRX40021", "ERRTRX40022", "ERRTRX40027", "ERRTRX40028", "ERRTRX40101"])
    func errors(engine: Engine, code: String) async throws {
        try await sandbox(engine) { market in
            for what in ["status", "commit", "reset"] {
                let refused = try await market.redeem(what, code)
                #expect(refused.code == code && !refused.message.isEmpty && !refused.hasData, "\(refused.text)")
                #expect(refused.status == (code == "ERRTRX40101" ? 401 : 400))
            }
        }
    }

    @Test(
        "without the setting a test code is unknown, and the code of a sold course is never reset",
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await Market.with(engine) { market in
            for code in ["PRAT-TC1001", "ERRTRX40022"] {
                for what in ["status", "commit", "reset"] {
                    let refused = try await market.redeem(what, code)
                    #expect(refused.code == "ERRTRX40020", "\(what) \(code)")
                }
            }
        }
        try await sandbox(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            #expect(try await market.redeem("commit", code)["status"] == "1")
            #expect(try await market.redeem("reset", code).code == "ERRTRX40020")
            #expect(try await market.redeem("status", code)["status"] == "1")
        }
    }
}

extension Market {
    fileprivate func link(_ code: String, _ sequence: Int) async throws -> PartnerReply {
        try await call(
            institution, Paths.attendanceURL,
            """
            {"redeem_code":"\(code)","sequence":\(sequence),"redirect_uri":"\(Self.redirect)?kelas=7",\
            "email":"peserta@example.com"}
            """)
    }
}
