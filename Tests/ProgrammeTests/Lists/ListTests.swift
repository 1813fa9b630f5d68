import Programme
import Testing

@Suite("Lists of other offices")
struct ListTests {
    @Test(
        "a list is fresh for as many days as the edition says, and until it expires",
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

    @Test("no wave is sealed while a mandatory list is missing or too old; an optional one may be")
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
        "a line is read whatever stands between its fields",
        arguments: [
            ("8271052703950001", 0), ("8271052703950001,081234567890", 1), ("\"8271052703950001\";\"\";\"a@b.id\"", 1),
            ("8271052703950001\t0812-3456-7890\tsiti@contoh.id", 2), (" 8271 0527 0395 0001 ,not a phone", 0),
            ("8271052703950001,081234567890\r", 1),
        ])
    func lines(line: String, contacts: Int) throws {
        let person = try ListColumns.usual.read(Substring(line))
        #expect(person.nik.digits == "8271052703950001")
        #expect(person.contacts.count == contacts)
    }

    @Test(
        "what cannot be read is told without repeating it",
        arguments: [
            ("82710527039500", ListSlip.length), ("82710527O3950001", .notDigits), ("8271059903950001", .impossible),
            ("8271052703950000", .impossible), ("", .length),
        ])
    func slips(line: String, slip: ListSlip) {
        #expect(throws: slip) { try ListColumns.usual.read(Substring(line)) }
    }

    @Test("headings say which column is which")
    func headings() throws {
        let columns = try #require(ListColumns(headings: "No;Nama;NIK;Email"))
        let person = try columns.read("1;Siti;8271052703950001;siti@contoh.id")
        #expect(person.nik.digits == "8271052703950001" && person.contacts.count == 1)
        #expect(throws: ListSlip.noNIK) { try columns.read("1;Siti") }
        #expect(ListColumns(headings: "8271052703950001,0812") == nil)
    }

    @Test("a list can be decided on once, and invites no person before it is in force")
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

    @Test("the priority pool takes what people say, and what lists say")
    func priority() {
        let rule = PriorityRule(occupations: [.laidOff], lists: [.laidOff, .furloughed])
        #expect(rule.includes(.laidOff, listed: []))
        #expect(rule.includes(.worker, listed: [.furloughed, .education]))
        #expect(!rule.includes(.worker, listed: [.smallBusiness]))
    }
}
