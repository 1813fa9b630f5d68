import App
import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the database up to date.",
        discussion: """
            Runs the numbered steps that are missing, in order, and refuses when one that ran was changed since.

            Example:
              prakerja migrate --data /var/lib/prakerja
            """)

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let applied = try await Maintenance.migrate(place.options)
        print(applied.isEmpty ? "up to date" : applied.map { "applied \($0)" }.joined(separator: "\n"))
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
