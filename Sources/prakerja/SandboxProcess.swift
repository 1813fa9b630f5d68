import App
import Foundation

/// `prakerja serve --sandbox` as a child of the demo, which ends with the demo, however that ends.
actor SandboxProcess {
    private let port: Int
    private let data: String
    private let place: SandboxPlace
    private var running: (process: Process, input: Pipe)?
    private var isOver = false

    /// - Parameters:
    ///   - port: 0 for a free one.
    ///   - place: learns the sandbox's address once it answers, and that it is gone.
    init(port: Int, data: String, place: SandboxPlace) {
        (self.port, self.data, self.place) = (port, data, place)
    }

    func start() throws {
        // The demo may have been stopped while its people were made.
        guard !isOver else { return }
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "serve", "--sandbox", "--port", String(port), "--data", data, "--until-input-ends",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        running = (process, input)
        // On a thread of its own, as `FileHandle.ended` says.
        let (reading, place) = (output.fileHandleForReading, place)
        Thread.detachNewThread { Self.follow(reading, place) }
    }

    /// The first line is the address; the end of the output is the end of the process.
    private static func follow(_ output: FileHandle, _ place: SandboxPlace) {
        var line = Data()
        // `read(upToCount:)` would wait until it has as many bytes, or for the end.
        while case let chunk = output.availableData, !chunk.isEmpty {
            line += chunk
            guard place.address == nil, let end = line.firstIndex(of: 0x0A) else { continue }
            let address = String(decoding: line[..<end], as: UTF8.self)
            place.become(address)
            Demo.say("The sandbox for partners is running at \(address)/mitra")
        }
        if place.address == nil { Demo.say("The sandbox for partners has ended before it answered.") }
        place.become(nil)
    }

    func stop() {
        isOver = true
        guard let running else { return }
        try? running.input.fileHandleForWriting.close()
        running.process.waitUntilExit()
    }
}
