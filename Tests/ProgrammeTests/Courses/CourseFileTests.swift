import Testing

@testable import Programme

@Suite("A file of courses")
struct CourseFileTests {
    private static let fields: [CourseColumn: String] = [
        .code: "kopi-1", .institution: "Balai", .title: "Dasar Barista", .summary: "Kopi", .category: "Kuliner",
        .mode: "mandiri", .hours: "12", .competence: "Menyeduh", .assessment: "Praktik", .trainer: "Rudi",
        .completion: "Nilai 70", .platform: "Pijarmahir", .price: "Rp 575.000", .url: "https://p.example/1",
        .schedule: "kopi-1-a", .starts: "01/05/2020", .ends: "2020-05-31", .quota: "20",
    ]

    private func read(_ change: [CourseColumn: String] = [:]) throws -> CourseRow {
        let columns = try #require(CourseColumns(headings: CourseColumn.allCases.map(\.english)))
        let fields = CourseColumn.allCases.map { change[$0] ?? Self.fields[$0] ?? "" }
        return try CourseRow.read(fields, columns, zone: .wib) { $0.hasPrefix("https://") }.get()
    }

    @Test("a row of a file is read: prices with dots, dates in both orders, the last day included")
    func good() throws {
        let row = try read()
        #expect(row.institution == "balai" && row.price.platform == "pijarmahir")
        #expect(row.price.price == Rupiah(575_000))
        #expect(row.dates.starts == Instant("2020-05-01T00:00:00+07:00"))
        #expect(row.dates.ends == Instant("2020-06-01T00:00:00+07:00"))
        #expect(try read([.starts: "2020-05-01 08.30"]).dates.starts == Instant("2020-05-01T08:30:00+07:00"))
    }

    @Test(
        "a heading that stands twice is named, also in both languages",
        .bug(
            id: "5.795",
            "Of two columns with the price the first was imported without a word, although the second may be meant."))
    func repeated() throws {
        let once = CourseColumn.allCases.map(\.english)
        #expect(try #require(CourseColumns(headings: once)).repeated.isEmpty)
        let twice = try #require(CourseColumns(headings: once + ["catatan", "Harga", "catatan", "title"]))
        #expect(twice.repeated == [.title, .price])
    }

    @Test(
        "a wrong field of a row is named with what is wrong",
        arguments: [
            (CourseColumn.code, "kopi 1", CourseRowFault.What.code), (.title, "", .empty),
            (.mode, "dalam kelas", .mode),
            (.hours, "0", .hours), (.hours, "2001", .hours), (.price, "575.00", .price), (.price, "-5", .price),
            (.price, "0", .price), (.url, "http://p.example", .url), (.starts, "31/02/2020", .date),
            (.ends, "2020-04-30", .endsBeforeStart), (.quota, "banyak", .quota),
            (.trainer, String(repeating: "a", count: 601), .tooLong(600)),
        ])
    func bad(column: CourseColumn, text: String, what: CourseRowFault.What) {
        #expect(throws: CourseRowFaults([CourseRowFault(column, what)])) { try read([column: text]) }
    }

    @Test("rows that contradict each other are faults: content, price and schedule")
    func contradictions() throws {
        let first = try read()
        let rows = [
            first, try read([.title: "Lain"]), try read([.price: "1000"]), try read([.quota: "21"]),
            try read([.platform: "tokopedia", .schedule: "kopi-1-b"]),
        ]
        let file = CourseFile(rows: rows.enumerated().map { ($0.offset + 2, .success($0.element)) })
        #expect(
            file.faults.map(\.fault) == [
                CourseRowFault(.title, .contradicts(row: 2)), CourseRowFault(.price, .contradicts(row: 2)),
                CourseRowFault(.schedule, .contradicts(row: 2)),
            ])
        #expect(file.good.map(\.line) == [2, 6])
    }

    @Test("certificate and place may be left out, and rows of one course have to agree about them")
    func choice() throws {
        #expect(try read().content.certificate.isEmpty && read().content.place.isEmpty)
        let taught = try read([.certificate: "Memuat nilai", .place: "Kota Ambon, Maluku"])
        #expect(taught.content.certificate == "Memuat nilai" && taught.content.place == "Kota Ambon, Maluku")
        for (column, text) in [(CourseColumn.certificate, "Lain"), (.place, "Kota Tual, Maluku")] {
            let file = CourseFile(rows: [(2, .success(try read())), (3, .success(try read([column: text])))])
            #expect(file.faults.map(\.fault) == [CourseRowFault(column, .contradicts(row: 2))])
        }
        #expect(throws: CourseRowFaults([CourseRowFault(.place, .tooLong(120))])) {
            try read([.place: String(repeating: "a", count: 121)])
        }
    }

    @Test("headings are found in Indonesian and English, in any case and order, and missing ones are named")
    func headings() throws {
        let columns = try #require(CourseColumns(headings: ["Harga", "Kode Pelatihan", "quota", "lain"]))
        #expect(columns.known == 3 && columns.missing.count == CourseColumn.allCases.count { !$0.isOptional } - 3)
        #expect(CourseColumns(headings: ["Daftar pelatihan bulan Mei"]) == nil)
    }
}

@Suite("Curation of courses")
struct CurationTests {
    private let all = Set(CurationCheck.allCases)

    private func verdict(_ officer: Int64, _ isAccepted: Bool = true, _ checks: Set<CurationCheck>? = nil)
        -> CurationVerdict
    {
        CurationVerdict(curator: ID(officer), isAccepted: isAccepted, checks: checks ?? all, reason: "")
    }

    @Test("a version is approved by the second curator, and refused by the first refusal")
    func decisions() throws {
        #expect(try Curation.decide(importedBy: [ID(1)], earlier: [], verdict: verdict(2), by: .of(ID(2))) == nil)
        #expect(
            try Curation.decide(importedBy: [ID(1)], earlier: [verdict(2)], verdict: verdict(3), by: .of(ID(3)))
                == .approved)
        let refusal = verdict(3, false, all.subtracting([.price]))
        let stopped = CurationVerdict(curator: ID(2), isAccepted: true, checks: all, reason: "", isSuspended: true)
        #expect(
            try Curation.decide(importedBy: [ID(1)], earlier: [stopped], verdict: verdict(3), by: .of(ID(3))) == nil,
            "the acceptance of a suspended curator does not count")
        #expect(
            try Curation.decide(importedBy: [ID(1)], earlier: [verdict(2)], verdict: refusal, by: .of(ID(3)))
                == .refused)
    }

    @Test("the importer and the first curator cannot be the second, and the checklist decides")
    func refusals() {
        #expect(throws: CurationRefusal.ownImport) {
            try Curation.decide(importedBy: [ID(2)], earlier: [], verdict: verdict(2), by: .of(ID(2)))
        }
        #expect(throws: CurationRefusal.sameCurator) {
            try Curation.decide(importedBy: [], earlier: [verdict(2)], verdict: verdict(2), by: .of(ID(2)))
        }
        for (importers, earlier) in [([ID<Officer>(2)], []), ([], [verdict(2)])] {
            #expect(throws: CurationRefusal.self, "another account of the importer, or of the first curator") {
                try Curation.decide(
                    importedBy: Set(importers), earlier: earlier, verdict: verdict(3), by: .of(ID(3), twins: [ID(2)]))
            }
        }
        #expect(throws: CurationRefusal.checksMissing([.price])) {
            try Curation.decide(
                importedBy: [], earlier: [], verdict: verdict(2, true, all.subtracting([.price])), by: .of(ID(2)))
        }
        #expect(throws: CurationRefusal.nothingMissing) {
            try Curation.decide(importedBy: [], earlier: [], verdict: verdict(2, false), by: .of(ID(2)))
        }
    }

    @Test("a course is accepted with a price that is in force or comes into force, and not without one")
    func noPrice() throws {
        let offer = CourseOffer(platform: ID(5), platformName: "", price: Rupiah(1_000), url: "")
        try Curation.checkPrice(proposed: [offer], present: [])
        try Curation.checkPrice(proposed: [], present: [offer])
        #expect(throws: CurationRefusal.noPrice) { try Curation.checkPrice(proposed: [], present: []) }
    }

    @Test(
        "a price needs curators only above a tenth over the curated one",
        arguments: [(1_000, false), (1_100, false), (1_101, true), (1, false)])
    func prices(price: Int64, needs: Bool) {
        #expect(PriceRule.needsCuration(Rupiah(price), curated: Rupiah(1_000)) == needs)
    }
}
