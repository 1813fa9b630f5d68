import App
import ArgumentParser
import Foundation
import Programme

struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Computes a draw again from its published file.",
        subcommands: [Verify.self, Round.self, Proof.self, Simulate.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a draw's bundle against the edition, without database or network.",
            discussion: """
                Checks signatures, commitments and round, computes root, seed, ranks and selection again, and names the
                first thing that differs, the signature of the public randomness included. docs/draw.md explains each
                of them. Exits with 0 when the draw is right, with 1 when it is not, and with 2 when it could not be
                checked, because the edition names no key of its chain of public randomness.

                With the file of changes it also checks who lost a place afterwards, and that each time exactly the next
                rank moved up.

                Examples:
                  prakerja draw verify undian-1.prakerja --edition Editions/edition-3.yaml
                  prakerja draw verify undian-1.prakerja --edition edisi.yaml --changes perubahan-1.txt
                """)

        @Argument(help: "The file downloaded from the draw's page.") var bundle: String
        @Option(help: "The edition's YAML file.") var edition: String
        @Option(help: "What became of the places afterwards, from the draw's page.") var changes: String?

        func run() async throws {
            let rules = try GivenFile.edition(edition)
            let statement: DrawStatement
            let file = try GivenFile.bytes(bundle)
            let draw = try GivenFile.named(bundle) { try DrawBundle(file) }
            do {
                statement = try draw.verify(edition: rules)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            let isChecked = rules.waves.draw.map { $0.beacon.chain != nil } ?? true
            print(
                """
                \(isChecked ? "✓" : "?") the draw of wave \(statement.wave) is \(isChecked ? "right" : "not checked"): \
                \(grouped(draw.head.selected)) selected of \(grouped(statement.entries)) for \
                \(grouped(statement.places)) places
                  root \(statement.root.hex)
                """)
            if let changes { try verify(changes, draw, rules) }
            guard isChecked else {
                print(
                    """
                      not checked: that the public randomness is its chain's, because the edition names no chain \
                    (waves.draw.beacon.chain); the writer of the file can have invented it
                    """)
                throw ExitCode(2)
            }
        }

        private func verify(_ path: String, _ bundle: DrawBundle, _ rules: Edition) throws {
            let steps: [DrawChanges.Step]
            let text = try GivenFile.text(path)
            let changes = try GivenFile.named(path) { try DrawChanges(text: text) }
            do {
                try changes.verify(bundle, edition: rules)
                steps = changes.steps
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            func count(_ name: String) -> String { grouped(steps.count { $0.line.hasPrefix(name) }) }
            print(
                "✓ the changes afterwards are right: \(count("out")) lost a place, \(count("up")) next by rank moved up"
            )
        }
    }

    struct Round: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks one round of public randomness against its chain's key, without a network.",
            discussion: """
                The chain's key and scheme are published by drand; never take them from the file that is to be checked.

                Example:
                  prakerja draw round --scheme bls-unchained-g1-rfc9380 --key 83cf0f28… --round 1000 --signature b44679b9…
                """)

        @Option(help: "bls-unchained-g1-rfc9380 or pedersen-bls-chained.") var scheme: String
        @Option(help: "The chain's public key, hexadecimal.") var key: String
        @Option(help: "The number of the round.") var round: Int
        @Option(help: "The round's signature, hexadecimal.") var signature: String
        @Option(help: "The signature of the round before, of a chained scheme.") var previous: String?

        func run() async throws {
            guard let scheme = BeaconScheme(rawValue: scheme) else {
                let known = BeaconScheme.allCases.map(\.rawValue).joined(separator: " or ")
                throw CommandRefused("--scheme is “\(self.scheme)”: give \(known)")
            }
            let point = try Self.bytes("--key", key)
            let signature = try Self.bytes("--signature", signature)
            let previous = try previous.map { try Self.bytes("--previous", $0) }
            let chain: BeaconKey
            do throws(BLS12381.Fault) {
                chain = try BeaconKey(point, scheme: scheme)
            } catch {
                print("✕ the key: \(error)")
                throw ExitCode.failure
            }
            do throws(BeaconSignatureFault) {
                try chain.verify(round: round, signature: signature, previous: previous)
            } catch {
                print("✕ round \(round): \(error)")
                throw ExitCode.failure
            }
            print("✓ round \(round) is this chain's: randomness \(BeaconKey.randomness(of: signature).hex)")
        }

        private static func bytes(_ option: String, _ text: String) throws -> Data {
            guard let bytes = Data(hex: text) else {
                throw CommandRefused("\(option) is no hexadecimal number: give pairs of the digits 0–9 and a–f")
            }
            return bytes
        }
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that one participant's line is on the sealed list.",
            discussion: """
                The root is in the statement, which the witnesses signed, and on the draw's page.

                Example:
                  prakerja draw proof bukti-undian-1.json --root 5b1c…
                """)

        @Argument(help: "The file downloaded from one's own page.") var proof: String
        @Option(help: "The root that was published.") var root: String

        func run() async throws {
            let bytes = try GivenFile.bytes(proof)
            let file = try GivenFile.named(proof) { try DrawProof(file: bytes) }
            do {
                try file.verify(root: root)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            print(
                "✓ ticket \(grouped(file.ticket)) of \(grouped(file.entries)) is on the sealed list of wave \(file.wave)"
            )
        }
    }

    struct Simulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seals, draws and checks a wave of invented people.",
            discussion: """
                Writes the bundle, and beside it the edition it used, so that it can be checked from another folder.

                Example:
                  prakerja draw simulate --entries 2078026 --quota 164000 --out undian.prakerja
                  prakerja draw verify undian.prakerja --edition undian.prakerja.edition.yaml
                """)

        @Option(help: "How many people join.") var entries: Int
        @Option(help: "How many places there are.") var quota: Int
        @Option(help: "Where to write the bundle.") var out: String
        @Option(help: "The edition to start from.") var edition = "Editions/edition-3.yaml"

        /// People, and places: more than the country has in one wave.
        private static let most = 20_000_000

        func run() async throws {
            guard (0...Self.most).contains(entries) else { throw Self.outside("--entries", entries, from: 0) }
            guard (1...Self.most).contains(quota) else { throw Self.outside("--quota", quota, from: 1) }
            let basis = try GivenFile.text(edition)
            let (file, rules) = (
                try GivenFile.create(out, replacing: true),
                try GivenFile.create(out + ".edition.yaml", replacing: true)
            )
            var generator = SystemRandomNumberGenerator()
            let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            let simulation = try GivenFile.named(edition) {
                try DrawSimulation(entries: entries, quota: quota, basis: basis, key: key)
            }
            let joined = simulation.joined()
            let clock = ContinuousClock()
            let start = clock.now
            let list = simulation.seal(joined)
            let statement = try simulation.statement(of: list)
            let sealed = clock.now
            let bundle = try simulation.draw(statement, list)
            let drawn = clock.now
            let size = try write(bundle, to: file)
            try rules.write(contentsOf: Data(simulation.editionText.utf8))
            let written = clock.now
            try DrawBundle(Data(contentsOf: URL(filePath: out), options: .mappedIfSafe)).verify(
                edition: simulation.edition)
            print(
                """
                ✓ \(grouped(bundle.head.selected)) selected of \(grouped(entries)) for \(grouped(quota)) places
                  sealed in \(sealed - start), drawn in \(drawn - sealed), checked in \(clock.now - written)
                  \(out): \(grouped(size)) bytes
                """)
        }

        private static func outside(_ option: String, _ value: Int, from least: Int) -> CommandRefused {
            CommandRefused("\(option) is \(value): give a number from \(least) to \(most)")
        }

        private func write(_ bundle: DrawBundle, to file: FileHandle) throws -> Int {
            let parts = try bundle.parts()
            for part in parts { try file.write(contentsOf: part) }
            try file.close()
            return parts.reduce(0) { $0 + $1.count }
        }
    }
}
