import ArgumentParser
import Foundation
import Programme

struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Computes a draw again from its published file.",
        subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a draw's bundle against the edition, without database or network.",
            discussion: """
                Computes commitment, root, seed, ranks and selection again, and names the first thing that differs.
                What each of them is stands in docs/draw.md.

                Example:
                  prakerja draw verify undian-1.json --edition Editions/edition-3.yaml
                """)

        @Argument(help: "The file downloaded from the draw's page.") var bundle: String
        @Option(help: "The edition's YAML file.") var edition: String

        func run() async throws {
            let rules = try Edition.load(path: edition)
            let bundle = try DrawBundle(json: Data(contentsOf: URL(filePath: bundle)))
            do {
                try bundle.verify(edition: rules)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            print(
                """
                ✓ the draw of wave \(bundle.wave) is right: \(grouped(bundle.selected.count)) selected of \
                \(grouped(bundle.entries.count)) for \(grouped(bundle.places)) places
                  commitment \(bundle.commitment)
                  root       \(bundle.root)
                """)
        }
    }
}
