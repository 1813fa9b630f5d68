import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Proposals between the first and the second officer.
@Suite("Proposals between two officers", .timeLimit(.minutes(6)))
struct ChangedProposalTests {
    private static let changes: [ProposalKind: SQL] = [
        .list: "UPDATE list_import SET source = 'Kantor lain' WHERE state = 'proposed'",
        .listWithdrawal: "UPDATE list_withdrawal SET reason = 'Lain sama sekali'",
        .listRemoval: "UPDATE list_removal SET lookup = nik",
        .invitations: "UPDATE invitation_batch SET benefit = benefit + 1",
        .postponement: "UPDATE postponement_proposal SET becomes = becomes + 60000",
        .abandonment: "UPDATE abandonment_proposal SET reason = 'Alasan lain sama sekali'",
        .disqualification: "UPDATE disqualification SET proposed_duty = 'helpdesk'",
        .statement: "UPDATE statement_finding SET number = 'RK-418'",
        .payeeName: "UPDATE payee_question SET holder = 'M ALIM' WHERE state = 'proposed'",
        .dispute: "UPDATE identity_dispute SET proposed_at = proposed_at + 1",
        .caseAnswer: "UPDATE case_message SET written_at = written_at + 1 WHERE kind = 'draft'",
        .caseBatch: "UPDATE case_template SET text_en = 'Case {nomor}: give your PIN to the caller.'",
        .partner: "UPDATE partner_proposal SET proposed_at = proposed_at + 1",
        .completion: "UPDATE completion_verdict SET proposed_at = proposed_at + 1",
        .export: "UPDATE export_request SET purpose = 'Untuk keperluan lain sama sekali'",
    ]

    @Test(
        "what SQL changed after the proposal cannot be approved, and can be refused",
        .bug(
            id: "3.644",
            """
            An answer that waited, an answer for many cases and a draft of invitations could be changed by SQL before \
            the second officer approved it.
            """),
        arguments: Engine.tested, changes.keys.sorted { $0.rawValue < $1.rawValue })
    func changed(engine: Engine, kind: ProposalKind) async throws {
        try await World.with(engine, edition: kind.edition) { world in
            let open = try await world.open(kind)
            try await world.bindEarlier()
            try await world.vandalise(try #require(Self.changes[kind]))
            let answer = try await open.approve()
            #expect(answer.status == .conflict && answer.text.contains("diubah di luar aplikasi"), "\(answer.text)")
            #expect(try await open.refuse().status == .seeOther)
        }
    }

    @Test(
        "the duty of a proposal is the one at the proposal, whatever roles its officer has since",
        .bug(
            id: "3.645",
            """
            A proposer was compared with the roles they held when the second officer decided: an officer whose roles \
            were changed meanwhile counted as one of another duty.
            """),
        arguments: Engine.tested,
        [ProposalKind.list, .disqualification, .statement, .payeeName, .partner])
    func duties(engine: Engine, kind: ProposalKind) async throws {
        try await World.with(engine) { world in
            let open = try await world.open(kind)
            // From now on the author has the very roles of the second officer.
            try await world.dependencies.database.transaction { tx in
                let roles: [Role] = try tx.rows(
                    """
                    SELECT role
                    FROM officer_role
                    WHERE officer_id = (SELECT MAX(officer_id) FROM officer_role WHERE officer_id <> \(open.author))
                    """
                ).map { try $0["role"] }
                try tx.officers.setRoles(roles, of: open.author, at: world.dependencies.realNow())
            }
            try await world.bindOfficer(open.author)
            let answer = try await open.approve()
            #expect(answer.status == .seeOther, "\(answer.text)")
        }
    }
}
