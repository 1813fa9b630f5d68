import Foundation
import Programme

/// A page of the office with the officer who opens it.
struct OfficePages {
    let name: String
    private let requests: (OfficeClient) throws -> [Double]

    /// Requests of each page.
    private static let times = 60

    func measure(with client: OfficeClient) throws -> [Double] {
        try requests(client)
    }

    private static func page(_ name: String, _ path: String, by officer: Int) -> OfficePages {
        page(name, by: officer) { _ in path }
    }

    /// - Parameter path: of the request with this number.
    private static func page(_ name: String, by officer: Int, _ path: @escaping (Int) -> String) -> OfficePages {
        OfficePages(name: name) { client in
            // The first request of a page prepares its statements in every connection.
            _ = try client.get(path(0), by: officer)
            return try (1...times).map { try client.get(path($0), by: officer).milliseconds }
        }
    }

    private enum Officer {
        static let manager = 1
        static let waves = 2
        static let maker = 3
        static let checker = 4
        static let reviewer = 5
        static let partners = 7
        static let curator = 8
        static let helpdesk = 9
        static let auditor = 10
        static let administrator = 11
    }

    static func all(people: Int) -> [OfficePages] {
        [
            desks, searches, persons(people), queues, lists, money, oversight(people), [export],
        ].flatMap { $0 }
    }

    private static var desks: [OfficePages] {
        OfficeWork.roles.enumerated().filter { $0.offset != 5 }.map { place, role in
            page("desk-\(role)", "/kantor", by: place + 1)
        }
    }

    // MARK: People

    /// Each search by another officer, because one officer's searches are limited.
    private static var searches: [OfficePages] {
        func number(_ time: Int) -> Int { time * 7_919 % OfficePeople.read }
        let kinds: [(String, (Int) -> String)] = [
            ("nik", { OfficePeople.nik(number($0)) }), ("phone", { "0" + OfficePeople.phone(number($0)).dropFirst(3) }),
            ("email", { OfficePeople.email(number($0)) }),
            ("name", { OfficePeople.name(number($0)).first + " " + OfficePeople.name(number($0)).second }),
            ("frequent-name", { OfficePeople.name(number($0)).first }), ("card", { OfficePeople.card($0 * 160) }),
            ("ticket", { "1/\($0 * 11 + 1)" }), ("number", { "\(OfficePeople.id(number($0)))" }),
            ("purchase-code", { "TRX" + OfficePeople.pad(160 * $0 + 40, 10) }),
            ("words", { "Pelatihan \($0)" }), ("case-number", { "S" + OfficeWork.caseNumber($0) }),
        ]
        return kinds.map { kind, text in
            OfficePages(name: "search-\(kind)") { client in
                try (0..<times).map { time in
                    let officer = OfficeWork.helpdesk.lowerBound + time % OfficeWork.helpdesk.count
                    return try client.post(
                        "/kantor/cari", [("cari", text(time)), ("alasan", "Penelepon menanyakan kartunya")],
                        on: "/kantor/cari", by: officer
                    ).milliseconds
                }
            }
        }
    }

    private static func persons(_ people: Int) -> [OfficePages] {
        func person(_ name: String, _ number: @escaping (Int) -> Int) -> OfficePages {
            OfficePages(name: name) { client in
                try (0..<times).map { time in
                    let path = "/kantor/orang/\(OfficePeople.id(number(time)))"
                    _ = try client.post(
                        path + "/buka", [("alasan", "Penelepon menanyakan kartunya")], on: path, by: Officer.helpdesk)
                    return try client.get(path, by: Officer.helpdesk).milliseconds
                }
            }
        }
        return [
            person("person-with-little") { ($0 * 7_919 + 3) % OfficePeople.read / 4 * 4 + 3 },
            person("person-with-card") { $0 * 40 * 13 % OfficePeople.read / 40 * 40 },
            person("person-with-much") { _ in people - 1 },
        ]
    }

    // MARK: Work

    private static var queues: [OfficePages] {
        [
            page("photos", "/kantor/foto", by: Officer.reviewer),
            page("photo-pair", by: Officer.reviewer) { "/kantor/foto/\(OfficePeople.id($0 * 20) * 2)" },
            page("second-look", by: Officer.reviewer + 1) {
                "/kantor/foto-kedua/\(OfficePeople.id($0 * 80 + 41))"
            },
            page("disputes", "/kantor/sengketa", by: Officer.reviewer),
            page("dispute", by: Officer.reviewer) { "/kantor/sengketa/\(OfficePeople.id($0 % 40 * 400 + 1))" },
            page("contacts", "/kantor/kontak", by: Officer.reviewer),
            page("cases", "/kantor/sanggahan", by: Officer.helpdesk),
            page("cases-late", "/kantor/sanggahan?siapa=terlambat", by: Officer.helpdesk),
            page("case", by: Officer.helpdesk) { "/kantor/sanggahan/\($0 * 5 + 1)" },
            page("case-batches", "/kantor/jawaban-bersama", by: Officer.helpdesk),
            page("dead-jobs", "/kantor/pekerjaan", by: Officer.waves),
        ]
    }

    private static var lists: [OfficePages] {
        [
            page("waves", "/kantor/gelombang", by: Officer.waves),
            page("wave-announced", "/kantor/gelombang/1", by: Officer.waves),
            page("wave-closed", "/kantor/gelombang/3", by: Officer.waves),
            page("decree", "/kantor/gelombang/1/naskah-keputusan", by: Officer.waves),
            page("lists", "/kantor/daftar", by: Officer.waves),
            page("list-in-force", "/kantor/daftar/1", by: Officer.waves),
            page("list-proposed", "/kantor/daftar/2", by: Officer.manager),
            page("partners", "/kantor/mitra", by: Officer.partners),
            page("partner", "/kantor/mitra/1", by: Officer.partners),
            page("courses", "/kantor/pelatihan", by: Officer.curator),
            page("course", by: Officer.curator) { "/kantor/pelatihan/\($0 + 1)" },
            page("officers", "/kantor/petugas", by: Officer.administrator),
        ]
    }

    private static var money: [OfficePages] {
        // A card with a purchase that was completed, so that there is a payment.
        let holder = OfficePeople.id(240)
        return [
            page("payouts-maker", "/kantor/penyaluran", by: Officer.maker),
            page("payouts-checker", "/kantor/penyaluran", by: Officer.checker),
            page("payout-batch-drafted", "/kantor/penyaluran/900001", by: Officer.checker),
            page("payout-batch-settled", "/kantor/penyaluran/1", by: Officer.checker),
            page("payee-names", "/kantor/nama-rekening", by: Officer.checker),
            page("payee-name", by: Officer.checker) { "/kantor/nama-rekening/\($0 + 1)" },
            page("budget", "/kantor/anggaran", by: Officer.manager),
            page("budget-cards", "/kantor/anggaran/tempat/card", by: Officer.manager),
            page("account-card", "/kantor/anggaran/akun/card:\(holder):training", by: Officer.manager),
            page("account-paid", "/kantor/anggaran/akun/paid:incentive", by: Officer.manager),
            page("account-committed", "/kantor/anggaran/akun/wave:1:committed", by: Officer.manager),
            page("entry", "/kantor/anggaran/entri/\(holder * 10)", by: Officer.manager),
            page("payment", "/kantor/anggaran/pembayaran/\(holder)", by: Officer.manager),
            page("purchase", "/kantor/anggaran/pembelian/\(holder)", by: Officer.manager),
            page("reports", "/kantor/laporan", by: Officer.manager),
            page("decision", "/kantor/laporan/keputusan/\(holder)", by: Officer.manager),
            page("transparency", "/transparansi", by: Officer.manager),
        ]
    }

    private static func oversight(_ people: Int) -> [OfficePages] {
        [
            page("audit", "/kantor/jejak", by: Officer.auditor),
            page("audit-of-person", by: Officer.auditor) {
                "/kantor/jejak?perihal=account:\(OfficePeople.id($0 * 31))"
            },
            page("access", "/kantor/akses", by: Officer.auditor),
            access("of-officer", [("petugas", "5")]),
            // Counted like every search for a person: fewer requests than an officer has in an hour.
            access(
                "of-person", [("orang", OfficePeople.email(people - 1)), ("alasan", "Peserta menanyakan pembacanya")],
                times: 20),
            access("of-kind", [("jenis", "export")]),
            access(
                "of-days",
                [
                    ("dari-day", "1"), ("dari-month", "5"), ("dari-year", "2020"), ("sampai-day", "2"),
                    ("sampai-month", "5"), ("sampai-year", "2020"),
                ]),
            page("photo-agreement", "/kantor/foto-kesepakatan", by: Officer.auditor),
            page("exports", "/kantor/ekspor", by: Officer.manager),
        ]
    }

    private static func access(_ name: String, _ fields: [(String, String)], times: Int = times) -> OfficePages {
        OfficePages(name: "access-\(name)") { client in
            try (0..<times).map { _ in
                try client.post("/kantor/akses", fields, on: "/kantor/akses", by: Officer.auditor).milliseconds
            }
        }
    }

    /// Asking for a table; a job makes it, in pieces.
    private static var export: OfficePages {
        OfficePages(name: "export-asked") { client in
            try (0..<10).map { time in
                try client.post(
                    "/kantor/ekspor", [("jenis", "figures"), ("alasan", "Laporan bulanan ke-\(time)")],
                    on: "/kantor/ekspor", by: Officer.manager
                ).milliseconds
            }
        }
    }
}
