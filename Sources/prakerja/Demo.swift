import App
import AsyncHTTPClient
import Foundation
import Logging
import Simulators

/// Runs once the demo's server accepts connections: prints the addresses and the people to sign in as, and at the first
/// start has simulated people go through the first wave, over HTTP.
enum Demo {
    /// - Parameter crowd: how many people sign up in the background once the story's people are ready.
    static func begin(
        at address: String, dataDirectory: String, places: SimulatorPlaces, crowd: Int, logger: Logger
    ) async throws {
        guard var file = try await introduce(at: address, dataDirectory: dataDirectory, places: places) else { return }
        announce(file)
        if file.people.isEmpty {
            try await live(&file, dataDirectory, places, .demo)
            say("The demo's people are ready:")
            for person in file.people { say("  \(person.name): \(person.signIn) (\(person.state))") }
        }
        fill(file, dataDirectory, places, crowd, logger)
    }

    /// Tells the simulators the site's address and its partners. Returns `demo.json`.
    static func introduce(
        at address: String, dataDirectory: String, places: SimulatorPlaces
    ) async throws -> DemoFile? {
        guard var file = try DemoFile.read(from: dataDirectory) else { return nil }
        file.baseURL = address
        file.platformURL = places.platform
        file.institutionURL = places.institution
        try file.write(to: dataDirectory)
        if let demo = FileManager.default.contents(atPath: DemoFile.path(in: dataDirectory)) {
            try await PartnerSites.learn(
                demo, at: [places.platform, places.institution, places.witnesses])
        }
        return file
    }

    /// Lets the crowd live beside the server, which neither waits for it nor is stopped by it.
    private static func fill(
        _ file: DemoFile, _ directory: String, _ places: SimulatorPlaces, _ count: Int, _ logger: Logger
    ) {
        guard count > 0 else { return }
        Task(priority: .background) {
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
            let life = Crowd(
                places: Crowd.Places(
                    site: file.baseURL, messages: places.mailbox + "/messages.json", shops: places.platform,
                    schools: places.institution),
                client: client, homes: file.homes,
                offers: file.courses.prefix(offered).map {
                    Crowd.Offer(course: $0.courseCode, platform: $0.platform, institution: $0.institution)
                }, verifier: signIn("verifier", file), logger: logger)
            do {
                try await life.live(from: file.crowd ?? 0, to: count) { taken in
                    guard var known = try DemoFile.read(from: directory) else { return }
                    known.crowd = taken
                    try known.write(to: directory)
                }
            } catch {
                say("The demo's crowd has stopped: \(error)")
            }
            try? await client.shutdown()
        }
    }

    /// Of the catalogue, those that the crowd buys.
    private static let offered = 20

    /// Who goes through the first wave. The first one joins and buys a training, the last one does not join.
    struct Cast: Sendable {
        let joining: [Applicant.Life]
        let others: [Applicant.Life]

        static let demo = Cast(joining: [Story.siti, Story.budi], others: [Story.agus])
        /// Edition `sandbox.yaml` has a place for each who joins.
        static let sandbox = Cast(
            joining: [Story.siti, Story.budi] + [2, 3, 4, 5].map(Applicant.Life.crowd), others: [Story.agus])
    }

    static func live(
        _ file: inout DemoFile, _ directory: String, _ places: SimulatorPlaces, _ cast: Cast
    ) async throws {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
        do {
            let messages = ReceivedMessages(client: client, address: places.mailbox + "/messages.json")
            let story = Story(site: file.baseURL, messages: messages, client: client)
            let homes = file.homes
            let people = (cast.joining + cast.others).map { story.applicant($0.living(in: homes)) }
            for person in people {
                try await person.signUp()
                try await person.apply()
            }
            try await story.liveFirstWave(
                joining: Array(people.prefix(cast.joining.count)), operations: signIn("operations", file),
                approver: signIn("approver", file))
            try await giveCards(to: people, joining: cast.joining.count, &file, places)
            try file.write(to: directory)
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    /// The first buys; the cards of all are noted.
    private static func giveCards(
        to people: [Applicant], joining: Int, _ file: inout DemoFile, _ places: SimulatorPlaces
    ) async throws {
        var found: [DemoPerson] = []
        for (place, person) in people.enumerated() {
            let shopper = Shopper(applicant: person, shops: places.platform)
            var (card, state): (String?, String) = (nil, "identity-mismatch")
            if place == 0 {
                let number = try await shopper.cardNumber()
                if let course = file.courses.first {
                    let code = try await shopper.buy(course.courseCode, at: course.platform, card: number)
                    file.redeemCodes = [
                        DemoRedeemCode(
                            redeemCode: code, courseCode: course.courseCode, institution: course.institution)
                    ]
                }
                (card, state) = (number, "beneficiary")
            } else if place < joining {
                // Under an edition with places for both, Budi is selected too.
                card = try await shopper.hasCard() ? try await shopper.cardNumber() : nil
                state = card == nil ? "not-selected" : "cardholder"
            }
            found.append(
                DemoPerson(
                    name: person.life.name, signIn: person.life.email, cardNumber: card, state: state,
                    phone: person.life.phone))
        }
        file.people = found
    }

    private static func signIn(_ role: String, _ file: DemoFile) -> String {
        file.officers.first { $0.role == role }?.signIn ?? ""
    }

    private static func announce(_ file: DemoFile) {
        say("Prakerja is running at \(file.baseURL)")
        say("  the demo's desk, where one can be anybody: \(file.baseURL)/demo")
        say("  every e-mail and SMS that was sent:        \(file.baseURL)/demo/pesan")
        for officer in file.officers {
            say("  \(officer.name) (\(officer.role)): \(officer.signIn), password \(officer.password)")
        }
    }

    /// Written at once, also into a pipe.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
