import Programme

extension Paths {
    static let disputes = "/kantor/sengketa"
    static let dispute = Path<ID<StoredClaim>>("/kantor/sengketa/{id}")
    static let disputePhoto = Path<ID<StoredClaim>, ID<StoredPhoto>>("/kantor/sengketa/{id}/foto/{photo}")
    static let disputeProposal = Path<ID<StoredClaim>>("/kantor/sengketa/{id}/usulan")
    static let disputeAgreement = Path<ID<StoredClaim>>("/kantor/sengketa/{id}/setuju")
    static let disputeRejection = Path<ID<StoredClaim>>("/kantor/sengketa/{id}/tolak")
}
