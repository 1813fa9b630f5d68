import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Lists of the partner API")
struct SaleListTests {
    @Test(
        "a platform and an institution read their own sales, nothing of the participant, and no other partner does",
        arguments: Engine.tested)
    func scoping(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            let id = try await market.bought(by: siti)
            let (shop, school) = (
                try await market.token(of: market.platform), try await market.token(of: market.institution)
            )
            // A change is listed once no transaction before it can be under way; the purchase itself is read at once.
            #expect(try await market.read(Paths.apiPurchases, shop).items() == [])
            let sold = try await market.read(Paths.apiPurchase(id), shop)
            #expect(sold["state"] == "paid" && sold["invoice_code"] == "INV-1" && sold["course_code"] == "barista")
            #expect(sold.json["price"] == ["amount": 600_000, "currency": "IDR"])
            #expect(sold["paid_at"] == market.world.clock.now().description)
            #expect(sold.json["redeem_code"] == nil && !sold.text.contains(redeem) && !sold.text.contains("Siti"))
            let unused = try await market.read(Paths.apiPurchase(id), school)
            #expect(unused["state"] == "paid" && unused.json["invoice_code"] == nil && !unused.text.contains(redeem))
            #expect(unused["platform"] == market.platform.name && !unused.text.contains("Siti"))
            market.world.clock.advance(.seconds(30))
            for token in [shop, school] {
                #expect(try await market.read(Paths.apiPurchases, token).items() == ["\(id)"])
            }
            for stranger in [market.rival, market.stranger] {
                let token = try await market.token(of: stranger)
                let hidden = try await market.read(Paths.apiPurchase(id), token)
                #expect(hidden.status == 404 && hidden["code"] == "api.no-such-purchase")
                #expect(try await market.read(Paths.apiPurchases, token).items() == [])
            }
            let rival = try await market.token(of: market.rival)
            #expect(try await market.act(Paths.apiCancelPurchase(id), rival, key: "a").status == 404)
            let bengkel = try await market.token(of: market.stranger)
            let report = #"{"score":86,"certificate_number":"BLN/1"}"#
            #expect(try await market.act(Paths.apiCompletePurchase(id), bengkel, report, key: "a").status == 404)
        }
    }

    @Test(
        "an institution follows its participants, and the platform learns nothing of it; neither sees unpaid purchases",
        arguments: Engine.tested)
    func training(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            let id = try await market.bought(by: siti)
            let (shop, school) = (
                try await market.token(of: market.platform), try await market.token(of: market.institution)
            )
            let paidAt = market.world.clock.now()
            market.world.clock.advance(.minutes(5))
            try await market.attend([1, 999], redeem, siti)
            let attendedAt = market.world.clock.now()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            #expect(try await market.sendOTP(budi.number, user: "U-2").status == 200)
            market.world.clock.advance(.seconds(30))

            let attendance = try await market.read(Paths.apiAttendance, school)
            #expect(attendance.items("purchase") == ["\(id)"])
            for sequence in [1, 999] {
                let item = try Regex(
                    #""confirmed_at":"\#(attendedAt)","receipt":"T(-\d{4}){3}","sequence":\#(sequence)}"#)
                #expect(attendance.text.contains(item), "\(attendance.text)")
            }
            #expect(try await market.read(Paths.apiAttendance, shop).status == 403)
            #expect(try await market.read(Paths.apiCompletions, school).items("purchase") == [])
            let seen = try await market.read(Paths.apiPurchase(id), school)
            #expect(seen["state"] == "attended" && seen["redeem_code"] == redeem)
            #expect(seen["changed_at"] == attendedAt.description)

            let report = #"{"score":86,"certificate_number":"BLN/2020/1"}"#
            let done = try await market.act(Paths.apiCompletePurchase(id), school, report, key: "selesai-1")
            #expect(done.status == 200 && done.json["score"] == .number(86), "\(done.text)")
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
            market.world.clock.advance(.seconds(30))
            let completions = try await market.read(Paths.apiCompletions, school)
            #expect(completions.items("certificate_number") == ["BLN/2020/1"])
            #expect(try await market.read("\(Paths.apiPurchases)?state=completed", school).items() == ["\(id)"])
            #expect(try await market.read("\(Paths.apiPurchases)?state=paid", school).items() == [])
            let sold = try await market.read(Paths.apiPurchases, shop)
            #expect(sold.items() == ["\(id)"] && sold.items("state") == ["paid"])
            #expect(sold.items("changed_at") == [paidAt.description])
            #expect(try await market.read("\(Paths.apiPurchases)?state=attended", shop).faults == ["state"])
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "every purchase is read once however many are added between two pages, and a change is read again at the end",
        arguments: Engine.tested)
    func cursors(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            var ids = [try await market.bought(by: siti)]
            for name in ["B", "C", "D", "E"] {
                // Two are paid at the same instant.
                if name != "C" { market.world.clock.advance(.seconds(1)) }
                ids.append(try await market.copySale(of: ids[0], named: name))
            }
            market.world.clock.advance(.seconds(30))
            let token = try await market.token(of: market.institution)
            func page(_ cursor: String) async throws -> APIAnswer {
                let more = cursor.isEmpty ? "" : "&cursor=\(cursor)"
                return try await market.read("\(Paths.apiPurchases)?limit=2\(more)", token)
            }
            var (read, cursor): ([String], String) = ([], "")
            for name in ["F", "G", "H"] {
                let answer = try await page(cursor)
                read += answer.items()
                cursor = answer["next_cursor"]
                ids.append(try await market.copySale(of: ids[0], named: name))
                market.world.clock.advance(.seconds(40))
            }
            while true {
                let answer = try await page(cursor)
                read += answer.items()
                cursor = answer["next_cursor"]
                guard answer.hasMore else { break }
            }
            #expect(read == ids.map(\.description))
            let nothing = try await page(cursor)
            #expect(nothing.items() == [] && nothing["next_cursor"] == cursor && !nothing.hasMore)

            let before = market.world.clock.now()
            try await market.attend([1], redeem, siti)
            market.world.clock.advance(.seconds(30))
            #expect(try await page(cursor).items() == ["\(ids[0])"])
            let since = "\(Paths.apiPurchases)?changed_since=\(before.description.percentEncoded)"
            #expect(try await market.read(since, token).items() == ["\(ids[0])"])
            #expect(try await market.read("\(Paths.apiPurchases)?limit=200", token).items().count == ids.count)
        }
    }

    @Test("an institution reads its courses, and a platform those that it has a price for", arguments: Engine.tested)
    func courses(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let own = try await market.read(Paths.apiCourses, try await market.token(of: market.institution))
            #expect(own.items("code") == ["barista"] && !own.text.contains("\"price\""), "\(own.text)")
            #expect(own.text.contains(#""places_left":2"#) && own.text.contains("barista-1"))
            let sold = try await market.read(Paths.apiCourses, try await market.token(of: market.platform))
            #expect(sold.items("page") == ["https://dp.example/barista"], "\(sold.text)")
            #expect(sold.text.contains(#""price":{"amount":600000,"currency":"IDR"}"#))
            for other in [market.rival, market.stranger] {
                #expect(try await market.read(Paths.apiCourses, try await market.token(of: other)).items() == [])
            }
            let after = "\(Paths.apiCourses)?limit=1&cursor=\(own["next_cursor"])"
            #expect(try await market.read(after, try await market.token(of: market.institution)).items("code") == [])
        }
    }

    @Test(
        "a cursor of another list is refused",
        .bug(
            id: "5.794",
            "The list of courses took a cursor of the list of purchases and answered with no course, as if it were over."
        ), arguments: Engine.tested)
    func otherList(engine: Engine) async throws {
        try await Market.with(engine) { market in
            _ = try await market.buy(try await market.world.cardholder())
            market.world.clock.advance(.seconds(30))
            let token = try await market.token(of: market.platform)
            let sale = try await market.read(Paths.apiPurchases, token)["next_cursor"]
            let course = try await market.read(Paths.apiCourses, token)["next_cursor"]
            for (path, other) in [(Paths.apiCourses, sale), (Paths.apiPurchases, course)] {
                let refused = try await market.read("\(path)?cursor=\(other)", token)
                #expect(!other.isEmpty && refused.status == 400 && refused.faults == ["cursor"], "\(refused.text)")
            }
        }
    }

    @Test("purchases from before the lists were kept are in them", arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let file = World.repository.appending(path: "Sources/App/Resources/Migrations/0520-purchase-changes.sql")
            let text = try String(contentsOf: file, encoding: .utf8)
            let start = try #require(text.firstRange(of: "INSERT INTO purchase_change"))
            let rest = text[start.lowerBound...]
            let statement = SQL(stringLiteral: String(rest[..<(rest.firstIndex(of: ";") ?? rest.endIndex)]))
            let kept = "SELECT purchase_id, platform_at, institution_at FROM purchase_change" as SQL
            let (now, filled) = try await market.world.dependencies.database.transaction { tx in
                func rows() throws -> [[Int64]] {
                    try tx.rows(kept).map { [try $0["purchase_id"], try $0["platform_at"], try $0["institution_at"]] }
                }
                let now = try rows()
                try tx.run("DELETE FROM purchase_change")
                try tx.run(statement)
                return (now, try rows())
            }
            #expect(now.count == 1 && filled == now)
        }
    }
}
