import App
import ArgumentParser
import Foundation
import Programme

struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "What a witness of the draw does, outside the office.",
        discussion: """
            Needs no database and no network: only the edition's file, your key, and papers that are carried to and from
            the wave's page /gelombang/{n}/saksi. docs/witness.md tells the whole story.

              1. once            prakerja witness keygen auditor
              2. before closing  prakerja witness commit --wave 1 …      hand in the lock, keep the secret
              3. list is sealed  prakerja witness reveal STATEMENT …     hand in the secret
              4. secrets shown   prakerja witness cosign STATEMENT …     hand in the signature
              5. each time       prakerja witness receipt RECEIPT …      keep what the site says it received
              6. every week      prakerja witness checkpoint FILE …      sign the state of the log, and publish it
            """,
        subcommands: [
            Keygen.self, Commit.self, Reveal.self, Cosign.self, Receipt.self, Checkpoint.self,
        ])

    /// The options of every act but the first.
    struct SignerOptions: ParsableArguments {
        @Option(help: "The file that `keygen` wrote.") var key: String
        @Option(help: "The edition's YAML file.") var edition: String
        @Option(help: "The annex of the installation, signed; it names your key.") var annex: String?
        @Option(help: "What the tool has shown and signed; by default beside the key, with .memory after its name.")
        var memory: String?
        @Flag(help: "Begins a new memory, where the old one is lost for ever and you signed nothing in this wave.")
        var newMemory = false

        private var memoryPath: String { memory ?? key + ".memory" }

        /// Where the site's receipt of a wave is kept.
        func receiptPath(edition: String, wave: Int) -> String { "\(key).receipt-\(edition)-\(wave)" }

        /// Carries an act out and stores it, before what it gives leaves the tool. One run at a time: two that read the
        /// memory before either has written it would sign two statements of one attempt.
        ///
        /// - Parameter isCommitted: whether the tool has made a secret for this wave, so that it has written its memory.
        func remembered<Value>(
            wave: Int, after isCommitted: Bool, _ act: (WitnessSigner, inout WitnessMemory) throws -> Value
        ) throws -> Value {
            let tool = try signer()
            return try alone {
                var known = try remembered(by: tool, isNeeded: isCommitted)
                try compare(known, wave: wave, tool)
                let value = try act(tool, &known)
                do {
                    try Data(known.file.utf8).write(to: URL(filePath: memoryPath), options: .atomic)
                } catch {
                    throw CommandRefused(
                        "“\(memoryPath)” cannot be written, so nothing was given: name another with --memory")
                }
                return value
            }
        }

        func alone<Value>(_ act: () throws -> Value) throws -> Value { try ToolLock.holding(memoryPath, act) }

        /// What the tool has shown and signed so far.
        ///
        /// - Parameter isNeeded: whether it must have written something by now.
        func remembered(by tool: WitnessSigner, isNeeded: Bool) throws -> WitnessMemory {
            guard FileManager.default.fileExists(atPath: memoryPath) else {
                guard !isNeeded || newMemory else { throw WitnessFault.memoryMissing(memoryPath) }
                return WitnessMemory(of: tool.key.witness)
            }
            return try WitnessMemory(file: GivenFile.text(memoryPath), of: tool.key.witness)
        }

        /// The receipt that is kept of the wave; nil before the first.
        func keptReceipt(edition: String, wave: Int) throws -> String? {
            let path = receiptPath(edition: edition, wave: wave)
            return FileManager.default.fileExists(atPath: path) ? try GivenFile.text(path) : nil
        }

        /// Throws where the receipt that is kept of the wave has more than the memory.
        private func compare(_ memory: WitnessMemory, wave: Int, _ tool: WitnessSigner) throws {
            guard let kept = try keptReceipt(edition: tool.edition.id, wave: wave) else { return }
            try tool.compare(kept, with: memory)
        }

        func signer() throws -> WitnessSigner {
            try WitnessSigner(
                key: WitnessKey(file: GivenFile.text(key)),
                edition: GivenFile.edition(edition, annex: annex))
        }
    }

    struct Keygen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes your key, and prints the line that the annex names.",
            discussion: """
                Keep the file as you would keep a seal: any person who has it signs in your name. Signatures carry their
                time, so set this machine's clock.

                Example:
                  prakerja witness keygen auditor --out auditor.key
                """)

        @Argument(help: "Your name in the annex: lower-case letters, digits, hyphens.") var witness: String
        @Option(help: "Where to write the key.") var out: String?

        func run() async throws {
            let key = try WitnessKey(witness: witness, bytes: randomBytes(32))
            try writeOnce(key.file, to: out ?? "\(witness).key", secret: true)
            print("key \(key.verifier)")
        }
    }

    struct Commit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes this wave's secret and its lock.",
            discussion: """
                Keep the secret to yourself until the list is sealed; hand in the lock before the wave closes.

                Example:
                  prakerja witness commit --wave 1 --key auditor.key --edition edition.yaml
                """)

        @OptionGroup var options: SignerOptions
        @Option(help: "The wave's number.") var wave: Int
        @Option(help: "Where to write the lock.") var out: String?
        @Option(help: "Where to keep the secret.") var secret: String?
        @Option(help: "The time, where it is not this machine's, such as 2020-04-12T10:00+07:00.") var at: String?

        func run() async throws {
            let now = try instant(at)
            guard let random = DrawSecret(randomBytes(32)) else { throw ExitCode.failure }
            let (signer, papers) = try options.remembered(wave: wave, after: false) { signer, memory in
                let papers = try signer.commit(wave: wave, secret: random, at: now)
                try memory.bind(signer.edition, wave: wave)
                return (signer, papers)
            }
            let name = "\(signer.key.witness)-\(wave)"
            try writeOnce(papers.secret, to: secret ?? "\(name).secret", secret: true)
            try writeOnce(papers.commitment, to: out ?? "\(name).commitment", secret: false)
        }
    }

    struct Reveal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the sealed list's statement, and gives the secret to hand in.",
            discussion: """
                Example:
                  prakerja witness reveal pernyataan-1.txt --secret auditor-1.secret --key auditor.key \\
                    --edition edition.yaml
                """)

        @OptionGroup var options: SignerOptions
        @Argument(help: "The statement, downloaded from the wave's page.") var statement: String
        @Option(help: "The secret that `commit` wrote.") var secret: String
        @Option(help: "The time, where it is not this machine's, such as 2020-04-16T16:05+07:00.") var at: String?

        func run() async throws {
            let note = try kept(secret)
            let text = try GivenFile.text(statement)
            let now = try instant(at)
            let paper = try options.remembered(wave: note.wave, after: true) { signer, memory in
                try signer.reveal(note, statement: text, at: now, memory: &memory)
            }
            print(paper, terminator: "")
        }
    }

    struct Cosign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the statement with the secrets of all witnesses, and signs it.",
            discussion: """
                Shows what is signed, and writes the paper to hand in. Compare the figures with what you know of the
                wave before you hand it in.

                Example:
                  prakerja witness cosign pernyataan-1.txt --secret auditor-1.secret --key auditor.key \\
                    --edition edition.yaml --out auditor-1.signature
                """)

        @OptionGroup var options: SignerOptions
        @Argument(help: "The statement, downloaded after the secrets were shown.") var statement: String
        @Option(help: "Your secret; leave it out only if you deposited no lock.") var secret: String?
        @Option(help: "The time, where it is not this machine's, such as 2020-04-16T16:40+07:00.") var at: String?
        @Option(help: "Where to write the signature.") var out: String

        func run() async throws {
            let note = try secret.map(kept)
            let text = try GivenFile.text(statement)
            let now = try instant(at)
            let wave = try note?.wave ?? GivenFile.named(statement) { try DrawStatement(note: text).wave }
            let signed = try options.remembered(wave: wave, after: note != nil) { signer, memory in
                let receipt = try options.keptReceipt(edition: signer.edition.id, wave: wave)
                return try signer.cosign(note, statement: text, at: now, receipt: receipt, memory: &memory)
            }
            try writeOnce(signed.signed, to: out, secret: false)
            print(Self.figures(signed.statement))
        }

        private static func figures(_ statement: DrawStatement) -> String {
            let shown = zip(statement.commitments, statement.secrets ?? []).map { commitment, secret in
                let said =
                    secret != nil ? "shown" : commitment.hash == nil ? "no lock was deposited" : "not shown: absent"
                return "  secret    \(commitment.witness): \(said)"
            }
            let lists = statement.lists.map { "  list      \($0.name) \($0.digest.hex)" }
            // The tool knows only the signatures that stood under a statement when it signed.
            let earlier =
                statement.attempt == 1
                ? [] : ["  ASK the other witnesses whether earlier tries had signatures enough, before you hand it in"]
            return
                ([
                    "you signed: wave \(statement.wave), try \(statement.attempt)",
                    "  entries   \(grouped(statement.entries)) for \(grouped(statement.places)) places",
                    "  closed    \(statement.times.closed)", "  sealed    \(statement.times.sealed)",
                    "  root      \(statement.root.hex)",
                    "  round     \(statement.round.map(String.init) ?? "none") of public randomness"
                        + (statement.chain == 1 ? "" : " of the SECOND chain: hand it in only if the first is silent"),
                ] + lists + shown + earlier).joined(separator: "\n")
        }
    }
}

/// Bytes of the system's random generator.
private func randomBytes(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
}

/// Writes a new file: an existing key or secret is never overwritten.
private func writeOnce(_ text: String, to path: String, secret: Bool) throws {
    let file = try GivenFile.create(path, replacing: false, secret: secret)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
    print("written to \(path)\(secret ? ", readable by you alone" : "")")
}

/// The secret that `commit` wrote.
private func kept(_ path: String) throws -> WitnessNote {
    let text = try GivenFile.text(path)
    guard let note = try? WitnessNote(text: text), note.kind == .secret else { throw WitnessFault.secretFile }
    return note
}

func instant(_ text: String?) throws -> Instant {
    guard let text else { return Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
    guard let instant = Instant(text) else {
        throw CommandRefused("--at is “\(text)”; write it as 2020-04-16T16:05+07:00")
    }
    return instant
}
