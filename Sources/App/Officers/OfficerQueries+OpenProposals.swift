import Programme
import Storage

/// Every kind of act that one officer proposes and another decides.
enum ProposalKind: String, CaseIterable, Sendable {
    case list, listWithdrawal, listRemoval, listRemovalEnd, invitations
    case postponement, abandonment, decree, disqualification
    case payouts, statement, payeeName
    case dispute, lostContact, personAct
    case caseAnswer, caseCorrection, caseBatch
    case partner, course, completion, export, officer

    var name: Bilingual {
        switch self {
        case .list: Bilingual(id: "data instansi", en: "list of an office")
        case .listWithdrawal: Bilingual(id: "pencabutan data instansi", en: "withdrawal of a list")
        case .listRemoval: Bilingual(id: "penghapusan dari data instansi", en: "removal from a list")
        case .listRemovalEnd: Bilingual(id: "akhir penghapusan dari data instansi", en: "end of a removal from a list")
        case .invitations: Bilingual(id: "undangan", en: "invitations")
        case .postponement: Bilingual(id: "penundaan pengumuman", en: "postponement of an announcement")
        case .abandonment: Bilingual(id: "akhir gelombang tanpa undian", en: "end of a wave without a draw")
        case .decree: Bilingual(id: "tanda tangan keputusan", en: "signature of a decree")
        case .disqualification: Bilingual(id: "pembatalan tempat", en: "taking a place away")
        case .payouts: Bilingual(id: "kelompok penyaluran", en: "payout batch")
        case .statement: Bilingual(id: "hasil mutasi", en: "finding in a statement")
        case .payeeName: Bilingual(id: "nama pemilik rekening", en: "account holder's name")
        case .dispute: Bilingual(id: "sengketa NIK", en: "contested NIK")
        case .lostContact: Bilingual(id: "kontak hilang", en: "lost contact")
        case .personAct: Bilingual(id: "tindakan atas orang", en: "act on a person")
        case .caseAnswer: Bilingual(id: "jawaban keluhan", en: "answer to a case")
        case .caseCorrection: Bilingual(id: "koreksi jawaban pendaftaran", en: "correction of an application's answers")
        case .caseBatch: Bilingual(id: "jawaban bersama", en: "answer for many")
        case .partner: Bilingual(id: "mitra", en: "partner")
        case .course: Bilingual(id: "pelatihan", en: "course")
        case .completion: Bilingual(id: "laporan selesai", en: "reported completion")
        case .export: Bilingual(id: "ekspor", en: "export")
        case .officer: Bilingual(id: "petugas", en: "officer")
        }
    }
}

/// Proposals of one officer that wait for another, in the tables of all slices.
extension OfficerQueries {
    /// Kinds of which none waits are left out.
    func openProposals(of officer: ID<Officer>) throws -> [(kind: ProposalKind, count: Int)] {
        try ProposalKind.allCases.compactMap { kind in
            let count: Int =
                try tx.row("SELECT COUNT(*) AS waiting \(Self.open(kind, of: officer))")?["waiting"] ?? 0
            return count > 0 ? (kind, count) : nil
        }
    }

    private static func open(_ kind: ProposalKind, of officer: ID<Officer>) -> SQL {
        switch kind {
        case .list: "FROM list_import WHERE state = 'proposed' AND imported_by = \(officer)"
        case .listWithdrawal: "FROM list_withdrawal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .listRemoval: "FROM list_removal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .listRemovalEnd: "FROM list_removal WHERE state = 'ending' AND end_proposed_by = \(officer)"
        case .invitations:
            "FROM invitation_batch WHERE state IN ('counting', 'drafted') AND proposed_by = \(officer)"
        case .postponement: "FROM postponement_proposal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .abandonment: "FROM abandonment_proposal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .decree:
            """
            FROM decree_signature
            JOIN decree ON decree.id = decree_signature.decree_id AND decree.signed_at IS NULL
            WHERE decree_signature.officer_id = \(officer)
            """
        case .disqualification: "FROM disqualification WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .payouts:
            "FROM payout_batch WHERE approver_id IS NULL AND refused_by IS NULL AND author_id = \(officer)"
        case .statement: "FROM statement_finding WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .payeeName: "FROM payee_question WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .dispute: "FROM identity_dispute WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .lostContact: "FROM contact_case WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .personAct: "FROM person_proposal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .caseAnswer: "FROM service_case WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .caseCorrection: "FROM case_correction WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .caseBatch: "FROM case_batch WHERE state = 'drafted' AND proposed_by = \(officer)"
        case .partner: "FROM partner_proposal WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .course: "FROM course_version WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .completion: "FROM completion_verdict WHERE state = 'proposed' AND proposed_by = \(officer)"
        case .export: "FROM export_request WHERE state = 'asked' AND asked_by = \(officer)"
        case .officer: "FROM officer_request WHERE state = 'proposed' AND proposed_by = \(officer)"
        }
    }
}
