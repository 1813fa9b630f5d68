import App
import ArgumentParser
import Foundation

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Proves that journal, audit log and records are as they were written, and that the books add up.",
        discussion: """
            Every row of both, and every reading of personal data, is sealed into a log within about a second, and the
            log's root is signed. Batches, decrees, lists, decisions, purchases, partners and officers are compared with
            the digests their acts bound into the log, and the books are verified as by `ledger verify`. docs/proofs.md
            says what is hashed.
            """,
        subcommands: [Verify.self, Receipt.self, Log.self, Checkpoint.self, Export.self, Key.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds rows and records that were changed, deleted, or put in by other means than an act.",
            discussion: """
                On a database, beside a server that runs; or on an export, without any database. On a database it also
                does everything that `ledger verify` does: one command for an auditor. Exits with 1 when something was
                tampered with or the books are wrong, with 2 when an export is read without --key, because it can have been
                written again under another key, and with 3 when rows wait to be sealed because no server runs.

                Examples:
                  prakerja audit verify --data /var/lib/prakerja
                  prakerja audit verify --data /var/lib/prakerja --against last-year.checkpoint
                  prakerja audit verify --export log.jsonl --key "www.prakerja.go.id+1f0c…+AX…"
                """)

        @OptionGroup var place: PlaceOptions
        /// Rows wait for the sealer: no sign of tampering, and not everything was checked.
        private static let late = ExitCode(3)
        /// An export that fits together under a key of its own, which any person can have written.
        private static let unchecked = ExitCode(2)

        @Option(help: "A file that `audit export` wrote, instead of a database.") var export: String?
        @Option(help: "The programme's public key, as /bukti shows it; for an export.") var key: String?
        @Option(help: "A file with a checkpoint kept earlier: the log must still continue it.") var against: String?

        func run() async throws {
            let report =
                if let export {
                    try AuditReport.verifyExport(export, key: key, kept: against)
                } else {
                    try await AuditReport.verify(place.options, kept: against)
                }
            print(report.lines.joined(separator: "\n"))
            if !report.isClean { throw ExitCode.failure }
            if !report.isVouched { throw Self.unchecked }
            if report.isLate { throw Self.late }
        }
    }

    struct Receipt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a receipt with the proof that its holder downloaded, without database or network.",
            discussion: """
                The page /bukti gives the proof as a file: C2SP tlog-proof, with the leaf in its line `extra`.

                Example:
                  prakerja audit receipt tanda-terima.tlog-proof --receipt PRK1-… --key "www.prakerja.go.id+1f0c…+AX…"
                """)

        @Argument(help: "The file that /bukti gave.") var proof: String
        @Option(help: "The receipt, which begins with PRK1-.") var receipt: String
        @Option(help: "The programme's public key, from a place other than the files.") var key: String

        func run() async throws {
            print(try AuditReport.verifyReceipt(receipt, proof: proof, key: key).joined(separator: "\n"))
        }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Computes the log's root from its published entries, without database or network.",
            discussion: """
                The folder holds what /bukti/log publishes, under the same names: `checkpoint` and `tile/entries/…`, as
                `wget --mirror` or any client of C2SP tlog-tiles stores them.

                Example:
                  prakerja audit log salinan --key "www.prakerja.go.id+1f0c…+AX…"
                """)

        @Argument(help: "The folder.") var folder: String
        @Option(help: "The programme's public key, from a place other than the folder.") var key: String

        func run() async throws {
            print(try AuditReport.verifyEntries(folder, key: key).joined(separator: "\n"))
        }
    }

    struct Checkpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a checkpoint and the witnesses' signatures below it, and says when they signed.",
            discussion: """
                Example:
                  prakerja audit checkpoint titik-auditor.txt --key "www.prakerja.go.id+1f0c…+AX…" \\
                    --witness "auditor+3b20a6c1+BIIR…"
                """)

        @Argument(help: "The checkpoint.") var file: String
        @Option(help: "The programme's public key, from a place other than the file.") var key: String
        @Option(help: "The key of a witness who must have signed; can be given several times.") var witness: [String] =
            []

        func run() async throws {
            print(try AuditReport.verifyCheckpoint(file, key: key, witnesses: witness).joined(separator: "\n"))
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the log with all its rows to a file, to be checked elsewhere.",
            discussion: """
                Example:
                  prakerja audit export --data /var/lib/prakerja --out log.jsonl
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: "Where to write.") var out: String

        func run() async throws {
            print(try await AuditReport.export(place.options, to: out).joined(separator: "\n"))
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the public key that checkpoints and receipts are checked with.",
            discussion: """
                Example:
                  prakerja audit key --data /var/lib/prakerja
                """)

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            print(try await AuditReport.key(place.options))
        }
    }
}
