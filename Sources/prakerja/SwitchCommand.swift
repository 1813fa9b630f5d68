import App
import ArgumentParser
import Logging
import Programme

struct SwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch",
        abstract: "Closes making accounts, joining or buying at once, and opens them again.",
        discussion: """
            For when something is wrong: every server of the installation follows within seconds, every page says why,
            and the audit log keeps it. People who are signed in, have joined or have bought keep everything. A wave's
            dates do not move: postponing is the office's own act.

            Services: \(ServiceSwitch.allCases.map(\.rawValue).joined(separator: ", "))

            Examples:
              prakerja switch close join --why "Ada gangguan pada data wilayah." --why-en "Region data is being corrected."
              prakerja switch show
              prakerja switch open join
            """,
        subcommands: [Close.self, Open.self, Show.self],
        // The command's former name, for operators' scripts.
        aliases: ["door"])

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a service, with the words people read.",
            discussion: """
                Closing one that is closed changes the words.

                Example:
                  prakerja switch close buy --why "Saldo sedang diperiksa." --why-en "Balances are being checked."
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "sign-up, join or buy.") var service: ServiceSwitch
        @Option(help: "Why, in Indonesian: every visitor reads it.") var why: String
        @Option(help: "Why, in English.") var whyEn: String

        func run() async throws {
            try await ServiceSwitchCommands.close(
                service, why: Bilingual(id: why, en: whyEn), place.options, logger: .quiet)
            print("\(service.rawValue) is closed; every server follows within seconds")
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a service again.", discussion: "Example:\n  prakerja switch open buy")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "sign-up, join or buy.") var service: ServiceSwitch

        func run() async throws {
            let wasClosed = try await ServiceSwitchCommands.open(service, place.options, logger: .quiet)
            print(wasClosed ? "\(service.rawValue) is open" : "\(service.rawValue) was open already")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows which services are closed, since when and why.",
            discussion: "Example:\n  prakerja switch show --data /var/lib/prakerja")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            print(try await ServiceSwitchCommands.show(place.options, logger: .quiet).joined(separator: "\n"))
        }
    }
}

extension ServiceSwitch: ExpressibleByArgument {}
