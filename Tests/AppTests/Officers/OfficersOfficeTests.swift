import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What one administrator cannot do alone, and what two can, through the pages.
@Suite("Officers and their roles", .timeLimit(.minutes(2)))
struct OfficersOfficeTests {
    @Test("one officer alone cannot raise own rights, and neither can two administrators raise one of theirs")
    func ownRights() async throws {
        try await World.with(.sqlite) { world in
            let (agus, fitri) = try await world.administrators()
            let own = try await agus.browser.change(.roles, of: agus.id, [("peran-payout-maker", "ya")])
            #expect(own.status == .forbidden && own.text.contains("akun Anda sendiri"))
            let id = try await agus.propose(.roles, of: fitri.id, [("peran-programme-manager", "ya")])
            #expect(try await agus.decide(id).status == .forbidden)
            #expect(try await fitri.decide(id).status == .forbidden)
            #expect(try await world.roles(of: fitri.id) == [.administrator])
            let trail = try await world.trail(of: "officer:\(fitri.id)")
            #expect(trail.filter { $0 == "officer.change-denied" }.count == 2)

            let ratna = try await world.officer("Ratna", .operations)
            let refused = try await ratna.browser.change(.roles, of: ratna.id, [("peran-programme-manager", "ya")])
            #expect(refused.status == .forbidden)
            #expect(try await Set(world.roles(of: ratna.id)) == Set([Role].operations))
        }
    }

    @Test("roles change by two people, with a reason, and the log has the roles and the digest of all officers")
    func roles() async throws {
        try await World.with(.sqlite) { world in
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", [.identityReviewer])
            let path = Paths.officerChange(dian.id, .roles)
            let unexplained = try await agus.browser.post(path, [("peran-helpdesk", "ya"), ("alasan", "x")])
            #expect(unexplained.status == .unprocessableContent)
            #expect(unexplained.body.contains(#"name="peran-helpdesk" value="ya" checked"#), "the choice is kept")
            let id = try await agus.propose(
                .roles, of: dian.id, [("peran-helpdesk", "ya"), ("peran-identity-reviewer", "ya")])
            #expect(try await world.roles(of: dian.id) == [.identityReviewer])
            #expect(try await fitri.browser.get(Paths.office).text.contains("Usulan tentang petugas"))
            #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
            #expect(try await Set(world.roles(of: dian.id)) == [.helpdesk, .identityReviewer])
            #expect(try await fitri.decide(id).status == .conflict)
            let (recorded, digest) = try await world.dependencies.database.read { tx in
                let event = try tx.audit.latest(subject: "officers", before: nil, limit: 1).first
                return (event?.detail ?? "", try tx.officers.digest())
            }
            #expect(recorded.contains(#""digest":"\#(digest)""#))
            try await world.dependencies.database.transaction { tx in
                try tx.run("UPDATE officer_role SET role = 'payout-checker' WHERE role = 'helpdesk'")
            }
            let mark = RowMark(world.dependencies.vault)
            let (changed, findings) = try await world.dependencies.database.read { tx in
                (try tx.officers.digest(), try RecordVerification(of: tx, marked: mark).findings.map(\.description))
            }
            #expect(changed != digest)
            #expect(findings.count == 2, "`audit verify` finds it: \(findings)")
            #expect(findings.contains { $0.hasPrefix("officer \(dian.id) is not as the act") })
            #expect(findings.contains { $0.hasPrefix("the officers and their roles are not as") })
        }
    }

    @Test("two incompatible duties are never in one hand: not by roles, not by an invitation, not by a deputy")
    func incompatible() async throws {
        try await World.with(.sqlite) { world in
            let (agus, fitri) = try await world.administrators()
            let maker = try await world.officer("Wulan", [.payoutMaker])
            let checker = try await world.officer("Joko", [.payoutChecker])
            let both = [("peran-payout-maker", "ya"), ("peran-payout-checker", "ya")]
            let roles = try await agus.browser.change(.roles, of: maker.id, both)
            #expect(roles.status == .unprocessableContent)
            #expect(roles.text.contains("Penyusun penyaluran dan Pemeriksa penyaluran tidak boleh dipegang satu orang"))
            let invited = try await agus.browser.post(
                Paths.officerInvitation,
                both + [("nama", "Rudi"), ("alamat", "rudi@kantor.example"), ("alasan", Administrator.reason)])
            #expect(invited.status == .unprocessableContent && invited.body.contains("href=\"#peran\""))

            let absence = Administrator.absence(of: checker.id)
            let deputy = try await agus.browser.change(
                .deputy, of: maker.id, absence + [("peran-payout-checker", "ya")])
            #expect(deputy.status == .unprocessableContent && deputy.text.contains("tidak boleh dipegang satu orang"))
            let notHeld = try await agus.browser.change(
                .deputy, of: maker.id, absence + [("peran-curator", "ya")])
            #expect(notHeld.text.contains("tidak memegang peran Kurator pelatihan"))

            // Allowed when it was proposed, and no longer when it is decided
            let other = try await world.officer("Tono", [.curator])
            let asDeputy = try await agus.propose(
                .deputy, of: other.id, absence + [("peran-payout-checker", "ya")])
            try await world.dependencies.database.transaction { [now = world.clock.now()] tx in
                try tx.officers.setRoles([.payoutMaker], of: other.id, at: now)
            }
            try await world.bindOfficer(other.id)
            #expect(try await fitri.decide(asDeputy).status == .unprocessableContent)
            #expect(try await world.roles(of: other.id) == [.payoutMaker])
        }
    }

    @Test("a deputy holds the role from the first day to the last, and no longer", arguments: Engine.tested)
    func deputy(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let checker = try await world.officer("Joko", [.payoutChecker])
            let curator = try await world.officer("Tono", [.curator])
            let id = try await agus.propose(
                .deputy, of: curator.id, Administrator.absence(of: checker.id) + [("peran-payout-checker", "ya")])
            #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
            #expect(try await world.roles(of: curator.id) == [.curator])
            #expect(try await curator.browser.get(Paths.payouts).status == .forbidden)
            world.clock.set("2020-04-20T00:00:00+07:00")
            try await world.signInAgain(curator)
            #expect(try await Set(world.roles(of: curator.id)) == [.curator, .payoutChecker])
            #expect(try await curator.browser.get(Paths.payouts).status == .ok)
            world.clock.set("2020-04-25T00:00:00+07:00")
            try await world.signInAgain(curator)
            #expect(try await world.roles(of: curator.id) == [.curator])
            #expect(try await curator.browser.get(Paths.payouts).status == .forbidden)
        }
    }

    @Test(
        "one administrator alone cannot reset another's authenticator; two send the link to the officer's own address")
    func reset() async throws {
        try await World.with(.sqlite) { world in
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", .verifier)
            let own = try await agus.browser.change(.reset, of: agus.id, [])
            #expect(own.status == .forbidden)
            let id = try await agus.propose(.reset, of: dian.id, [])
            #expect(try await agus.decide(id).status == .forbidden)
            #expect(try await dian.browser.get(Paths.office).status == .ok, "nothing has happened yet")
            let second = try await agus.browser.change(.roles, of: dian.id, [("peran-helpdesk", "ya")])
            #expect(second.status == .conflict, "one proposal at a time")
            let agreed = try await fitri.decide(id)
            #expect(agreed.location == Paths.officerRequest(id))
            for page in [try await agus.browser.get(Paths.officer(dian.id)), try await fitri.browser.follow(agreed)] {
                #expect(!page.body.contains("/kantor/siapkan/"), "no administrator sees the link")
            }
            #expect(try await dian.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            let link = try await world.link(to: "dian@kantor.example")
            #expect(link.hasPrefix("/kantor/siapkan/"))
            #expect(try await world.visitor().get(link).status == .ok)
        }
    }

    @Test("a suspension ends every session at once; coming back takes two people", arguments: Engine.tested)
    func suspension(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let dian = try await world.officer("Dian", .verifier)
            #expect(try await agus.browser.change(.suspend, of: dian.id, []).location == Paths.officer(dian.id))
            #expect(try await dian.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(try await agus.browser.change(.suspend, of: agus.id, []).status == .forbidden)
            let id = try await agus.propose(.reinstate, of: dian.id, [])
            #expect(try await agus.decide(id).status == .forbidden)
            #expect(try await fitri.decide(id).location == Paths.officerRequest(id))
            try await world.signInAgain(dian)
            #expect(try await dian.browser.get(Paths.office).status == .ok)
        }
    }

    @Test("two administrators invite an officer, who alone sees the link", arguments: Engine.tested)
    func invitation(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let proposed = try await agus.browser.post(
                Paths.officerInvitation,
                [
                    ("nama", "Rudi Hartono"), ("alamat", "Rudi@kantor.example"), ("peran-curator", "ya"),
                    ("alasan", Administrator.reason),
                ])
            let id = try #require(Administrator.id(in: proposed))
            let known = try await world.dependencies.database.read {
                try $0.officers.standing(signIn: "rudi@kantor.example")
            }
            #expect(known == nil, "not before the second administrator agrees")
            #expect(
                try await fitri.decide(id, agrees: false).location
                    == Paths.officerRequest(id))
            let again = try await agus.browser.post(
                Paths.officerInvitation,
                [
                    ("nama", "Rudi Hartono"), ("alamat", "Rudi@kantor.example"), ("peran-curator", "ya"),
                    ("alasan", Administrator.reason),
                ])
            try await fitri.decide(try #require(Administrator.id(in: again)))
            #expect(try await world.link(to: "rudi@kantor.example").hasPrefix("/kantor/siapkan/"))
            #expect(try await agus.browser.get(Paths.officers).text.contains("Belum memasang sandi"))

            let local = [
                ("nama", "Ahmad Tomini"), ("alamat", "ahmad@kantor.example"), ("peran-local-officer", "ya"),
                ("alasan", Administrator.reason),
            ]
            let nowhere = try await agus.browser.post(Paths.officerInvitation, local)
            #expect(nowhere.status == .unprocessableContent && nowhere.body.contains("href=\"#wilayah\""))
            let posted = try await agus.browser.post(
                Paths.officerInvitation, local + [("wilayah", "82"), ("kantor", "Disnaker Kota Ternate")])
            try await fitri.decide(try #require(Administrator.id(in: posted)))
            #expect(try await agus.browser.get(Paths.officers).text.contains("Ahmad Tomini"))
            let region = try await world.dependencies.database.read { tx in
                try tx.officers.standing(signIn: "ahmad@kantor.example").flatMap { try tx.officers.region(of: $0.id) }
            }
            #expect(region?.name == "Maluku Utara")
        }
    }

    @Test("officers' own applications and payments are out of their hands", arguments: [Engine.sqlite])
    func ownCase(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.candidate()
            let dian = try await world.officer("Dian", .verifier)
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                let lookup = dependencies.vault.lookup("\(siti.id)", purpose: "nik")
                let first = try tx.officers.stateNIK(lookup, of: dian.id)
                let second = try tx.officers.stateNIK(Data([1]), of: dian.id)
                #expect(first == .stated && second == .statedBefore, "stated once")
                #expect(throws: OwnCaseRefusal.yourself) { try tx.officers.checkIsAnother(dian.id, than: siti.id) }
            }
        }
    }
}

/// An administrator's browser.
struct Administrator: Sendable {
    static let reason = "Surat tugas nomor 12 dari kepala program"
    let id: ID<Officer>
    let browser: Visitor

    /// From 20 to 24 April 2020.
    static func absence(of officer: ID<Officer>) -> [(String, String)] {
        [
            ("berhalangan", "\(officer)"), ("mulai-day", "20"), ("mulai-month", "4"), ("mulai-year", "2020"),
            ("sampai-day", "24"), ("sampai-month", "4"), ("sampai-year", "2020"),
        ]
    }

    /// Proposes a change and returns its number.
    func propose(
        _ change: OfficerChangePage.Change, of officer: ID<Officer>, _ fields: [(String, String)]
    ) async throws -> ID<OfficerRequest> {
        try #require(Self.id(in: try await browser.change(change, of: officer, fields)))
    }

    @discardableResult
    func decide(_ id: ID<OfficerRequest>, agrees: Bool = true) async throws -> Answer {
        try await browser.post(
            Paths.officerRequest(id), [("alasan", Self.reason), ("putusan", agrees ? "setuju" : "tolak")],
            seeing: Paths.office)
    }

    static func id(in answer: Answer) -> ID<OfficerRequest>? {
        answer.location?.split(separator: "/").last.flatMap { ID<OfficerRequest>(String($0)) }
    }
}

extension Visitor {
    @discardableResult
    func change(
        _ change: OfficerChangePage.Change, of officer: ID<Officer>, _ fields: [(String, String)]
    ) async throws -> Answer {
        try await post(
            Paths.officerChange(officer, change), fields + [("alasan", Administrator.reason)], seeing: Paths.office)
    }
}

extension World {
    func administrators() async throws -> (Administrator, Administrator) {
        let (agus, fitri) = (
            try await officer("Agus", .administrator), try await officer("Fitri", .administrator)
        )
        return (Administrator(id: agus.id, browser: agus.browser), Administrator(id: fitri.id, browser: fitri.browser))
    }

    func roles(of officer: ID<Officer>) async throws -> [Role] {
        try await dependencies.database.read { [dependencies] tx in
            try tx.officers.roles(of: officer, at: dependencies.realNow())
        }
    }
}
