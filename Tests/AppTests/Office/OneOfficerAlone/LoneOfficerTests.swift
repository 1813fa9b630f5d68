import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// One officer alone, through the pages, with any roles that the table of duties lets one person hold.
@Suite("One officer alone, through HTTP", .timeLimit(.minutes(5)))
struct LoneOfficerTests {
    @Test("the holdings cover every role and every allowed combination")
    func holdings() {
        let table = World.officeRoles
        #expect(Set(Holdings.all.flatMap(\.self)) == Set(table.roles.map(\.slug)))
        for held in Holdings.largest {
            for role in table.roles.map(\.slug) where !held.contains(role) {
                #expect((try? table.check(held + [role])) == nil, "\(held) and \(role)")
            }
        }
    }

    // MARK: - A rupiah

    @Test("one officer alone cannot move a rupiah: a batch waits for another officer", arguments: Engine.tested)
    func payout(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let before = try await world.money()
            var drafts = 0
            try await world.eachAlone { alone in
                if let path = try await alone.post(Paths.payouts).location {
                    drafts += 1
                    let sum = try await world.sum(of: path)
                    for _ in 1...2 {
                        #expect(try await alone.post(path + "/persetujuan", sum).location == nil, "\(alone.roles)")
                    }
                    try await alone.post(path + "/penolakan", [("alasan", LoneOfficer.reason)])
                }
                try await world.settle()
                #expect(try await world.money() == before, "\(alone.roles)")
            }
            #expect(drafts > 1)
            #expect(try await world.railBooks().payments.isEmpty)
        }
    }

    @Test("one officer alone cannot move a rupiah: a decree waits for a second signature", arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnOnly()
            let before = try await world.money()
            var signed = 0
            try await world.eachAlone { alone in
                for act in [WaveAction.draft, .sign, .sign, .announce] {
                    let page = try await alone.browser.get(Paths.officeWave(1))
                    try await alone.post(Paths.officeWaveAct(1, act), page.typedNumber)
                }
                #expect(try await world.money() == before, "\(alone.roles)")
                #expect(try await world.wave().state == .drawn, "\(alone.roles)")
                signed += try await world.dependencies.database.transaction { tx in
                    let signatures = try tx.run("DELETE FROM decree_signature")
                    try tx.run("DELETE FROM decree")
                    return signatures
                }
            }
            #expect(signed > 2)
        }
    }

    @Test(
        "one officer alone cannot move a rupiah: no account is taken over by its contact", arguments: Engine.tested)
    func contact(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            var begun = 0
            try await world.eachAlone { alone in
                try await alone.post(Paths.contactOffice, world.lost("0813-7777-0001"))
                let found = try await world.dependencies.database.read {
                    try $0.contactCases.latest(in: nil, limit: 1, vault: world.dependencies.vault).first?.value.id
                }
                guard let found else { return }
                begun += 1
                for _ in 1...2 {
                    try await alone.post(Paths.contactApproval(found), [("kontak-lagi", "0813-7777-0001")])
                }
                let state = try await world.dependencies.database.read {
                    try $0.contactCases.find(found, vault: world.dependencies.vault)?.value.state
                }
                #expect(state == .proposed, "\(alone.roles)")
                try await world.vandalise("DELETE FROM contact_case")
                try await world.bind(.personContactCases, siti.person)
            }
            #expect(begun > 2)
            #expect(try await world.contacts(of: siti.person) == ["+6281200001001"])
        }
    }

    // MARK: - A person

    @Test("one officer alone cannot remove a person from the selection", arguments: Engine.tested)
    func removing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            var proposed = 0
            try await world.eachAlone { alone in
                try await alone.post(
                    Paths.disqualifications(1),
                    [
                        (DisqualificationsPage.ticketField, "\(wave.ticket)"),
                        (DisqualificationsPage.listField, "blacklist"),
                    ])
                let number = try await world.wave().id
                let found = try await world.dependencies.database.read {
                    try $0.disqualifications.latest(of: number, limit: 1).first?.value.id
                }
                guard let found else { return }
                proposed += 1
                for answer in [DisqualificationAnswer.approve, .uphold, .dismiss] {
                    try await alone.post(Paths.disqualification(1, found, answer))
                }
                let state = try await world.dependencies.database.read {
                    try $0.disqualifications.find(found)?.value.state
                }
                #expect(state == .proposed, "\(alone.roles)")
                try await wave.carryOut()
                #expect(try await wave.selected() == [wave.siti.id], "\(alone.roles)")
                try await world.vandalise("DELETE FROM disqualification")
            }
            #expect(proposed > 1)
            #expect(try await wave.card(of: wave.siti)?.status == .active)
        }
    }

    @Test(
        "one officer alone cannot select a person: no list is in force, and no NIK changes hands",
        arguments: Engine.tested)
    func selecting(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, other, dispute) = try await world.disputed()
            let (older, newer) = (try await world.id(of: siti), try await world.id(of: other))
            let refuser = try await world.officer(.approver, "penolak")
            var (imported, proposed) = (0, 0)
            try await world.eachAlone { alone in
                if let path = try await alone.browser.bringIn(
                    "laid-off", "nik\n\(other.nik)\n", source: "Kemnaker")
                {
                    imported += 1
                    try await world.settle()
                    for _ in 1...2 { try await alone.browser.approve(path) }
                    let list = try await world.dependencies.database.read { try $0.lists.latest(limit: 1).first }
                    #expect(list?.value.state == .proposed, "\(alone.roles)")
                    try await refuser.browser.post("\(path)/tolak", [("alasan", LoneOfficer.reason)], seeing: path)
                }
                try await alone.post(
                    Paths.disputeProposal(dispute),
                    [("pihak", "newer"), ("alasan", "Wajah di swafoto sama dengan foto di KTP asli.")])
                try await alone.post(Paths.disputeAgreement(dispute))
                let stored = try await world.dependencies.database.read { try $0.disputes.find(dispute) }
                proposed += stored?.value.state == .proposed ? 1 : 0
                #expect(stored?.value.state.isRunning == true, "\(alone.roles)")
                let vault = world.dependencies.vault
                let holder = try await world.dependencies.database.read {
                    try $0.identity.verified(of: older, vault: vault) != nil
                }
                #expect(holder, "\(alone.roles)")
                let other = try await world.dependencies.database.read {
                    try $0.identity.verified(of: newer, vault: vault)
                }
                #expect(other == nil)
                try await world.vandalise(
                    """
                    UPDATE identity_dispute
                    SET state = 'open', proposed_for = NULL, proposed_by = NULL, proposed_role = NULL, reason = NULL,
                        proposed_at = NULL
                    """)
                try await world.bind(.personDisputes, older)
            }
            #expect(imported > 1 && proposed > 2)
        }
    }

    @Test("one officer alone cannot select a person: no answer is corrected for an appeal", arguments: Engine.tested)
    func correcting(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible(1) { $0.inFormalEducation = true }
            let list = try await siti.browser.get(Paths.appeals)
            let path = try #require(list.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/kelayakan\/\d+/)).0
            let sent = try await siti.browser.post(
                String(path), [(CorrectionForm.education, "ya"), (CaseForm.text, "Saya lulus SMK tahun 2019.")])
            let id = try await world.stored(try world.number(of: sent)).id
            var accepted = 0
            try await world.eachAlone { alone in
                let proof = [(CaseHandling.proof, "Ijazah SMK tahun 2019 dilihat di loket")]
                try await alone.post(Paths.officeCaseAct(id, .acceptCorrection), proof)
                for act in [CaseAct.confirmCorrection, .runRules] { try await alone.post(Paths.officeCaseAct(id, act)) }
                try await alone.post(
                    Paths.officeCaseAct(id, .answer),
                    [(CaseHandling.outcome, "granted"), (CaseForm.text, "Sanggahan Anda kami kabulkan.")])
                #expect(try await world.decision(of: siti) == .ineligible([.inFormalEducation]), "\(alone.roles)")
                let changed = try await world.dependencies.database.transaction { tx in
                    try tx.run("DELETE FROM case_ruling")
                    return try tx.run(
                        """
                        UPDATE case_correction
                        SET state = 'asked', proposed_by = NULL, proposed_duty = NULL, reason = NULL
                        WHERE state = 'proposed'
                        """)
                }
                accepted += changed
            }
            #expect(accepted > 2)
        }
    }

    // MARK: - A draw

    @Test("one officer alone cannot alter a draw, nor when it is announced", arguments: Engine.tested)
    func draw(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnOnly()
            let before = try await world.outcome()
            try await world.eachAlone { alone in
                for act in WaveAction.allCases where act != .draft && act != .sign {
                    try await alone.post(Paths.officeWaveAct(1, act))
                }
                try await alone.post(
                    Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil"))
                try await alone.post(Paths.answerPostponement(1, .approve))
                try await alone.post(Paths.abandon(1), [(ReasonField.name, World.keysLost)])
                try await alone.post(Paths.answerAbandonment(1, .approve))
                _ = try await AdvanceWaves().run(on: world.dependencies)
                #expect(try await world.outcome() == before, "\(alone.roles)")
                try await world.vandalise("DELETE FROM postponement_proposal")
            }
        }
    }
}
