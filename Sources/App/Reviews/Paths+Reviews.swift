import Programme

extension Paths {
    static let review = Path<ID<Purchase>>("/kartu/pembelian/{id}/ulasan")
}
