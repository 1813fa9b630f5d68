import App
import ArgumentParser
import Logging

struct QuestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Imports the questions of the applicants' test, and computes their digest.",
        discussion: """
            A question bank is a YAML file with questions and right answers. It is never part of the edition, which is
            public: the edition names the bank by its digest, and the database keeps the bank encrypted. `serve` does
            not start while the bank of its edition is missing.

            The file stays outside the repository; Editions/questions.schema.json describes it, and the demo's bank, whose
            answers are public, is an example. A production server refuses the demo's bank.

            The digest is written into the edition first, then the bank is imported:
              prakerja programme check questions.yaml
              prakerja questions digest questions.yaml
              prakerja questions import questions.yaml --data /var/lib/prakerja
            """,
        subcommands: [Import.self, Digest.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stores a question bank in the database, encrypted.",
            discussion: """
                Importing again changes nothing. Banks of earlier editions stay, so that their tests can be marked.

                Example:
                  prakerja questions import questions.yaml --data /var/lib/prakerja
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
            abstract: "Prints the line by which an edition's file names a bank.",
            discussion: "Example:\n  prakerja questions digest questions.yaml")

        @Argument(help: "The bank's YAML file.") var file: String

        func run() throws {
            print(try QuestionBankImport.digest(file: file).joined(separator: "\n"))
        }
    }
}
