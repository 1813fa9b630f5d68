import Foundation
import Programme
import Storage

/// What an approval asks of a batch's payments, and payments that are taken out of it.
extension PayoutQueries {
    /// Whether the batch pays a person who claims this NIK.
    func pays(_ nikLookup: Data, in batch: ID<PayoutBatch>) throws -> Bool {
        try tx.row(
            """
            SELECT disbursement.id
            FROM disbursement
            JOIN identity_claim ON identity_claim.person_id = disbursement.person_id
            WHERE disbursement.batch_id = \(batch) AND identity_claim.nik_lookup = \(nikLookup)
            LIMIT 1
            """) != nil
    }

    /// Takes payments that were not sent out of their batches. False where there was none.
    ///
    /// - Returns: each with its batch.
    func withdraw(
        of instalment: ID<Instalment>, because why: PaymentWithdrawal, at now: Instant
    ) throws -> [(id: ID<Disbursement>, batch: ID<PayoutBatch>)] {
        try tx.rows(
            """
            UPDATE disbursement
            SET withdrawn_at = \(now), withdrawal = \(why)
            WHERE instalment_id = \(instalment) AND state IN ('drafted', 'approved') AND withdrawn_at IS NULL
            RETURNING id, batch_id
            """
        ).map { try ($0["id"], $0["batch_id"]) }
    }

    /// Takes one payment out of a draft. The UPDATE of the batch comes first and locks its row, so that no approval sends
    /// the payment meanwhile. False when the batch was approved or refused, or the payment had left it.
    func takeOut(
        _ id: ID<Disbursement>, of batch: ID<PayoutBatch>, because reason: OfficeReason, by officer: ID<Officer>,
        at now: Instant, vault: Vault
    ) throws -> Bool {
        let isOpen = try tx.run(
            """
            UPDATE payout_batch
            SET changes = changes + 1
            WHERE id = \(batch) AND state = 'drafted' AND refused_at IS NULL
            """)
        guard isOpen == 1 else { return false }
        return try tx.run(
            """
            UPDATE disbursement
            SET withdrawn_at = \(now), taken_out_by = \(officer), taken_out_because = '',
                sealed_taken_out_because = \(SealedText.takenOutBecause.seal(reason.text, row: id.rawValue, vault))
            WHERE id = \(id) AND batch_id = \(batch) AND state = 'drafted' AND withdrawn_at IS NULL
            """) == 1
    }

    /// How many payments of a batch do not pay the request for which they were drafted: the card was revoked since, and
    /// the instalment is not requested, or requested again.
    func outdated(in batch: ID<PayoutBatch>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS outdated
            FROM disbursement
            JOIN instalment ON instalment.id = disbursement.instalment_id
            WHERE disbursement.batch_id = \(batch) AND disbursement.withdrawn_at IS NULL
                AND (instalment.state <> 'requested' OR instalment.attempt <> disbursement.attempt)
            """)?["outdated"] ?? 0
    }
}

extension PaymentWithdrawal: SQLConvertible {}

extension SealedText {
    /// Why an officer took a payment out of its draft.
    static let takenOutBecause = SealedText("disbursement", "taken_out_because")
    /// Why a batch was refused.
    static let batchRefusal = SealedText("payout_batch", "refusal")
}

extension StoredDisbursement {
    /// Whether this is the request that the officers approved.
    func pays(_ requested: StoredInstalment) -> Bool {
        requested.instalment.state == .requested && (attempt ?? requested.attempt) == requested.attempt
    }
}
