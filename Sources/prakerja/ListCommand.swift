import App
import ArgumentParser
import Logging
import Programme

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Imports the lists of other offices.",
        discussion: """
            A list is a CSV of NIKs: who is at school, whom the law leaves out, who was laid off. Each NIK is hashed as it
            is read; none is kept, logged or printed.

            Examples:
              prakerja list import laid-off phk.csv --source Kemnaker --as-of 2020-04-01
              prakerja list show
            """,
        subcommands: [Import.self, Show.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a list piece by piece, however large it is.",
            discussion: """
                One person a line. Headings say which column is which (NIK, NO HP, EMAIL), also below a title; without
                headings the NIK comes first, then mobile number and e-mail. Commas, semicolons and tabs, quotes, UTF-8,
                UTF-16 and the Windows alphabet are read. Every list waits for an officer's approval.

                Kinds: \(ListKind.allCases.map(\.rawValue).joined(separator: ", "))

                Example:
                  prakerja list import education dapodik.csv --source Kemendikbud --as-of 2020-04-01 --expires 2020-07-01
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: "The office that keeps it; a newer list of the same kind and office replaces it.")
        var source: String
        @Option(help: "The day it tells of, such as 2020-04-01.") var asOf: CivilDate
        @Option(help: "The day from which it does not count any more.") var expires: CivilDate?
        @Argument(help: "Which list it is.") var kind: ListKind
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            let lines = try await ListCommands.bringIn(
                kind, file: file, source: source, asOf: asOf, expiresOn: expires, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the lists that were brought in, newest first.",
            discussion: "Example:\n  prakerja list show --data /var/lib/prakerja")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let lines = try await ListCommands.all(place.options, logger: .quiet)
            print(lines.isEmpty ? "no list was brought in yet" : lines.joined(separator: "\n"))
        }
    }
}

extension ListKind: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}
