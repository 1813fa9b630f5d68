import App
import ArgumentParser
import Logging

struct RegionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions",
        abstract: "Imports districts, villages, and regions of other years.",
        discussion: """
            The 34 provinces and 514 regencies and cities of 2020 are part of the product. A NIK may carry the number of a
            region of another year: once its list is imported, applicants are not warned of it.

            Example:
              prakerja regions import wilayah-2022.csv --list 2022
            """,
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a CSV of code and name.",
            discussion: """
                One region a line: its Kemendagri code with dots, a comma, semicolon or tab, its name. Importing again
                changes names and adds what is new.

                Example:
                  prakerja regions import kecamatan.csv --list 2020
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: "Which edition of the list it is, such as 2022.") var list: String
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            let lines = try await RegionImport.run(file: file, edition: list, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }
}
