import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// One officer alone, with the database's password: each tampering is refused by the database, or named by one of the
/// verifications that an auditor runs. Each runs in a transaction that is rolled back, so that one world serves all.
@Suite("One officer alone, through SQL", .timeLimit(.minutes(5)))
struct TamperingTests {
    @Test(
        "SQL: every tampering is found by audit verify or ledger verify, or refused to the application's user",
        arguments: Engine.tested)
    func all(engine: Engine) async throws {
        for place in Tampering.Place.allCases {
            try await World.with(engine) { world in
                let scene = try await world.scene(place)
                try await world.bindEarlier()
                try await world.sealEverything()
                let database = try await world.asApplication(engine)
                let known = try await world.found(place, on: database)
                for tampering in Tampering.all where tampering.place == place {
                    let result = try await world.findings(of: tampering.statements(scene), on: database)
                    switch result {
                    case .refused:
                        #expect(engine == .postgres && tampering.isRefused, "\(tampering.description)")
                    case .found(let findings):
                        #expect(engine == .sqlite || !tampering.isRefused, "not refused: \(tampering.description)")
                        let isNamed = findings.contains { $0.contains(tampering.found) && !known.contains($0) }
                        #expect(isNamed, "\(tampering.description): \(findings)")
                    }
                }
                if engine == .postgres { await database.close() }
            }
        }
        for sentence in Tampering.Sentence.allCases {
            #expect(Tampering.all.contains { $0.sentence == sentence }, "\(sentence)")
        }
    }

    @Test(
        "SQL: what a draw rests on is found by draw verify on the published file",
        arguments: Engine.tested)
    func drawVerify(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            #expect(try await world.verifyDraw() == nil)
            let list = try await world.dependencies.database.read { tx in
                try #require(try tx.row("SELECT bytes FROM draw_page WHERE kind = 'list'")?["bytes"] as Data?)
            }
            // Priority, household, how many were selected earlier, and salt of the first line.
            for place in [0, SealedList.householdOffset, SealedList.earlierOffset, SealedList.entryBytes - 1] {
                var changed = list
                changed[place] ^= 1
                try await world.vandalise("UPDATE draw_page SET bytes = \(changed) WHERE kind = 'list'")
                #expect(try await world.verifyDraw() != nil, "byte \(place)")
            }
            try await world.vandalise("UPDATE draw_page SET bytes = \(list) WHERE kind = 'list'")
            #expect(try await world.verifyDraw() == nil)
        }
    }

    @Test(
        "SQL: no session can be made for another officer, nor given to one",
        .bug(
            id: "3.485",
            """
            An officer with the database's password could insert a session of a colleague and be their own second \
            officer: nothing found it.
            """), arguments: Engine.tested)
    func sessions(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ani, hasti) = (
                try await world.officer(.operations, "ani"), try await world.officer(.approver, "hasti")
            )
            #expect(try await ani.browser.get(Paths.office).status == .ok)
            try await world.vandalise("UPDATE session SET officer_id = \(hasti.id) WHERE officer_id = \(ani.id)")
            #expect(try await ani.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            let cookie = String(repeating: "a", count: 43)
            let forged = world.visitor()
            forged.carry(cookie: SessionCookie.name(secure: false), cookie)
            let now = world.dependencies.realNow()
            try await world.vandalise(
                """
                INSERT INTO session (hash, officer_id, begun_at, seen_at, ends_at, proved_at, seal)
                SELECT \(SessionQueries.hash(cookie)), \(hasti.id), \(now), \(now), \(now + .hours(1)), \(now), seal
                FROM session
                WHERE officer_id = \(hasti.id)
                LIMIT 1
                """)
            #expect(try await forged.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
        }
    }

    @Test("SQL: no table has a person's NIK, contact or account number in the clear", arguments: Engine.tested)
    func clear(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.submitted(1) { $0.familyCard = "8271052703150001" }
            try await world.settle()
            _ = try await world.complain(person.browser)
            let needles = [
                person.nik, person.familyCard, person.email, String(person.phone.dropFirst()),
            ].map { Data($0.utf8) }
            let tables = try await world.tables()
            #expect(tables.count > 100)
            for table in tables {
                let rows = try await world.dependencies.database.read {
                    try $0.rows(SQL(stringLiteral: "SELECT * FROM \(table)"))
                }
                for row in rows {
                    let text = row.texts.compactMap(\.self).joined(separator: " ")
                    let bytes = Data(text.utf8)
                    for needle in needles {
                        #expect(
                            bytes.range(of: needle) == nil, "\(table) has \(String(decoding: needle, as: UTF8.self))")
                        #expect(!text.contains(needle.hex), "\(table) has \(String(decoding: needle, as: UTF8.self))")
                    }
                }
            }
        }
    }
}

/// What came of a tampering.
enum TamperingResult: Equatable {
    /// The database did not allow it.
    case refused
    /// What the verifications said.
    case found([String])
}

extension World {
    /// What is found before anything was changed: nothing, but of the purchases that the tests of payouts make without
    /// the ledger.
    fileprivate func found(_ place: Tampering.Place, on database: Database) async throws -> Set<String> {
        guard case .found(let known) = try await findings(of: [], on: database) else { return [] }
        #expect(known.allSatisfy { place == .people && $0.hasPrefix("purchase ") }, "\(known)")
        return Set(known)
    }

    /// Runs the statements and all verifications in one transaction, and takes everything back.
    fileprivate func findings(of statements: [SQL], on database: Database) async throws -> TamperingResult {
        let verifier = dependencies.seal.verifier
        let perPerson = dependencies.edition.benefits.perPerson
        let (later, mark) = (dependencies.realNow() + .minutes(5), RowMark(dependencies.vault))
        let editions = dependencies.editions
        do {
            try await database.transaction { tx in
                for statement in statements { try tx.run(statement) }
                let ledger = try LedgerVerification(
                    of: tx, perPerson: perPerson, marked: mark
                ).findings.map(\.description)
                let records = try RecordVerification(of: tx, marked: mark).findings.map(\.description)
                let log = try LogVerification(
                    of: tx, verifier: verifier, kept: nil, now: later, marked: mark
                ).findings
                let comparison = try BooksComparison(of: tx, editions: editions).findings
                throw TakenBack(findings: ledger + comparison + records + log.map(\.description))
            }
            return .found([])
        } catch let taken as TakenBack {
            return .found(taken.findings)
        } catch is StorageFault {
            return .refused
        }
    }

    private struct TakenBack: Error {
        let findings: [String]
    }

    /// What `prakerja draw verify` says of the first wave's file, made from the rows as they are; nil when it is right.
    fileprivate func verifyDraw() async throws -> String? {
        let wave = try await wave()
        do {
            let bundle = try #require(
                try await DrawActions(dependencies: dependencies, of: wave).bundle(wave.number))
            try bundle.verify(edition: dependencies.edition)
            return nil
        } catch {
            return "\(error)"
        }
    }

    fileprivate func tables() async throws -> [String] {
        try String(contentsOf: Self.repository.appending(path: "docs/schema.sql"), encoding: .utf8)
            .matches(of: /CREATE TABLE (\w+)/).map { String($0.1) }
    }
}
