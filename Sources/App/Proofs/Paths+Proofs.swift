extension Paths {
    static let proofs = "/bukti"
    static let checkpoint = "/bukti/titik.txt"
}
