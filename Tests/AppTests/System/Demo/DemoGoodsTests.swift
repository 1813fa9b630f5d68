import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The demo's courses")
struct DemoGoodsTests {
    @Test("sixty courses of sixteen institutions are sold on all eight platforms of the edition, most on several")
    func goods() async throws {
        let goods = try DemoGoods.shipped.get()
        #expect(goods.courses.count == 60 && Set(goods.courses.map(\.code)).count == 60)
        #expect(Set(goods.courses.map(\.institution)) == Set(goods.institutions.keys))
        #expect(goods.institutions.count == 16)
        try await World.with(.sqlite) { world in
            #expect(Set(goods.platforms.keys) == Set(world.dependencies.edition.platforms.map(\.slug)))
        }
        #expect(Set(goods.courses.flatMap(\.prices.keys)) == Set(goods.platforms.keys))
        #expect(goods.courses.count { Set($0.prices.values).count > 1 } >= 40)
        let outside = goods.courses.filter { offer in
            offer.prices.values.contains { !(150_000...1_000_000).contains($0) }
        }
        #expect(outside.map(\.code) == ["teknisi-pendingin"], "one course costs more than a card has")
        #expect(goods.courses.allSatisfy { ($0.mode == .offline) == ($0.place != nil) })
    }

    @Test("the demo has the two associations of employers, two job portals and payment providers besides")
    func associations() throws {
        let others = try DemoGoods.shipped.get().others
        let associations = others.filter { $0.kind == .association }.map(\.name)
        #expect(associations.contains { $0.contains("Kadin") } && associations.contains { $0.contains("Apindo") })
        #expect(others.count { $0.kind == .jobPortal } == 2 && others.contains { $0.kind == .paymentProvider })
    }

    @Test("each is a row that an import would accept")
    func rows() throws {
        let columns = try #require(CourseColumns(headings: CourseColumn.allCases.map(\.rawValue)))
        for offer in try DemoGoods.shipped.get().courses {
            let content = offer.content
            let fields: [CourseColumn: String] = [
                .code: offer.code, .institution: offer.institution, .title: content.title, .summary: content.summary,
                .category: content.category, .mode: offer.mode.rawValue, .hours: "\(content.hours)",
                .competence: content.competence, .assessment: content.assessment, .trainer: content.trainer,
                .completion: content.completion, .platform: "p", .price: "\(offer.prices.values.max() ?? 0)",
                .url: "https://p.example", .schedule: "\(offer.code)-1", .starts: "2020-05-01", .ends: "2020-05-31",
                .quota: "100", .audience: content.audience, .tools: content.tools, .certificate: content.certificate,
                .place: content.place,
            ]
            let row = CourseRow.read(
                CourseColumn.allCases.map { fields[$0] ?? "" }, columns, zone: .wib, isPage: { _ in true })
            #expect(try row.get().content == content)
        }
    }
}
