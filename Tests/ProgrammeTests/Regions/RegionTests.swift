import Foundation
import Programme
import Testing

@Suite("Provinces, regencies and cities of 2020")
struct RegionTests {
    @Test("regions: there are 34 provinces and 514 regencies and cities, each once")
    func count() {
        #expect(Province.all.count == 34)
        #expect(Regions.all.count == 514)
        #expect(Set(Regions.all.map(\.code)).count == 514)
        #expect(Regions.all.count { $0.name.hasPrefix("Kota ") } == 98)
        #expect(Province.all.reduce(0) { $0 + Regions.of($1).count } == 514)
    }

    @Test("regions: a regency is found by its code, and by its name within its province")
    func find() throws {
        #expect(Regency(code: "82.71")?.name == "Kota Ternate")
        #expect(Regency(code: "33.11")?.name == "Kab. Sukoharjo")
        #expect(Regency(code: "91.72") == nil)
        let java = try #require(Province(code: "32"))
        #expect(Regency(named: "kota bandung", in: java)?.code == "32.73")
        #expect(Regency(named: "Kota Ternate", in: java) == nil)
        #expect(Regency(code: "32.73")?.province == java)
        #expect(Regions.name(of: "31") == "DKI Jakarta" && Regions.name(of: "99") == "99")
    }

    /// The table may be of a later year: only what existed in 2020 is compared, and only the letters of names, because
    /// the ministry itself writes "KAB. ADM. KEP. SERIBU" in one year and the whole words in another.
    @Test(
        "regions: they match the ministry's table, where one is available",
        .enabled(if: ProcessInfo.processInfo.environment["WILAYAH_CSV"] != nil))
    func table() throws {
        let path = try #require(ProcessInfo.processInfo.environment["WILAYAH_CSV"])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
        let columns = try #require(lines.first).split(separator: ",").map(String.init)
        let (code, level) = (try index("kode", columns), try index("tingkat", columns))
        let (then, now) = (try index("nama_2020", columns), try index("nama_terbaru", columns))
        let existed = try index("ada_2020", columns)
        var (provinces, regencies): (Set<String>, [String: [String]]) = ([], [:])
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == columns.count, fields[existed] == "1" else { continue }
            if fields[level] == "0" { provinces.insert(fields[code]) }
            if fields[level] == "1" { regencies[fields[code]] = [letters(fields[then]), letters(fields[now])] }
        }
        #expect(provinces == Set(Province.all.map(\.code)))
        #expect(Set(regencies.keys) == Set(Regions.all.map(\.code)))
        for regency in Regions.all {
            let known = regencies[regency.code] ?? []
            #expect(known.contains(letters(regency.name)), "\(regency.code) \(regency.name): \(known)")
        }
    }

    private func index(_ name: String, _ columns: [String]) throws -> Int {
        try #require(columns.firstIndex(of: name), "the table has no column \(name)")
    }

    /// The name without rank words and abbreviations.
    private func letters(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        let short = ["kep": "kepulauan", "dan": ""]
        let ranks: Set = ["kab", "kabupaten", "kota", "adm", "administrasi"]
        return words.drop { ranks.contains($0) }.map { short[$0] ?? $0 }.joined()
            .replacingOccurrences(of: "pahuwato", with: "pohuwato")
    }
}

@Suite("Regions of an edition")
struct RegionPeriodTests {
    private let periods: [RegionPeriod]

    init() throws {
        let days = try ["2020-03-02", "2020-04-30", "2020-05-01", "2020-07-31", "2020-08-01"].map {
            try #require(CivilDate($0))
        }
        let name = Bilingual(id: "Uji coba", en: "Pilot")
        periods = [
            RegionPeriod(name: name, from: days[0], to: days[1], codes: ["31", "32.73"]),
            RegionPeriod(name: name, from: days[2], to: days[3], codes: ["31", "32.73", "35.78"]),
            RegionPeriod(name: name, from: days[4]),
        ]
    }

    @Test(
        "region periods: a pilot in two cities, then more, then the whole country",
        arguments: [
            ("31", "31.74", "2020-03-02", "in play"), ("32", "32.73", "2020-04-30", "in play"),
            ("32", "32.04", "2020-04-16", "2020-08-01"), ("35", "35.78", "2020-04-16", "2020-05-01"),
            ("35", "35.78", "2020-05-01", "in play"), ("82", "82.71", "2020-07-31", "2020-08-01"),
            ("82", "82.71", "2020-08-01", "in play"), ("31", "31.01", "2020-03-01", "2020-03-02"),
        ])
    func answers(province: String, regency: String, day: String, expected: String) throws {
        let answer = periods.answer(for: Home(province: province, regency: regency), on: try #require(CivilDate(day)))
        switch answer {
        case .inPlay: #expect(expected == "in play")
        case .later(let date): #expect(date.description == expected)
        case .never: Issue.record("every region comes into play")
        }
    }

    @Test("region periods: without a later period the answer is never")
    func never() throws {
        let day = try #require(CivilDate("2020-09-01"))
        let home = Home(province: "82", regency: "82.71")
        #expect(Array(periods.prefix(2)).answer(for: home, on: day) == .never)
        #expect(Array(periods.prefix(1)).answer(for: Home(province: "32", regency: nil), on: day) == .never)
    }
}

@Suite("Row of a list of regions")
struct NamedRegionTests {
    @Test(
        "region file: code and name are read, with or without dots, and with a blank after a dot",
        .bug(id: "6.52", "A code with a blank was not read, and a broken first line was taken for a header."),
        arguments: [
            (["82.71.01", "Pulau Ternate"], "82.71.01", "Pulau Ternate"),
            (["82", "Maluku Utara"], "82", "Maluku Utara"),
            (["82.71.01.1001", "Jambula"], "82.71.01.1001", "Jambula"), (["93.01", " Merauke "], "93.01", "Merauke"),
            (["36. 03", "KAB. TANGERANG"], "36.03", "KAB. TANGERANG"),
            (["827101", "Pulau Ternate"], "82.71.01", "Pulau Ternate"),
            (["8271011001", "Jambula"], "82.71.01.1001", "Jambula"),
        ])
    func good(row: [String], code: String, name: String) throws {
        let region = try NamedRegion(row: row)
        #expect(region.code == code && region.name == name)
    }

    @Test(
        "region file: errors are distinguished",
        arguments: [
            (["kode", "nama"], NamedRegion.RowError.code("kode")), (["82.7", "Ternate"], .code("82.7")),
            (["82.71"], .fields),
            (["82.71", ""], .name), (["82.71.01.1001.1", "x"], .code("82.71.01.1001.1")),
            (["3171010", "Jagakarsa"], .statisticsCode), (["827", "x"], .code("827")),
        ])
    func bad(row: [String], error: NamedRegion.RowError) {
        #expect(throws: error) { try NamedRegion(row: row) }
    }

    @Test(
        "region file: codes of the statistics office are detected by their names",
        .bug(id: "6.53", "A list with the statistics office's codes was accepted, and named the wrong regions."))
    func statistics() throws {
        func judged(_ rows: [(String, String)]) throws -> Bool {
            var judge = RegionFileJudge()
            for (code, name) in rows { judge.note(.success(try NamedRegion(row: [code, name]))) }
            return judge.areStatisticsCodes
        }
        let renamed = [
            ("76.01", "KAB. MAMUJU UTARA"), ("91", "PAPUA"), ("94", "PAPUA TENGAH"),
            ("31.71", "KOTA ADM. JAKARTA PUSAT"),
        ]
        #expect(try !judged(renamed))
        let statistics = [
            ("1101", "SIMEULUE"), ("1102", "ACEH SINGKIL"), ("1103", "ACEH SELATAN"), ("1104", "ACEH TENGGARA"),
            ("1105", "ACEH TIMUR"), ("11", "ACEH"),
        ]
        #expect(try judged(statistics))
    }
}
