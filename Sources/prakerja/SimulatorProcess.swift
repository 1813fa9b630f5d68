import App
import Foundation

/// `prakerja simulators` as a process of its own, which ends when this one does.
final class SimulatorProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameter firstPort: of seven in a row; 0 takes any free ones.
    init(firstPort: Int) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["simulators", "--first-port", String(firstPort), "--until-input-ends"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Where they listen; waits until all do. Blocks, which is nobody's loss before anything else has begun.
    func places() throws -> SimulatorPlaces {
        var line = Data()
        while !line.contains(0x0A) {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw SimulatorProcessFault.endedEarly }
            line += chunk
        }
        return try JSONDecoder().decode(SimulatorPlaces.self, from: line)
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

enum SimulatorProcessFault: Error {
    case endedEarly
}
