import Testing

/// No officer acts on themselves: every act of the office on one person, or on a file or batch with people in it, asks
/// whether the officer's own NIK is among them. An act is a function that takes such a subject and an officer, and stands
/// outside handlers; a query that writes into the audit log is one, too.
enum OwnCaseRule {
    /// Acts without the question, each with the reason.
    static let exceptions: [String: String] = [
        "App/Access/RegionLimit.swift isClosed": "says whether the person's page has to be opened first",
        "App/Access/RegionLimit.swift regionWithout": "says where the person lives, for the refusal to a local officer",
        "App/Cases/CaseActions.swift finish": "part of acts that found the case with require(workedOnBy:)",
        "App/Cases/CaseBatchActions.swift decide": "the officers' own cases are left out when the job answers",
        "App/Cases/CaseReading.swift record": "writes down that a case was read",
        "App/Lists/InvitationActions.swift pause": "stops, and gives no person anything",
        "App/Officers/OwnAccount.swift state": "the officer states their own NIK",
        "App/Officers/SetUpOfficer.swift finish": "the officer states their own NIK",
        "App/Payouts/PayoutActions.swift refuse": "a refused batch pays no person",
        "App/People/OpenPerson.swift open": "looking is recorded, shown to the person, and decides nothing",
        "App/PersonActs/PersonActRecord.swift denied": "writes down a refusal",
        "App/Photos/JudgePhotos.swift answer": "called by SecondLookOffice, which asks",
        "App/Photos/JudgePhotos.swift claim": "part of judge, which asks",
        "App/Photos/PhotoQueries+Appeals.swift reviewAgain": "called by AppealActions.lookAgain, which asks",
        "App/Photos/PhotoQueries.swift review": "called by JudgePhotos.judge, which asks",
        "App/Photos/PhotoQueries+SecondLooks.swift answer": "called by SecondLookOffice, which asks",
        "App/Photos/PhotoQueries+ThirdLooks.swift settle": "called by JudgePhotos.settle, which asks",
    ]

    private static let guards = [
        "checkIsAnother(", "isThemselves(", "isOwn(", "workedOnBy:", "OwnCaseRefusal.yourself",
    ]
    private static let subject = """
        ID<(Account|ServiceCase|StoredClaim|PersonProposal|ContactCase|Disbursement|PayeeQuestion|Disqualification|\
        StoredPhoto|SecondLook|ListRemoval|ListImport|ListWithdrawal|InvitationBatch|PayoutBatch|CaseBatch|Instalment|\
        Card|Entry)>|: (ServiceCase|StoredDispute|StoredPhoto|SecondLook|ThirdLook|NIK)(?![\\w.])
        """
    private static let officer = ": (ID<Officer>|Officer|Signatory)(?![\\w?.])"

    static func findings(in source: Source) -> [Finding] {
        unguarded(in: source).filter { exceptions["\(shortPath(source)) \($0.name)"] == nil }.map { act in
            Finding(
                path: source.path, line: act.line,
                message: "\(act.name) acts on a person: call tx.officers.checkIsAnother, or add an exception here")
        }
    }

    /// `App/Cases/CaseActions.swift`
    static func shortPath(_ source: Source) -> String { String(source.path.dropFirst("Sources/".count)) }

    /// Acts on people that do not ask, exceptions included.
    static func unguarded(in source: Source) -> [Act] {
        guard source.path.hasPrefix("Sources/App/"), !source.isIn("App/System"), source.code.holds("fficer"),
            !source.code.holds("RouteCollection("),
            let subject = try? Regex(subject), let officer = try? Regex(officer)
        else { return [] }
        let isQueries = source.name.contains(/Queries(\+\w+)?\.swift$/)
        let all = Act.all(in: source)
        var asking = Set(all.filter { act in guards.contains { act.body.holds($0) } }.map(\.name))
        // A function asks also through another of the same file.
        while let next = all.first(where: { act in
            !asking.contains(act.name) && asking.contains { act.body.holds("\($0)(") }
        }) {
            asking.insert(next.name)
        }
        return all.filter { act in
            !act.isPrivate && !asking.contains(act.name) && act.parameters.contains(subject)
                && act.parameters.contains(officer) && (!isQueries || act.body.holds("audit.record("))
        }
    }

    /// A function of a file. Found byte by byte, because all files are read at every test run.
    struct Act {
        let name: String
        let isPrivate: Bool
        let parameters: String
        let body: String
        let line: Int

        static func all(in source: Source) -> [Act] {
            let bytes = Array(source.code.utf8)
            var (start, acts): (Int, [Act]) = (0, [])
            for (index, line) in source.codeLines.enumerated() {
                defer { start += line.utf8.count + 1 }
                guard line.holds("func "), let word = line.firstRange(of: "func ") else { continue }
                let name = line[word.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let from = start + line[..<name.endIndex].utf8.count
                guard !name.isEmpty, let parameters = enclosed(bytes, from: from, "(", ")"),
                    let body = enclosed(bytes, from: parameters.upperBound, "{", "}")
                else { continue }
                acts.append(
                    Act(
                        name: String(name), isPrivate: line[..<word.lowerBound].holds("private"),
                        parameters: String(decoding: bytes[parameters], as: UTF8.self),
                        body: String(decoding: bytes[body], as: UTF8.self), line: index + 1))
            }
            return acts
        }

        /// From the next opening mark to the one that closes it.
        private static func enclosed(
            _ bytes: [UInt8], from start: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar
        ) -> Range<Int>? {
            let (open, close) = (UInt8(ascii: open), UInt8(ascii: close))
            var (first, depth): (Int?, Int) = (nil, 0)
            for index in start..<max(start, bytes.count) {
                if bytes[index] == open {
                    first = first ?? index
                    depth += 1
                } else if bytes[index] == close, depth > 0 {
                    depth -= 1
                    if depth == 0, let first { return first..<(index + 1) }
                }
            }
            return nil
        }
    }
}

@Suite("Officers do not act on themselves")
struct OwnCaseRuleTests {
    @Test("own case: every act on a person asks, and each exception is an act that does not")
    func house() {
        expectNothing(House.sources.flatMap(OwnCaseRule.findings))
        let unguarded = House.sources.flatMap { source in
            OwnCaseRule.unguarded(in: source).map { "\(OwnCaseRule.shortPath(source)) \($0.name)" }
        }
        #expect(Set(OwnCaseRule.exceptions.keys).subtracting(unguarded) == [])
    }

    private func count(_ text: String, in path: String = "Sources/App/Cards/CardActions.swift") -> Int {
        OwnCaseRule.findings(in: Source(path: path, text: text)).count
    }

    @Test("own case: an act on a person, by an id or a case, without the question is found")
    func bad() {
        let act = "func block(_ person: ID<Account>, by officer: Officer) throws {\n    try tx.cards.block(person)\n}"
        #expect(count(act) == 1)
        #expect(
            count("func close(_ stored: ServiceCase, by officer: ID<Officer>) throws { try tx.cases.end(stored) }") == 1
        )
        let query = "func end(_ card: ID<Card>, by officer: ID<Officer>) throws { try tx.audit.record(event) }"
        #expect(count(query, in: "Sources/App/Cards/CardQueries.swift") == 1)
    }

    @Test("own case: an act that asks itself or through a function of its file, a query and a handler are allowed")
    func good() {
        let asking = """
            func block(_ person: ID<Account>, by officer: Officer) throws { try find(person, officer) }
            private func find(_ person: ID<Account>, _ officer: Officer) throws {
                try tx.officers.checkIsAnother(officer.id, than: person)
            }
            """
        #expect(count(asking) == 0)
        let query = "func end(_ card: ID<Card>, by officer: ID<Officer>) throws { try tx.run(sql) }"
        #expect(count(query, in: "Sources/App/Cards/CardQueries.swift") == 0)
        #expect(count("func show(_ person: ID<Account>, named: String) throws { }") == 0)
    }
}
