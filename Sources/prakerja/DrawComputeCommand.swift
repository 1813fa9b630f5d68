import App
import ArgumentParser
import Foundation
import Programme

extension DrawCommand {
    struct Compute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Computes a draw from its sealed list, as soon as the public randomness is out.",
            discussion: """
                Needs nothing from the office but what it publishes before the draw: the sealed list, and the statement
                with its signatures. The round's signature is on the pages of the chain, drand. Checks and says the same
                as `draw verify`, with the same exit codes.

                Example:
                  prakerja draw compute daftar-1.bin --statement pernyataan.txt --edition edisi.yaml \\
                    --annex lampiran.txt --signature b44679b9… --ticket 1204551 --out undian-1.prakerja
                """)

        @Argument(help: "The sealed list, from the draw's page.") var list: String
        @Option(help: "The signed statement, from the draw's page.") var statement: String
        @Option(help: "The edition's YAML file.") var edition: String
        @Option(help: "The annex of the installation, signed.") var annex: String?
        @Option(help: "The site's key, from a place other than the files.") var key: String?
        @Option(help: "The signature of the statement's round, hexadecimal, from the chain's own pages.")
        var signature: String
        @Option(help: "The signature of the round before, of a chained scheme.") var previous: String?
        @Option(help: "A ticket, to see whether it is selected.") var ticket: Int?
        @Option(help: "Where to write the draw's file.") var out: String?

        func run() async throws {
            let rules = try GivenFile.edition(edition, annex: annex)
            let site = try key.map(SiteKey.read)
            let note = try GivenFile.text(statement)
            let text = try GivenFile.named(statement) { try DrawStatement(text: SignedNote.text(of: note)) }
            let bytes = try GivenFile.bytes(list)
            guard let sealed = SealedList(bytes: bytes) else {
                throw CommandRefused("“\(list)” is no sealed list: it is cut; download it again")
            }
            let (shown, value) = (try secrets(of: text), try value(text.round))
            let bundle: DrawBundle
            let report: DrawReport
            do {
                try sealed.check(text)
                bundle = DrawBundle(
                    edition: rules, note: note, statement: text, list: sealed, secrets: shown, beacon: value)
                report = try bundle.verify(edition: rules, site: site)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            for line in report.lines(selected: bundle.head.selected) { print(line) }
            if let ticket { print(Self.words(ticket, bundle)) }
            if let out { try write(bundle, to: out) }
            guard report.isChecked else { throw ExitCode(2) }
        }

        private func secrets(of text: DrawStatement) throws -> [DrawSecret?] {
            guard text.round != nil else {
                throw CommandRefused(
                    "edition \(text.edition) has no witnesses: only the office has the secret, until the outcome is shown"
                )
            }
            guard let secrets = text.secrets else {
                throw CommandRefused(
                    "“\(statement)” does not say yet which secrets count: download it again once the witnesses sign")
            }
            return secrets
        }

        private func value(_ round: Int?) throws -> BeaconValue {
            let bytes = try DrawCommand.hex("--signature", signature)
            return BeaconValue(
                round: round ?? 0, randomness: BeaconKey.randomness(of: bytes).hex, signature: bytes.hex,
                previousSignature: try previous.map { try DrawCommand.hex("--previous", $0).hex })
        }

        private static func words(_ ticket: Int, _ bundle: DrawBundle) -> String {
            guard (1...max(1, bundle.list.count)).contains(ticket) else {
                return "ticket \(grouped(ticket)) is not on the list"
            }
            guard let place = bundle.place(of: ticket) else { return "ticket \(grouped(ticket)) is not selected" }
            return "ticket \(grouped(ticket)) is selected: \(grouped(place.position)) in pool \(place.pool)"
        }

        private func write(_ bundle: DrawBundle, to path: String) throws {
            let file = try GivenFile.create(path, replacing: true)
            for part in try bundle.parts() { try file.write(contentsOf: part) }
            try file.close()
        }
    }
}

extension DrawCommand {
    /// The bytes that an option names.
    static func hex(_ option: String, _ text: String) throws -> Data {
        guard let bytes = Data(hex: text) else {
            throw CommandRefused("\(option) is no hexadecimal number: give pairs of the digits 0–9 and a–f")
        }
        return bytes
    }
}
