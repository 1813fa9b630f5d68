import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The kinds of file that offices send, each with its expected result. All of them hold the same few people.
@Suite("Lists as offices save them")
struct ListFileTests {
    private static let people: [(nik: String, name: String, phone: String)] = [
        ("3171012010769858", "RAHMI NUR'AINI", "085783874450"), ("3273054308809267", "SUPARDI", "088115090499"),
        ("3374022311759629", "RAHMAWATI, S.E.", "081247297489"),
        ("3578156804729682", "H. MUH. YUSUF, S.Pd.I., M.M.", "089563264357"),
        ("8271010805979828", "I GEDE PUTU ARTA", "085799499142"), ("9171034810839373", "SITI AMINAH", "085796533911"),
        ("9401011506719114", "YOHANES WANIMBO", "081268224249"),
    ]

    private static func table(
        _ headings: String, below title: String = "", separator: String = ";",
        row: ((nik: String, name: String, phone: String)) -> [String]
    ) -> String {
        title + headings + "\r\n"
            + people.map { row($0).joined(separator: separator) }.joined(separator: "\r\n") + "\r\n"
    }

    private static let whole: [(String, Data)] = [
        (
            "a comma in a name",
            table("NO;NAMA;NO KK;NIK;NO HP") { ["1", $0.name, "3171011508109539", $0.nik, $0.phone] }
        ),
        ("quotes", table("nama,nik,hp", separator: ",") { ["\"\($0.name)\"", $0.nik, $0.phone] }),
        (
            "other headings",
            "\u{FEFF}" + table("NIK;NAMA LENGKAP;NO HP;ALAMAT EMAIL") { [$0.nik, $0.name, $0.phone, ""] }
        ),
        (
            "a title",
            table("NO;NAMA;NIK;HP", below: "DAFTAR PEKERJA DIRUMAHKAN;;;\r\n;;;\r\n") {
                ["1", $0.name, $0.nik, $0.phone]
            }
        ),
        ("sep=", table("NIK;NAMA;HP", below: "sep=;\r\n") { [$0.nik, $0.name, $0.phone] }),
        ("apostrophes", table("NIK;NAMA;HP") { ["'" + $0.nik, $0.name, "'" + $0.phone] }),
        ("dots", table("NIK;NAMA;HP") { ["\($0.nik.prefix(2)).\($0.nik.dropFirst(2))", $0.name, $0.phone] }),
        ("numbers", table("NIK;NAMA;HP") { [$0.nik, $0.name, String($0.phone.dropFirst())] }),
        ("a line end in an address", table("NIK;ALAMAT;HP") { [$0.nik, "\"JL. CONTOH\n1\"", $0.phone] }),
    ].map { ($0.0, Data($0.1.utf8)) }

    @Test(
        "every file format gives the same people with all their contacts",
        .bug(id: "6.18", "Titles above the headings, sep= lines, quotes and line ends in fields lost people silently."),
        arguments: Engine.tested)
    func whole(engine: Engine) async throws {
        try await World.with(engine) { world in
            for (name, bytes) in Self.whole {
                let list = try await world.bringIn(bytes).value
                #expect(list.counts == .init(accepted: 7, contacts: 7), "\(name)")
                for person in Self.people {
                    let lookup = world.dependencies.vault.lookup(person.nik, purpose: "nik")
                    #expect(try await world.dependencies.database.read { try $0.lists.holds(lookup, list: list.id) })
                }
            }
        }
    }

    @Test(
        "a person on three lines gets one invitation, and unreadable lines are counted and shown",
        .bug(
            id: "6.19",
            "A person on three lines would have got three invitations; unreadable contacts were not counted."),
        arguments: Engine.tested)
    func counted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let text = """
                NIK;HP
                8271010805979828;081200000001
                827101 080597 9828;0062 812 0000 0001
                82.71.01.0805979828;+62 (0)812-0000-0001
                3273054308809267;021-25541246
                9171034810839373;
                -;081247297489
                0;089563264357
                """
            let stored = try await world.bringIn(Data(text.utf8))
            #expect(
                stored.value.counts == .init(accepted: 3, duplicates: 2, bad: 2, contacts: 1, unreadContacts: 1))
            #expect(stored.value.counts.unreachable == 2)
            let rowErrors = try await world.dependencies.database.read { try $0.lists.rowErrors(of: stored.value.id) }
            #expect(rowErrors.map(\.line) == [5, 7, 8] && rowErrors.map(\.error) == [.contact, .empty, .empty])
            let ratna = try await world.officer("Ratna", .operations)
            let page = try await ratna.browser.get(Paths.officeList(stored.value.id)).text
            for words in ["Tidak dapat 2", "HP, email tak terbaca 1", "NIK tidak diisi."] {
                #expect(page.contains(words))
            }
        }
    }

    private static let refused: [(Data, ListRefusal)] = [
        (Data("PK\u{3}\u{4}".utf8), .workbook), (Data("%PDF-1.4".utf8), .notTable),
        (Data("NAMA;NO KK;HP\nSITI;8271011203159021;0812\n".utf8), .noNIKColumn),
        (Data("8271011203159021;8271052703950001\n".utf8), .ambiguousColumns),
        (Data(table("NIK;NAMA;HP") { [$0.nik.dropLast() + "0", $0.name, $0.phone] }.utf8), .lastDigitLost(7, of: 7)),
        (Data(table("NIK;NAMA;HP") { _ in ["3,17101E+15", "A", "1"] }.utf8), .scientificNumbers(7)),
        (
            Data(table("NIK;NAMA;HP") { ["3,17101E+15", "A, S.Pd.I., M.M.", $0.phone] }.utf8), .scientificNumbers(7)
        ),
        (Data("halo\n".utf8), .emptyFile), (Data(), .emptyFile),
    ]

    @Test(
        "an implausible file is refused with its own remedy, and none of its contacts are stored",
        .bug(
            id: "6.51",
            """
            A workbook named .csv and a file with numbers like 8E+15 gave thousands of line errors or no error at all.
            """),
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            for (bytes, refusal) in Self.refused {
                await #expect(throws: refusal) { try await world.bringIn(bytes) }
            }
            let kept = try await world.dependencies.database.read { tx in
                try tx.lists.latest(limit: 20).flatMap { try tx.lists.reachable(on: $0.value.id, after: 0, limit: 9) }
            }
            #expect(kept.isEmpty)
        }
    }

    @Test(
        "a list whose file is refused or whose reading is interrupted ends with the reason, for every officer to see",
        .bug(
            id: "3.202",
            """
            A refused list stood in the office's table for ever as not read to its end, without the reason; a list whose \
            reading was interrupted could not be told from one that was being read.
            """),
        arguments: Engine.tested)
    func ended(engine: Engine) async throws {
        try await World.with(engine) { world in
            await #expect(throws: ListRefusal.workbook) { try await world.bringIn(Self.refused[0].0) }
            let order = ListOrder(
                kind: .blacklist, source: "Kantor", asOf: CivilDate(daysSinceEpoch: 18_353), expiresOn: nil, by: nil)
            let id: ID<ListImport> = world.dependencies.ids.next()
            try await world.dependencies.database.transaction { tx in
                try tx.lists.begin(order, as: nil, id: id, at: world.dependencies.realNow())
            }
            func latest() async throws -> [StoredList] {
                try await world.dependencies.database.read { try $0.lists.latest(limit: 2) }
            }
            #expect(try await latest().map(\.value.state) == [.reading, .failed])
            world.clock.advance(.days(2))
            _ = try await CountTakeUp(only: nil).run(on: world.dependencies)
            let lists = try await latest()
            #expect(lists.map(\.value.state) == [.failed, .failed])
            let ratna = try await world.officer("Ratna", .operations)
            for (list, reason) in zip(lists, ["Pembacaan berkas terputus", "Ini buku kerja Excel"]) {
                #expect(try await ratna.browser.get(Paths.officeList(list.value.id)).text.contains(reason), "\(reason)")
            }
            #expect(try await ratna.browser.get(Paths.officeLists).text.contains("Berkas ditolak"))
            await #expect(throws: ListRefusal.interrupted) {
                try await world.dependencies.database.transaction { tx in
                    try tx.lists.finish(id, digest: Data(repeating: 1, count: 32), counts: .init(accepted: 1))
                }
            }
        }
    }
}

extension World {
    fileprivate func bringIn(_ bytes: Data) async throws -> StoredList {
        let order = ListOrder(
            kind: .laidOff, source: "Kemnaker", asOf: try #require(CivilDate("2020-04-01")), expiresOn: nil, by: nil)
        return try await ImportList(dependencies: dependencies, order: order).run(.upload(bytes))
    }
}
