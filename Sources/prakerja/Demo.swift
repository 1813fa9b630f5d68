import App
import AsyncHTTPClient
import Foundation
import Simulators

/// What happens once the demo answers: it says where it is and who one can be, and the first time it has people live
/// through the first wave, over HTTP, as anybody would.
enum Demo {
    static func begin(at address: String, dataDirectory: String, places: SimulatorPlaces) async throws {
        guard var file = try DemoFile.read(from: dataDirectory) else { return }
        file.baseURL = address
        file.platformURL = places.platform
        file.institutionURL = places.institution
        try file.write(to: dataDirectory)
        announce(file)
        guard file.people.isEmpty else { return }
        try await live(&file, dataDirectory, places)
        say("The demo's people are ready:")
        for person in file.people { say("  \(person.name): \(person.signIn) (\(person.state))") }
    }

    private static func live(_ file: inout DemoFile, _ directory: String, _ places: SimulatorPlaces) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
        do {
            let letterbox = Letterbox(client: client, address: places.mailbox + "/messages.json")
            let story = Story(site: file.baseURL, letterbox: letterbox, client: client)
            for life in [Story.siti, Story.budi, Story.agus] {
                let applicant = story.applicant(life)
                try await applicant.signUp()
                try await applicant.apply()
                file.people.append(
                    DemoPerson(name: life.name, signIn: life.email, cardNumber: nil, state: "applicant"))
                try file.write(to: directory)
            }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private static func announce(_ file: DemoFile) {
        say("Prakerja is running at \(file.baseURL)")
        say("  the demo's desk, where one can be anybody: \(file.baseURL)/demo")
        say("  every e-mail and SMS that was sent:        \(file.baseURL)/demo/pesan")
        for officer in file.officers {
            say("  \(officer.name) (\(officer.role)): \(officer.signIn), password \(officer.password)")
        }
    }

    /// Said at once, also into a pipe.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
