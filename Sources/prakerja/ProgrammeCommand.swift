import App
import ArgumentParser
import Foundation
import Programme

struct ProgrammeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme",
        abstract: "Checks and shows an edition's rules.",
        discussion: """
            Examples:
              prakerja programme check Editions/edition-3.yaml
              prakerja programme show Editions/edition-3.yaml
            """,
        subcommands: [Check.self, Show.self, Diff.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Finds slips in the keys of an edition, an annex, a role file or a question bank, and contradictions.",
            discussion: """
                Prints one line for each finding, with the line of the file it is about. Exits with 1 when one of them
                is an error; warnings are for the people who sign. The demo's keys are errors: everybody has their
                private halves.

                Example:
                  prakerja programme check Editions/edition-3.yaml
                  prakerja programme check Editions/office.yaml
                  prakerja programme check questions.yaml
                  prakerja programme check Editions/demo-annex.yaml --development
                """)

        @Argument(help: "The YAML file of an edition, of an annex, of the office's roles, or of a question bank.")
        var file: String
        @Flag(help: "For a development server: the demo's keys are no errors.") var development = false

        func run() async throws {
            let yaml = try GivenFile.text(file)
            let (findings, lines): ([Finding], [String])
            if OfficeRolesReview.isMeant(yaml) {
                let review = OfficeRolesReview(yaml: yaml)
                (findings, lines) = (review.findings, review.lines)
            } else if AnnexDraft.isMeant(yaml) {
                findings = try GivenFile.named(file) { try AnnexDraft(yaml: yaml).findings(isPublic: !development) }
                lines = findings.map(\.description)
            } else if QuestionBankReview.isMeant(yaml) {
                let review = QuestionBankReview(yaml: yaml)
                (findings, lines) = (review.findings, review.lines)
            } else {
                let review = EditionReview(yaml: yaml, isPublic: !development)
                (findings, lines) = (review.findings, review.lines)
            }
            for line in lines { print(line) }
            let errors = findings.count { $0.severity == .error }
            print("\(errors) errors, \(findings.count - errors) warnings")
            if errors > 0 { throw ExitCode.failure }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows an edition's figures and its calendar.",
            discussion: "Example:\n  prakerja programme show Editions/edition-3.yaml")

        @Argument(help: "The edition's YAML file.") var file: String

        func run() async throws {
            let edition = try GivenFile.edition(file)
            let benefits = edition.benefits
            print(
                """
                \(edition.title.en), edition \(edition.id)
                valid     \(edition.validity.from) to \(edition.validity.to)
                target    \(grouped(edition.target.people)) people
                budget    \(edition.budget)
                person    \(benefits.perPerson) = training \(benefits.training) \
                + \(benefits.incentive.count) × \(benefits.incentive.amount) \
                + \(benefits.survey.count) × \(benefits.survey.amount)
                places    \(grouped(edition.waves.totalQuota)) in \(edition.waves.total) waves
                """)
            for place in edition.assumed ?? [] { print("assumed   \(place): the sources give no value") }
            for wave in edition.waves.dates() {
                let number = wave.number < 10 ? " \(wave.number)" : "\(wave.number)"
                let places = grouped(edition.waves.quota(of: wave))
                print("wave \(number)   \(wave.opens) to \(wave.closes), \(places) places")
            }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what another edition says differently, from when, and by which law.",
            discussion: "Example:\n  prakerja programme diff Editions/edition-2.yaml Editions/edition-3.yaml")

        @Argument(help: "The earlier edition's YAML file.") var before: String
        @Argument(help: "The later edition's YAML file.") var after: String

        func run() async throws {
            let (earlier, later) = (try GivenFile.edition(before), try GivenFile.edition(after))
            let yaml = try [before, after].map { try GivenFile.text($0) }
            print("edition \(later.id) instead of \(earlier.id), from \(later.validity.from)")
            for law in later.legalBasis { print("by \(law.title), \(law.dated)") }
            print("every card stays under the edition it was issued with")
            let differences = try EditionText(yaml: yaml[1]).differences(from: EditionText(yaml: yaml[0]))
            for difference in differences { print(difference) }
            print("\(differences.count) values differ")
        }
    }
}
