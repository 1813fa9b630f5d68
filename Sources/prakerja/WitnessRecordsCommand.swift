import App
import ArgumentParser
import Foundation
import Programme

extension WitnessCommand {
    /// `prakerja witness receipt`
    struct Receipt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "receipt",
            abstract: "Checks the site's receipt for what you handed in, and keeps it.",
            discussion: """
                Download it from the witnesses' page after each document. It is kept beside your key; a later one must have
                all that an earlier one had.

                Example:
                  prakerja witness receipt tanda-terima.txt --key auditor.key --edition edisi.yaml --annex lampiran.txt
                """)

        @OptionGroup var options: SignerOptions
        @Argument(help: "The receipt, downloaded from the wave's page.") var receipt: String

        func run() async throws {
            let signer = try options.signer()
            let note = try GivenFile.text(receipt)
            let (checked, path) = try options.alone {
                let memory = try options.remembered(by: signer, isNeeded: false)
                let first = try signer.receipt(note, after: nil, memory: memory)
                let path = options.receiptPath(edition: first.edition, wave: first.wave)
                let kept = try options.keptReceipt(edition: first.edition, wave: first.wave)
                let checked = try signer.receipt(note, after: kept, memory: memory)
                try keep(note, at: path)
                return (checked, path)
            }
            print("✓ wave \(checked.wave): the site has received")
            for paper in checked.papers {
                let attempt = paper.kind == .signature ? " of attempt \(paper.attempt)" : ""
                print("  \(paper.kind.rawValue)\(attempt), at \(paper.at)")
            }
            print("kept in \(path)")
        }
    }

    /// `prakerja witness checkpoint`
    struct Checkpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Signs the log's checkpoint with the time, if it continues the one you signed before.",
            discussion: """
                Download /bukti/log/kelanjutan.txt?dari=SIZE, with the number of records that you signed before; without
                `dari` the first time. Hand what it writes in at /bukti/saksi, and publish it elsewhere: then the site can show
                no other log to anybody.

                Example:
                  prakerja witness checkpoint kelanjutan.txt --site "www.prakerja.go.id+1f0c…+AX…" --key auditor.key \\
                    --out titik-auditor.txt
                """)

        @Argument(help: "The file from the site.") var file: String
        @Option(help: "The file that `keygen` wrote.") var key: String
        @Option(help: "The installation's public key, from a place other than the file.") var site: String
        @Option(
            help: "The last checkpoint that you signed; by default beside the key, with .checkpoint after its name.")
        var kept: String?
        @Option(help: "Where to write the signed checkpoint.") var out: String
        @Option(help: "The time, where it is not this machine's, such as 2020-04-16T16:40+07:00.") var at: String?

        func run() async throws {
            let verifier = try GivenFile.named("--site") { try NoteVerifier(site) }
            let witness = CheckpointWitness(key: try WitnessKey(file: GivenFile.text(key)), site: verifier)
            let path = kept ?? key + ".checkpoint"
            let (signed, isFirst) = try ToolLock.holding(path) {
                let earlier = FileManager.default.fileExists(atPath: path) ? try GivenFile.text(path) : nil
                let signed = try witness.cosign(try GivenFile.text(file), after: earlier, at: try instant(at))
                try keep(signed, at: path)
                try Data(signed.utf8).write(to: URL(filePath: out), options: .atomic)
                return (signed, earlier == nil)
            }
            if isFirst {
                print(
                    "this is the FIRST checkpoint that you sign: if you signed one before, hand nothing in, and name it with --kept"
                )
            }
            let checkpoint = try Programme.Checkpoint(note: signed, verifier: verifier)
            print("you signed: \(checkpoint.origin), \(grouped(checkpoint.size)) records, root \(checkpoint.root.hex)")
            print("written to \(out); next time ask for dari=\(checkpoint.size)")
        }
    }
}

/// Replaces the tool's own record, whole or not at all, before anything is given away.
private func keep(_ text: String, at path: String) throws {
    do {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
        throw CommandRefused("“\(path)” cannot be written, so nothing was given")
    }
}
