import Crypto
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The guide for partners' engineers")
struct PartnerGuideTests {
    private static let first = Engine.tested.prefix(1)

    @Test("each chapter opens in both languages, and names the chapters beside it", arguments: first)
    func chapters(engine: Engine) async throws {
        try await World.with(engine) { world in
            let visitor = Visitor(world.client)
            for chapter in GuideChapter.allCases {
                let page = try await visitor.get(chapter.path)
                #expect(page.status == .ok, "\(chapter)")
                for other in GuideChapter.allCases { #expect(page.body.contains("href=\"\(other.path)\"")) }
                #expect(!page.text.lowercased().contains("ruang kerja"), "the desk has one name: meja mitra")
            }
            #expect(try await visitor.get("/mitra/panduan/lain").status == .notFound)
            let errors = try await visitor.get(GuideChapter.errors.path).body
            for error in GuideTexts.shared.errors { #expect(errors.contains(error.code)) }
        }
    }

    @Test(
        "a step of the quick start has one number",
        .bug(id: "6.642", "Above each number stood a 0 in a ring: a rule for a person's tasks took the guide's list."),
        arguments: first)
    func steps(engine: Engine) async throws {
        try await World.with(engine) { world in
            let visitor = Visitor(world.client)
            let page = try await visitor.get(Paths.partnerGuide).body
            #expect(page.contains("<ol class=\"numbered\">"))
            let sheets = page.matches(of: /href="([^"]+\.css)"/)
            #expect(sheets.count > 1)
            for sheet in sheets {
                let rules = try await visitor.get(String(sheet.1)).body
                #expect(!rules.contains(/[}\s,]\.numbered li[^,{]*::before/), "\(sheet.1)")
            }
        }
    }

    @Test("each sample is given out as a file, and asks about a test code", arguments: first)
    func samples(engine: Engine) async throws {
        try await World.with(engine) { world in
            for sample in GuideSample.allCases {
                let file = try await Visitor(world.client).get(Paths.guideSample(sample))
                #expect(file.status == .ok && file.body == GuideTexts.shared.source(of: sample))
                #expect(file.body.contains("PRAT-TC1001"))
            }
            #expect(try await Visitor(world.client).get("/mitra/contoh/lain.rb").status == .notFound)
        }
    }

    @Test("the signature of the guide is HMAC-SHA1 of its text")
    func signature() {
        let key = SymmetricKey(data: Data(GuideSigning.key.utf8))
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: Data(GuideSigning.text.utf8), using: key)
        #expect(Data(code).hex == GuideSigning.signature)
    }

    @Test(
        "the examples of an institution's calls are answered with the fields that the guide shows",
        arguments: Engine.tested)
    func institution(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = true }) { world in
            let market = try await Market(opening: world)
            for call in GuideTexts.shared.calls where call.isTried {
                let body = call.request.replacing("https://lp.example/callback", with: Market.redirect)
                let reply = try await market.call(market.institution, call.path, body)
                #expect(reply.status == 200, "\(call.name): \(reply.text)")
                #expect(Self.fields(reply.text) == Self.fields(call.answer), "\(call.name)")
            }
        }
    }

    @Test("a platform's sale is answered with the fields that the guide shows", arguments: Engine.tested)
    func platform(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            func compare(_ name: String, _ reply: PartnerReply) throws {
                let call = try #require(GuideTexts.shared.calls.first { $0.name == name })
                #expect(reply.status == 200, "\(name): \(reply.text)")
                #expect(Self.fields(reply.text) == Self.fields(call.answer), "\(name)")
            }
            let path = "/api/v1/integration/payment/"
            try compare(
                "payment/quota-schedule",
                try await market.call(
                    market.platform, path + "quota-schedule", #"{"schedule_code":"barista-1","course_code":"barista"}"#)
            )
            let sent = try await market.sendOTP(siti.number)
            try compare("payment/send-otp", sent)
            let token = sent["payment_token"]
            let paid = try await market.authorize(token, otp: try await market.code(for: siti))
            try compare("payment/authorize", paid)
            try compare(
                "payment/status", try await market.call(market.platform, path + "status", #"{"invoice_code":"INV-1"}"#))
        }
    }

    @Test(
        "in a sandbox alone a platform is refused with the error that it sends as a course or an invoice",
        arguments: first)
    func forced(engine: Engine) async throws {
        for isSandbox in [true, false] {
            try await World.with(
                engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = isSandbox }
            ) { world in
                let market = try await Market(opening: world)
                for call in GuideTexts.shared.calls where call.caller == .platform {
                    let code = call.errors[0]
                    let body = call.request.replacing(#""barista""#, with: #""\#(code)""#)
                        .replacing("INV-1", with: code)
                    let reply = try await market.call(
                        market.platform, call.path, body, authorization: call.authorization ?? "")
                    #expect(reply.status != 200 && reply.message.hasPrefix("Galat uji") == isSandbox, "\(reply.text)")
                    #expect(!isSandbox || reply.code == code)
                }
            }
        }
    }

    /// The fields of an answer, those of its data behind a point.
    private static func fields(_ text: String) -> Set<String> {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { return [] }
        let data = object["data"] as? [String: Any] ?? [:]
        return Set(object.keys).union(data.keys.map { "data." + $0 })
    }
}
