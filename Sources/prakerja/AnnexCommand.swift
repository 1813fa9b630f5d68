import App
import ArgumentParser
import Foundation
import Programme

struct AnnexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annex",
        abstract: "Names the witnesses of an installation's draws, and the chain they wait for.",
        discussion: """
            An edition says how many witnesses a draw has. Who they are stands in the annex of the installation, which
            the site signs and publishes before a wave opens. docs/annex.md tells the whole story.

              1. copy            cp Editions/annex.yaml annex.yaml, and add the witnesses' keys
              2. check           prakerja programme check annex.yaml
              3. sign            prakerja annex sign annex.yaml --out annex.txt
              4. name it         ANNEX=annex.txt in .env, and give every witness a copy
            """,
        subcommands: [Sign.self, Show.self])

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Signs a draft with the site's key.",
            discussion: """
                Needs the database and the master key of the installation. The demo's keys are refused in production.

                Example:
                  prakerja annex sign annex.yaml --out annex.txt
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The draft, a YAML file such as Editions/annex.yaml.") var draft: String
        @Option(help: "Where to write the signed annex.") var out: String
        @Option(help: "The time of issue, where it is not now, such as 2020-04-01T08:00+07:00.") var at: String?

        func run() async throws {
            let yaml = try GivenFile.text(draft)
            let read = try GivenFile.named(draft) { try AnnexDraft(yaml: yaml) }
            let issued = try at.map { text in
                guard let instant = Instant(text) else {
                    throw CommandRefused("--at is “\(text)”: give a time such as 2020-04-01T08:00+07:00")
                }
                return instant
            }
            let note = try await AnnexCommands.sign(read, at: issued, options: place.options)
            let file = try GivenFile.create(out, replacing: false)
            try file.write(contentsOf: Data(note.utf8))
            try file.close()
            print("✓ \(out): digest \(try Annex(note: note).digest.hex)")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a signed annex, and shows what it names.",
            discussion: """
                Needs no database and no network. Compare the digest with a copy from elsewhere, such as a newspaper or
                a witness's page, and the chain's key with drand's own pages.

                Examples:
                  prakerja annex show lampiran.txt
                  prakerja annex show lampiran.txt --edition edisi.yaml --key 'www.prakerja.go.id+1f2e3d4c+AbCd…'
                """)

        @Argument(help: "The signed annex, from /lampiran.txt.") var annex: String
        @Option(help: "The edition's YAML file, to check that the annex fits.") var edition: String?
        @Option(help: "The site's key, from a place other than the annex.") var key: String?

        func run() async throws {
            let note = try GivenFile.text(annex)
            let read: Annex
            do {
                read = try Annex(note: note)
                if let edition { _ = try GivenFile.edition(edition).with(read) }
            } catch let fault as AnnexFault {
                print("✕ \(fault)")
                throw ExitCode.failure
            }
            if let key, key != read.site {
                print("✕ it is signed by \(read.site), and the key given is \(key)")
                throw ExitCode.failure
            }
            print(
                """
                ✓ signed by \(read.site)\(key == nil ? ", as it says itself: --key makes sure" : "")
                  issued \(read.issued)
                  digest \(read.digest.hex)
                """)
            for (place, chain) in read.chains.enumerated() {
                print(
                    """
                      \(place == 0 ? "chain" : "afterwards") \(chain.name), a round every \(chain.periodSeconds) seconds \
                    since \(chain.genesis)
                        hash \(chain.hash)
                        key \(chain.publicKey), \(chain.scheme.rawValue)
                    """)
            }
            for witness in read.witnesses { print("  witness \(witness.name.en): \(witness.key)") }
            for finding in read.checkKeys() { print("  \(finding)") }
        }
    }
}
