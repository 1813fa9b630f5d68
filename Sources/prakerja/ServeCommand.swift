import App
import ArgumentParser
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Runs the site and its worker.",
        discussion: """
            Examples:
              prakerja serve --demo --port 8080 --data var/demo
              DATABASE_URL=postgres:///prakerja prakerja serve --only web
            """)

    @Option(help: "Address to listen on.")
    var host: String?

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port: Int?

    @OptionGroup var place: PlaceOptions

    @Option(help: "Where the programme clock starts on an empty database, such as 2020-04-15T09:00+07:00.")
    var clock: String?

    @Option(help: "Run one part alone, which needs PostgreSQL: web or worker.")
    var only: Part?

    @Flag(help: "Demo people, simulators and a clock that can be moved. Loopback only.")
    var demo = false

    @Option(help: "With --demo: how many people sign up in the background beside the story's; 0 for none.")
    var crowd = 500

    /// More would fill the demo's mailbox.
    private static let crowds = 0...2_000

    enum Part: String, ExpressibleByArgument, CaseIterable { case web, worker }

    /// A demo's simulators start at this offset from its own port, so that the partners' addresses survive a restart.
    private static let simulatorsBehind = 11

    func run() async throws {
        var options = ServeOptions()
        options.host = host
        options.port = port
        options.dataDirectory = place.data ?? (demo ? "var/demo" : nil)
        options.edition = place.edition
        options.startEdition = place.startEdition
        options.clock = clock
        options.only = only.flatMap { ServeOptions.Part(rawValue: $0.rawValue) }
        options.demo = demo
        let logger = Log.make()
        guard demo else { return try await Server(options, logger: logger).run() }
        let last = 65_535 - Self.simulatorsBehind - SimulatorsCommand.count
        guard (0...last).contains(port ?? 0) else {
            throw CommandRefused("--port is \(port ?? 0): the demo's simulators stand behind it, so give 0 to \(last)")
        }

        guard Self.crowds.contains(crowd) else {
            throw CommandRefused("--crowd is \(crowd): give 0 to \(Self.crowds.upperBound)")
        }
        let people = crowd
        let simulators = try SimulatorProcess(firstPort: port == 0 ? 0 : (port ?? 8_080) + Self.simulatorsBehind)
        do {
            let places = try simulators.places()
            options.simulators = places
            let data = options.dataDirectory ?? "var/demo"
            try await Server(options, logger: logger).run { address in
                try await Demo.begin(at: address, dataDirectory: data, places: places, crowd: people, logger: logger)
            }
        } catch {
            try? simulators.stop()
            throw error
        }
        try simulators.stop()
    }
}

enum Log {
    static func make() -> Logger {
        var logger = Logger(
            label: "prakerja", factory: { LazyMetadataLogHandler(StreamLogHandler.standardError(label: $0)) })
        logger.logLevel = .notice
        return logger
    }
}
