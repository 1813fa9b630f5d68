import App
import ArgumentParser
import Logging

struct OfficeDirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "office-directory",
        abstract: "Imports the local offices where people are helped.",
        discussion: """
            The directory is public, at /bantuan/kantor: kind, place, hours, telephone and computers of each office.

            Example:
              prakerja office-directory import kantor.csv
            """,
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a CSV of offices, which replaces the directory.",
            discussion: """
                One office a row. The headings, in any order:
                \(HelpOfficeImport.headings)

                jenis is tenaga-kerja, perindustrian-perdagangan, pariwisata or koperasi-ukm; kode_daerah the code of a
                regency or city, such as 32.73; each day's hours are local time, such as 08.00-12.00, 13.00-16.00, or
                tutup. Holidays are those of service.yaml and the edition.

                Every wrong row is reported with its field and remedy. Nothing is imported unless all rows are right, or
                with --take-good; an office that the file lacks leaves the directory. The import is an operator's, of no
                officer.

                Example:
                  prakerja office-directory import kantor.csv
                """)

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Import the right rows although others are wrong.") var takeGood = false
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            let lines = try await HelpOfficeImport.run(
                file: file, takingGood: takeGood, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }
}
