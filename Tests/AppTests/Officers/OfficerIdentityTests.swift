import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Whether an officer is the person of the NIK that they stated, by which rules about their own case go.
@Suite("An officer's identity", .timeLimit(.minutes(2)))
struct OfficerIdentityTests {
    private static let (nik, other) = ("8271015203950001", "8271015203950009")

    @Test(
        "an officer works on nothing until the registry knows their NIK under their name, and reads why",
        .bug(
            id: "5.314",
            """
            An officer stated any well-formed NIK as their own: with an invented one, or another person's, every rule \
            about their own case was escaped.
            """),
        arguments: Engine.tested)
    func confirmed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            let desk = try await dian.browser.get(Paths.office)
            #expect(desk.status == .ok && desk.text.contains("Identitas Anda belum dipastikan"))
            for path in [Paths.photoOffice, Paths.disputes, Paths.officeSearch] {
                let refused = try await dian.browser.get(path)
                #expect(refused.status == .forbidden, "\(path)")
                #expect(refused.text.contains("belum dipastikan") && refused.body.contains(Paths.ownAccount), "\(path)")
            }
            #expect(try await dian.browser.get(Paths.payouts).text.contains("Peran Anda tidak mencakup"))
            #expect(try await dian.browser.get(Paths.ownAccount).text.contains("Dukcapil mencocokkannya"))
            try await dian.browser.state(Self.nik)
            let waiting = try await dian.browser.get(Paths.ownAccount)
            #expect(waiting.text.contains("Ditanyakan ke Dukcapil"))
            #expect(try await dian.browser.get(Paths.photoOffice).status == .forbidden)
            try await world.settle()
            #expect(try await dian.browser.get(Paths.photoOffice).status == .ok)
            #expect(try await dian.browser.get(Paths.ownAccount).text.contains("Sudah dipastikan"))
            let trail = try await world.trail(of: "officer:\(dian.id)")
            #expect(trail.contains("officer.nik-stated") && trail.contains("officer.identity-answered"))
            // Once confirmed it cannot be exchanged, and the number itself is not kept.
            let before = try await world.nik(of: dian.id)
            try await dian.browser.state(Self.other)
            #expect(try await world.nik(of: dian.id) == before)
            let kept = try await world.dependencies.database.read { tx in
                try tx.row("SELECT nik FROM officer_identity WHERE officer_id = \(dian.id)")?["nik"] as Data?
            }
            #expect(kept == nil)
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a NIK that the registry does not know, or knows under another name, is a clear answer and can be corrected",
        arguments: [
            ("8271015203950002", "Nama di Dukcapil lain"), ("8271015203950003", "Tidak ada di Dukcapil"),
            ("8271015203950007", "Tidak ada di Dukcapil"),
        ])
    func refused(nik: String, words: String) async throws {
        try await World.with(.sqlite) { world in
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            try await dian.browser.state(nik)
            try await world.settle()
            #expect(try await dian.browser.get(Paths.ownAccount).text.contains(words))
            #expect(try await dian.browser.get(Paths.photoOffice).status == .forbidden)
            let administrator = try await world.administrators().0
            #expect(try await administrator.browser.get(Paths.officer(dian.id)).text.contains(words))
            try await dian.browser.state(Self.nik)
            try await world.settle()
            #expect(try await dian.browser.get(Paths.photoOffice).status == .ok)
            // The NIK that was given up is free for the officer whose it is.
            let owner = try await world.officer("Wulan", .verifier, confirmed: false)
            #expect(try await owner.browser.post(Paths.ownAccount, [("nik", nik)]).location == Paths.ownAccount)
        }
    }

    @Test("another birth date at the registry than the NIK's is no other person")
    func birthDate() async throws {
        try await World.with(.sqlite) { world in
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            try await dian.browser.state("8271015203950004")
            try await world.settle()
            #expect(try await dian.browser.get(Paths.photoOffice).status == .ok)
        }
    }

    @Test("the registry is asked about an officer a few times only: a NIK cannot be found by trying")
    func often() async throws {
        try await World.with(.sqlite) { world in
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            for _ in 0..<OfficerIdentityQueries.mostChecks {
                try await dian.browser.state("8271015203950003")
                try await world.settle()
            }
            let refused = try await dian.browser.post(Paths.ownAccount, [("nik", Self.nik)])
            #expect(refused.status == .unprocessableContent && refused.text.contains("Minta dua administrator"))
        }
    }

    @Test(
        "while the registry does not answer, two administrators confirm an officer, neither alone and neither themselves",
        arguments: Engine.tested)
    func byTwo(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.setRegistryMode("down")
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            let yusuf = try await world.officer("Yusuf", .administrator, confirmed: false)
            let early = try await agus.browser.change(.identity, of: dian.id, [])
            #expect(early.status == .conflict && early.text.contains("belum menulis NIK"))
            try await dian.browser.state(Self.nik)
            try await world.settle()
            #expect(try await dian.browser.get(Paths.photoOffice).status == .forbidden)
            let id = try await agus.propose(.identity, of: dian.id, [])
            #expect(try await agus.decide(id).status == .forbidden)
            // What the first administrator saw is not exchanged before the second agrees.
            let exchanged = try await dian.browser.post(Paths.ownAccount, [("nik", Self.other)])
            #expect(exchanged.status == .unprocessableContent)
            let page = try await fitri.browser.get(Paths.officerRequest(id)).text
            #expect(page.contains("Ditanyakan ke Dukcapil") && page.contains(Administrator.reason))
            #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
            #expect(try await dian.browser.get(Paths.photoOffice).status == .ok)
            // A late answer of the registry changes nothing.
            try await world.setRegistryMode("normal")
            world.clock.advance(.minutes(5))
            try await world.settle()
            #expect(try await dian.browser.get(Paths.photoOffice).status == .ok)
            #expect(try await agus.browser.change(.identity, of: dian.id, []).status == .conflict)
            try await yusuf.browser.state(Self.other)
            #expect(try await yusuf.browser.change(.identity, of: yusuf.id, []).status == .forbidden)
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a confirmation that SQL wrote ends the officer's session, and audit verify names it", arguments: Engine.tested)
    func bySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.bindEarlier()
            let dian = try await world.officer("Dian", .verifier, confirmed: false)
            let now = world.dependencies.realNow()
            try await world.vandalise(
                """
                INSERT INTO officer_identity (officer_id, state, checks, asked_at, decided_at)
                VALUES (\(dian.id), 'confirmed', 0, \(now), \(now))
                """)
            #expect(try await dian.browser.get(Paths.photoOffice).location?.hasPrefix(Paths.officeSignIn) == true)
            let unbound = try await world.verifyRecords()
            #expect(
                unbound.contains { $0.hasPrefix("identity of officer \(dian.id) was bound by no act") }, "\(unbound)")
            try await world.vandalise("DELETE FROM officer_identity")
            try await dian.browser.state("8271015203950002")
            try await world.settle()
            try await world.vandalise("UPDATE officer_identity SET state = 'confirmed' WHERE officer_id = \(dian.id)")
            #expect(try await dian.browser.get(Paths.photoOffice).location?.hasPrefix(Paths.officeSignIn) == true)
            let changed = try await world.verifyRecords()
            #expect(changed.contains { $0.hasPrefix("identity of officer \(dian.id) is not as") }, "\(changed)")
        }
    }

    @Test(
        "0421: an officer from before states the NIK once more and can work; proposals stay", arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        try await World.with(
            engine,
            earlier: EarlierDatabase(step: "0421") { tx, _ in
                for id in [1, 2] as [Int64] {
                    try tx.run(
                        """
                        INSERT INTO officer (id, name, sign_in, password_hash, totp_secret, totp_step, added_at)
                        VALUES (\(id), \("Petugas \(id)"), \("petugas\(id)"), '-', \(Data([1])), 0, 5)
                        """)
                }
                try tx.run(
                    """
                    INSERT INTO officer_role (officer_id, held_for, role, from_at) VALUES (1, 1, 'identity-reviewer', 0)
                    """)
                try tx.run(
                    """
                    INSERT INTO officer_request (id, kind, officer_id, roles, reason, state, proposed_by, proposed_at)
                    VALUES (7, 'reset', 1, '', 'Ponsel hilang', 'proposed', 2, 5)
                    """)
            }
        ) { world in
            let lookup = world.dependencies.vault.lookup(Self.nik, purpose: "nik")
            try await world.vandalise(
                "UPDATE officer SET nik_lookup = \(lookup) WHERE id = 1",
                "INSERT INTO officer_nik (nik_lookup, officer_id) VALUES (\(lookup), 1)")
            let waiting = try await world.dependencies.database.read { try $0.officerRequests.open().map(\.id) }
            #expect(waiting == [ID(7)])
            let browser = try await world.carryOn(officer: ID(1))
            #expect(try await browser.get(Paths.photoOffice).text.contains("belum dipastikan"))
            #expect(try await browser.get(Paths.ownAccount).text.contains("Belum dicocokkan"))
            try await browser.state(Self.nik)
            try await world.settle()
            #expect(try await browser.get(Paths.photoOffice).status == .ok)
            #expect(try await world.nik(of: ID(1)) == lookup)
        }
    }
}

extension Visitor {
    /// The officer states their NIK.
    fileprivate func state(_ nik: String) async throws {
        #expect(try await post(Paths.ownAccount, [("nik", nik)]).location == Paths.ownAccount)
    }
}

extension World {
    fileprivate func nik(of officer: ID<Officer>) async throws -> Data? {
        try await dependencies.database.read { try $0.officers.nik(of: officer) }
    }

    func setRegistryMode(_ mode: String) async throws {
        guard let url = URL(string: simulators[.registry] + "/_control") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(#"{"mode":"\#(mode)"}"#.utf8)
        let (_, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 204)
    }
}
