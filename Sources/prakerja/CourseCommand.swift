import App
import ArgumentParser
import Logging
import Programme

struct CourseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course",
        abstract: "Imports courses.",
        discussion: """
            A file is a CSV with one row for each course, platform and schedule. Its headings, in any order:
            \(CourseCommands.headings)

            Example:
              prakerja course import pelatihan-mei.csv
            """,
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a file of courses, and reports every wrong row with its field and remedy.",
            discussion: """
                Nothing is imported unless all rows are right, or with --take-good. Importing the same file again changes
                nothing. New courses and contents, and prices that rise by over a tenth, wait for two curators. The import
                is an operator's, of no officer.

                Example:
                  prakerja course import pelatihan-mei.csv
                """)

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Import the right rows although others are wrong.") var takeGood = false
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            let lines = try await CourseCommands.bringIn(
                file, takingGood: takeGood, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }
}
