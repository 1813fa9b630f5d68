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
              prakerja serve --sandbox --port 8180 --data var/sandbox
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

    @Flag(
        inversion: .prefixedNo,
        help: """
            The sandbox of the partners: an installation of its own with test people, simulators and a clock that \
            partners move. Its settings begin with SANDBOX_. With --demo: start one beside it, as it does by itself.
            """)
    var sandbox: Bool?

    @Flag(help: .hidden)
    var untilInputEnds = false

    @Option(help: "With --demo: how many people sign up in the background beside the story's; 0 for none.")
    var crowd = 500

    /// More would fill the demo's mailbox.
    private static let crowds = 0...2_000

    enum Part: String, ExpressibleByArgument, CaseIterable { case web, worker }

    /// A demo's simulators start at this offset from its own port, so that the partners' addresses survive a restart.
    private static let simulatorsBehind = 11
    /// A demo's sandbox listens at this offset from the demo's port.
    private static let sandboxBehind = 100

    func run() async throws {
        var options = ServeOptions()
        options.host = host
        options.port = port
        options.dataDirectory = place.data ?? (demo ? "var/demo" : nil)
        options.sandbox = !demo && sandbox == true
        options.edition = place.edition
        options.startEdition = place.startEdition
        options.clock = clock
        options.only = only.flatMap { ServeOptions.Part(rawValue: $0.rawValue) }
        options.demo = demo
        let logger = Log.make()
        guard demo || options.sandbox else { return try await Server(options, logger: logger).run() }
        if options.sandbox, only != nil {
            throw CommandRefused("a sandbox is site and worker in one: leave --only out")
        }
        let standard = options.sandbox ? 8_180 : 8_080
        let hasSandbox = demo && sandbox != false
        let behind = Self.simulatorsBehind + SimulatorsCommand.count + (hasSandbox ? Self.sandboxBehind : 0)
        let last = 65_535 - behind
        guard (0...last).contains(port ?? 0) else {
            throw CommandRefused("--port is \(port ?? 0): its simulators stand behind it, so give 0 to \(last)")
        }

        guard Self.crowds.contains(crowd) else {
            throw CommandRefused("--crowd is \(crowd): give 0 to \(Self.crowds.upperBound)")
        }
        let simulators = try SimulatorProcess(firstPort: port == 0 ? 0 : (port ?? standard) + Self.simulatorsBehind)
        do {
            options.simulators = try simulators.places()
            if options.sandbox {
                try await Sandbox(options: options, logger: logger, isBesideDemo: untilInputEnds).run()
            } else {
                try await serveDemo(options, logger, withSandbox: hasSandbox)
            }
        } catch {
            try? simulators.stop()
            throw error
        }
        try simulators.stop()
    }

    private func serveDemo(_ given: ServeOptions, _ logger: Logger, withSandbox: Bool) async throws {
        var options = given
        let (data, people, place) = (options.dataDirectory ?? "var/demo", crowd, SandboxPlace())
        options.sandboxPlace = place
        let beside =
            withSandbox
            ? SandboxProcess(
                port: port == 0 ? 0 : (port ?? 8_080) + Self.sandboxBehind,
                data: URL(filePath: data).appending(path: "sandbox").path, place: place) : nil
        guard let places = options.simulators else { return }
        do {
            try await Server(options, logger: logger).run { address in
                // After the demo's own people, which the viewer waits for.
                try await Demo.begin(
                    at: address, dataDirectory: data, places: places, crowd: people, logger: logger)
                try await beside?.start()
            }
        } catch {
            await beside?.stop()
            throw error
        }
        await beside?.stop()
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
