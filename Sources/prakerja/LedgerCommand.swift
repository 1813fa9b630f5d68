import App
import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Checks the ledger.",
        subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recomputes every balance from the entries, and compares what follows from them.",
            discussion: """
                Checks that debits equal credits, that no account is under its floor, that every hold ended at most
                once, that no entry was changed or put in by other means, that no person was given more than the edition's
                total, and that no more is committed than was appropriated. Compares purchases, instalments, payments and
                figures with the books. Changes nothing and can run beside the server. Exits with 1 when something is
                wrong.

                Example:
                  prakerja ledger verify --data /var/lib/prakerja
                """)

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let report = try await LedgerReport.verify(place.options)
            print(report.lines.joined(separator: "\n"))
            if !report.isClean { throw ExitCode.failure }
        }
    }
}
