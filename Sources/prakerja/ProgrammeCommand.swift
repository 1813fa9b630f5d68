import ArgumentParser
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
        subcommands: [Check.self, Show.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds contradictions in an edition's arithmetic and dates.",
            discussion: """
                Prints one line for each finding. Fails when one of them is an error; warnings are for the people who
                sign.

                Example:
                  prakerja programme check Editions/edition-3.yaml
                """)

        @Argument(help: "The edition's YAML file.") var file: String

        func run() async throws {
            let findings = try Edition.load(path: file).check()
            for finding in findings { print(finding) }
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
            let edition = try Edition.load(path: file)
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
            for wave in edition.waves.dates() {
                let number = wave.number < 10 ? " \(wave.number)" : "\(wave.number)"
                let places = grouped(edition.waves.quota(of: wave))
                print("wave \(number)   \(wave.opens) to \(wave.closes), \(places) places")
            }
        }
    }
}
