import Programme

extension Paths {
    static let message = Path<ID<Message>>("/akun/pesan/{message}")
    /// Where the text gateway reports a delivery.
    static let deliveryReport = Path<ID<Delivery>, String>("/internal/dlr/{delivery}/{token}")
    /// Where the mail server passes notices about messages that it had accepted.
    static let mailReceipt = "/internal/dsn"

    static func inbox(before message: ID<Message>) -> String { "\(inbox)?sebelum=\(message)" }
}
