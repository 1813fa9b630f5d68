import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Import of local offices", .timeLimit(.minutes(2)))
struct HelpOfficeImportTests {
    @Test("a file replaces the directory; an office that stays keeps its row", arguments: Engine.tested)
    func replace(engine: Engine) async throws {
        try await World.with(engine) { world in
            func id(_ name: String) async throws -> Int64? {
                try await world.dependencies.database.read { tx in
                    try tx.row("SELECT id FROM help_office WHERE name = \(name)")?["id"]
                }
            }
            let first = try await world.importOffices([
                World.officeRow("Tetap"), World.officeRow("Berubah"), World.officeRow("Hilang"),
            ])
            #expect(first == HelpOfficeChanges(new: 3))
            let (kept, changed) = (try await id("Tetap"), try await id("Berubah"))
            let second = try await world.importOffices([
                World.officeRow("Baru", phone: ""), World.officeRow("Berubah", computers: "9"),
                World.officeRow("Tetap"),
            ])
            #expect(second == HelpOfficeChanges(new: 1, changed: 1, unchanged: 1, gone: 1))
            #expect(try await id("Tetap") == kept && kept != nil)
            #expect(try await id("Berubah") == changed && changed != nil)
            #expect(try await id("Hilang") == nil)
            let offices = try await world.dependencies.database.read { try $0.helpOffices.all() }
            #expect(offices.map(\.name) == ["Baru", "Berubah", "Tetap"])
            #expect(offices.map(\.computers) == [6, 9, 6] && offices[0].phone == nil)
            let acts = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "help-offices", before: nil, limit: 10).map(\.action)
            }
            #expect(acts == ["help-offices.imported", "help-offices.imported"])
        }
    }

    @Test(
        "the demo's offices are in several provinces, of all kinds, and read by the real import",
        arguments: Engine.tested)
    func example(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await HelpOfficeImport.takeExample(on: world.dependencies)
            let offices = try await world.dependencies.database.read { try $0.helpOffices.all() }
            #expect(offices.count == 40 && Set(offices.map(\.kind)).count == HelpOffice.Kind.allCases.count)
            #expect(Set(offices.map(\.zone)).count == 3)
            #expect(try HelpOfficeFile(Data(contentsOf: HelpOfficeImport.example)).faults.isEmpty)
        }
    }

    @Test("wrong rows are told by line and field; the right ones are read")
    func lines() throws {
        let rows = [
            World.officeRow("Baik"), World.officeRow("Salah", kind: "kelurahan", computers: "banyak"),
            World.officeRow("Baik"), World.officeRow("Luar", region: "99.99"), "tenaga-kerja;32.73;\"Terbuka",
        ]
        let list = try HelpOfficeFile(World.officeFile(rows))
        #expect(list.offices.map(\.name) == ["Baik"] && list.rows == 5 && list.wrongRows == 4)
        let told = list.faults.map { "\($0.line) \($0.fault.sentence)" }
        #expect(told.count == 5)
        #expect(
            told[0].hasPrefix("3 jenis: must be tenaga-kerja, ") && told[1].hasPrefix("3 komputer: must be a whole"))
        #expect(told[2].hasPrefix("4 nama: stands on line 2 already") && told[3].hasPrefix("5 kode_daerah: is no code"))
        #expect(told[4].hasPrefix("6 has an open quotation mark"))
    }

    @Test(
        "a file that is no table of offices is refused as a whole, with the remedy",
        arguments: [
            ("", "has no headings"), ("%PDF-1.4", "no table of offices"), ("PK\u{3}\u{4}", "workbook"),
            ("nama\nDinas\n", "has no headings"), ("jenis,nama,alamat\na,b,c\n", "lacks columns: add kode_daerah"),
            (HelpOfficeFile.headings, "has no office"),
            (String(repeating: "a", count: HelpOfficeFile.longestFile + 1), "is larger than 2 MiB"),
            (
                HelpOfficeFile.headings + String(repeating: "\nx,y", count: HelpOfficeFile.mostRows + 1),
                "more than 5.000 rows"
            ),
        ])
    func refused(text: String, said: String) {
        let refusal = #expect(throws: CommandRefused.self) { try HelpOfficeFile(Data(text.utf8)) }
        #expect(refusal?.description.contains(said) == true, "\(refusal?.description ?? "")")
    }

    @Test("a title above the headings, another separator and Windows letters are read")
    func spreadsheet() throws {
        var bytes = Data("Daftar kantor\n".utf8)
        bytes.append(World.officeFile([World.officeRow("Caf? Kerja")]))
        let windows = Data(bytes.map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 })
        #expect(try HelpOfficeFile(windows).offices.map(\.name) == ["Café Kerja"])
    }

    @Test("the command imports nothing while a row is wrong, unless it is told to take the right ones")
    func command() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            func run(_ arguments: String...) async throws -> Shipped {
                try await Shipped.run(
                    ["office-directory", "import"] + arguments, environment: environment, in: directory)
            }
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            let rows = [World.officeRow("Baik"), World.officeRow("Salah", computers: "-1")]
            try World.officeFile(rows).write(to: directory.appending(path: "kantor.csv"))
            let refused = try await run("kantor.csv")
            #expect(refused.status == 1 && refused.errors.contains("line 3: komputer: must be a whole number"))
            #expect(refused.errors.contains("nothing was imported: fix these rows"))
            let part = try await run("kantor.csv", "--take-good")
            #expect(
                part.status == 0
                    && part.output.contains("1 offices: 1 new, 0 changed, 0 as before, 0 gone; 1 rows wrong"))
            let example = try await run(HelpOfficeImport.example.path)
            #expect(
                example.status == 0 && example.output.contains("40 offices: 40 new, 0 changed, 0 as before, 1 gone"))
        }
    }
}
