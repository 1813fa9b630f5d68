import Foundation
import Programme
import Storage

extension SealedText {
    /// The name that the certificate of a completion will have.
    static let participantName = SealedText("completion", "participant_name")
}

/// The completion of a purchase.
extension PurchaseQueries {
    func complete(_ purchase: Purchase, _ completion: Completion, name: String, vault: Vault) throws {
        let sealed = try SealedText.participantName.seal(name, row: purchase.id.rawValue, vault)
        try tx.run(
            """
            INSERT INTO completion (purchase_id, person_id, score, certificate_number, participant_name, completed_at,
                basis, sealed_participant_name)
            VALUES (\(purchase.id), \(purchase.person), \(completion.score ?? 0), \(completion.certificateNumber),
                '', \(completion.at), \(completion.basis == .reported ? nil : completion.basis.rawValue), \(sealed))
            """)
    }

    func completion(of purchase: ID<Purchase>) throws -> StoredCompletion? {
        try tx.row(
            """
            SELECT score, certificate_number, completed_at, basis
            FROM completion
            WHERE purchase_id = \(purchase)
            """
        ).map(StoredCompletion.init)
    }
}
