import App
import ArgumentParser
import Logging

struct QuestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Takes in the questions of the test.",
        discussion: """
            Questions and right answers stand in a file of their own, never in the edition, which everybody reads. The
            edition names the bank by its digest; the database keeps it encrypted.

            Examples:
              prakerja questions digest questions.yaml
              prakerja questions import questions.yaml --data /var/lib/prakerja
            """,
        subcommands: [Import.self, Digest.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps a question bank in the database.",
            discussion: """
                Importing again changes nothing. Banks of earlier editions stay, so that their tests can be marked.

                Example:
                  prakerja questions import questions.yaml
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The bank's YAML file.") var file: String

        func run() async throws {
            let lines = try await QuestionBankImport.run(file: file, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct Digest: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints what an edition writes to name a bank.",
            discussion: "Example:\n  prakerja questions digest questions.yaml")

        @Argument(help: "The bank's YAML file.") var file: String

        func run() throws {
            print(try QuestionBankImport.digest(file: file).joined(separator: "\n"))
        }
    }
}
