import App
import Foundation

/// `prakerja simulators` as a process of its own, which ends when this one does.
final class SimulatorProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init() throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["simulators", "--any-port", "--until-input-ends"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Where they listen; waits until all do.
    func places() async throws -> SimulatorPlaces {
        for try await line in output.fileHandleForReading.lines {
            return try JSONDecoder().decode(SimulatorPlaces.self, from: Data(line.utf8))
        }
        throw SimulatorProcessFault.endedEarly
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

enum SimulatorProcessFault: Error {
    case endedEarly
}

extension FileHandle {
    /// One element a line, for a peer that speaks in lines.
    fileprivate var lines: AsyncStream<String> {
        AsyncStream { continuation in
            var rest = Data()
            readabilityHandler = { handle in
                let chunk = handle.availableData
                guard !chunk.isEmpty else {
                    handle.readabilityHandler = nil
                    return continuation.finish()
                }
                rest += chunk
                while let end = rest.firstIndex(of: 0x0A) {
                    continuation.yield(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                }
            }
        }
    }
}
