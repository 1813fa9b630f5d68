import Foundation
import Logging
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The purchases of the benchmark")
struct PurchaseWorkloadTests {
    @Test("each of its people can buy, and only once")
    func buys() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let workload = try await PurchaseWorkload(database: nil, directory: folder)
        try await workload.open()
        let buyers = try await workload.addBuyers(70)
        try await workload.close()
        #expect(Set(buyers.map(\.card)).count == 70 && Set(buyers.map(\.phone)).count == 70)
        let dependencies = try await Self.dependencies(in: folder)
        // As the server's start does with rows that were loaded without an act.
        await Sealer(dependencies: dependencies).bindEarlierRecords()
        let seller = try #require(
            try await dependencies.database.read { try $0.partners.find(clientCode: PurchaseWorkload.seller) })
        for (number, buyer) in buyers.enumerated().filter({ $0.offset % 23 == 0 }) {
            try await buy(buyer, number, from: seller, on: dependencies)
        }
        let ask = AskPurchase(dependencies: dependencies, partner: seller)
        await #expect(throws: PurchaseRefusal.self) {
            let order = try Self.order(of: buyers[0], 1)
            _ = try await dependencies.database.transaction { try ask.ask(order, in: $0) }
        }
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }

    private func buy(
        _ buyer: PurchaseWorkload.Buyer, _ number: Int, from seller: Partner, on dependencies: Dependencies
    ) async throws {
        let order = try Self.order(of: buyer, number)
        let ask = AskPurchase(dependencies: dependencies, partner: seller)
        let token = try await dependencies.database.transaction { try ask.ask(order, in: $0) }
        let unsent = try await dependencies.database.read { tx in
            let row = try tx.row("SELECT MAX(id) AS id FROM one_time_code")
            return try tx.codes.unsent(try #require(row?["id"] as ID<OneTimeCode>?), vault: dependencies.vault)
        }
        let message = try #require(unsent)
        #expect(message.destination == Contact(buyer.phone))
        let authorizing = AuthorizePurchase(dependencies: dependencies, partner: seller)
        let receipt = try await dependencies.database.transaction { tx in
            try authorizing.authorize(
                try #require(PaymentToken(authorization: "Payment \(token)", vault: dependencies.vault)),
                .init(
                    otp: String(message.words.content.text.prefix(6)), url: "https://dp.example/inv",
                    code: "INV-\(number)"), in: tx)
        }
        #expect(receipt.amount == PurchaseWorkload.price && receipt.status == "SUCCESS")
    }

    private static func order(of buyer: PurchaseWorkload.Buyer, _ number: Int) throws -> PurchaseOrder {
        let body = """
            {"user_platform_id":"U-\(number)","prakerja_id":"\(buyer.card)","course_code":"\(PurchaseWorkload.course)",\
            "schedule_code":"\(PurchaseWorkload.schedule(number))","amount":\(PurchaseWorkload.price)}
            """
        return try PurchaseOrder(PartnerBody(Data(body.utf8)))
    }

    private static func dependencies(in folder: URL) async throws -> Dependencies {
        var options = ServeOptions()
        options.dataDirectory = folder.path
        options.clock = "2020-04-15T09:00+07:00"
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try await Boot.dependencies(try Configuration.of(options), migrating: true, logger: silent).0
    }
}
