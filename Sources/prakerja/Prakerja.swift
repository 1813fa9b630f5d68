import App
import ArgumentParser

@main
struct Prakerja: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prakerja",
        abstract: "Runs a national training-card programme.",
        discussion: """
            Settings come from the file .env, the environment and options (see .env.example); the later wins.

            Examples:
              prakerja serve --demo           the whole product with demo people and simulators
              prakerja migrate                bring the database up to date
              prakerja serve                  the site and its worker
            """,
        subcommands: [
            ServeCommand.self, SimulatorsCommand.self, MigrateCommand.self, ProgrammeCommand.self, WaveCommand.self,
            DrawCommand.self, AnnexCommand.self, WitnessCommand.self, ListCommand.self, RegionsCommand.self,
            QuestionsCommand.self,
            PartnerCommand.self, CourseCommand.self, OfficeDirectoryCommand.self,
            CertificateCommand.self,
            LedgerCommand.self, AuditCommand.self, OfficerCommand.self, SwitchCommand.self, DoctorCommand.self,
        ])

    /// What a command throws is told in one sentence: a library's own words name types and source lines.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: PlainError.of(error))
        }
    }
}

/// The options of every command that opens the database.
struct PlaceOptions: ParsableArguments {
    @Option(help: "Directory of database, keys and photos.")
    var data: String?

    @Option(help: "The edition's YAML file, or the id of an edition that was used here.")
    var edition: String?

    @Option(help: "Start this edition in production: its id. It books its budget and ends the one before it.")
    var startEdition: String?
}

/// In the place of Swift's: commands print what stands in files of others.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
    Swift.print(TerminalText.plain(items.map { "\($0)" }.joined(separator: separator)), terminator: terminator)
}
