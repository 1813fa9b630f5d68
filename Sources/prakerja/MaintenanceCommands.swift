import App
import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the database up to date.",
        discussion: """
            Runs the numbered steps that are missing, in order, and refuses when one that ran was changed since.

            On PostgreSQL another user may own the tables: name it in MIGRATION_DATABASE_URL, and the application's own in
            DATABASE_URL. Then the application can add to the audit log and the journal, and change nothing in them.

            Example:
              prakerja migrate --data /var/lib/prakerja
            """)

    @OptionGroup var place: PlaceOptions
    @Flag(help: "Print the statements that give the application's user its rights, and run nothing.")
    var printRights = false

    func run() async throws {
        if printRights {
            return print(try await Maintenance.grant(place.options, printing: true).joined(separator: "\n"))
        }
        let applied = try await Maintenance.migrate(place.options)
        print(applied.isEmpty ? "up to date" : applied.map { "applied \($0)" }.joined(separator: "\n"))
        for line in try await Maintenance.grant(place.options, printing: false) { print(line) }
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what is wrong with this installation and how to mend it.",
        discussion: """
            Example:
              prakerja doctor --data /var/lib/prakerja
            """)

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let found = await Maintenance.examine(place.options)
        for diagnosis in found {
            print(diagnosis.trouble.map { "✕ \(diagnosis.what): \($0)" } ?? "✓ \(diagnosis.what)")
        }
        if found.contains(where: { $0.trouble != nil }) { throw ExitCode.failure }
    }
}

extension PlaceOptions {
    var options: ServeOptions {
        var options = ServeOptions()
        options.dataDirectory = data
        options.edition = edition
        options.startEdition = startEdition
        return options
    }
}
