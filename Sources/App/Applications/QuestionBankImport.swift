import Foundation
import Logging
import Programme
import Storage

extension Dependencies {
    /// Refuses to start a site whose test cannot be taken. Throws `BootFault.edition` with how to fix it.
    ///
    /// - Parameter isClosed: whether it is a production server, which refuses a bank whose answers are public.
    func requireQuestions(isClosed: Bool = false) async throws {
        if isClosed, let finding = edition.checkBank() {
            throw BootFault.edition(
                path: configuration.editionPath,
                reason: "\(finding.place) \(finding.sentence), or run a demo or a development server")
        }
        do {
            _ = try await database.read { try $0.questionBanks.questionnaire(of: self.edition.id, on: self) }
        } catch ApplicationRefusal.testNotReady {
            let digest = edition.test.bank?.digest ?? "–"
            throw BootFault.edition(
                path: configuration.editionPath,
                reason: "its question bank \(digest) is not in the database, or has fewer questions than the edition "
                    + "draws: prakerja questions import FILE")
        }
    }
}

/// Imports a question bank, from the command line and when a demo is set up.
package enum QuestionBankImport {
    /// The line by which an edition refers to the bank in `file`.
    package static func digest(file: String) throws -> [String] {
        let rule = try read(file).bank.rule
        let strata = rule.strata.map { ", strata: \($0)" } ?? ""
        return [
            "bank: { digest: \"\(rule.digest)\", motivation: \(rule.motivation), ability: \(rule.ability)\(strata) }"
        ]
    }

    /// - Returns: lines for the terminal.
    package static func run(file: String, _ options: ServeOptions, logger: Logger) async throws -> [String] {
        let (bank, yaml) = try read(file)
        return try await Installation.with(options, logger: logger) { dependencies in
            let isNew = try await take(bank, yaml: yaml, on: dependencies)
            return [
                "\(bank.motivation.count + bank.ability.count) questions \(isNew ? "imported" : "were imported before")",
                "digest \(bank.digest.hex)",
            ]
        }
    }

    /// False when it had been imported before.
    @discardableResult
    static func take(_ bank: QuestionBank, yaml: String, on dependencies: Dependencies) async throws -> Bool {
        try await dependencies.database.transaction { tx in
            guard
                try tx.questionBanks.keep(
                    bank, yaml: yaml, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            else { return false }
            try tx.audit.record(
                AuditEvent("questions.imported", subject: "questions", detail: ["digest": bank.digest.hex]),
                by: .system,
                at: dependencies.moment(), ids: dependencies.ids)
            return true
        }
    }

    /// Imports the bank of the example editions, for demos and tests: its answers are public.
    static func takeExample(on dependencies: Dependencies) async throws {
        let (bank, yaml) = try example.get()
        try await take(bank, yaml: yaml, on: dependencies)
    }

    /// Read once in a process: reading it takes longer than everything else in the set-up of a test.
    private static let example = Result {
        let file = Bundle.module.bundleURL.appending(path: "Questions/example.yaml")
        let yaml = try String(contentsOf: file, encoding: .utf8)
        return (bank: try QuestionBank(yaml: yaml), yaml: yaml)
    }

    private static func read(_ file: String) throws -> (bank: QuestionBank, yaml: String) {
        let yaml = try GivenFile.text(file)
        let review = QuestionBankReview(yaml: yaml)
        let errors = review.findings.filter { $0.severity == .error }
        guard let bank = review.bank, errors.isEmpty else {
            let first = errors.first.map { "\($0.place) \($0.sentence)" } ?? "is no bank"
            throw CommandRefused("“\(file)”: the question bank: \(first). All findings: prakerja programme check FILE")
        }
        return (bank, yaml)
    }
}
