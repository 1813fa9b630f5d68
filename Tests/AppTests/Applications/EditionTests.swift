import Foundation
import HTTPTypes
import Programme
import Storage
import Testing

@testable import App

/// Runs each shipped edition in place of the default one, with nothing else changed.
@Suite("Public pages under each edition")
struct EditionTests {
    @Test(
        "the public pages answer, and show the edition's own amounts",
        arguments: ["edition-1", "edition-2", "edition-3", "edition-4"])
    func publicPages(name: String) async throws {
        let file = World.repository.appending(path: "Editions/\(name).yaml")
        let yaml = try String(contentsOf: file, encoding: .utf8)
        let edition = try Edition(yaml: yaml)
        try await World.with(.sqlite, edition: { _ in yaml }) { world in
            try await world.tick()
            let visitor = world.visitor()
            let home = try await visitor.get("/").text
            let benefits = edition.benefits
            for sum in [benefits.training, benefits.perPerson, benefits.incentive.amount] {
                #expect(home.contains(sum.description), "\(sum)")
            }
            #expect(home.contains("Insentif survei") == (benefits.survey.count > 0))
            for path in ["/bantuan", "/gelombang", "/gelombang/1", "/pelatihan", "/daftar", "/masuk", "/bukti"] {
                #expect(try await visitor.get(path).status == .ok, "\(path)")
            }
            let byPhone = try await world.visitor().post("/daftar", [("kontak", "0812 3456 7890")])
            let mayUsePhone = edition.account.identifiers.contains(.phone)
            #expect((byPhone.status == .unprocessableContent) == !mayUsePhone)
        }
    }
}
