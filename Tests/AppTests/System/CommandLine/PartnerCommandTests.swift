import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Partners and courses from the command line", .timeLimit(.minutes(2)))
struct PartnerCommandTests {
    @Test("a partner is invited and its key rotated without showing it, and courses are imported from a file")
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
                [
                    "partner", "invite", "platform", "Toko", "--website", "https://toko.example", "--client-code",
                    "toko", "--contact", "integrasi@toko.example",
                ] + agreement + ["--fee", "12.5"] + why)
            #expect(shop.status == 0, "\(shop.errors)")
            #expect(shop.output.contains("a link to the key goes to integrasi@toko.example"), "\(shop.output)")
            #expect(!shop.output.contains("sign_key"))
            let school = try await run(
                [
                    "partner", "invite", "institution", "Balai", "--website", "https://balai.example", "--client-code",
                    "balai", "--contact", "integrasi@balai.example", "--redirect", "https://balai.example/kembali",
                ] + agreement + why)
            #expect(school.status == 0, "\(school.errors)")
            let rotated = try await run(["partner", "rotate-key", "toko"] + why)
            #expect(rotated.status == 0 && rotated.output.contains("integrasi@toko.example"), "\(rotated.errors)")
            #expect(!rotated.output.contains("sign_key"))
            let shown = try await run(["partner", "show", "toko"])
            #expect(shown.output.contains("invited") && shown.output.contains("not fetched"), "\(shown.output)")
            let without = try await run(
                ["partner", "invite", "platform", "Kios", "--website", "https://kios.example", "--client-code", "kios"]
                    + agreement + why)
            #expect(without.status != 0 && without.errors.contains("e-mail address"), "\(without.errors)")
            let claimed = try await run(["partner", "rotate-key", "toko", "--officer", "a@kantor.example"] + why)
            #expect(claimed.status != 0 && claimed.errors.contains("--officer"), "\(claimed.errors)")

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

    @Test(
        "an act from the command line is recorded as the operator's, and only a programme manager decides what it proposes",
        .bug(
            id: "3.605",
            """
            With --officer a programme manager who had a shell proposed in a colleague's name and approved it alone; \
            the audit log did not say that the command line had done it.
            """), arguments: Engine.tested)
    func operators(engine: Engine) async throws {
        try await World.with(engine) { world in
            let command = IDSource(
                node: 3, mark: RowMark(world.dependencies.vault), isCommandLine: true, realNow: world.clock.now)
            let dependencies = world.dependencies.making(command)
            let partner = NewPartner(kind: .association, name: "Asosiasi Uji", website: "https://asosiasi.example")
            let id = try await PartnerActions(dependencies: dependencies).invite(
                partner, because: try OfficeReason(World.reason), by: nil)
            let details = try await world.dependencies.database.read { tx in
                try tx.audit.details(of: "partner.invited", subject: "partner:\(id)").compactMap(\.detail)
            }
            #expect(details.map { $0["via"] } == ["command-line"])
            let proposal = try await world.dependencies.database.read { tx in
                try tx.partners.waitingProposals().first { $0.partner == id }
            }
            let path = Paths.partnerProposal(try #require(proposal).id)
            let auditor = try await world.officer(.auditor, "lestari").browser
            let told = try await auditor.get(Paths.officeAudit).text
            #expect(told.contains("lewat: operator di server"), "\(told)")
            let manager = try await world.officer([.partnerManager], "murni").browser
            #expect(try await manager.get(path).text.contains(FourEyesRefusal.approverNeeded.sentence(.indonesian)))
            let hendra = try await world.officer([.programmeManager], "hendra").browser
            let approved = try await hendra.post(
                Paths.partnerProposalAnswer(try #require(proposal).id, .approve), [("alasan", World.reason)],
                seeing: path)
            #expect(approved.status == .seeOther, "\(approved.text)")
            #expect(try await world.verifyLog().findings == [])
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
