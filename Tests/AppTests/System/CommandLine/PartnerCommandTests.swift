import Foundation
import Programme
import Testing

@testable import App

@Suite("Partners and courses from the command line", .timeLimit(.minutes(2)))
struct PartnerCommandTests {
    @Test("a partner is invited, its key shown once, rotated and suspended, and courses are imported from a file")
    func life() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            func run(_ arguments: [String]) async throws -> Shipped {
                try await Shipped.run(arguments, environment: environment, in: directory)
            }
            #expect(try await run(["migrate"]).status == 0)
            let why = ["--why", "Lolos penilaian tim mitra dengan surat B-17"]
            let agreement = ["--agreement", "PKS-1", "--from", "2020-04-01", "--to", "2020-12-31"]
            let shop = try await run(
                ["partner", "invite", "platform", "Toko", "--website", "https://toko.example", "--client-code", "toko"]
                    + agreement + ["--fee", "12.5"] + why)
            #expect(shop.status == 0, "\(shop.errors)")
            let key = try #require(shop.output.firstMatch(of: /sign_key (\S+)/)).1
            let school = try await run(
                [
                    "partner", "invite", "institution", "Balai", "--website", "https://balai.example", "--client-code",
                    "balai", "--redirect", "https://balai.example/kembali",
                ] + agreement + why)
            #expect(school.status == 0, "\(school.errors)")
            let rotated = try await run(["partner", "rotate-key", "toko"] + why)
            #expect(rotated.status == 0 && !rotated.output.contains(key), "\(rotated.errors)")
            let shown = try await run(["partner", "show", "toko"])
            #expect(shown.output.contains("invited") && !shown.output.contains(key))
            let stranger = try await run(["partner", "suspend", "toko", "--officer", "a@kantor.example"] + why)
            #expect(stranger.errors.contains("no active officer"), "\(stranger.errors)")

            try courses(in: directory, price: "banyak")
            let wrong = try await run(["course", "import", "pelatihan.csv"])
            #expect(wrong.status != 0 && wrong.errors.contains("row 3: price: Write whole rupiah"), "\(wrong.errors)")
            try courses(in: directory, price: "600000")
            let right = try await run(["course", "import", "pelatihan.csv"])
            #expect(right.status == 0 && right.output.contains("teh\tNew course"), "\(right.errors)")
            let same = try await run(["course", "import", "pelatihan.csv"])
            #expect(same.output.contains("2 rows, nothing changed"), "\(same.output)")
        }
    }

    private func courses(in directory: URL, price: String) throws {
        let rows = [
            World.columns, World.row("kopi", institution: "balai", platform: "toko"),
            World.row("teh", institution: "balai", platform: "toko").replacing("600000", with: price),
        ]
        try Data(rows.joined(separator: "\n").utf8).write(to: directory.appending(path: "pelatihan.csv"))
    }
}
