import App
import Foundation
import Logging

/// `prakerja serve --sandbox`: at the first start makes test people, out of the public's reach; then serves.
struct Sandbox {
    let options: ServeOptions
    let logger: Logger
    /// A demo has started it: it says its address to the demo alone, and ends when the demo does.
    let isBesideDemo: Bool

    func run() async throws {
        if isBesideDemo { Self.endWithInput() }
        guard let places = options.simulators else { return }
        let folder = try SandboxFolder(options)
        let isReady = try await folder.locked {
            if try folder.isReady() { return true }
            return try await prepare(folder, places)
        }
        guard isReady else { return }
        try await Server(options, logger: logger).run { address in
            _ = try await Demo.introduce(at: address, dataDirectory: folder.path, places: places)
            if isBesideDemo { Demo.say(address) } else { announce(address, folder) }
        }
    }

    /// A demo on this machine alone, which ends once its people are there. False where it was stopped before.
    private func prepare(_ folder: SandboxFolder, _ places: SimulatorPlaces) async throws -> Bool {
        try folder.begin()
        var preparing = options
        preparing.demo = true
        preparing.host = "127.0.0.1"
        preparing.dataDirectory = folder.draft
        if !isBesideDemo { Demo.say("The test people of the sandbox are being made, which takes a minute.") }
        try await Server(preparing, logger: logger).run(endsAfter: true) { address in
            guard var file = try await Demo.introduce(at: address, dataDirectory: folder.draft, places: places)
            else { return }
            try await Demo.live(&file, folder.draft, places, .sandbox)
        }
        guard try DemoFile.read(from: folder.draft)?.people.isEmpty == false else { return false }
        try folder.finish()
        return true
    }

    private func announce(_ address: String, _ folder: SandboxFolder) {
        Demo.say("The sandbox is running at \(address)")
        Demo.say("  partners, officers and test people, with keys and passwords: \(DemoFile.path(in: folder.path))")
    }

    /// A signal ends the server as Ctrl-C does, whatever it is doing. It is sent until the process has ended: between the
    /// server that prepares and the one that serves, or while the first ends by itself, a single one is lost, and the
    /// demo would wait for this process for ever.
    private static func endWithInput() {
        Task {
            await FileHandle.standardInput.ended()
            while true {
                kill(ProcessInfo.processInfo.processIdentifier, SIGTERM)
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
