import App
import ArgumentParser
import Logging
import Programme

struct SwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "door",
        abstract: "Closes making accounts, joining or buying at once, and opens them again.",
        discussion: """
            For when something is wrong: every server of the installation follows within seconds, every page says why,
            and the audit log keeps it. People who are signed in, have joined or have bought keep everything. A wave's
            dates do not move: postponing is the office's own act.

            Doors: \(ServiceSwitch.allCases.map(\.rawValue).joined(separator: ", "))

            Examples:
              prakerja door close join --why "Ada gangguan pada data wilayah." --why-en "Region data is being corrected."
              prakerja door show
              prakerja door open join
            """,
        subcommands: [Close.self, Open.self, Show.self])

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a door, with the words people read.",
            discussion: """
                Closing one that is closed changes the words.

                Example:
                  prakerja door close buy --why "Saldo sedang diperiksa." --why-en "Balances are being checked."
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "sign-up, join or buy.") var door: ServiceSwitch
        @Option(help: "Why, in Indonesian: every visitor reads it.") var why: String
        @Option(help: "Why, in English.") var whyEn: String

        func run() async throws {
            try await ServiceSwitchCommands.close(
                door, why: Bilingual(id: why, en: whyEn), place.options, logger: .quiet)
            print("\(door.rawValue) is closed; every server follows within seconds")
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a door again.", discussion: "Example:\n  prakerja door open buy")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "sign-up, join or buy.") var door: ServiceSwitch

        func run() async throws {
            let wasClosed = try await ServiceSwitchCommands.open(door, place.options, logger: .quiet)
            print(wasClosed ? "\(door.rawValue) is open" : "\(door.rawValue) was open already")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows which doors are closed, since when and why.",
            discussion: "Example:\n  prakerja door show --data /var/lib/prakerja")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            print(try await ServiceSwitchCommands.show(place.options, logger: .quiet).joined(separator: "\n"))
        }
    }
}

extension ServiceSwitch: ExpressibleByArgument {}
