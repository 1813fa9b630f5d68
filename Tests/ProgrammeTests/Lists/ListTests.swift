import Programme
import Testing

@Suite("Lists of other offices")
struct ListTests {
    @Test(
        "list: it is fresh for the edition's number of days, and until it expires",
        arguments: [
            ("2020-04-01", nil, "2020-04-01", "fresh"), ("2020-04-01", nil, "2020-05-01", "fresh"),
            ("2020-04-01", nil, "2020-05-02", "stale"), ("2020-04-01", "2020-04-20", "2020-04-19", "fresh"),
            ("2020-04-01", "2020-04-20", "2020-04-20", "stale"), (nil, nil, "2020-04-01", "missing"),
        ] as [(String?, String?, String, String)])
    func freshness(asOf: String?, expires: String?, today: String, expected: String) throws {
        let rule = ListRule(kind: .education, mandatory: true, freshDays: 30, source: "Dapodik")
        let freshness = Freshness(
            asOf: asOf.flatMap(CivilDate.init), expires: expires.flatMap(CivilDate.init), rule: rule,
            on: try #require(CivilDate(today)))
        switch freshness {
        case .fresh: #expect(expected == "fresh")
        case .stale: #expect(expected == "stale")
        case .missing: #expect(expected == "missing")
        }
    }

    @Test("list: sealing needs every mandatory list to be fresh, but no optional one")
    func sealing() throws {
        let rules = EligibilityRules(
            minimumAge: 18, minimumAgeInclusive: true,
            lists: [
                ListRule(kind: .education, mandatory: true, freshDays: 30, source: "Dapodik"),
                ListRule(kind: .deaths, mandatory: false, freshDays: 30, source: "Dukcapil"),
            ], source: "Perpres 76/2020")
        let day = try #require(CivilDate("2020-04-01"))
        try rules.requireFresh([.education: .fresh(asOf: day), .deaths: .stale(asOf: day)])
        #expect(throws: ListRefusal.stale(.education, .missing, days: 30)) { try rules.requireFresh([:]) }
        #expect(throws: ListRefusal.stale(.education, .stale(asOf: day), days: 30)) {
            try rules.requireFresh([.education: .stale(asOf: day)])
        }
    }

    @Test(
        "list file: a row is read in every usual notation",
        .bug(id: "6.13", "An apostrophe before a NIK or a telephone number made the person or the number unreadable."),
        arguments: [
            (["8271052703950001"], 0), (["8271052703950001", "081234567890"], 1),
            (["8271052703950001", "", "a@b.id"], 1), (["8271052703950001", "0812-3456-7890", "siti@contoh.id"], 2),
            ([" 8271 0527 0395 0001 ", "not a phone"], 0), (["82.7105.2703950001", "81234567890"], 1),
            (["'8271052703950001", "'081234567890"], 1), (["\u{200E}8271052703950001", "-"], 0),
        ])
    func rows(row: [String], contacts: Int) throws {
        let person = try ListColumns.usual.read(row)
        #expect(person.nik.digits == "8271052703950001")
        #expect(person.contacts.count == contacts)
        #expect(person.unreadContacts == (row.contains("not a phone") ? 1 : 0))
    }

    @Test(
        "list file: an error does not repeat the row's values",
        arguments: [
            ("82710527039500", ListRowError.length), ("82710527O3950001", .notDigits),
            ("8271059903950001", .impossible),
            ("8271052703950000", .impossible), ("", .empty), ("-", .empty), ("0", .empty), ("8,27101E+15", .scientific),
            ("8.27101E+15", .scientific), ("3E+15", .scientific),
        ])
    func rowErrors(field: String, error: ListRowError) {
        #expect(throws: error) { try ListColumns.usual.read([field]) }
    }

    @Test(
        "list file: columns are recognised by the words of their headings",
        .bug(
            id: "6.14",
            "Headings such as NO. NIK, NO HP and ALAMAT EMAIL were not recognised; a family card could be read as a NIK."
        ),
        arguments: [
            ["No", "NIK", "Email"], ["NO KK", "NO. NIK", "ALAMAT EMAIL"], ["Nama", "No. KTP", "E-mail"],
            ["NIK KEPALA KELUARGA", "NIK", "SUREL"], ["kk", "Nomor Induk Kependudukan", "e-mail aktif"],
            ["NIK AYAH", "NIK PESERTA", "email"],
        ])
    func headings(names: [String]) throws {
        let columns = try #require(ListColumns(headings: names))
        let person = try columns.read(["8271011203159021", "8271052703950001", "siti@contoh.id"])
        #expect(person.nik.digits == "8271052703950001" && person.contacts.count == 1)
        #expect(throws: ListRowError.noNIK) { try columns.read(["1"]) }
    }

    @Test("list file: a data row is not a header, and a header without a NIK is detected")
    func noHeadings() {
        #expect(ListColumns(headings: ["8271052703950001", "0812"]) == nil)
        #expect(ListColumns(headings: ["NIK KEPALA KELUARGA", "NAMA"]) == nil)
        #expect(ListColumns.areHeadingsWithoutNIK(["NAMA", "NO KK", "NO HP"]))
        #expect(!ListColumns.areHeadingsWithoutNIK(["DAFTAR PEKERJA DIRUMAHKAN"]))
        #expect(ListColumns.isAmbiguous(["8271011203159021", "8271 0527 0395 0001"]))
        #expect(!ListColumns.isAmbiguous(["8271052703950001", "081234567890"]))
    }

    @Test(
        "list file: one whose numbers a spreadsheet changed is refused as a whole",
        .bug(id: "6.15", "A file whose NIKs had lost their last digit was put in force and applied to other people."),
        arguments: [
            (100, 10, 0, nil), (100, 11, 0, .lastDigitLost(11, of: 100)), (1, 1, 0, nil),
            (2, 2, 0, .lastDigitLost(2, of: 2)),
            (90, 0, 10, nil), (80, 0, 20, .scientificNumbers(20)), (0, 0, 1, .scientificNumbers(1)),
        ] as [(Int, Int, Int, ListRefusal?)])
    func judged(niks: Int, zeros: Int, scientific: Int, refusal: ListRefusal?) throws {
        var judge = ListFileJudge()
        for number in 0..<niks {
            let nik = try NIK(number < zeros ? "8271052703950010" : "8271052703950011")
            judge.note(.success(ListLine(nik: nik, contacts: [])))
        }
        for _ in 0..<scientific { judge.note(.failure(.scientific)) }
        var thrown: ListRefusal?
        do throws(ListRefusal) { try judge.check() } catch { thrown = error }
        #expect(thrown == refusal)
    }

    @Test("list: it is decided on once, and invites no person before it is in force")
    func states() throws {
        let day = try #require(CivilDate("2020-04-01"))
        let list = ListImport(
            id: ID(1), kind: .education, source: "Dapodik", asOf: day, expiresOn: nil, state: .proposed,
            counts: .init(accepted: 1), importedBy: ID(7))
        try list.checkDecision()
        #expect(throws: ListRefusal.nobodyToInvite) { try list.checkInviting() }
        #expect(throws: ListRefusal.fromTheFuture(day)) {
            try ListImport.check(source: "a", asOf: day, expiresOn: nil, today: day.adding(days: -1))
        }
        #expect(throws: ListRefusal.expiresBeforeItBegins) {
            try ListImport.check(source: "a", asOf: day, expiresOn: day, today: day)
        }
        #expect(throws: ListRefusal.sourceMissing) {
            try ListImport.check(source: "", asOf: day, expiresOn: nil, today: day)
        }
    }

    @Test("priority pool: it includes people by their own statement and by lists")
    func priority() {
        let rule = PriorityRule(occupations: [.laidOff], lists: [.laidOff, .furloughed])
        #expect(rule.includes(.laidOff, nil, listed: []))
        #expect(rule.includes(.worker, .notHit, listed: [.furloughed, .education]))
        #expect(!rule.includes(.worker, .lostIncome, listed: [.smallBusiness]))
        let wider = PriorityRule(occupations: [.laidOff], lists: [], impacts: [.lostIncome, .business])
        #expect(
            wider.includes(.worker, .lostIncome, listed: []) && wider.includes(.selfEmployed, .business, listed: []))
        #expect(!wider.includes(.worker, .notHit, listed: []) && !wider.includes(.worker, nil, listed: []))
    }
}
