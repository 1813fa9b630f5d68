import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// With the rights of the tables' owner SQL takes the newest row of `bound_record` about a record away, lets an act go by
/// the row before it, and puts everything back: the log and the record are as before.
@Suite("Rows taken away for the time of an act", .timeLimit(.minutes(4)))
struct TakenAwayTests {
    @Test(
        "a refused proposal that is approved while the row of its refusal is away is named, and not relied on again",
        .bug(
            id: "5.500",
            """
            No row of `bound_record` named the one before it: SQL set a refused proposal back, had it approved, and put \
            the row of the refusal back, and `audit verify` found nothing.
            """),
        arguments: Engine.tested)
    func proposal(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.bindEarlier()
            try await world.open(person, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            let id = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            let first = try await world.lastBound()
            try await world.keep("person_proposal")
            #expect(try await world.decide(id, .refuse, by: hasti).location == Paths.personProposal(id))
            try await world.sealEverything()
            #expect(try await world.verifyRecords() == [])
            try await world.keep("bound_record")

            let rows: SQL = "kind = 'person-proposal' AND row_id = \(id) AND id > \(first)"
            try await world.vandalise("DELETE FROM bound_record WHERE \(rows)")
            try await world.putBack("person_proposal")
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))
            try await world.vandalise(
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT id, at, kind, row_id, digest
                FROM kept_bound_record
                WHERE \(rows)
                """)
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [], "the log has every row")
            let found = try await world.verifyRecords()
            let start = "act on a person \(id): the act of "
            #expect(found.contains { $0.hasPrefix(start) && $0.contains("was taken away") }, "\(found)")
            let vault = world.dependencies.vault
            let passes = try await world.dependencies.database.read {
                try $0.records.isAsBound(.personProposals, id, vault: vault)
            }
            #expect(!passes)
        }
    }

    @Test(
        "the act of a suspended officer, whose suspension and ended session SQL hid for its time, is named",
        .bug(
            id: "5.501",
            """
            SQL took the rows of a suspension and of the ended session away, the officer acted with the old cookie, and \
            the rows came back: nothing told the act from one before the suspension.
            """),
        arguments: Engine.tested)
    func officer(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            try await world.bindEarlier()
            let (agus, _) = try await world.administrators()
            let bela = try await world.officer("Bela", .verifier)
            #expect(try await bela.browser.get(Paths.office).status == .ok)
            let first = try await world.lastBound()
            try await world.keep("session")
            #expect(try await agus.browser.change(.suspend, of: bela.id, []).location == Paths.officer(bela.id))
            try await world.sealEverything()
            #expect(try await world.verifyRecords() == [])
            try await world.keep("bound_record")
            world.clock.advance(.minutes(5))

            let rows: SQL = "row_id = \(bela.id) AND kind IN ('officer', 'officer-sessions') AND id > \(first)"
            let suspension: Int64? = try await world.dependencies.database.read { tx in
                try tx.row("SELECT suspended_at FROM officer WHERE id = \(bela.id)")?["suspended_at"]
            }
            try await world.vandalise(
                "DELETE FROM bound_record WHERE \(rows)",
                "UPDATE officer SET suspended_at = NULL WHERE id = \(bela.id)",
                """
                INSERT INTO session
                SELECT * FROM kept_session
                WHERE officer_id = \(bela.id) AND hash NOT IN (SELECT hash FROM session)
                """)
            let act = try await bela.browser.post(
                Paths.photoRejection(photo), [("alasan", "dark")], seeing: Paths.office)
            #expect(act.status == .seeOther, "\(act.text)")
            try await world.vandalise(
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT id, at, kind, row_id, digest
                FROM kept_bound_record
                WHERE \(rows)
                """,
                "UPDATE officer SET suspended_at = \(try #require(suspension)) WHERE id = \(bela.id)",
                "DELETE FROM session WHERE officer_id = \(bela.id)")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [], "the log has every row")
            let found = try await world.verifyRecords()
            #expect(
                found.contains { $0.hasPrefix("officer \(bela.id): row ") && $0.contains("was away during the act") },
                "\(found)")
        }
    }

    @Test(
        "what a person asks for with a session whose end SQL hid for its time is named",
        .bug(id: "5.630", "Events of people named no row: an end that SQL took away for a request left no trace."),
        arguments: Engine.tested)
    func person(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let browser = try await world.browser(of: siti.person)
            try await world.bindEarlier()
            let first = try await world.lastBound()
            try await world.keep("session")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.sessions.endOthers(
                    of: siti.person, but: nil, at: dependencies.realNow(), ids: dependencies.ids,
                    vault: dependencies.vault)
            }
            #expect(try await browser.get(Paths.incentives).status != .ok)
            try await world.sealEverything()
            let known = try await world.verifyRecords()
            try await world.keep("bound_record")
            world.clock.advance(.minutes(5))

            let rows: SQL = "row_id = \(siti.person) AND kind = 'person-sessions' AND id > \(first)"
            try await world.vandalise(
                "DELETE FROM bound_record WHERE \(rows)",
                """
                INSERT INTO session
                SELECT * FROM kept_session
                WHERE person_id = \(siti.person) AND hash NOT IN (SELECT hash FROM session)
                """)
            let instalment = try await world.instalment(.incentive, 1, of: siti)
            let asked = try await browser.post(Paths.incentiveRequest(instalment.id), [], seeing: Paths.payee)
            #expect(asked.location == Paths.incentives, "\(asked.text)")
            try await world.vandalise(
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT id, at, kind, row_id, digest
                FROM kept_bound_record
                WHERE \(rows)
                """,
                "DELETE FROM session WHERE person_id = \(siti.person)")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [], "the log has every row")
            let found = try await world.verifyRecords().filter { !known.contains($0) }
            #expect(found.count == 1 && found[0].hasPrefix("person \(siti.person): row "), "\(found)")
        }
    }

    @Test(
        "acts on one record at the same time, and ends of one person's sessions, follow one another",
        .bug(id: "5.502", "Two transactions could bind one record without waiting for each other."),
        arguments: Engine.tested)
    func atOnce(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let ani = try await world.officer("Ani", .verifier)
            let siti = try await world.signedUp()
            let (phone, shop) = (try await world.signIn(siti.email), try await world.signIn(siti.email))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await world.bind(.officers, ani.id) } }
                group.addTask { try await phone.post(Paths.signOut, [], seeing: Paths.account) }
                group.addTask { try await shop.post(Paths.signOut, [], seeing: Paths.account) }
                try await group.waitForAll()
            }
            #expect(try await world.verifyRecords() == [])
            #expect(try await ani.browser.get(Paths.office).status == .ok)
            #expect(try await siti.browser.isSignedIn())
        }
    }

    @Test(
        "an index that leaves a row out, by which acts find the row before, is named",
        .bug(id: "5.504", "`audit verify` read bound records by the index that the acts use, and missed the same row."))
    func index() async throws {
        try await World.with(.sqlite) { world in
            try await world.bindEarlier()
            let ani = try await world.officer("Ani", .verifier)
            try await world.bind(.officers, ani.id)
            let (last, id) = (try await world.lastBound(), ani.id.rawValue)
            #expect(try await world.verifyRecords() == [])
            let index = "CREATE INDEX bound_record_row ON bound_record (kind, row_id, id)"
            try await world.vandalise(
                "DROP INDEX bound_record_row", SQL(stringLiteral: "\(index) WHERE id <> \(last)"),
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = \(index) WHERE name = 'bound_record_row'",
                "PRAGMA writable_schema = OFF")
            let newest = try await world.dependencies.database.read { try $0.records.newest(.officers, of: [id])[id] }
            #expect(try #require(newest).row < last, "an act misses the row")
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("officer: the index bound_record_row has ") }, "\(found)")
        }
    }

    @Test("a row of an earlier version is followed by rows that name the one before them", arguments: Engine.tested)
    func earlierVersion(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let ani = try await world.officer("Ani", .verifier)
            let (mark, id) = (RowMark(world.dependencies.vault), ani.id.rawValue)
            let (rows, digest) = try await world.dependencies.database.read { tx -> ([Int64], String?) in
                let rows = try tx.rows(
                    "SELECT id FROM bound_record WHERE kind = 'officer' AND row_id = \(id) ORDER BY id")
                return (try rows.map { try $0["id"] }, try BoundKind.officers.digests(tx, [id], mark.vault)[id])
            }
            for row in rows {
                let text = mark.text(of: try #require(digest), kind: "officer", record: id, row: row)
                #expect(text.hasPrefix("m1-"))
                try await world.vandalise("UPDATE bound_record SET digest = \(text) WHERE id = \(row)")
            }
            #expect(try await world.verifyRecords() == [])
            #expect(try await ani.browser.get(Paths.office).status == .ok)
            let before = try #require(rows.last)
            try await world.bind(.officers, ani.id)
            let newest = try await world.dependencies.database.read { try $0.records.newest(.officers, of: [id])[id] }
            #expect(try #require(newest).digest.hasPrefix("m2-\(before)-"))
            try await world.bind(.officers, ani.id)
            #expect(try await world.verifyRecords() == [])
            #expect(try await ani.browser.get(Paths.office).status == .ok)
            // A row in between that is gone, or that names another one, is named for ever.
            try await world.vandalise("DELETE FROM bound_record WHERE id = \(try #require(newest).row)")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("officer \(id): the act of ") })
            #expect(try await ani.browser.get(Paths.office).status != .ok)
            let link = "m2-\(before)-0-0"
            try await world.vandalise("UPDATE bound_record SET digest = \(link) WHERE id = \(before)")
            let found = try await world.verifyRecords()
            #expect(
                found.contains { $0.hasPrefix("officer \(id): row \(before) of bound_record was put in") }, "\(found)")
        }
    }
}

extension World {
    /// The highest id in `bound_record`.
    fileprivate func lastBound() async throws -> Int64 {
        try await dependencies.database.read { tx in
            let last: Int64? = try tx.row("SELECT MAX(id) AS last FROM bound_record")?["last"]
            return last ?? 0
        }
    }
}
