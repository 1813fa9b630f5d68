import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Starting an edition", .timeLimit(.minutes(3)))
struct StartingEditionsTests {
    @Test(
        "production starts a past edition, or another than the one in force, only with --start-edition",
        .bug(
            id: "3.44",
            """
            A server started in production with the file of a past edition, or with the default file, put it into \
            force without asking: it booked Rp20 trillion and ended the edition before it.
            """),
        .bug(
            id: "5.208",
            "START_EDITION with the id of another edition than the file's was ignored, and the file's was started."
        ),
        arguments: Engine.tested)
    func startCheck(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let folder = try EditionFolder()
            defer { folder.remove() }
            let three = try folder.write("three.yaml", try World.editionText("edition-3"))
            let four = try folder.write("four.yaml", try World.editionText("edition-4"))
            let (then, now) = (try #require(Instant("2020-04-15T09:00:00+07:00")), Instant.twentySix)
            func open(_ path: String, _ at: Instant, confirmed: String? = nil, serving: Bool = true) async throws {
                let startCheck = EditionStartCheck(confirmed: confirmed, isClosed: true, now: at)
                try await EditionStore.check(path, in: database, startCheck: startCheck)
                let opened = try await EditionStore.open(
                    path: path, in: database, serving: serving, startCheck: startCheck)
                _ = try await database.transaction { try $0.editions.publish(opened.inForce, at: at) }
            }
            func refusal(_ path: String, _ at: Instant, confirmed: String? = nil, serving: Bool = true) async -> String
            {
                do {
                    try await open(path, at, confirmed: confirmed, serving: serving)
                    return ""
                } catch {
                    return "\(error)"
                }
            }
            // No edition is in force yet.
            for serving in [true, false] {
                let past = await refusal(three, now, serving: serving)
                #expect(past.contains("ended on 2020-12-31") && past.contains("--start-edition 2020-3d"))
            }
            #expect(await refusal(three, now, confirmed: "2020-4e").contains("ended on 2020-12-31"))
            #expect(try await database.read { try $0.editions.all() }.isEmpty)
            let meantAnother = await refusal(three, then, confirmed: "2020-4e")
            #expect(meantAnother.contains("START_EDITION (--start-edition) names edition 2020-4e"))
            try await open(three, then)
            // The edition in force ends while it runs: it still starts, also by its id.
            try await open(three, now)
            try await open("2020-3d", now)
            // Another edition, current or not.
            let other = await refusal(four, then + .days(1))
            #expect(
                other.contains("this installation runs edition 2020-3d") && other.contains("--start-edition 2020-4e"))
            try await open(four, then + .days(1), confirmed: "2020-4e")
            try await open(four, now)
            // Returning to an earlier edition needs confirmation too.
            #expect(await refusal(three, then + .days(2)).contains("runs edition 2020-4e"))
        }
    }

    @Test("the edition options of the command line reach the settings")
    func option() throws {
        var options = ServeOptions()
        options.edition = "2020-3d"
        options.startEdition = "2020-4e"
        let configuration = try Configuration.of(options)
        #expect(configuration.editionPath == "2020-3d" && configuration.startEdition == "2020-4e")
    }

    @Test(
        "an installation keeps the text it published, also when a later release changes or rejects it",
        .bug(
            id: "3.49",
            """
            When a release shipped another text of the edition in force, the server refused to start, and without a \
            copy of the old file there was no way to start it.
            """), arguments: Engine.tested)
    func oldText(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let folder = try EditionFolder()
            defer { folder.remove() }
            let now = try #require(Instant("2020-04-15T09:00:00+07:00"))
            // The form of editions before the questions were kept in a bank of their own; a new edition of that form is
            // refused.
            let old = try World.editionText("edition-3").replacing("id: \"2020-3d\"", with: "id: \"2020-3\"")
                .replacing(/bank: \{.*\}/, with: "motivation: []\n  ability: []")
            let path = try folder.write("old.yaml", old)
            let refused = await #expect(throws: BootFault.self) {
                try await EditionStore.open(path: path, in: database)
            }
            #expect(refused?.description.contains("holds the questions") == true)
            let published = try PublishedEdition(yaml: old)
            #expect(try await database.transaction { try $0.editions.publish(published, at: now) })
            for start in [path, "2020-3"] {
                let startCheck = EditionStartCheck(confirmed: nil, isClosed: true, now: now)
                let editionStore = try await EditionStore.open(
                    path: start, in: database, startCheck: startCheck)
                #expect(editionStore.inForce.edition.id == "2020-3" && editionStore.inForce.yaml == old)
            }
        }
    }

    @Test(
        "the uncommitted budget of an earlier edition returns, also when the two editions share no day",
        .bug(
            id: "3.43",
            """
            The uncommitted rest of an edition's budget stayed with it for ever when the next edition began after its \
            last day.
            """), arguments: Engine.tested)
    func rest(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("demo"))
            _ = try await world.drawnWave()
            let before = world.dependencies.edition
            try await world.startedAgain(with: try nextYear()) { later in
                let (old, new, findings) = try await later.dependencies.database.read { tx in
                    (
                        try tx.ledger.balance(.programmeAvailable(edition: before.id)).available,
                        try tx.ledger.balance(.programmeAvailable(edition: later.dependencies.edition.id)).available,
                        try LedgerVerification(of: tx, perPerson: before.benefits.perPerson).findings
                    )
                }
                #expect(old == .zero)
                // Another financial year: none of its budget was committed before.
                #expect(new == later.dependencies.edition.budget)
                #expect(findings.isEmpty)
            }
        }
    }

    /// The demo's rules under another id, for 2021.
    private func nextYear() throws -> String {
        try World.editionText("demo").replacing("id: \"2020-3d-demo\"", with: "id: \"next-year\"")
            .replacing("2021-", with: "2022-").replacing(/"2020-(\d\d-\d\d)/) { "\"2021-\($0.1)" }
    }
}

extension Instant {
    /// Long after every shipped edition.
    fileprivate static let twentySix = Instant(milliseconds: 1_790_000_000_000)
}
