import Testing

/// One human may have several accounts in the office, found by their NIK. Acts that compare officers go through
/// `isSame(as:)` of a signatory, an officer or `tx.officers`, and statements through `tx.officers.isAnother`; the author
/// of an earlier act is read with `tx.officers.author`, which knows whether they are suspended.
enum OfficerRule {
    /// Comparisons by account that are meant, each with the reason.
    static let meant: [(path: String, code: String, reason: String)] = [
        ("App/Photos/JudgePhotos.swift", "claim.officer == officer", "a photo is held by the browser's account"),
        ("App/Courses/ImportCourses.swift", "stored.officer == officer", "a file is confirmed where it was uploaded"),
        (
            "App/Accounts/ReplaceLostContact.swift", "current.proposedBy.officer == officer.id",
            "the same form sent twice is one case"
        ),
        (
            "App/Accounts/ReplaceLostContact.swift", "stored.decidedBy == officer.id",
            "a second tap of the same account changes nothing"
        ),
        ("App/Cases/CaseActions.swift", "stored.enteredBy == new.enteredBy", "the same form sent twice is one case"),
        (
            "Programme/Exports/ExportRequest.swift", "officer == author.officer",
            "a file is downloaded by who asked for it"
        ),
        ("App/Exports/ExportPages.swift", "officer.id == request.author.officer", "who asked for it sees the link"),
        ("App/Officers/ChangeOfficer.swift", "officer != absent", "beside it, the absent officer's other accounts"),
        ("App/Officers/OfficerQueries+OwnCase.swift", "officer == other", "the rule itself"),
        ("App/Access/AccessPage.swift", "first.officer == other.officer", "readings of one account are one visit"),
        ("App/Photos/PhotoQueries+Claims.swift", "officer_id <> …", "a photo is held by an account"),
        ("App/Photos/PhotoQueries+Pairs.swift", "photo_claim.officer_id <> …", "a photo is held by an account"),
        ("App/Officers/OfficerQueries+Failures.swift", "officer_id <> …", "attempts to sign in count by account"),
    ]

    /// Where a stored act's author becomes a value.
    private static let makers = [
        "Programme/Office/Officer.swift", "Programme/Office/FourEyes.swift",
        "App/Officers/OfficerQueries+Authors.swift",
    ]

    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App") || source.isIn("Programme"), source.path.hasPrefix("Sources/") else { return [] }
        return comparisons(in: source) + statements(in: source) + authors(in: source)
    }

    private static func comparisons(in source: Source) -> [Finding] {
        let pattern = try? Regex(
            #"(?:[\w$?]+\.)*(?:\w+By|officer|author|proposer|curator|assignee|approver)(?:\.officer|\.id)? (?:==|!=) "#
                + #"(?:\w+\.)*(?:officer|author|curator|approver|proposer|assignee|absent|subject|other|\w+By)"#
                + #"(?:\.officer|\.id)?(?![\w.])"#)
        guard let pattern else { return [] }
        return source.codeLines.enumerated().flatMap { index, line -> [Finding] in
            guard line.holds(" == ") || line.holds(" != ") else { return [] }
            return line.matches(of: pattern).compactMap { match -> Finding? in
                let code = String(line[match.range])
                guard !isMeant(code, source) else { return nil }
                return Finding(
                    path: source.path, line: index + 1,
                    message: "\(code): one human may have two accounts, compare with isSame(as:)")
            }
        }
    }

    private static func statements(in source: Source) -> [Finding] {
        let pattern = /[\w.]*(?:_by|officer_id|author_id) <> …/
        return source.literals.flatMap { literal -> [Finding] in
            guard literal.text.holds("<> …") else { return [] }
            return literal.text.matches(of: pattern).compactMap { match -> Finding? in
                let code = String(match.output)
                guard !isMeant(code, source) else { return nil }
                return Finding(
                    path: source.path, line: literal.line,
                    message: "\(code): one human may have two accounts, use tx.officers.isAnother")
            }
        }
    }

    private static func authors(in source: Source) -> [Finding] {
        guard !makers.contains(where: { source.path == "Sources/\($0)" }) else { return [] }
        // A sample on a page has an id of its own.
        return source.codeLines.enumerated().compactMap { index, line in
            guard line.holds("Signatory("), line.contains(/Signatory\(officer: (?!ID\()/) else { return nil }
            return Finding(
                path: source.path, line: index + 1,
                message: "the author of an earlier act is read with tx.officers.author, which knows of a suspension")
        }
    }

    private static func isMeant(_ code: String, _ source: Source) -> Bool {
        meant.contains { source.path == "Sources/\($0.path)" && code.holds($0.code) }
    }
}

@Suite("Comparisons of officers")
struct OfficerRuleTests {
    @Test("officers: acts compare humans and not accounts, and each exception is still in use")
    func house() {
        expectNothing(House.sources.flatMap(OfficerRule.findings))
        for exception in OfficerRule.meant {
            let source = House.sources.first { $0.path == "Sources/\(exception.path)" }
            let code = exception.code.replacing("…", with: "")
            let isThere = source.map { $0.code.holds(code) || $0.literals.contains { $0.text.holds(exception.code) } }
            #expect(isThere == true, "\(exception.path): \(exception.code) is not there any more")
        }
    }

    @Test(
        "officers: a comparison of accounts is found in code and in a statement, and an author made by hand",
        arguments: [
            "guard list.importedBy != officer else { throw refusal }",
            "guard stored.enteredBy != officer.id else { throw refusal }",
            "if stored.batch.author == context.officer.id { return }",
            "guard officer != proposedBy else { throw refusal }",
            "let sql: SQL = \"WHERE state = 'proposed' AND proposed_by <> \\(officer)\"",
            "let by = Signatory(officer: id, duty: duty)",
        ])
    func bad(text: String) {
        let source = Source(path: "Sources/App/Lists/ListActions.swift", text: text)
        #expect(OfficerRule.findings(in: source).count == 1, "\(text)")
    }

    @Test("officers: the comparisons of the rule and samples are allowed")
    func good() {
        let text = """
            guard !officer.isSame(as: list.importedBy) else { throw refusal }
            let sql: SQL = "WHERE \\(tx.officers.isAnother("proposed_by", than: officer.id))"
            if officer.suspendedAt != nil { return }
            static func sample() -> Page {
                Page(by: Signatory(officer: ID(1), duty: .helpdesk))
            }
            """
        #expect(OfficerRule.findings(in: Source(path: "Sources/App/Lists/ListActions.swift", text: text)) == [])
    }
}
