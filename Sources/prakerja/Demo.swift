import App
import Foundation

/// What happens once the demo answers: it says where it is and who one can be.
enum Demo {
    static func begin(at address: String, dataDirectory: String, places: SimulatorPlaces) async throws {
        say("Prakerja is running at \(address)")
    }

    /// Said at once, also into a pipe.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
