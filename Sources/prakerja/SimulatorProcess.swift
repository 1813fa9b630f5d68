import App
import Foundation

/// `prakerja simulators` as a child process, which ends with this process.
final class SimulatorProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let firstPort: Int

    /// - Parameter firstPort: the first of nine consecutive ports; 0 takes any free ones.
    init(firstPort: Int) throws {
        self.firstPort = firstPort
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["simulators", "--first-port", String(firstPort), "--until-input-ends"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// The simulators' addresses. Blocks until all accept connections, which is harmless before anything else has
    /// started.
    func places() throws -> SimulatorPlaces {
        var line = Data()
        while !line.contains(0x0A) {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw SimulatorProcessFault.endedEarly(firstPort: firstPort) }
            line += chunk
        }
        return try JSONDecoder().decode(SimulatorPlaces.self, from: line)
    }

    /// - Throws: `SimulatorProcessFault.endedBadly`.
    func stop() throws {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0, process.terminationReason == .exit else {
            throw SimulatorProcessFault.endedBadly(process.terminationStatus)
        }
    }
}

enum SimulatorProcessFault: Error, CustomStringConvertible {
    case endedEarly(firstPort: Int)
    case endedBadly(_ status: Int32)

    var description: String {
        switch self {
        case .endedEarly(let port):
            """
            the simulators did not start: they need ports \(port) to \(port + 8), eleven behind the site's. \
            Stop what listens there, or choose another --port
            """
        case .endedBadly(let status):
            "the simulators did not end as they should: status \(status)"
        }
    }
}
