import Foundation
import HTTPTypes
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Editions of one installation", .timeLimit(.minutes(3)))
struct EditionStoreTests {
    @Test("a published edition cannot change; the layout of its file may", arguments: Engine.tested)
    func immutable(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let folder = try EditionFolder()
            defer { folder.remove() }
            let path = try folder.write("edisi.yaml", Self.text("edition-3"))
            let now = try #require(Instant("2020-04-15T09:00:00+07:00"))
            let editionStore = try await EditionStore.open(path: path, in: database)
            #expect(editionStore.inForce.edition.id == "2020-3d" && editionStore.earlier.isEmpty)
            #expect(try await database.transaction { try $0.editions.publish(editionStore.inForce, at: now) })
            _ = try folder.write("edisi.yaml", "# A remark.\n" + Self.text("edition-3"))
            _ = try await EditionStore.open(path: path, in: database)
            let other = try folder.write("lain.yaml", Self.text("edition-4"))
            let command = await #expect(throws: BootFault.self) {
                try await EditionStore.open(path: other, in: database, serving: false)
            }
            #expect(command?.description.contains("runs edition 2020-3d: name its file with --edition") == true)
            _ = try folder.write("edisi.yaml", Self.text("edition-3").replacing("quota: 164000", with: "quota: 164001"))
            let fault = await #expect(throws: BootFault.self) {
                try await EditionStore.open(path: path, in: database)
            }
            let reason = try #require(fault).description
            #expect(reason.contains("edition 2020-3d was published with another text"))
        }
    }

    @Test("an edition file with a typing error or wrong arithmetic does not start a server")
    func mistakes() async throws {
        try await TestDatabase.with(.sqlite) { database in
            let folder = try EditionFolder()
            defer { folder.remove() }
            for (old, new, words) in [
                ("  quota: 164000", "  quotas: 164000", "did you mean “quota”?"),
                ("perPerson: 3550000", "perPerson: 3550001", "its parts add up to"),
            ] {
                let path = try folder.write("edisi.yaml", Self.text("edition-3").replacing(old, with: new))
                let fault = await #expect(throws: BootFault.self) {
                    try await EditionStore.open(path: path, in: database)
                }
                let reason = try #require(fault).description
                #expect(reason.contains(words))
            }
        }
    }

    @Test("a card keeps its edition's terms under every later edition", arguments: Engine.tested)
    func promises(engine: Engine) async throws {
        let second = try Self.text("edition-2")
        try await World.with(engine, edition: { _ in second }) { world in
            let folder = try EditionFolder()
            defer { folder.remove() }
            let three = try folder.write("edition-3.yaml", Self.text("edition-3"))
            let database = world.dependencies.database
            try await world.publish(second)
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            let fault = await #expect(throws: BootFault.self) {
                try await EditionStore.open(path: three, in: database)
            }
            let reason = try #require(fault).description
            #expect(reason.contains("wave 1 of edition 2020-2d is under way"))
            try await world.decreeUnderWay()

            // A restart on the same database with another edition file. The cards are issued after it.
            let editionStore = try await EditionStore.open(path: three, in: database)
            #expect(editionStore.earlier.map(\.edition.id) == ["2020-2d"])
            let later = world.dependencies.under(editionStore)
            try await editionStore.confirm(on: later)
            try await JobRunner(dependencies: later).drain()
            let card = try #require(try await database.read { try $0.cards.of(siti.id) })
            #expect(card.training == Rupiah(4_000_000) && card.incentive == Rupiah(650_000))
            let rules = try await database.read { try $0.cards.edition(of: card.id, among: later.editions) }
            #expect(rules.id == "2020-2d" && rules.benefits.incentive.amount == Rupiah(250_000))

            try await WaveActions(dependencies: later).prepare()
            let available = try await database.read { tx in
                (
                    try tx.ledger.balance(.programmeAvailable(edition: "2020-2d")).available,
                    try tx.ledger.balance(.programmeAvailable(edition: "2020-3d")).available
                )
            }
            #expect(available.0 == .zero)
            #expect(available.1 == Rupiah(20_000_000_000_000) - Rupiah(4_650_000))
            let findings = try await database.read {
                try LedgerVerification(of: $0, perPerson: Rupiah(4_650_000)).findings
            }
            #expect(findings.isEmpty)
            let numbers = try await database.read { try $0.waves.all(of: "2020-3d").count }
            #expect(numbers == 30)
        }
    }

    @Test("the JSON schema of editions is served unchanged, and answered with 304 when cached")
    func schema() async throws {
        try await World.with(.sqlite) { world in
            #expect(try await world.visitor().get(Paths.editions).body.contains(Paths.editionSchema))
            let answer = try await world.visitor().get(Paths.editionSchema)
            let file = World.repository.appending(path: "Editions/edition.schema.json")
            #expect(answer.bytes == (try Data(contentsOf: file)))
            #expect(answer.headers[.contentType] == "application/schema+json")
            #expect(answer.headers[.cacheControl]?.hasPrefix("public") == true)
            let mark = try #require(answer.headers[.eTag])
            let again = try await world.client.execute(
                uri: Paths.editionSchema, method: .get, headers: [.ifNoneMatch: mark], body: nil)
            #expect(again.status == .notModified)
        }
    }

    @Test("the rules of every edition can be read and compared in public")
    func pages() async throws {
        try await World.with(.sqlite) { world in
            let visitor = world.visitor()
            let list = try await visitor.get(Paths.editions)
            #expect(list.status == .ok && list.text.contains("Aturan program"))
            #expect(try await visitor.get(Paths.edition("2020-3d-demo")).text.contains("Rp3.550.000"))
            #expect(try await visitor.get(Paths.edition("2020-9")).status == .notFound)
            let same = try await visitor.get(Paths.editionDifference("2020-3d-demo", "2020-3d-demo"))
            #expect(same.text.contains("Tidak ada yang berbeda"))
        }
    }

    @Test("the comparison of two editions says in words what changed, with law and date, and hides test answers")
    func difference() throws {
        let (three, four) = (
            try PublishedEdition(yaml: Self.text("edition-3")), try PublishedEdition(yaml: Self.text("edition-4"))
        )
        let page = EditionDifferencePage(
            t: .indonesian, earlier: three.edition, later: four.edition,
            differences: four.text.differences(from: three.text)
                + [EditionText.Difference(path: "test.ability[a1].answer", old: "1", new: "2")])
        let text = page.body.text
        #expect(text.contains("Penerima per Kartu Keluarga") && text.contains("Terakhir membeli"))
        #expect(text.contains("Peraturan Presiden Nomor 76 Tahun 2020, 7 Juli 2020"))
        #expect(!text.contains("Peraturan Presiden Nomor 36"))
        #expect(!text.contains("test.ability"))
    }

    @Test(
        "comparisons of the shipped editions hold no identifiers and no bare numbers of lists, dates and waves",
        .bug(
            id: "4.207",
            "The comparison of two editions showed “Dates of a wave: 1”, `phone`, `gopay`, `wallet` and codes of regions."
        ))
    func comparisonsInWords() throws {
        let editions = try ["edition-1", "edition-2", "edition-3", "demo", "edition-4"].map {
            try PublishedEdition(yaml: Self.text($0))
        }
        let identifiers = Regex(/\b(phone|email:|gopay|wallet|offline|laid-off)\b/)
        for (later, earlier) in editions.flatMap({ later in editions.map { (later, $0) } }) {
            let page = EditionDifferencePage(
                t: .indonesian, earlier: earlier.edition, later: later.edition,
                differences: later.text.differences(from: earlier.text))
            let text = page.body.text
            #expect(!text.contains(identifiers), "\(text)")
            #expect(!text.contains("32.73") && !page.body.text.contains("Gelombang 10"))
        }
        let (three, demo) = (editions[2], editions[3])
        let text = EditionDifferencePage(
            t: .indonesian, earlier: three.edition, later: demo.edition,
            differences: demo.text.differences(from: three.text)
        ).body.text
        #expect(text.contains("gelombang 1, tempat: 1"))
    }

    @Test(
        "of several editions for the same days the list says which one is in force",
        .bug(id: "4.208", "The list showed five editions over the same days as if all of them held."))
    func listOfEditions() throws {
        let (three, four) = (
            try PublishedEdition(yaml: Self.text("edition-3")), try PublishedEdition(yaml: Self.text("edition-4"))
        )
        let page = EditionListPage(
            t: .indonesian, inForce: three.edition, all: [three.edition, four.edition], hasSchema: false)
        #expect(page.body.text.ranges(of: "Berlaku: 11 April 2020").count == 1)
        #expect(page.body.text.ranges(of: "bukan yang berlaku").count == 1)
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: World.repository.appending(path: "Editions/\(name).yaml"), encoding: .utf8)
    }
}

extension World {
    /// As far as the decree, without the cards that follow the announcement.
    fileprivate func decreeUnderWay() async throws {
        clock.set(try await wave().closesAt + Wave.drain)
        try await advanceWaves()
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        for act in [WaveAction.draw, .draft, .sign] { try await ratna.browser.act(act) }
        try await hendra.browser.act(.sign)
        clock.set(try await wave().announcesAt)
        try await advanceWaves()
    }
}
