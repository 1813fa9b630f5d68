import App
import Foundation

/// What happens once the demo answers: it says where it is and who one can be.
enum Demo {
    static func begin(at address: String, dataDirectory: String, places: SimulatorPlaces) async throws {
        print("Prakerja is running at \(address)")
    }
}
