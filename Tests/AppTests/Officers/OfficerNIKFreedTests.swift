import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// A NIK is kept for an officer while the registry is asked, or once they are confirmed; no longer.
@Suite("An officer's NIK is free again", .timeLimit(.minutes(2)))
struct OfficerNIKFreedTests {
    private static let (nik, differing) = ("8271015203950001", "8271015203950002")

    @Test(
        "a NIK that the registry gave another name is free for the officer whose it is",
        .bug(
            id: "5.346",
            """
            A NIK stayed with the first officer who stated it, also when the registry had another name for it: the \
            officer whose it was could never state it, and two administrators could not confirm them either.
            """),
        arguments: Engine.tested)
    func differing(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let (agus, fitri) = try await world.administrators()
            let tiga = try await world.officer("Tiga", .verifier, confirmed: false)
            let wulan = try await world.officer("Wulan", .verifier, confirmed: false)
            #expect(try await tiga.browser.states(Self.differing))
            #expect(try await !wulan.browser.states(Self.differing), "while the registry is asked")
            try await world.settle()
            let doubtful = try await agus.propose(.identity, of: tiga.id, [])
            #expect(try await !wulan.browser.states(Self.differing), "while two administrators decide")
            #expect(try await fitri.decide(doubtful, agrees: false).location == Paths.officerRequest(doubtful))
            #expect(try await wulan.browser.states(Self.differing))
            #expect(try await world.hasNIK(tiga.id) == false)
            #expect(try await world.trail(of: "officer:\(tiga.id)").contains("officer.nik-freed"))
            try await world.settle()
            let right = try await agus.propose(.identity, of: wulan.id, [])
            #expect(try await fitri.decide(right).location == Paths.officerRequest(right))
            #expect(try await wulan.browser.get(Paths.photoOffice).status == .ok)
            // Confirmed, it is kept.
            #expect(try await !tiga.browser.states(Self.differing))
            #expect(try await agus.browser.change(.identity, of: tiga.id, []).status == .conflict)
            #expect(try await tiga.browser.states(Self.nik))
            try await world.settle()
            #expect(try await tiga.browser.get(Paths.photoOffice).status == .ok)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a suspended officer who was not confirmed keeps no NIK, and a late answer confirms nothing",
        arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let (agus, fitri) = try await world.administrators()
            let tiga = try await world.officer("Tiga", .verifier, confirmed: false)
            let wulan = try await world.officer("Wulan", .verifier, confirmed: false)
            try await world.setRegistryMode("down")
            #expect(try await tiga.browser.states(Self.nik))
            try await world.settle()
            #expect(try await agus.browser.change(.suspend, of: tiga.id, []).location == Paths.officer(tiga.id))
            #expect(try await wulan.browser.states(Self.nik))
            try await world.setRegistryMode("normal")
            world.clock.advance(.minutes(5))
            let id = try await agus.propose(.reinstate, of: tiga.id, [])
            #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
            try await world.settle()
            try await world.signInAgain(tiga)
            #expect(try await wulan.browser.get(Paths.photoOffice).status == .ok)
            #expect(try await tiga.browser.get(Paths.photoOffice).status == .forbidden)
            #expect(try await world.hasNIK(tiga.id) == false)
            #expect(try await !tiga.browser.states(Self.nik))
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a NIK is not taken from a confirmed officer, nor from one whom SQL changed",
        .bug(
            id: "5.353",
            "An officer whose binding SQL had deleted was bound again, as SQL left them, when their NIK became free."),
        arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        try await World.with(engine) { world in
            let tiga = try await world.officer("Tiga", .verifier, confirmed: false)
            let wulan = try await world.officer("Wulan", .verifier, confirmed: false)
            #expect(try await tiga.browser.states(Self.nik))
            try await world.settle()
            try await world.vandalise("UPDATE officer_identity SET state = 'differs' WHERE officer_id = \(tiga.id)")
            #expect(try await !wulan.browser.states(Self.nik))
            try await world.vandalise(
                "UPDATE officer_identity SET state = 'confirmed' WHERE officer_id = \(tiga.id)",
                "UPDATE officer SET suspended_at = 1 WHERE id = \(tiga.id)")
            #expect(try await !wulan.browser.states(Self.nik))
            #expect(try await world.hasNIK(tiga.id))
            // Without a binding the officer is not bound either, as SQL left them.
            try await world.bindEarlier()
            try await world.vandalise(
                "UPDATE officer_identity SET state = 'differs' WHERE officer_id = \(tiga.id)",
                "DELETE FROM bound_record WHERE kind IN ('officer', 'officer-identity') AND row_id = \(tiga.id)")
            #expect(try await !wulan.browser.states(Self.nik))
            #expect(try await world.hasNIK(tiga.id))
        }
    }

    @Test(
        "an officer who was suspended while the registry was asked is asked about after the return",
        .bug(
            id: "5.347",
            """
            Of an officer who was suspended while the registry was asked, the question ended; after the return they \
            waited for its answer for ever, and stating the NIK again did nothing.
            """),
        arguments: Engine.tested)
    func askedAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            for (name, number) in [("Dian", 1), ("Sari", 9)] {
                let officer = try await world.officer(name, .verifier, confirmed: false)
                try await world.setRegistryMode("down")
                #expect(try await officer.browser.states("827101520395000\(number)"))
                try await world.settle()
                #expect(try await agus.browser.change(.suspend, of: officer.id, []).location != nil)
                try await world.setRegistryMode("normal")
                world.clock.advance(.minutes(5))
                try await world.settle()
                let id = try await agus.propose(.reinstate, of: officer.id, [])
                #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
                try await world.signInAgain(officer)
                if number == 9 {
                    // As an earlier version left it: no question waits, and the officer states the NIK once more.
                    try await world.vandalise("DELETE FROM job WHERE name = 'officer.check'")
                    try await world.settle()
                    #expect(try await officer.browser.get(Paths.photoOffice).status == .forbidden)
                    for _ in 1...2 { #expect(try await officer.browser.states("827101520395000\(number)")) }
                }
                try await world.settle()
                #expect(try await officer.browser.get(Paths.photoOffice).status == .ok, "\(name)")
            }
        }
    }
}

extension Visitor {
    /// Whether the office took the NIK that the officer stated.
    fileprivate func states(_ nik: String) async throws -> Bool {
        try await post(Paths.ownAccount, [("nik", nik)]).location == Paths.ownAccount
    }
}

extension World {
    fileprivate func hasNIK(_ officer: ID<Officer>) async throws -> Bool {
        try await dependencies.database.read { try $0.officers.nik(of: officer) != nil }
    }
}
