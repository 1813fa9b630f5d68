import Logging
import Programme
import Storage

/// `prakerja wave …`: the office's actions on waves, by the same functions.
package struct WaveCommands: Sendable {
    private let platform: Platform

    /// Opens the installation, runs `body` and closes it again.
    package static func with<Value: Sendable>(
        _ options: ServeOptions, logger: Logger, _ body: (WaveCommands) async throws -> Value
    ) async throws -> Value {
        try await Installation.with(options, logger: logger) { platform in
            try await WaveActions(platform: platform).prepare()
            return try await body(WaveCommands(platform: platform))
        }
    }

    /// One line per wave that has opened, and one for the next.
    package func list() async throws -> [String] {
        let now = platform.clock.now()
        return try await platform.database.read { [platform] tx in
            let waves = try tx.waves.all(of: platform.edition.id).map(\.wave)
            let begun = waves.filter { $0.state > .planned }
            let next = waves.first { $0.state == .planned && $0.closesAt > now }
            return try (begun + [next].compactMap(\.self)).map { wave in
                let joined = try tx.waves.joined(in: wave.id)
                let closes = Words.english.shortMoment(wave.closesAt)
                return "\(wave.number)\t\(wave.state.rawValue)\t\(joined) of \(wave.quota)\tcloses \(closes)"
            }
        }
    }

    package func open(_ number: Int) async throws {
        try await explained { try await WaveActions(platform: platform).open(number, by: .system) }
    }

    package func close(_ number: Int) async throws {
        try await explained { try await WaveActions(platform: platform).close(number, by: .system) }
    }

    package func draw(_ number: Int) async throws {
        try await explained { try await DrawActions(platform: platform).draw(number, by: .system) }
    }

    package func announce(_ number: Int) async throws {
        try await explained { try await WaveActions(platform: platform).announce(number, by: .system) }
    }

    private func explained(_ act: () async throws -> Void) async throws {
        do {
            try await act()
        } catch let refusal as any UserFacingRefusal {
            throw CommandRefused(refusal.sentence(.english))
        }
    }
}

/// A command was refused; the description is a sentence for the terminal.
package struct CommandRefused: Error, CustomStringConvertible {
    package let description: String

    package init(_ sentence: String) {
        description = sentence
    }
}

/// An installation opened for one command.
enum Installation {
    static func with<Value: Sendable>(
        _ options: ServeOptions, logger: Logger, _ body: (Platform) async throws -> Value
    ) async throws -> Value {
        let configuration = try Configuration.of(options)
        try configuration.requireDatabase()
        let (platform, _) = try await Boot.platform(configuration, migrating: false, logger: logger)
        do {
            let value = try await body(platform)
            try await close(platform)
            return value
        } catch {
            try? await close(platform)
            throw error
        }
    }

    private static func close(_ platform: Platform) async throws {
        try await platform.connectors.close()
        await platform.database.close()
    }
}
