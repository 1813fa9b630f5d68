import Programme

extension Paths {
    static let incentives = "/insentif"
    static let incentiveRequest = Path<ID<Instalment>>("/insentif/{id}/permintaan")
}
