extension Paths {
    static let card = "/kartu"
    static let cardNumber = "/kartu/nomor"
}
