import App
import ArgumentParser
import Programme

struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Checks a certificate's file without a database, and replaces the key that signs them.",
        discussion: """
            Examples:
              prakerja certificate verify sertifikat.json --did did.json
              prakerja certificate replace-key
            """,
        subcommands: [Verify.self, ReplaceKey.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the file of a certificate: an Open Badges 3.0 credential with eddsa-jcs-2022.",
            discussion: """
                Needs no database and no network. Fetch the issuer's keys once from its site, over HTTPS, and give them with
                --did: without them the file names its key itself, and only that it is unchanged is checked. Whether the
                certificate was withdrawn since is in the status list, and on the page of its number.

                Examples:
                  curl -O https://www.prakerja.go.id/.well-known/did.json
                  prakerja certificate verify sertifikat.json --did did.json
                """)

        @Argument(help: "The file that the holder downloaded.") var file: String
        @Option(help: "The issuer's did.json.") var did: String?

        func run() throws {
            let document = try did.map(GivenFile.text)
            let checked = try CheckedCredential(GivenFile.text(file), document: document)
            print(checked.isKnown ? "✓ signed by \(checked.issuer)" : "the file is unchanged since it was signed")
            print("  holder       \(checked.holder)")
            print("  training     \(checked.title)")
            print("  institution  \(checked.institution)")
            print("  completed    \(checked.completedAt)")
            print("  number       \(checked.id)")
            print("  key          \(checked.key)")
            if let list = checked.statusList { print("withdrawn since? look at \(checked.id) or in \(list)") }
            guard checked.isKnown else {
                throw CommandRefused(
                    "who signed it is not proved: give the issuer's did.json with --did, fetched from its own site")
            }
        }
    }

    struct ReplaceKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replace-key",
            abstract: "Makes a new key for certificates' files. Files signed before stay valid.",
            discussion: "Example:\n  prakerja certificate replace-key")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let key = try await CertificateCommands.replaceKey(place.options, logger: .quiet)
            print("new files are signed with \(key); earlier keys stay in did.json")
        }
    }
}
