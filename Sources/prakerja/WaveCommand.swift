import App
import ArgumentParser
import Logging

struct WaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wave",
        abstract: "Lists, opens, closes, draws and announces waves.",
        discussion: """
            Every act does what the office's page does, at the instants the edition allows, and leaves an audit event.
            A decree is signed in the office only: it takes two people.

            Examples:
              prakerja wave list
              prakerja wave close 1
              prakerja wave draw 1
            """,
        subcommands: [List.self, Open.self, Close.self, DrawWave.self, Announce.self, Order.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the waves that have begun and the next one.",
            discussion: "Example:\n  prakerja wave list --data /var/lib/prakerja")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let lines = try await WaveCommands.with(place.options, logger: .quiet) { try await $0.list() }
            print(lines.isEmpty ? "no wave has begun, and none is to come" : lines.joined(separator: "\n"))
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a wave, from its instant on.", discussion: "Example:\n  prakerja wave open 2")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The wave's number.") var number: Int

        func run() async throws {
            try await WaveCommands.with(place.options, logger: .quiet) { try await $0.open(number) }
            print("wave \(number) is open")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a wave, after its instant.", discussion: "Example:\n  prakerja wave close 1")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The wave's number.") var number: Int

        func run() async throws {
            try await WaveCommands.with(place.options, logger: .quiet) { try await $0.close(number) }
            print("wave \(number) is closed")
        }
    }

    struct DrawWave: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "draw",
            abstract: "Seals a closed wave's list and draws it.", discussion: "Example:\n  prakerja wave draw 1")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The wave's number.") var number: Int

        func run() async throws {
            try await WaveCommands.with(place.options, logger: .quiet) { try await $0.draw(number) }
            print("wave \(number) is drawn")
        }
    }

    struct Order: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows auditors the secret from which a drawn wave's tickets and salts follow.",
            discussion: """
                Computes tickets, household tags and salts of the sealed list again from the secret to which the wave's
                opening committed, and names the first that differs. Recorded. A reader who has the secret and the
                entries' numbers finds a person's ticket: it is for auditors, not for the public. Exits with 1 when the
                list does not follow from the secret, and with 2 when the wave was opened before there were such
                secrets.

                Example:
                  prakerja wave order 1
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The wave's number.") var number: Int

        func run() async throws {
            let shown = try await WaveCommands.with(place.options, logger: .quiet) { try await $0.order(number) }
            guard let shown else {
                print("? wave \(number) committed to no such secret: its tickets and salts cannot be explained")
                throw ExitCode(2)
            }
            if let difference = shown.difference {
                print("✕ the list of wave \(number) does not follow from its secret: \(difference)")
                throw ExitCode.failure
            }
            print("✓ tickets, tags and salts of wave \(number) follow from its secret")
            print("  commitment \(shown.commitment)")
            print("  secret \(shown.secret)")
        }
    }

    struct Announce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Announces a decreed wave, from its instant on.",
            discussion: "Example:\n  prakerja wave announce 1")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The wave's number.") var number: Int

        func run() async throws {
            try await WaveCommands.with(place.options, logger: .quiet) { try await $0.announce(number) }
            print("wave \(number) is announced")
        }
    }
}

extension Logger {
    /// For commands whose result is printed: only warnings and errors are logged.
    static var quiet: Logger {
        var logger = Logger(label: "prakerja")
        logger.logLevel = .error
        return logger
    }
}
