import Logging
import Programme
import Storage

/// `prakerja wave …`: the office's actions on waves, by the same functions.
package struct WaveCommands: Sendable {
    private let dependencies: Dependencies

    /// Opens the installation, runs `body` and closes it again.
    package static func with<Value: Sendable>(
        _ options: ServeOptions, logger: Logger, _ body: (WaveCommands) async throws -> Value
    ) async throws -> Value {
        try await Installation.with(options, logger: logger) { dependencies in
            try await WaveActions(dependencies: dependencies).prepare()
            return try await body(WaveCommands(dependencies: dependencies))
        }
    }

    /// One line per wave that has opened, and one for the next.
    package func list() async throws -> [String] {
        let now = dependencies.clock.now()
        return try await dependencies.database.read { [dependencies] tx in
            let waves = try tx.waves.all(of: dependencies.edition.id).map(\.wave)
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
        try await explained { try await WaveActions(dependencies: dependencies).open(number, by: .system) }
    }

    package func close(_ number: Int) async throws {
        try await explained { try await WaveActions(dependencies: dependencies).close(number, by: .system) }
    }

    package func draw(_ number: Int) async throws {
        try await explained { try await DrawActions(dependencies: dependencies).draw(number, by: .system) }
    }

    /// The second secret of a drawn wave and its commitment, and what of the list does not follow from it; nil where
    /// the wave was opened before there were such secrets.
    package func order(_ number: Int) async throws -> (secret: String, commitment: String, difference: String?)? {
        let shown = try await explained {
            try await DrawActions(dependencies: dependencies).showOrder(number, by: .system)
        }
        guard let shown else { return nil }
        return (shown.secret.bytes.hex, shown.commitment.hex, shown.difference)
    }

    package func announce(_ number: Int) async throws {
        try await explained { try await WaveActions(dependencies: dependencies).announce(number, by: .system) }
    }

    private func explained<Value>(_ act: () async throws -> Value) async throws -> Value {
        do {
            return try await act()
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
        _ options: ServeOptions, logger: Logger, _ body: (Dependencies) async throws -> Value
    ) async throws -> Value {
        let configuration = try Configuration.of(options)
        try configuration.requireDatabase()
        let (dependencies, _) = try await Boot.dependencies(configuration, migrating: false, logger: logger)
        do {
            let value = try await body(dependencies)
            try await close(dependencies)
            return value
        } catch {
            try? await close(dependencies)
            throw error
        }
    }

    private static func close(_ dependencies: Dependencies) async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }
}
