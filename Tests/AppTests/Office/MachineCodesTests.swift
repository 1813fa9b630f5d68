import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("No machine codes on screens")
struct MachineCodesTests {
    /// Digests, ISO 8601 times, names of acts and of enum cases.
    private static var machines: [(name: String, pattern: Regex<Substring>)] {
        [
            ("hexadecimal", /\b(?=[0-9]*[a-f])[0-9a-f]{16,}\b/), ("a time of the wire", /\d{4}-\d\d-\d\dT\d\d/),
            ("UTC", /\bUTC\b/),
            ("a code", /\b(?:wave|entry|account|list|photo|officer|edition|decree|waves|lists)[.:][a-z0-9-]+\b/),
        ]
    }

    @Test(
        "the audit log, a wave's page and the office's start page name acts, things and times in words",
        .bug(
            id: "4.51",
            """
            The office's audit log showed "wave.opened", "wave:1", digests of 64 digits and times such as \
            2020-04-16T09:00:00.000Z.
            """),
        arguments: Engine.tested)
    func office(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            for _ in 1...2 { try await world.candidate().browser.join() }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations).browser
            for act in [WaveAction.draw, .draft, .sign] { try await ratna.act(act) }
            let auditor = try await world.officer("Lestari", .auditor).browser
            for path in [Paths.officeAudit, Paths.officeWave(1), Paths.office, Paths.officeWaves] {
                let text = try await auditor.get(path).text
                for machine in Self.machines {
                    let found = text.firstMatch(of: machine.pattern)
                    #expect(found == nil, "\(path) shows \(machine.name): \(found?.output ?? "")")
                }
            }
            let trail = try await auditor.get(Paths.officeAudit).text
            #expect(trail.contains("Gelombang 1") && trail.contains("Daftar disegel"))
        }
    }

    @Test(
        "what is recorded of a proposal and of its refusal is shown in words, on its page, the desk and the trail",
        arguments: ProposalKind.allCases)
    func proposals(kind: ProposalKind) async throws {
        guard kind != .decree else { return }
        if kind == .course {
            try await Market.with(.sqlite) { try await check(kind, $0.world) }
        } else {
            try await World.with(.sqlite, edition: kind.edition) { try await check(kind, $0) }
        }
    }

    private func check(_ kind: ProposalKind, _ world: World) async throws {
        let open = try await world.open(kind)
        let lestari = try await world.officer("Lestari", .auditor).browser
        for isRefused in [false, true] {
            if isRefused { #expect(try await open.refuse().status == .seeOther) }
            for language in Language.allCases {
                for (browser, path) in [
                    (open.second, open.page), (open.second, Paths.office), (lestari, Paths.officeAudit),
                    (lestari, Paths.officeAccess),
                ] {
                    browser.carry(cookie: LanguageCookie.name, language.rawValue)
                    let found = MachineCodes.found(in: try await browser.get(path))
                    #expect(found.isEmpty, "\(kind) in \(language) at \(path): \(found)")
                }
            }
        }
    }

    @Test("every job has a description for the officer who runs it again")
    func jobs() {
        for job in allJobs { #expect(JobWords.known[job.name] != nil, "\(job.name)") }
    }

    @Test(
        "the page that checks receipts shows digests only in an expandable section",
        .bug(
            id: "4.52",
            "The page of the log showed every reader a number of 64 hexadecimal digits called \"Angka bersama\"."),
        arguments: Engine.tested)
    func proofs(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.signedUp()
            while try await Sealer(dependencies: world.dependencies).seal(thoroughly: true) > 0 {}
            let page = try await world.visitor().get(Paths.proofs).body
            let open = page.replacing(/<details>.*?<\/details>/.dotMatchesNewlines(), with: "")
            #expect(open.contains("Jumlah catatan"))
            #expect(open.firstMatch(of: /[0-9a-f]{64}/) == nil)
            #expect(page.firstMatch(of: /[0-9a-f]{64}/) != nil)
        }
    }
}
