import App
import ArgumentParser
import Foundation
import Programme

struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Computes a draw again from its published file.",
        subcommands: [Verify.self, Compute.self, Compare.self, Ended.self, Round.self, Proof.self, Simulate.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a draw's bundle against the edition, without database or network.",
            discussion: """
                Checks signatures, commitments and round, computes root, seed, ranks and selection again, and names the
                first thing that differs, the signature of the public randomness included. docs/draw.md explains each
                of them. Then it says who signed, what is absent, and what is left to trust. Exits with 0 when the draw
                is right, with 1 when it is not, and with 2 when the author of the file could have chosen the winners
                without a trace in it: then the draw is not checked.

                With the file of changes it also checks who lost a place afterwards, and that each time exactly the next
                rank moved up.

                Examples:
                  prakerja draw verify undian-1.prakerja --edition edisi.yaml --annex lampiran.txt
                  prakerja draw verify undian-1.prakerja --edition edisi.yaml --key 'www.prakerja.go.id+1f2e3d4c+AbCd…'
                  prakerja draw verify undian-1.prakerja --edition edisi.yaml --annex lampiran.txt \\
                    --changes perubahan-1.txt
                """)

        @Argument(help: "The file downloaded from the draw's page.") var bundle: String
        @Option(help: "The edition's YAML file.") var edition: String
        @Option(help: "The annex of the installation, signed, where the edition has witnesses.") var annex: String?
        @Option(help: "The site's key, from a place other than the files.") var key: String?
        @Option(help: "What became of the places afterwards, from the draw's page.") var changes: String?

        func run() async throws {
            let rules = try GivenFile.edition(edition, annex: annex)
            let site = try key.map(SiteKey.read)
            let file = try GivenFile.bytes(bundle)
            let draw = try GivenFile.named(bundle) { try DrawBundle(file) }
            let report: DrawReport
            do {
                report = try draw.verify(edition: rules, site: site)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            for line in report.lines(selected: draw.head.selected) { print(line) }
            let isRight = try changes.map { try verify($0, draw, rules, report.site) } ?? true
            guard report.isChecked, isRight else { throw ExitCode(2) }
        }

        /// Whether the changes are right; false where they compute and cannot be checked.
        private func verify(
            _ path: String, _ bundle: DrawBundle, _ rules: Edition, _ site: NoteVerifier?
        ) throws -> Bool {
            let text = try GivenFile.text(path)
            do {
                let (changes, isSigned) = try DrawChanges.read(text, site: site)
                let report = try changes.verify(bundle, edition: rules)
                for line in report.lines(isSigned: isSigned) { print(line) }
                return report.unchecked(isSigned: isSigned).isEmpty
            } catch {
                print("✕ \(path): \(error)")
                throw ExitCode.failure
            }
        }
    }

    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares two statements of one wave that the site signed.",
            discussion: """
                Two lists of one wave, or two statements of one attempt, both signed by the site, prove to anybody that
                the office cheated. Exits with 1 then, with 0 when both can be honest, and with 2 when one of them is
                not the site's.

                Example:
                  prakerja draw compare pernyataan-pagi.txt pernyataan-sore.txt --key 'www.prakerja.go.id+1f2e3d4c+AbCd…'
                """)

        @Argument(help: "A statement, from the wave's page.") var one: String
        @Argument(help: "Another.") var other: String
        @Option(help: "The site's key.") var key: String

        func run() async throws {
            let site = try SiteKey.read(key)
            let statements = try [one, other].map { try statement($0, site) }
            guard let why = SignedStatement.contradiction(statements[0], statements[1]) else {
                return print("✓ both can be honest")
            }
            print("✕ the site signed two statements that cannot both be honest: \(why)")
            throw ExitCode.failure
        }

        private func statement(_ path: String, _ site: NoteVerifier) throws -> DrawStatement {
            let note = try GivenFile.text(path)
            let text: String
            do {
                text = try SignedNote.open(note, with: site)
            } catch {
                print("? \(path) is not signed by this site: \(error)")
                throw ExitCode(2)
            }
            return try GivenFile.named(path) { try DrawStatement(text: text) }
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
            let point = try DrawCommand.hex("--key", key)
            let signature = try DrawCommand.hex("--signature", signature)
            let previous = try previous.map { try DrawCommand.hex("--previous", $0) }
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
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that one participant's line is on the sealed list.",
            discussion: """
                The statement is on the draw's page, signed. With it wave and number of entries are checked, too; a root
                alone does not say of which wave it is. Exits with 2 where the statement's signature is not checked,
                because no key was given.

                Examples:
                  prakerja draw proof bukti-undian-1.json --statement pernyataan.txt --key 'www.prakerja.go.id+1f2e…'
                  prakerja draw proof bukti-undian-1.json --root 5b1c…
                """)

        @Argument(help: "The file downloaded from one's own page.") var proof: String
        @Option(help: "The signed statement, from the draw's page.") var statement: String?
        @Option(help: "The site's key, which must have signed the statement.") var key: String?
        @Option(help: "The root that was published, where there is no statement at hand.") var root: String?

        func validate() throws {
            guard (statement == nil) != (root == nil) else {
                throw ValidationError("Give either --statement or --root.")
            }
            guard key == nil || root == nil else {
                throw ValidationError("--key is the key under --statement: a root has no signature.")
            }
        }

        func run() async throws {
            let bytes = try GivenFile.bytes(proof)
            let file = try GivenFile.named(proof) { try DrawProof(file: bytes) }
            let given = try statement.map(read)
            do {
                if let given { try file.verify(given) }
                if let root { try file.verify(root: root) }
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            let place = "ticket \(grouped(file.ticket)) of \(grouped(file.entries)) is on the sealed list"
            guard let given else {
                return print("✓ \(place) with this root, by its own words of wave \(file.wave)")
            }
            guard key == nil else {
                return print("✓ \(place) of wave \(file.wave), edition \(given.edition)")
            }
            print(
                "? \(place) of wave \(file.wave) by this statement, and whether the site signed that is NOT CHECKED: any "
                    + "person can write one. Give the site's key with --key, from a place other than the file")
            throw ExitCode(2)
        }

        private func read(_ path: String) throws -> DrawStatement {
            let note = try GivenFile.text(path)
            let site = try key.map(SiteKey.read)
            return try GivenFile.named(path) {
                try DrawStatement(text: site.map { try SignedNote.open(note, with: $0) } ?? SignedNote.text(of: note))
            }
        }
    }

    struct Simulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seals, draws and checks a wave of invented people.",
            discussion: """
                Writes the bundle, and beside it the edition, its canonical text, the annex and, with --lost, the
                changes afterwards, so that it can be checked from another folder.

                Example:
                  prakerja draw simulate --entries 2078026 --quota 164000 --out undian.prakerja
                  prakerja draw verify undian.prakerja --edition undian.prakerja.edition.yaml \\
                    --annex undian.prakerja.annex.txt
                """)

        @Option(help: "How many people join.") var entries: Int
        @Option(help: "How many places there are.") var quota: Int
        @Option(help: "Where to write the bundle.") var out: String
        @Option(help: "The edition to start from.") var edition = "Editions/edition-3.yaml"
        @Option(help: "How many lose their place afterwards.") var lost = 0

        /// People, and places: more than the country has in one wave.
        private static let most = 20_000_000

        func run() async throws {
            guard (0...Self.most).contains(entries) else { throw Self.outside("--entries", entries, from: 0) }
            guard (1...Self.most).contains(quota) else { throw Self.outside("--quota", quota, from: 1) }
            guard (0...Self.most).contains(lost) else { throw Self.outside("--lost", lost, from: 0) }
            let basis = try GivenFile.text(edition)
            let file = try GivenFile.create(out, replacing: true)
            let endings = [".edition.yaml", ".edition.txt", ".annex.txt"] + (lost > 0 ? [".changes.txt"] : [])
            let beside = try endings.map { try GivenFile.create(out + $0, replacing: true) }
            var generator = SystemRandomNumberGenerator()
            let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            let simulation = try GivenFile.named(edition) {
                try DrawSimulation(entries: entries, quota: quota, basis: basis, key: key)
            }
            let joined = simulation.joined()
            let clock = ContinuousClock()
            let start = clock.now
            let list = simulation.seal(joined)
            let statement = try simulation.statement(of: list, from: joined)
            let sealed = clock.now
            let bundle = try simulation.draw(statement, list)
            let drawn = clock.now
            let size = try write(bundle, to: file)
            let canonical = try EditionText.canonicalText(yaml: simulation.editionText)
            let changes = lost > 0 ? [try simulation.changes(of: bundle, lost: lost)] : []
            for (file, text) in zip(beside, [simulation.editionText, canonical, simulation.annexNote] + changes) {
                try file.write(contentsOf: Data(text.utf8))
            }
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

/// The key that a reader has of the site, from its page `/bukti` or from paper.
enum SiteKey {
    static func read(_ text: String) throws -> NoteVerifier {
        do {
            return try NoteVerifier(text)
        } catch {
            throw CommandRefused("--key is no key: \(error)")
        }
    }
}
